package import WaybillText

/// How an editor counts the characters of a line.
package enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
}

/// A text with its lines, and the way between bytes and an editor's positions.
package struct TextDocument: Sendable {
  package private(set) var bytes: [UInt8]
  private var lines: LineIndex

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = LineIndex(bytes)
  }

  /// Replaces a part of the text.
  package mutating func replace(_ range: ByteRange, with text: some Collection<UInt8>) {
    bytes.replaceSubrange(range.start..<range.end, with: text)
    lines = LineIndex(bytes)
  }

  /// Returns the byte at a position; one past the end of a line or of the text counts as that end.
  package func offset(line: Int, character: Int, _ encoding: PositionEncoding) -> Int {
    guard line >= 0, character >= 0 else { return 0 }
    guard line < lines.count else { return bytes.count }
    let range = lines.range(ofLine: line + 1)
    var offset = range.start
    var units = 0
    while offset < range.end, units < character {
      let length = min(Self.length(of: bytes[offset]), range.end - offset)
      let width = encoding == .utf8 ? length : length == 4 ? 2 : 1
      // A position inside of a character is that of the character.
      if units + width > character { break }
      units += width
      offset += length
    }
    return offset
  }

  /// Returns line and character, both from zero, of a byte.
  package func position(of offset: Int, _ encoding: PositionEncoding) -> (line: Int, character: Int) {
    let offset = min(max(offset, 0), bytes.count)
    let line = lines.position(of: offset).line
    let start = lines.range(ofLine: line).start
    guard encoding == .utf16 else { return (line - 1, offset - start) }
    var units = 0
    for byte in bytes[start..<offset] where byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
    return (line - 1, units)
  }

  /// Returns the start of the line that a byte stands in.
  func lineStart(of offset: Int) -> Int {
    lines.range(ofLine: lines.position(of: offset).line).start
  }

  func text(_ range: ByteRange) -> String {
    String(decoding: bytes[max(0, range.start)..<min(bytes.count, range.end)], as: UTF8.self)
  }

  private static func length(of lead: UInt8) -> Int {
    switch lead {
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0...: 4
    default: 1
    }
  }
}

extension TextDocument {
  func offset(_ position: Position, _ encoding: PositionEncoding) -> Int {
    offset(line: position.line, character: position.character, encoding)
  }

  func position(_ offset: Int, _ encoding: PositionEncoding) -> Position {
    let (line, character) = position(of: offset, encoding)
    return Position(line: line, character: character)
  }

  func range(_ range: ByteRange, _ encoding: PositionEncoding) -> TextRange {
    TextRange(start: position(range.start, encoding), end: position(max(range.start, range.end), encoding))
  }

  /// Applies a change that an editor reports; nothing is said of one that cannot be.
  mutating func apply(_ change: DidChangeParams.Change, _ encoding: PositionEncoding) {
    guard let range = change.range else {
      self = TextDocument(Array(change.text.utf8))
      return
    }
    let start = offset(range.start, encoding)
    let end = max(start, offset(range.end, encoding))
    replace(ByteRange(start, end), with: change.text.utf8)
  }
}
