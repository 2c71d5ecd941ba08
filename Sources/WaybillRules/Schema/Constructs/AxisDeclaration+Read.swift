import WaybillText
import WaybillYAML

extension MappingShape {
  static let axis = MappingShape(
    "an axis", id: "axis", "A dimension along which labels are given.",
    keys: [
      .required(
        "kind", .choice(AxisDeclaration.Kind.self),
        "`tree`: branches with leaves; `enum`: labels without order; `scale`: labels from low to high."),
      .required(
        "of", .oneOf([.names, .named(.names)]),
        "The labels; for a tree, a mapping from branches to their labels."),
    ])
}

extension AxisDeclaration {
  static func read(
    _ name: Located<String>, _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> AxisDeclaration? {
    guard
      let fields = Fields(
        node, of: .axis, named: name, &problems),
      let kind = fields.choice("kind", Kind.self, &problems), fields.has("of")
    else { return nil }
    guard kind == .tree else {
      return AxisDeclaration(name: name, kind: kind, branches: [(nil, fields.names("of", &problems))])
    }
    let branches = fields["of"]?.mapping("`of` of a tree", &problems) ?? []
    return AxisDeclaration(
      name: name, kind: kind,
      branches: branches.compactMap { entry in
        let what = "the branch `\(shortened(entry.key))`"
        let leaves = entry.value.list(what, of: "labels", &problems) ?? []
        let labels = leaves.compactMap { $0.name("a label of \(what)", &problems) }
        return checkedName(Located(entry.key, at: entry.keyRange), "a branch", &problems).map { ($0, labels) }
      })
  }
}
