import WaybillYAML

extension ImportDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> ImportDeclaration? {
    guard
      let fields = Fields(node, of: "an import", keys: ["from", "as", "use"], required: ["from"], &problems)
    else { return nil }
    let from = fields.name("from", &problems)
    let alias = fields.name("as", &problems)
    let use = fields.names("use", &problems)
    return from.map { ImportDeclaration(from: $0, alias: alias, use: use, range: fields.range) }
  }
}
