import Testing
import WaybillLanguageServer
import WaybillText

struct TextDocumentTests {
  private static let text = "aé€\u{1F6A2}z\r\nb\rc\n"

  /// Character by character, as the protocol describes it.
  private static func naive(_ offset: Int, _ encoding: PositionEncoding) -> [Int] {
    var (line, units, bytes) = (0, 0, 0)
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if bytes >= offset { break }
      bytes += String(scalar).utf8.count
      let breaks = scalar == "\n" || scalar == "\r"
      if breaks {
        if !(scalar == "\n" && previous == "\r") { line += 1 }
        units = 0
      } else {
        units += encoding == .utf16 ? String(scalar).utf16.count : String(scalar).utf8.count
      }
      previous = scalar
    }
    return [line, units]
  }

  @Test(arguments: [PositionEncoding.utf8, .utf16])
  func `goes from bytes to positions and back`(encoding: PositionEncoding) {
    let document = TextDocument(Array(Self.text.utf8))
    var offset = 0
    for scalar in Self.text.unicodeScalars {
      let (line, character) = document.position(of: offset, encoding)
      // Between CR and LF there is no place of its own.
      if scalar != "\n" || offset == 0 || document.bytes[offset - 1] != 0x0D {
        #expect([line, character] == Self.naive(offset, encoding))
        #expect(document.offset(line: line, character: character, encoding) == offset)
      }
      offset += String(scalar).utf8.count
    }
  }

  @Test func `takes positions that are not there as the nearest`() {
    let document = TextDocument(Array("ab\n\u{1F6A2}\n".utf8))
    #expect(document.offset(line: 0, character: 99, .utf16) == 2)
    #expect(document.offset(line: 99, character: 0, .utf16) == 8)
    #expect(document.offset(line: 1, character: 1, .utf16) == 3)
    #expect(document.offset(line: 1, character: 2, .utf16) == 7)
    #expect(document.offset(line: -1, character: 0, .utf16) == 0)
  }

  @Test func `paths become addresses and paths again`() {
    for path in ["/a/b c.yaml", "/ä/%41/#x?.yaml", "/a/b+c@d.yaml"] {
      #expect(FileURI.path(FileURI.uri(path)) == path)
    }
    #expect(FileURI.path("file:///a/../b/./c%20d") == "/b/c d")
    #expect(FileURI.path("untitled:Untitled-1") == nil)
    #expect(FileURI.path("file://host/a") == nil)
    #expect(FileURI.path("file:///a%2") == nil)
  }
}
