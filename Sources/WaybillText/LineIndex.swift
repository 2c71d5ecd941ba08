/// The lines of a text, for turning byte offsets into what people count: lines and columns from one.
///
/// A line ends with LF, CRLF or CR.
package struct LineIndex: Sendable {
  /// A place as people count: both numbers begin at one, and a column is a Unicode scalar.
  package struct Position: Sendable, Hashable {
    package var line: Int
    package var column: Int
    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  package let bytes: [UInt8]
  /// Byte offset of each line's first byte.
  private var starts: [Int] = [0]
  /// Characters that begin before each multiple of `stride`, so that a column in a line of megabytes costs little.
  private var charactersBefore: [Int] = []
  private static let stride = 1024

  /// - Complexity: O(bytes).
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var characters = 0
    let span = bytes.span
    for index in span.indices {
      if index % Self.stride == 0 { charactersBefore.append(characters) }
      let byte = span[index]
      if Self.beginsCharacter(byte) { characters += 1 }
      let isBreak = byte == 0x0A || byte == 0x0D && !(index + 1 < span.count && span[index + 1] == 0x0A)
      if isBreak { starts.append(index + 1) }
    }
  }

  /// The number of lines; a text that ends with a line break has an empty one after it.
  package var count: Int { starts.count }

  /// Returns line and column of a byte offset; an offset past the end counts as the end.
  /// - Complexity: O(log lines).
  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(of: offset)
    let column = characters(before: offset) - characters(before: starts[line - 1]) + 1
    return Position(line: line, column: column)
  }

  /// Returns the bytes of a line without its line break.
  package func range(ofLine line: Int) -> ByteRange {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return ByteRange(start, end)
  }

  private func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  private func characters(before offset: Int) -> Int {
    guard !charactersBefore.isEmpty else { return 0 }
    let block = min(offset / Self.stride, charactersBefore.count - 1)
    var count = charactersBefore[block]
    for index in block * Self.stride..<offset where Self.beginsCharacter(bytes[index]) { count += 1 }
    return count
  }

  private static func beginsCharacter(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
