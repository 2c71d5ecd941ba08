import WaybillText
import WaybillYAML

extension MappingShape {
  static let classifier = MappingShape(
    "a classifier", id: "classifier", "Registers a plugin: what it may emit, what it needs, its parameters.",
    keys: [
      .required("id", .name, "The name of this registration, unique over all files."),
      .required("plugin", .plugin, "Which plugin this is."),
      .required("emits", .names, "The axes on which it may give labels."),
      .key("needs", .names, "Registrations whose findings it reads; those run first."),
      .key("parameters", .parameters, "Checked against what the plugin declares."),
    ])
}

extension ClassifierDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> ClassifierDeclaration? {
    guard
      let fields = Fields(
        node, of: .classifier, nameKey: "id", &problems)
    else { return nil }
    let id = fields.name("id", &problems)
    let plugin = fields.name("plugin", &problems)
    let emits = fields.names("emits", &problems)
    let needs = fields.names("needs", &problems)
    let parameters = fields["parameters"]?.mapping("`parameters`", &problems) ?? []
    let read = parameters.compactMap { entry in
      ParameterNode.read(entry.value, "the parameter `\(shortened(entry.key))`", &problems).map {
        ParameterDeclaration(name: Located(entry.key, at: entry.keyRange), value: $0)
      }
    }
    guard let id, let plugin else { return nil }
    return ClassifierDeclaration(
      id: id, plugin: plugin, emits: emits, needs: needs, parameters: read, range: fields.range)
  }
}

extension ParameterNode {
  /// Reads a value of any shape; which shape is wanted only the plugin's descriptor knows.
  fileprivate static func read(
    _ node: YAMLNode, _ what: String, _ problems: inout DiagnosticSink
  ) -> ParameterNode? {
    switch node.content {
    case .refused:
      return nil
    case .scalar(let scalar):
      guard !scalar.isAbsent else {
        problems.report(.missingValue, "\(what) has no value", at: node.range)
        return nil
      }
      return .scalar(Located(scalar.text, at: node.range))
    case .sequence(let items, _):
      return .list(items.compactMap { read($0, what, &problems) }, node.range)
    case .mapping(let entries, _):
      let pairs = entries.compactMap { entry in
        read(entry.value, what, &problems).map { (key: Located(entry.key, at: entry.keyRange), value: $0) }
      }
      return .map(pairs, node.range)
    }
  }
}
