import WaybillCore
import WaybillText
import WaybillYAML

extension AttributeDeclaration {
  /// Reads a mapping from attributes to values and checks both against the closed table.
  ///
  /// - Parameter extras: further keys with their values, for conditions that are no attributes.
  static func readAll(
    _ node: YAMLNode?, _ what: String, extras: [String: [String]] = [:], _ problems: inout DiagnosticSink
  ) -> [AttributeDeclaration] {
    let entries = node?.mapping(what, &problems) ?? []
    return entries.compactMap { entry in
      guard let values = extras[entry.key] ?? Attribute(rawValue: entry.key)?.values else {
        reportUnknownAttribute(entry, what, extras.keys.sorted(), &problems)
        return nil
      }
      guard let value = entry.value.text("`\(entry.key)`", &problems) else { return nil }
      guard values.contains(value.value) else {
        reportUnknownValue(of: entry.key, value, values, &problems)
        return nil
      }
      return AttributeDeclaration(name: Located(entry.key, at: entry.keyRange), value: value)
    }
  }

  // MARK: Messages

  private static func reportUnknownAttribute(
    _ entry: YAMLEntry, _ what: String, _ extras: [String], _ problems: inout DiagnosticSink
  ) {
    let names = Attribute.allCases.map(\.rawValue) + extras
    problems.report(
      .unknownAttribute, "\(what) cannot name `\(shortened(entry.key))`, which is no attribute",
      at: entry.keyRange, notes: [.init("the names are \(listed(names))")],
      suggestion: NearestName.nearest(to: entry.key, among: names))
  }

  private static func reportUnknownValue(
    of attribute: String, _ value: Located<String>, _ values: [String], _ problems: inout DiagnosticSink
  ) {
    problems.report(
      .unknownAttributeValue, "`\(attribute)` cannot be `\(shortened(value.value))`", at: value.range,
      notes: [.init("the values are \(listed(values))")],
      suggestion: NearestName.nearest(to: value.value, among: values))
  }
}
