import Foundation
import TestSupport
import Testing
import Waybill
import WaybillCore
import WaybillLanguageServer
import WaybillRules
import WaybillText
import WaybillYAML

struct OutlineReaderTests {
  /// Says what a tree holds, with the places of everything but what is not there.
  private static func description(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar):
      // The layout of a text over several lines is no matter of structure.
      let text = scalar.style == .literal || scalar.style == .folded ? "…" : scalar.text
      return scalar.isAbsent ? "~" : "\(scalar.style) \(text.debugDescription) \(range(node))"
    case .sequence(let items, let layout):
      return "\(layout)[\(items.map(description).joined(separator: ", "))] \(range(node))"
    case .mapping(let entries, let layout):
      let inner = entries.map {
        "\($0.key) \($0.keyRange.start)–\($0.keyRange.end): \(description($0.value))"
      }
      return "\(layout){\(inner.joined(separator: ", "))} \(range(node))"
    case .refused: return "refused"
    }
  }

  private static func range(_ node: YAMLNode) -> String { "\(node.range.start)–\(node.range.end)" }

  @Test(arguments: RuleTools.shippedFiles.map(\.path))
  func `gives the same tree for a shipped file as the reader that reports`(path: String) throws {
    let file = try #require(RuleTools.shippedFiles.first { $0.path == path })
    var problems: [Diagnostic] = []
    let tree = try #require(YAMLReader.read(file.bytes, file: path, diagnostics: &problems))
    let outline = try #require(OutlineReader.read(file.bytes))
    let (expected, found) = (Self.description(tree), Self.description(outline))
    let place = zip(expected, found).prefix { $0 == $1 }.count
    #expect(
      expected == found,
      "\(expected.dropFirst(max(0, place - 60)).prefix(160)) / \(found.dropFirst(max(0, place - 60)).prefix(160))"
    )
  }

  @Test(arguments: [
    "a: 1\n", "a:\n- b\n- c: d\n  e: f\n", "a: 'it''s' # c\nb: \"x\\ty\\u00e9\\\"\"\n",
    "a: [b, c: d, {e: , f}]\n",
    "a: [x,\n    y z,\n  ]\nb: {c: [\"d, e\"], f: g}\n", "a: one\n  two\n\n  three\nb: x#y\n",
    "- - a\n  - b\n-\n  c: d\n", "a:\n\n  # c\n\n  b: 'x\n    y'\nc:\n", "---\na: b\n",
    "a: |\n  x\n  y\nb: >-\n  z\n\nc: d\n",
    "a: b\r\nc:\r\n  - d\r\n", "\"a b\": c\n'd': e\n", "a: http://x:1\nb: a:b\n", "a: [http://x, b:c]\n",
  ])
  func `gives the same tree for well-formed text`(text: String) throws {
    var problems: [Diagnostic] = []
    let tree = try #require(YAMLReader.read(Array(text.utf8), file: "", diagnostics: &problems))
    #expect(problems.isEmpty)
    let outline = try #require(OutlineReader.read(Array(text.utf8)))
    #expect(Self.description(outline) == Self.description(tree))
  }

  /// What a tree holds, without places.
  private static func shape(_ node: YAMLNode?) -> String {
    switch node?.content {
    case .scalar(let scalar): scalar.text
    case .sequence(let items, _): "[\(items.map { shape($0) }.joined(separator: ", "))]"
    case .mapping(let entries, _):
      "{\(entries.map { "\($0.key): \(shape($0.value))" }.joined(separator: ", "))}"
    case .refused, nil: "–"
    }
  }

  @Test(arguments: [
    ("ru", "{ru: }"),
    ("a:\n  b\n  c: d\n", "{a: {b: , c: d}}"),
    ("a:\n  - id: x\n    emi\n    match: [y]\n", "{a: [{id: x, emi: , match: [y]}]}"),
    (
      "a:\n  - id: x\n    match: [y, z\n    tests: q\n  - id: w\n",
      "{a: [{id: x, match: [y, z], tests: q}, {id: w}]}"
    ),
    ("a: {b: [c, {d: e\nf: g\n", "{a: {b: [c, {d: e}]}, f: g}"),
    ("a: \"x, y\nb: c\n", "{a: x, y, b: c}"),
    ("t:\n  - {text: \"x, expect: none}\n  - {text: y}\n", "{t: [{text: x, expect: none}}, {text: y}]}"),
    ("a:\n  - b\n c: d\ne: f\n", "{a: [b], c: d, e: f}"),
    ("a:\n    b: c\n  d: e\n", "{a: {b: c, d: e}}"),
    ("a: [b] c\nd: e\n", "{a: [b], d: e}"),
    ("a: ]\nb: c\n", "{a: ], b: c}"),
    ("a:\n- \n-\n- x\n", "{a: [, , x]}"),
    ("a: {b\nc: d", "{a: {b: }, c: d}"),
    ("", "–"), ("# only this\n", "–"),
  ])
  func `makes the best of what is being typed`(text: String, expected: String) {
    #expect(Self.shape(OutlineReader.read(Array(text.utf8))) == expected)
  }

  /// Every beginning of a file, and many with a part cut out: whatever is typed must be read to its end.
  @Test func `reads any cut of a file without harm`() throws {
    let file = try #require(RuleTools.shippedFiles.first { $0.path.hasSuffix("supply/policy.yaml") })
    let bytes = Array(file.bytes.prefix(6000))
    for end in bytes.indices { _ = OutlineReader.read(Array(bytes[..<end])) }
    var random = SeededGenerator(seed: 7)
    let signs = Array("[]{}\"':-#,|>\n\r\t &*!%$<".utf8)
    for _ in 0..<3000 {
      var cut = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<cut.count, using: &random)
        if Bool.random(using: &random) {
          cut.insert(signs.randomElement(using: &random) ?? 0, at: place)
        } else {
          cut.removeSubrange(place..<min(cut.count, place + Int.random(in: 1...9, using: &random)))
        }
      }
      _ = OutlineReader.read(cut)
    }
  }

  @Test(arguments: ["[", "{", "- ", "a:\n ", "? ", "{a: ", "\"", "|\n"])
  func `does not sink in depth`(piece: String) {
    let text = String(repeating: piece, count: 100_000)
    _ = OutlineReader.read(Array(text.utf8))
  }
}
