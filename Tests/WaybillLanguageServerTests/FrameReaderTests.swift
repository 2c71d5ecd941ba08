import Testing
import WaybillLanguageServer

struct FrameReaderTests {
  private func frames(_ text: String, step: Int) -> [FrameReader.Frame] {
    var reader = FrameReader()
    var found: [FrameReader.Frame] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: step) {
      reader.append(bytes[start..<min(bytes.count, start + step)])
      while let frame = reader.next() { found.append(frame) }
    }
    return found
  }

  @Test(arguments: [1, 3, 7, 1000])
  func `reads messages whatever pieces they come in`(step: Int) {
    let text = "Content-Length: 2\r\n\r\n{}content-length:4\r\nContent-Type: x\r\n\r\n[\"é\r\n".dropLast(1)
    #expect(
      frames(String(text), step: step) == [.message(Array("{}".utf8)), .message(Array("[\"é".utf8))])
  }

  @Test(arguments: [
    "Content-Length: -5\r\n\r\n", "Content-Length: many\r\n\r\n", "Content-Type: none\r\n\r\n", "\r\n\r\n",
    String(repeating: "x", count: 5000),
  ])
  func `finds the next message after what is none`(junk: String) {
    let found = frames(junk + "Content-Length: 2\r\n\r\n{}", step: 64)
    #expect(found.last == .message(Array("{}".utf8)))
    #expect(found.contains { if case .malformed = $0 { true } else { false } })
  }

  @Test func `skips a message that is too large and reads on`() {
    var reader = FrameReader()
    let size = FrameReader.maxBytes + 1
    reader.append(Array("Content-Length: \(size)\r\n\r\n".utf8))
    guard case .malformed? = reader.next() else {
      Issue.record("nothing was said of the size")
      return
    }
    let piece = [UInt8](repeating: 0x20, count: 1 << 20)
    for _ in 0..<size / piece.count {
      reader.append(piece)
      #expect(reader.next() == nil)
    }
    reader.append(Array(" Content-Length: 1\r\n\r\n7".utf8))
    #expect(reader.next() == .message([0x37]))
  }
}
