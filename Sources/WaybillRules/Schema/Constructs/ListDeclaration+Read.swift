import WaybillText
import WaybillYAML

extension ListDeclaration {
  static func read(
    _ name: Located<String>, _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> ListDeclaration? {
    ListDeclaration(name: name, phrases: node.phrases("list `\(shortened(name.value))`", &problems))
  }
}
