import WaybillText
import WaybillYAML

extension MappingShape {
  static let head = MappingShape(
    "an entry of `heads`", id: "head", "A noun after the match, and what the match then is.",
    keys: [
      .required("any", .phrases, "The nouns."),
      .required("emit", .emit, "The labels that take the place of the rule's own."),
    ])
}

extension EmitDeclaration {
  /// Reads `emit:`, a mapping from axes to labels.
  static func readAll(_ node: YAMLNode?, _ problems: inout DiagnosticSink) -> [EmitDeclaration] {
    let entries = node?.mapping("`emit`", &problems) ?? []
    return entries.compactMap { entry in
      let axis = checkedName(Located(entry.key, at: entry.keyRange), "an axis", &problems)
      let label = entry.value.name("the label of `\(shortened(entry.key))`", &problems)
      guard let axis, let label else { return nil }
      return EmitDeclaration(axis: axis, label: label)
    }
  }
}

extension HeadDeclaration {
  /// Reads an entry of `heads:`.
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> HeadDeclaration? {
    guard
      let fields = Fields(
        node, of: .head, &problems)
    else { return nil }
    let any = fields.phrases("any", &problems)
    let emit = EmitDeclaration.readAll(fields["emit"], &problems)
    return HeadDeclaration(any: any, emit: emit)
  }
}
