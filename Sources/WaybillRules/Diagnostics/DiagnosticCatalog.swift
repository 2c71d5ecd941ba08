import WaybillYAML

/// Every diagnostic code with its title: what the reference and `--explain` list.
package enum DiagnosticCatalog {
  package struct Entry: Sendable, Hashable {
    package var code: String
    package var title: String
  }

  /// All codes, in order. A stage with codes of its own adds a line here.
  package static var entries: [Entry] {
    let entries =
      YAMLCode.allCases.map { Entry(code: $0.rawValue, title: $0.title) }
      + SchemaCode.allCases.map { Entry(code: $0.rawValue, title: $0.title) }
      + CompilationCode.allCases.map { Entry(code: $0.rawValue, title: $0.title) }
      + Lint.allCases.map { Entry(code: $0.rawValue, title: $0.title) }
      + AuthoringCode.allCases.map { Entry(code: $0.rawValue, title: $0.title) }
    return entries.sorted { $0.code < $1.code }
  }
}
