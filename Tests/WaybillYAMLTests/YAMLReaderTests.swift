import Testing
import WaybillCore
import WaybillText
import WaybillYAML

@Suite struct YAMLReaderTests {
  private func read(
    _ text: String, limits: YAMLLimits = .standard
  ) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    read([UInt8](text.utf8), limits: limits)
  }

  private func read(
    _ bytes: [UInt8], limits: YAMLLimits = .standard
  ) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let root = YAMLReader.read(bytes, file: "test.yaml", limits: limits, diagnostics: &diagnostics)
    return (root, diagnostics)
  }

  /// The text and source of each scalar, keys included, in order.
  private func scalars(_ node: YAMLNode, _ bytes: [UInt8]) -> [(text: String, source: String)] {
    let source = { (range: ByteRange) in String(decoding: bytes[range.start..<range.end], as: UTF8.self) }
    switch node.content {
    case .scalar(let scalar): return [(scalar.text, source(node.range))]
    case .sequence(let items, _): return items.flatMap { scalars($0, bytes) }
    case .mapping(let entries, _):
      return entries.flatMap { [($0.key, source($0.keyRange))] + scalars($0.value, bytes) }
    case .refused: return []
    }
  }

  @Test(arguments: [
    (
      "LF", "a: [no, NO, 7.62, 12:30]\nb:\n  - ~\n  - 'q'\n",
      ["a", "no", "NO", "7.62", "12:30", "b", "~", "'q'"]
    ),
    ("CRLF", "a: x # c\r\nb: [y,\r\n  z]\r\nc: w\r\n", ["a", "x", "b", "y", "z", "c", "w"]),
    ("CR", "a: x\rb: y\r", ["a", "x", "b", "y"]),
    ("byte order mark", "\u{FEFF}a: x\nb: y\n", ["a", "x", "b", "y"]),
    ("two bytes a letter", "été: [à, \"ç\", d]\nplus: é\n", ["été", "à", "\"ç\"", "d", "plus", "é"]),
    ("four bytes a letter", "😀: [🚀 go, x]\ny: 😀z\n", ["😀", "🚀 go", "x", "y", "😀z"]),
    ("mark, CRLF and letters", "\u{FEFF}# ü\r\né: [ü, x]\r\n", ["é", "ü", "x"]),
    (
      "block texts", "a: |\n  é one\n  two\n\n# end\nb: >-\n  x\n",
      ["a", "|\n  é one\n  two", "b", ">-\n  x"]
    ),
    ("comment after", "a: x   # é\nb: y\n", ["a", "x", "b", "y"]),
  ])
  func `gives each text the bytes it was written in`(_ name: String, _ text: String, _ sources: [String])
    throws
  {
    let (root, diagnostics) = read(text)
    #expect(diagnostics.isEmpty)
    #expect(scalars(try #require(root), [UInt8](text.utf8)).map(\.source) == sources)
  }

  @Test func `places agree with a search for unique words in a long file of many scripts`() throws {
    var text = "# Предисловие\n"
    for index in 0..<400 {
      text += "ключ\(index)e: [слово\(index)e, \"無人機\(index)e\", plain\(index)e]  # é\n"
    }
    let bytes = [UInt8](text.utf8)
    let root = try #require(read(text).root)
    let found = scalars(root, bytes)
    #expect(found.count == 1600)
    #expect(found.allSatisfy { $0.source == $0.text || $0.source == "\"\($0.text)\"" })
  }

  @Test func `keeps every scalar as text and tells how it was written`() throws {
    let root = try #require(read("[a, 'b', \"c\\u00e9\", true, 0x1F]").root)
    guard case .sequence(let items, .flow) = root.content else {
      Issue.record("no flow list")
      return
    }
    let scalars = items.compactMap { if case .scalar(let scalar) = $0.content { scalar } else { nil } }
    #expect(scalars.map(\.text) == ["a", "b", "cé", "true", "0x1F"])
    #expect(scalars.map(\.style) == [.plain, .singleQuoted, .doubleQuoted, .plain, .plain])
  }

  @Test func `ends a block collection at its last child`() throws {
    let text = "a:\n  - x\n  - y\n\n# a long comment\n\nb: z\n"
    guard case .mapping(let entries, .block)? = read(text).root?.content else {
      Issue.record("no block mapping")
      return
    }
    #expect(entries[0].value.range == ByteRange(5, 14))
  }

  @Test(arguments: [
    ("anchor", "a: &x [b]", "WB109", "&x"),
    ("anchor and tag", "a: !t &x b", "WB109", "&x"),
    ("alias", "a: [b, *x]", "WB110", "*x"),
    ("alias as key", "*x : b", "WB110", "*x"),
    ("tag", "a: !!str b", "WB111", "!!str"),
    ("verbatim tag", "a: !<tag:x> b", "WB111", "!<tag:x>"),
    ("merge key", "a: {<<: b}", "WB112", "<<"),
    ("second document", "a: b\n---\nc: d", "WB113", "---"),
    ("second document after an end", "a: b\n...\n---\nc: d", "WB113", "---"),
    ("duplicate key", "a: b\nc: d\na: e", "WB114", "a"),
    ("list as key", "{[a]: b}", "WB115", "[a]"),
    ("key missing", "?\n: b", "WB115", ""),
    ("directive", "%TAG ! x\n---\na: b", "WB116", "%TAG"),
    ("directive after the document", "a: b\n...\n%TAG ! x\n", "WB116", "%TAG"),
    ("text after the document", "[a]\nb", "WB107", "b"),
    ("escape character", "a: b\u{1B}c", "WB103", "\u{1B}"),
    ("mark inside", "a: \u{FEFF}b", "WB103", "\u{FEFF}"),
    ("tab", "a:\n \tb: c", "WB108", "\t"),
    ("backtick", "a: `b`", "WB107", "`"),
  ])
  func `refuses what the language does not need`(
    _ name: String, _ text: String, _ code: String, _ source: String
  ) throws {
    let diagnostic = try #require(read(text).diagnostics.first { $0.code == code })
    let range = diagnostic.place.range
    #expect(String(decoding: [UInt8](text.utf8)[range.start..<range.end], as: UTF8.self) == source)
  }

  @Test(arguments: [
    "a: '*x'", "a: b&c", "a: \"!x\"", "'<<': a", "--- \na: b\n...\n", "a: [b]\n# end", "a: a*b",
  ])
  func `accepts what only looks like it`(_ text: String) {
    let (root, diagnostics) = read(text)
    #expect(root != nil)
    #expect(diagnostics.isEmpty)
  }

  @Test func `names both places of each duplicate key of a long mapping`() throws {
    var lines = (0..<100).map { "key\($0): x" }
    lines += ["key3: y", "key77: y"]
    let (root, diagnostics) = read(lines.joined(separator: "\n"))
    #expect(diagnostics.map(\.code) == ["WB114", "WB114"])
    #expect(diagnostics.map { $0.notes[0].place?.range } == [ByteRange(24, 28), ByteRange(683, 688)])
    guard case .mapping(let entries, _)? = root?.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.count == 100)
  }

  @Test(
    arguments: [
      ([0x61, 0xE9], 1), ([0x61, 0x3A, 0x20, 0xC3], 3), ([0xC0, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xC3, 0xA9, 0x80], 2), ([0x23, 0xF0, 0x9F, 0x98], 1),
    ] as [([UInt8], Int)])
  func `shows the first byte that is not UTF-8`(_ bytes: [UInt8], _ place: Int) {
    let (root, diagnostics) = read(bytes)
    #expect(root == nil)
    #expect(diagnostics.map(\.code) == ["WB102"])
    #expect(diagnostics.first?.place.range == ByteRange(place, place + 1))
  }

  @Test(arguments: ["", " \n", "# a\n# b", "\u{FEFF}", "\u{FEFF}# a\n", "---\n", "---\n...\n", "\r\n"])
  func `says that a file without content is empty`(_ text: String) {
    let (root, diagnostics) = read(text)
    #expect(root == nil)
    #expect(diagnostics.map(\.code) == ["WB104"])
  }

  @Test func `holds each limit exactly`() {
    let limits = YAMLLimits(bytes: 20, depth: 3, nodes: 5)
    #expect(read("[[[a]]]", limits: limits).root != nil)
    #expect(read("[[[[a]]]]", limits: limits).diagnostics.map(\.code) == ["WB105"])
    #expect(read("[a, b, c, d]", limits: limits).root != nil)
    #expect(read("[a, b, c, d, e]", limits: limits).diagnostics.map(\.code) == ["WB106"])
    #expect(read("[a,                ]", limits: limits).root != nil)
    #expect(read("[a,                 ]", limits: limits).diagnostics.map(\.code) == ["WB101"])
  }

  /// Each repeated to 200 kB, on which libyaml alone can take many seconds.
  @Test(arguments: [
    "[", "{", "{a: ", "- ", "? ", "[\n", "{\n", "a: ", "&a ", "!a ", "*a ", "%TAG !a! b\n", "--- ", "---\n",
    "\"", "'",
    "|\n", "a\n", ",", ":", "]", "[a,", "[&a a,", "[[],", "a: b\n", "\u{1}", "é", "# \n", "[\"a\n", "? - ",
    "...\n",
    "a:\n", "- - a\n", "[?", "\\", "\t", "\r", " ", "<<: ", "- *a\n", "!<a> ",
  ])
  func `reads no hostile file for long`(_ piece: String) {
    let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
    for prefix in ["", "[", "a: ", "- &x [a]\n- "] {
      var result: (root: YAMLNode?, diagnostics: [Diagnostic])?
      let elapsed = ContinuousClock().measure { result = read(prefix + text) }
      #expect(elapsed < .seconds(1))
      #expect(result?.root != nil || result?.diagnostics.isEmpty == false)
      #expect((result?.diagnostics.count ?? 0) <= 501)
    }
  }

  @Test func `stops counting problems and says so`() {
    let (_, diagnostics) = read(String(repeating: "- *a\n", count: 10_000))
    #expect(diagnostics.count == 501)
    #expect(diagnostics.last?.code == "WB117")
  }
}
