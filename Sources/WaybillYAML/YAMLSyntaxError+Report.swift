import WaybillCore
import WaybillText

extension YAMLSyntaxError {
  /// Reports the error in words that say what to do, at the bytes it is about.
  func report(in bytes: [UInt8], _ encoding: YAMLEncoding, to problems: inout DiagnosticSink) {
    let offset = encoding.byteOffset(ofCharacter: position)
    if let tab = Self.indentingTab(bytes, offset) {
      problems.report(
        .tabIndentation, "a tab cannot indent a line in YAML", at: tab, notes: [.init("indent with spaces")])
      return
    }
    let (message, advice) = explanation(of: offset < bytes.count ? bytes[offset] : nil)
    let range = ByteRange(offset, encoding.end(ofCharacterAt: offset))
    var notes: [Diagnostic.Note] = []
    if let context, let beginning = Self.contexts.first(where: { context.text.contains($0.key) })?.value {
      let start = encoding.byteOffset(ofCharacter: context.position)
      let opening = ByteRange(start, encoding.end(ofCharacterAt: start))
      if beginning.needsClosing, bytes[start..<offset].contains(0x0A) {
        // What is never closed swallows the lines below it, so the place where that shows says little.
        notes.append(.init(message, at: problems.place(range)))
        if let advice { notes.append(.init(advice)) }
        problems.report(
          .syntax, "\(beginning.name) that begins here is not closed", at: opening, notes: notes)
        return
      }
      if start < offset { notes.append(.init("\(beginning.name) begins here", at: problems.place(opening))) }
    }
    if let advice { notes.append(.init(advice)) }
    problems.report(.syntax, message, at: range, notes: notes)
  }

  /// Returns the message for libyaml's own, and what the author may want to do.
  private func explanation(of byte: UInt8?) -> (message: String, advice: String?) {
    let character = byte.map { String(Unicode.Scalar($0)) } ?? ""
    switch problem {
    case "found character that cannot start any token":
      return ("a text cannot begin with `\(character)` here", "put the text in quotes")
    case "mapping values are not allowed in this context":
      return (
        "a colon followed by a space is not allowed here",
        "put the text in quotes if the colon belongs to it; otherwise check the indentation"
      )
    case "could not find expected ':'":
      return ("this line has no `key:`", "check the indentation, and that no colon is missing")
    case "did not find expected key":
      return ("a key should stand here", "check the indentation, quotes and brackets just before this place")
    case "did not find expected '-' indicator":
      return ("an entry of the list, beginning with `-`, should stand here", "check the indentation")
    case "did not find expected ',' or ']'":
      return (
        byte == nil ? "a `[` is never closed" : "a `,` or `]` should stand here",
        "put a text in quotes if it contains one of `, [ ] { }` or a colon followed by a space"
      )
    case "did not find expected ',' or '}'":
      return (
        byte == nil ? "a `{` is never closed" : "a `,` or `}` should stand here",
        "put a text in quotes if it contains one of `, [ ] { }` or a colon followed by a space"
      )
    case "did not find expected node content":
      return (
        byte == nil
          ? "a value is missing at the end of the file" : "a value should stand before this `\(character)`",
        "remove a comma or bracket that is too many"
      )
    case "found unexpected end of stream", "found unexpected document indicator":
      return (byte == nil ? "the file ends here" : "the document ends here", nil)
    case "found unknown escape character":
      return (
        "this escape is unknown in a text in double quotes",
        "write the backslash twice, or use single quotes"
      )
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      return ("this escape does not name a character", nil)
    case "block sequence entries are not allowed in this context":
      return ("a list cannot begin here", "put it on a line of its own below the key")
    case "block mapping entries are not allowed in this context",
      "mapping keys are not allowed in this context":
      return ("a key cannot stand here", "check the indentation")
    case "did not find expected <document start>":
      return ("this does not belong to what stands above", "check the indentation")
    case "did not find expected alphabetic or numeric character":
      return ("a text cannot begin with `*` or `&`", "put the text in quotes")
    case "did not find expected comment or line break":
      return (
        "after `|` or `>` the text begins on the next line",
        "put a text that begins with one of them in quotes"
      )
    case "found undefined tag handle", "did not find expected '!'",
      "did not find expected whitespace or line break",
      "did not find expected tag URI":
      return ("tags are not part of the rule language", "to begin a text with `!`, put it in quotes")
    default:
      return ("the YAML is malformed: \(problem)", nil)
    }
  }

  /// What libyaml was reading, by a part of its wording; others say nothing that helps.
  private static let contexts: [(key: String, value: (name: String, needsClosing: Bool))] = [
    ("quoted scalar", ("the text in quotes", true)),
    ("flow sequence", ("the list", true)),
    ("flow mapping", ("the mapping", true)),
    ("block mapping", ("the mapping", false)),
    ("block collection", ("the list", false)),
    ("simple key", ("the line", false)),
  ]

  /// Returns the white space before `offset` if it starts a line and holds a tab.
  private static func indentingTab(_ bytes: [UInt8], _ offset: Int) -> ByteRange? {
    var start = min(offset, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = start
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    guard end >= offset, let tab = bytes[start..<end].firstIndex(of: 0x09) else { return nil }
    return ByteRange(tab, end)
  }
}
