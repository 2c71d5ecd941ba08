import Testing
import WaybillRules
import WaybillText

@Suite struct PhraseParserTests {
  /// A phrase's variants as text: words, `~` for inflected ones, `=` for exact ones.
  private static func written(_ text: String) throws -> [String] {
    try PhraseParser.parse(text).variants.map { variant in
      variant.map { element in
        switch element {
        case .words(let words, let inflects, let exact):
          zip(words.split(separator: " "), exact).map { $1 ? "=\($0)" : "\($0)" }.joined(separator: " ")
            + (inflects ? "~" : "")
        case .gap(let count): "..\(count)"
        case .list(let name): "$\(name)"
        case .actors(let type): "$actor.\(type)"
        case .number: "$number"
        case .slot(let role): "<\(role)>"
        }
      }.joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("bomb", ["bomb"]),
    ("bomb~", ["bomb~"]),
    ("aerial  bomb~", ["aerial bomb~"]),
    ("(a|b) c", ["a c", "b c"]),
    ("(a|) c", ["c", "a c"]),
    ("spokes(man|woman)~", ["spokesman~", "spokeswoman~"]),
    ("((a|b)|c) d", ["a d", "b d", "c d"]),
    ("(a|a) b", ["a b"]),
    ("reject~ ..3 claim~", ["reject~ ..3 claim~"]),
    ("a ..3 (b|) ..2 c", ["a ..3 b ..2 c", "a ..5 c"]),
    ("(a|) ..2 b", ["a ..2 b", "b"]),
    ("a ..2 (b|)", ["a ..2 b", "a"]),
    ("$list of $actor.state", ["$list of $actor.state"]),
    ("$number ..2 $std.cues", ["$number ..2 $std.cues"]),
    ("<supplier> ..6 $transfer", ["<supplier> ..6 $transfer"]),
    ("=Harpoon missile", ["=Harpoon missile"]),
    ("U.S. made", ["U.S. made"]),
    ("$list.", ["$list ."]),
    ("a/b-c", ["a/b-c"]),
  ])
  func `takes a phrase apart`(_ text: String, _ expected: [String]) throws {
    #expect(try Self.written(text).sorted() == expected.sorted())
  }

  @Test(arguments: [
    ("", 0, 0, "nothing"), ("   ", 0, 3, "nothing"), ("(a|) (b|)", 0, 9, "nothing"),
    ("a )", 2, 3, "closes nothing"), ("(a", 0, 1, "never closed"), ("x (a (b)", 2, 3, "never closed"),
    ("a | b", 2, 3, "outside of brackets"),
    ("a ..", 2, 4, "gap"), ("a ..0 b", 2, 5, "gap"), ("a ..51 b", 2, 6, "wider"),
    ("..3 b", 0, 3, "begin with a gap"), ("a ..3", 2, 5, "end in a gap"), ("a ..3 ..2 b", 6, 9, "two gaps"),
    ("a ~", 2, 3, "right after a word"), ("~a", 0, 1, "right after a word"),
    ("$l~", 2, 3, "right after a word"),
    ("ship~ment", 5, 9, "ends a word"),
    ("a=b", 1, 2, "before a word"), ("a = b", 2, 3, "before a word"), ("a =", 2, 3, "before a word"),
    ("a <b", 2, 3, "slot"), ("a <>", 2, 3, "slot"), ("a $ b", 2, 3, "name of a list"),
  ])
  func `says what is wrong with a phrase, and where`(_ text: String, _ start: Int, _ end: Int, _ part: String)
  {
    let problem = #expect(throws: Phrase.Problem.self) { try PhraseParser.parse(text) }
    #expect(problem?.range == ByteRange(start, end))
    #expect(problem?.message.contains(part) == true)
  }

  @Test(arguments: [
    String(repeating: "(", count: 1_000_000), String(repeating: "(a|b)", count: 13),
    String(repeating: "(a|b)", count: 200_000), String(repeating: "((a|b)", count: 30),
    String(repeating: "a ", count: 3000),
    "(" + (0..<2000).map(String.init).joined(separator: "|") + ") (a|b|c)",
  ])
  func `refuses what explodes, and quickly`(_ text: String) {
    let elapsed = ContinuousClock().measure {
      #expect(throws: Phrase.Problem.self) { try PhraseParser.parse(text) }
    }
    #expect(elapsed < .seconds(2))
  }

  @Test func `takes as many variants as it allows`() throws {
    let text = String(repeating: "(ab|cd)", count: 12)
    var count = 0
    let elapsed = try ContinuousClock().measure { count = try PhraseParser.parse(text).variants.count }
    #expect(count == 4096)
    #expect(elapsed < .seconds(5))
  }
}
