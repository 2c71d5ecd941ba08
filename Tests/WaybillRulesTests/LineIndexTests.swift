import Testing
import WaybillText

@Suite struct LineIndexTests {
  @Test(arguments: [
    "", "a", "a\n", "a\nbé\r\nc\rd", "\n\n\r\n\r\r", "é😀\nx", String(repeating: "é1\n", count: 2000),
    String(repeating: "жя", count: 3000) + "\r\nz",
  ])
  func `agrees with counting from the start`(_ text: String) {
    let bytes = [UInt8](text.utf8)
    let index = LineIndex(bytes)
    var line = 1
    var column = 1
    for offset in 0...bytes.count {
      let isInsideCharacter = offset < bytes.count && bytes[offset] & 0xC0 == 0x80
      if !isInsideCharacter {
        #expect(index.position(of: offset) == .init(line: line, column: column))
        column += 1
      }
      guard offset < bytes.count else { break }
      let endsLine =
        bytes[offset] == 0x0A
        || bytes[offset] == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A)
      if endsLine { (line, column) = (line + 1, 1) }
    }
    #expect(index.count == line)
  }

  @Test func `gives a line without its break`() {
    let index = LineIndex([UInt8]("ab\r\n\ncd".utf8))
    #expect((1...3).map { index.range(ofLine: $0) } == [ByteRange(0, 2), ByteRange(4, 4), ByteRange(5, 7)])
  }
}
