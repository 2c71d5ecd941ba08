import Foundation
import Testing
import WaybillCore
import WaybillRules
import WaybillText

@Suite struct DiagnosticRendererTests {
  /// Renders a diagnostic on the part of `source` between `[[` and `]]`.
  private func rendered(_ source: String, colour: Bool = false) -> [String] {
    let parts = source.components(separatedBy: "[[")
    let rest = parts[1].components(separatedBy: "]]")
    let file = RuleFile(path: "f.yaml", bytes: [UInt8]((parts[0] + rest[0] + rest[1]).utf8))
    let start = parts[0].utf8.count
    let place = Place(file: "f.yaml", range: ByteRange(start, start + rest[0].utf8.count))
    let text = DiagnosticRenderer(files: [file], usesColour: colour).text(
      Diagnostic(.error, "WB999", "wrong", at: place))
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(arguments: [
    ("ab [[cd]] e", "1:4", "1 | ab cd e", "  |    ^^"),
    ("é [[ü]]", "1:3", "1 | é ü", "  |   ^"),
    ("x\n\ta: [[b]]", "2:5", "2 |     a: b", "  |        ^"),
    ("a\t[[b\tc]]", "1:3", "1 | a   b   c", "  |     ^^^^^"),
    ("無人 [[機]]", "1:4", "1 | 無人 機", "  |      ^^"),
    ("e\u{301}: [[b]]", "1:5", "1 | e\u{301}: b", "  |    ^"),
    ("a: [[]], b", "1:4", "1 | a: , b", "  |    ^"),
    ("a: [[b\nc]]\n", "1:4", "1 | a: b", "  |    ^"),
    ("a\n[[]]", "2:1", "2 |", "  | ^"),
    ("\u{202E}a\u{1B}[31m: [[b]]", "1:10", "1 | \u{FFFD}a\u{FFFD}[31m: b", "  |          ^"),
  ])
  func `marks the range under its line`(_ source: String, _ place: String, _ line: String, _ marks: String) {
    let lines = rendered(source)
    #expect(lines[0] == "error[WB999]: wrong")
    #expect(lines[1] == " --> f.yaml:\(place)")
    #expect(lines[3] == line)
    #expect(lines[4] == marks)
  }

  @Test(arguments: [0, 50, 5000, 200_000])
  func `trims a long line around the range`(_ before: Int) {
    let source = String(repeating: "é", count: before) + "[[here]]" + String(repeating: "x", count: 5000)
    let lines = rendered(source)
    #expect(lines[1].hasSuffix(":1:\(before + 1)"))
    #expect(lines[3].count <= 110)
    let mark = lines[4].firstIndex(of: "^")!
    let column = lines[4].distance(from: lines[4].startIndex, to: mark)
    #expect(lines[3].dropFirst(column).hasPrefix("here"))
    #expect(lines[4].hasSuffix(" ^^^^"))
  }

  @Test func `colours only when asked to, and changes nothing else`() {
    let plain = rendered("a: [[b]]").joined(separator: "\n")
    let coloured = rendered("a: [[b]]", colour: true).joined(separator: "\n")
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.contains("\u{1B}[1;31m^"))
    #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test func `shows a place in a file it does not have by name`() {
    let place = Place(file: "other.yaml", range: ByteRange(3, 4))
    let text = DiagnosticRenderer(files: []).text(Diagnostic(.warning, "WB999", "odd", at: place))
    #expect(text == "warning[WB999]: odd\n --> other.yaml\n")
  }

  @Test func `writes JSON that any reader takes back`() throws {
    let file = RuleFile(path: "f \"1\".yaml", bytes: [UInt8]("a\nbé: c\n".utf8))
    let place = Place(file: file.path, range: ByteRange(2, 5))
    let diagnostic = Diagnostic(
      .warning, "WB999", "a \"b\" \\ \u{1}\n\u{2028}é😀", at: place,
      notes: [.init("first", at: Place(file: "x", range: ByteRange(1, 2))), .init("so")], suggestion: "d\te")
    let json = DiagnosticRenderer(files: [file]).json(diagnostic)
    #expect(!json.contains("\n"))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["severity"] as? String == "warning")
    #expect(object["code"] as? String == "WB999")
    #expect(object["message"] as? String == diagnostic.message)
    #expect(object["suggestion"] as? String == "d\te")
    let decoded = try #require(object["place"] as? [String: Any])
    #expect(decoded["file"] as? String == file.path)
    #expect(
      ["start", "end", "line", "column", "endLine", "endColumn"].map { decoded[$0] as? Int } == [
        2, 5, 2, 1, 2, 3,
      ])
    let notes = try #require(object["notes"] as? [[String: Any]])
    #expect(notes.count == 2)
    #expect((notes[0]["place"] as? [String: Any])?["line"] is NSNull)
    #expect(notes[1]["place"] is NSNull)
  }

  @Test func `lists every code once, in order, with a title`() {
    let entries = DiagnosticCatalog.entries
    #expect(entries.map(\.code) == entries.map(\.code).sorted())
    #expect(Set(entries.map(\.code)).count == entries.count)
    #expect(entries.allSatisfy { $0.code.count == 5 && $0.code.hasPrefix("WB") && !$0.title.isEmpty })
  }
}
