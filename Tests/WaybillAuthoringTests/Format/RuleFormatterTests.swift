import Foundation
import TestSupport
import Testing
import WaybillAuthoring
import WaybillCore
import WaybillRules
import WaybillYAML

struct RuleFormatterTests {
  static func format(_ text: String) -> (text: String?, codes: [String]) {
    var diagnostics: [Diagnostic] = []
    let bytes = RuleFormatter.format(
      RuleFile(path: "t.yaml", bytes: Array(text.utf8)), diagnostics: &diagnostics)
    return (bytes.map { String(decoding: $0, as: UTF8.self) }, diagnostics.map(\.code))
  }

  // MARK: The layout

  @Test(arguments: [
    (
      "nested lists are indented by two", "a:\n- b\n-   c:   d\n    e: f\n", "a:\n  - b\n  - c: d\n    e: f\n"
    ),
    ("blanks within brackets", "a: [ b,c ,  {d :  e} ]\n", "a: [b, c, {d: e}]\n"),
    ("a comma at the end", "a: [b, c,]\n", "a: [b, c]\n"),
    ("blank lines are one at most", "\n\na: b\n\n\n\nc: d\n\n\n", "a: b\n\nc: d\n"),
    ("trailing blanks, tabs and CRLF", "a: b  \r\nc:\r\n  - d\t\r\n", "a: b\nc:\n  - d\n"),
    ("a missing final line break", "a: b", "a: b\n"),
    ("a byte order mark", "\u{FEFF}a: b\n", "a: b\n"),
    ("a document marker", "---\na: b\n...\n", "a: b\n"),
    ("quotes that are not needed", "a: \"b c\"\n'd': 'e'\n", "a: b c\nd: e\n"),
    (
      "quotes that are needed", "a: ['b, c', \"=d\", '#e', 'f: g', 'h]']\n",
      "a: [\"b, c\", =d, \"#e\", \"f: g\", \"h]\"]\n"
    ),
    (
      "quotes around what looks like a number or truth", "a: ['1', 1, \"no\", no]\n",
      "a: [\"1\", 1, \"no\", no]\n"
    ),
    (
      "a text with quotes in it", "a: \"say \\\"x\\\", y: z\"\n",
      "a: say \"x\", y: z\n".replacing("say \"x\", y: z", with: "'say \"x\", y: z'")
    ),
    ("an empty text", "a: ''\n", "a: \"\"\n"),
    ("escapes", "a: \"x\\ty\\u2028\"\n", "a: \"x\\ty\\u2028\"\n"),
    (
      "the text of a test is quoted", "- {text: a b, expect: none}\n- text: c d\n",
      "- {text: \"a b\", expect: none}\n- text: \"c d\"\n"
    ),
    ("a text over several lines", "why: one\n  two\n  three\n", "why: one two three\n"),
    (
      "a block text keeps its lines", "why: |  # c\n     one\n       two\nb: c\n",
      "why: |                                  # c\n  one\n    two\nb: c\n"
    ),
    ("explicit keys", "? a\n: b\n", "a: b\n"),
    ("a pair without braces", "a: [b: c]\n", "a: [{b: c}]\n"),
    ("lists in lists", "-   - a\n    - b\n- - c\n", "- - a\n  - b\n- - c\n"),
    ("no value", "a:\nb: {c: }\n", "a:\nb: {c: }\n"),
    (
      "a flow mapping as the whole file", "# x\n{a: b,\n c: d} # y\n# z\n",
      "# x\n{a: b, c: d}                            # y\n# z\n"
    ),
  ])
  func `lays out`(name: String, text: String, expected: String) {
    #expect(Self.format(text).text == expected)
    #expect(Self.format(expected).text == expected)
  }

  @Test func `breaks long lists below the key and long mappings after the brace`() {
    let words = (1...30).map { "word\($0)" }.joined(separator: ", ")
    let formatted = Self.format("a: [\(words)]\nb: {c: [\(words)], d: e}\n").text
    #expect(
      formatted == """
        a:
          [word1, word2, word3, word4, word5, word6, word7, word8, word9, word10, word11, word12, word13, word14, word15,
           word16, word17, word18, word19, word20, word21, word22, word23, word24, word25, word26, word27, word28, word29,
           word30]
        b: {c: [word1, word2, word3, word4, word5, word6, word7, word8, word9, word10, word11, word12, word13, word14, word15,
                word16, word17, word18, word19, word20, word21, word22, word23, word24, word25, word26, word27, word28, word29,
                word30],
            d: e}

        """)
  }

  @Test func `breaks a long plain text between words`() {
    let text = "why: " + Array(repeating: "reason", count: 30).joined(separator: " ") + "\n"
    let formatted = Self.format(text).text ?? ""
    #expect(formatted.split(separator: "\n").map(\.count) == [116, 99])
    #expect(Self.format(formatted).text == formatted)
  }

  @Test(arguments: [
    // Own lines go with what follows, at its indentation.
    ("# a\na: b\n   # c\nc: d\n", "# a\na: b\n# c\nc: d\n"),
    // What is indented like the entries above stays with them.
    ("a:\n  - b\n  # end of a\nc: d\n", "a:\n  - b\n  # end of a\nc: d\n"),
    (
      "a:\n  - b: c\n    # in b\n  # in a\n# at the end\n",
      "a:\n  - b: c\n    # in b\n  # in a\n# at the end\n"
    ),
    ("a:\n- b\n# of c\nc: d\n# end\n", "a:\n  - b\n# of c\nc: d\n# end\n"),
    // Between a key or dash and its value.
    (
      "a: # k\n  b\nc:\n  # own\n  d\n",
      "a:                                      # k\n  b\nc:\n  # own\n  d\n"
    ),
    (
      "- # d\n  a: b\n-\n  # own\n  c: d\n",
      "-                                       # d\n  a: b\n-\n  # own\n  c: d\n"
    ),
    // In brackets.
    (
      "a: [b, # one\n  # two\n  c # three\n  , d\n # four\n]\n",
      "a:\n  [b,                                   # one\n   # two\n   c,                                   # three\n   d\n   # four\n  ]\n"
    ),
    ("a: [ # open\n b]\n", "a:\n  [                                     # open\n   b]\n"),
    ("a: {b: # x\n c, d: e}\n", "a: {# x\n    b: c, d: e}\n".replacing("{# x", with: "{\n    # x")),
    ("a: [] # none\n", "a: []                                   # none\n"),
    ("a: [ # none\n]\n", "a:\n  [                                     # none\n  ]\n"),
    ("a: b#c #d\n", "a: b#c                                  #d\n"),
  ])
  func `keeps comments where they belong`(text: String, expected: String) {
    let formatted = Self.format(text)
    #expect(formatted.text == expected)
    #expect(Self.format(expected).text == expected)
  }

  @Test func `aligns the comments of neighbouring lines`() {
    let long = String(repeating: "x", count: 50)
    let text = "a: # 1\n  - b # 2\n  - \(long) # 3\n  - c\n  - d # 4\n\n  - e # 5\n"
    let formatted = Self.format(text).text ?? ""
    let columns = formatted.split(separator: "\n").compactMap { line in
      line.firstIndex(of: "#").map { line.distance(from: line.startIndex, to: $0) }
    }
    #expect(columns == [40, 56, 56, 56, 40])
  }

  // MARK: What is not formatted

  @Test(arguments: [
    ("", "WB104"), ("# only\n", "WB104"), ("a: [b\n", "WB107"), ("a:\n\tb: c\n", "WB108"),
    ("a: &x b\n", "WB109"),
    ("a: b\na: c\n", "WB114"), ("a: b\n---\nc: d\n", "WB113"),
  ])
  func `leaves a broken file alone and says why`(text: String, code: String) {
    let formatted = Self.format(text)
    #expect(formatted.text == nil)
    #expect(formatted.codes.contains(code))
  }

  @Test func `leaves Latin-1 alone and says so`() {
    var diagnostics: [Diagnostic] = []
    let file = RuleFile(path: "t.yaml", bytes: Array("a: T".utf8) + [0xFC] + Array("rkiye\n".utf8))
    #expect(RuleFormatter.format(file, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.code) == ["WB102"])
  }

  @Test func `puts a block text in quotes whose last blank lines count`() {
    let text = "a: |+\n  b\n\n\nc: d\n"
    #expect(Self.format(text).text == "a: \"b\\n\\n\\n\"\n\nc: d\n")
  }

  // MARK: Properties

  static let shipped: [String] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rules")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { root.appending(path: $0).path }
  }()

  @Test func `finds the shipped rule files`() { #expect(Self.shipped.count > 25) }

  @Test(arguments: shipped)
  func `changes no word, comment or problem of a shipped rule file`(path: String) throws {
    try Self.check(try String(contentsOfFile: path, encoding: .utf8))
  }

  @Test(arguments: shipped)
  func `gives the same for a shipped rule file however it was laid out`(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var random = SeededGenerator(seed: UInt64(text.utf8.count))
    let formatted = try #require(Self.format(text).text)
    for _ in 0..<3 {
      let respaced = Self.respaced(formatted, &random)
      #expect(respaced != formatted)
      #expect(Self.format(respaced).text == formatted)
    }
  }

  @Test(arguments: 0..<400)
  func `holds for mangled layouts`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let text = Self.mangled(Self.samples.randomElement(using: &random)!, &random)
    guard YAMLReader.read(Array(text.utf8)) != nil else { return }
    try Self.check(text)
  }

  @Test func `most mangled layouts are still YAML`() {
    let fine = (0..<400).count { seed in
      var random = SeededGenerator(seed: UInt64(seed))
      let text = Self.mangled(Self.samples.randomElement(using: &random)!, &random)
      return YAMLReader.read(Array(text.utf8)) != nil
    }
    #expect(fine > 200)
  }

  /// Formats and holds the result against the text by means of its own: the tree, the declarations, the comments.
  private static func check(_ text: String) throws {
    let formatted = format(text)
    let result = try #require(formatted.text, "\(formatted.codes) for:\n\(text)")
    #expect(format(result).text == result, "not stable:\n\(text)")
    #expect(tree(result) == tree(text))
    #expect(problems(result) == problems(text))
    // Counted without a parser: the text after the last ` #` of each line is there as often as before.
    #expect(marks(result) == marks(text))
    // In a block text blank lines count.
    if result.contains(">-") { return }
    #expect(!result.contains("\n\n\n") && !result.contains(" \n") && !result.contains("\t\n"))
  }

  private static func tree(_ text: String) -> String {
    func written(_ node: YAMLNode) -> String {
      switch node.content {
      case .refused: "refused"
      case .scalar(let scalar): scalar.text.debugDescription
      case .sequence(let items, _): "[\(items.map(written).joined(separator: ","))]"
      case .mapping(let entries, _):
        "{\(entries.map { $0.key.debugDescription + ":" + written($0.value) }.joined(separator: ","))}"
      }
    }
    return YAMLReader.read(Array(text.utf8)).map(written) ?? "broken"
  }

  private static func problems(_ text: String) -> [String] {
    var diagnostics: [Diagnostic] = []
    _ = RuleSetReader.read(RuleFile(path: "t.yaml", bytes: Array(text.utf8)), diagnostics: &diagnostics)
    return diagnostics.map { $0.code + $0.message }.sorted()
  }

  private static func marks(_ text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      guard let sign = line.range(of: "# ", options: .backwards) else { continue }
      counts[line[sign.lowerBound...].trimmingCharacters(in: .whitespaces), default: 0] += 1
    }
    return counts
  }

  /// Changes white space only: the same entries and comments, laid out by another hand.
  private static func respaced(_ text: String, _ random: inout SeededGenerator) -> String {
    var out = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = String(line)
      // Elsewhere a comma may belong to a text.
      let isList = line.contains("[") && line.contains("]") && !line.contains("why:")
      if isList, !line.contains("#"), !line.contains("\""), Int.random(in: 0..<3, using: &random) == 0 {
        line = line.replacing(", ", with: " ,   ")
      }
      out += line + String(repeating: " ", count: Int.random(in: 0..<3, using: &random))
      out += Bool.random(using: &random) ? "\r\n" : "\n"
    }
    return out + "\n\n"
  }

  private static let samples = [
    """
    # head
    waybill: 1
    ruleset: {id: t, version: 1.0.0}

    lists:
      a: [one, two~, "three, four", (five|six)]
      b:
        - seven
        - "eight: nine"
    rules:
      - id: r
        why: because it is so
        emit: {weapon: tank, guidance: n/a}
        match: [=Harpoon, $a ..3 $b]
        needs: {within: sentence, any: [x, y], label: weapon}
        tests:
          - {text: "a [[tank]], two", expect: {weapon: tank}}
          - text: "no #1 tank"
            expect: none
    """,
    """
    modifiers:
      denial:
        sets: {stance: denied}
        cues:
          - deny~
          - (reject|dismiss)~ ..3 claim~
        scope: {within: clause, tokens: 12, stop: ["but", ";"], through: [or, nor, ","]}
        why: >-
          folded words
          over lines
    policy:
      supply:
        - {when: {source: named}, cap: probable}
    """,
  ]

  /// Inserts comments, blank lines and line breaks at random; what comes out need not be YAML.
  private static func mangled(_ text: String, _ random: inout SeededGenerator) -> String {
    var out = ""
    var number = 0
    func comment() -> String {
      number += 1
      return "# note \(number)"
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if Int.random(in: 0..<5, using: &random) == 0 {
        out += String(repeating: " ", count: Int.random(in: 0..<9, using: &random)) + comment() + "\n"
      }
      if Int.random(in: 0..<8, using: &random) == 0 { out += "  \n\n" }
      var isQuoted = false
      for (index, piece) in line.split(separator: ", ", omittingEmptySubsequences: false).enumerated() {
        defer { if piece.count(where: { $0 == "\"" }) % 2 == 1 { isQuoted.toggle() } }
        if index > 0 {
          out += ","
          switch isQuoted ? 3 : Int.random(in: 0..<6, using: &random) {
          case 0: out += " \(comment())\n          "
          case 1: out += "\n            \(comment())\n          "
          case 2: out += "\n          "
          default: out += "  "
          }
        }
        out += piece
      }
      if Int.random(in: 0..<4, using: &random) == 0, !line.isEmpty { out += "  " + comment() }
      out += "\n"
    }
    if Bool.random(using: &random) { out += "    " + comment() }
    return out
  }
}

extension YAMLReader {
  fileprivate static func read(_ bytes: [UInt8]) -> YAMLNode? {
    var diagnostics: [Diagnostic] = []
    let root = read(bytes, file: "t.yaml", diagnostics: &diagnostics)
    return diagnostics.isEmpty ? root : nil
  }
}
