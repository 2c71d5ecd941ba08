import WaybillYAML

extension MappingShape {
  static let `import` = MappingShape(
    "an import", id: "import", "Makes the lists of another rule set available for reference.",
    keys: [
      .required("from", .name, "The id of the rule set."),
      .key("as", .name, "The prefix under which its lists are used: `verbs` makes them `$verbs.NAME`."),
      .key("use", .names, "The only names wanted: lists by name, modifiers as `modifier.NAME`."),
    ])
}

extension ImportDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> ImportDeclaration? {
    guard
      let fields = Fields(node, of: .import, &problems)
    else { return nil }
    let from = fields.name("from", &problems)
    let alias = fields.name("as", &problems)
    let use = fields.names("use", &problems)
    return from.map { ImportDeclaration(from: $0, alias: alias, use: use, range: fields.range) }
  }
}
