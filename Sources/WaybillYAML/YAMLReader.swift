package import WaybillCore
import WaybillText

/// Reads YAML into a tree in which every node knows its bytes.
///
/// Only what the rule language needs is accepted: one document of mappings, lists and texts. Anchors, aliases, tags,
/// merge keys and directives are errors. Cost is linear in the size of the file and bounded by the limits.
package enum YAMLReader {
  /// Returns the value of the document; nil when it is malformed or beyond a limit, which `diagnostics` then says.
  ///
  /// A tree may come back together with problems: refused parts are left out or marked as `.refused` in it.
  /// - Complexity: O(bytes).
  package static func read(
    _ bytes: [UInt8], file: String, limits: YAMLLimits = .standard, diagnostics: inout [Diagnostic]
  ) -> YAMLNode? {
    var problems = DiagnosticSink(file: file)
    let root = read(bytes, limits, &problems)
    diagnostics += problems.diagnostics
    return root
  }

  private static func read(
    _ bytes: [UInt8], _ limits: YAMLLimits, _ problems: inout DiagnosticSink
  ) -> YAMLNode? {
    guard bytes.count <= limits.bytes else {
      problems.report(
        .tooLarge, "the file has \(bytes.count) bytes; a rule file may have at most \(limits.bytes)",
        at: ByteRange(0, 0))
      return nil
    }
    guard let encoding = YAMLEncoding(bytes, &problems) else { return nil }
    let start = skipBlanks(bytes, from: encoding.markLength)
    guard start < bytes.count else {
      problems.report(.empty, "the file is empty or contains only comments", at: ByteRange(0, 0))
      return nil
    }
    // libyaml compares each directive with all before it, so it must not see them.
    guard !(bytes[start] == UInt8(ascii: "%") && isLineStart(bytes, start, after: encoding.markLength)) else {
      reportDirective(at: wordRange(bytes, from: start), &problems)
      return nil
    }

    var builder = YAMLTreeBuilder(bytes, encoding: encoding, limits: limits, problems: problems)
    do {
      try YAMLEvents.forEach(in: bytes, from: encoding.markLength) { builder.take($0) }
    } catch {
      problems = builder.problems
      error.report(in: bytes, encoding, to: &problems)
      return nil
    }
    problems = builder.problems
    guard !builder.gaveUp, let root = builder.root, let end = builder.documentEnd else {
      if !builder.gaveUp { reportEmpty(&problems) }
      return nil
    }
    checkNothingFollows(bytes, end, encoding.markLength, &problems)
    if case .scalar(let scalar) = root.content, scalar.isAbsent {
      reportEmpty(&problems)
      return nil
    }
    return root
  }

  /// Looks at what stands after the document without handing it to libyaml.
  private static func checkNothingFollows(
    _ bytes: [UInt8], _ end: Int, _ markLength: Int, _ problems: inout DiagnosticSink
  ) {
    let rest = skipBlanks(bytes, from: end)
    guard rest < bytes.count else { return }
    let range = wordRange(bytes, from: rest)
    if bytes[rest...].starts(with: "---".utf8) {
      problems.report(
        .severalDocuments, "a second document begins here; a rule file holds one", at: range,
        notes: [.init("put it in a file of its own")])
    } else if bytes[rest] == UInt8(ascii: "%") && isLineStart(bytes, rest, after: markLength) {
      reportDirective(at: range, &problems)
    } else {
      problems.report(
        .syntax, "this does not belong to what stands above", at: range,
        notes: [.init("is the line indented as the lines before it are, and is every bracket opened?")])
    }
  }

  /// Skips white space, comments and end-of-document markers.
  private static func skipBlanks(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "#"):
        while index < bytes.count && bytes[index] != 0x0A && bytes[index] != 0x0D { index += 1 }
      default: return index
      }
    }
    return index
  }

  private static func isLineStart(_ bytes: [UInt8], _ index: Int, after start: Int) -> Bool {
    index == start || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D
  }

  private static func wordRange(_ bytes: [UInt8], from start: Int) -> ByteRange {
    var end = start
    while end < bytes.count, bytes[end] > 0x20 { end += 1 }
    return ByteRange(start, end)
  }

  // MARK: Messages

  private static func reportEmpty(_ problems: inout DiagnosticSink) {
    problems.report(.empty, "the file is empty or contains only comments", at: ByteRange(0, 0))
  }

  private static func reportDirective(at range: ByteRange, _ problems: inout DiagnosticSink) {
    problems.report(
      .directive, "directives are not part of the rule language", at: range,
      notes: [.init("to begin a text with `%`, put it in quotes")])
  }
}
