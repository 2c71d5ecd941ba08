package import WaybillCore
package import WaybillRules
import WaybillText
import WaybillYAML

/// Brings rule files into one layout, without changing what they say or losing a comment.
///
/// The result is read again before it is given out. A file that would not come back the same is left as it is.
package enum RuleFormatter {
  /// Returns the file in canonical layout; nil after reporting why it cannot be formatted.
  ///
  /// The file need not be right as a rule file, but it must be well-formed.
  /// - Complexity: O(bytes × depth)
  package static func format(_ file: RuleFile, diagnostics: inout [Diagnostic]) -> [UInt8]? {
    var found: [Diagnostic] = []
    let root = YAMLReader.read(file.bytes, file: file.path, diagnostics: &found)
    diagnostics += found
    guard let root, found.isEmpty else { return nil }
    let source = RuleSource(file.bytes, root: root)
    let text = LayoutWriter.text(LayoutReader.read(root, source), file.bytes)
    let formatted = Array(text.utf8)
    if let place = difference(root, source, formatted) {
      diagnostics.append(
        Diagnostic(
          .error, AuthoringCode.notFaithful.rawValue,
          "the file is left as it is: its layout cannot be changed here",
          at: Place(file: file.path, range: place),
          notes: [.init("write this in a plainer way, such as a text in double quotes on one line")]))
      return nil
    }
    return formatted
  }

  /// Whether a file claims to be a rule file, well or not; others are none of the formatter's business.
  package static func isRuleFile(_ file: RuleFile) -> Bool {
    var ignored: [Diagnostic] = []
    guard let root = YAMLReader.read(file.bytes, file: file.path, diagnostics: &ignored) else { return true }
    guard case .mapping(let entries, _) = root.content else { return false }
    return entries.contains { $0.key == "waybill" || $0.key == "ruleset" }
  }

  /// Returns where a formatted file says something else than the tree it was made from.
  private static func difference(_ root: YAMLNode, _ source: RuleSource, _ formatted: [UInt8]) -> ByteRange? {
    var problems: [Diagnostic] = []
    guard let again = YAMLReader.read(formatted, file: "", diagnostics: &problems), problems.isEmpty else {
      return ByteRange(0, 0)
    }
    if let place = difference(root, again) { return place }
    let comments = RuleSource(formatted, root: again).comments.map(\.text)
    for (index, comment) in source.comments.enumerated()
    where index >= comments.count || comments[index] != comment.text {
      return ByteRange(comment.start, comment.start + comment.text.utf8.count)
    }
    return comments.count == source.comments.count ? nil : ByteRange(0, 0)
  }

  private static func difference(_ one: YAMLNode, _ other: YAMLNode) -> ByteRange? {
    switch (one.content, other.content) {
    case (.scalar(let text), .scalar(let again)):
      return text.text == again.text && text.isAbsent == again.isAbsent ? nil : one.range
    case (.sequence(let items, let layout), .sequence(let others, let otherLayout)):
      guard items.count == others.count, layout == otherLayout else { return one.range }
      for (item, other) in zip(items, others) { if let place = difference(item, other) { return place } }
      return nil
    case (.mapping(let entries, let layout), .mapping(let others, let otherLayout)):
      guard entries.count == others.count, layout == otherLayout else { return one.range }
      for (entry, other) in zip(entries, others) {
        if entry.key != other.key { return entry.keyRange }
        if let place = difference(entry.value, other.value) { return place }
      }
      return nil
    default: return one.range
    }
  }
}
