import TestSupport
import Testing
import WaybillAuthoring
import WaybillCore
import WaybillRules
import WaybillText

struct PhraseExpanderTests {
  private static let rules = """
    waybill: 1
    ruleset: {id: t}
    labels:
      a: {kind: enum, of: [x]}
    lists:
      give: [send~, (hand|pass)~ over, "ha;nd"]
      both: [$give, sell~]
    actors:
      - {id: NOR, type: state, names: [Norway]}
      - {id: NOR, demonyms: [Norwegian]}
      - {id: ns-x, type: nonstate, names: [Xists]}
    rules:
      - id: r
        emit: {a: x}
        match: [one, "two, three"]
        unless: [four ($nothing|)]
        needs: {within: clause, any: [five]}
        heads:
          - {any: [six], emit: {a: x}}
    """

  private static func sets(_ texts: [String]) -> [RuleSetDeclaration] {
    var diagnostics: [Diagnostic] = []
    return texts.enumerated().compactMap { index, text in
      RuleSetReader.read(RuleFile(path: "\(index).yaml", bytes: Array(text.utf8)), diagnostics: &diagnostics)
    }
  }

  private static func expand(
    _ phrase: String, _ texts: [String] = [rules], in set: String? = nil
  ) -> (expansion: Expansion?, diagnostics: [Diagnostic]) {
    var expander = PhraseExpander(sets(texts))
    var diagnostics: [Diagnostic] = []
    let located = Located(phrase, at: ByteRange(0, phrase.utf8.count))
    let expansion = expander.expand(located, in: set, file: "phrase", diagnostics: &diagnostics)
    return (expansion, diagnostics)
  }

  /// All sequences of words of a phrase without lists, gaps and the like.
  private static func sequences(_ expansion: Expansion) -> [String] {
    expansion.variants.flatMap { variant in
      variant.parts.reduce([""]) { rows, part in
        guard case .words(let run, _) = part else { return rows }
        return run.words.reduce(rows) { rows, word in
          rows.flatMap { row in word.forms.map { (row + " " + $0.joined(separator: " ")) } }
        }
      }
    }
  }

  @Test(arguments: [
    "bomb~", "anti-ship missile~", "(laser|GPS)-guided munition~", "spokes(man|woman|person)",
    "=Harpoon missile~",
    "send~ (a|the|) armoured vehicle~", "155mm shell~", "defence programme~", "(unnamed|) official~",
    "=Pole~",
    "cannot deny", "hand~ over",
  ])
  func `the engine finds each sequence, and finds it by this phrase`(phrase: String) throws {
    let expansion = try #require(Self.expand(phrase).expansion)
    let fixture = RuleFixture(
      """
      labels: {a: {kind: enum, of: [x]}}
      rules:
        - {id: r, emit: {a: x}, match: ["\(phrase)"]}
      """)
    let sequences = Self.sequences(expansion)
    #expect(sequences.count == expansion.sequences)
    #expect(Set(sequences).count == sequences.count)
    for sequence in sequences {
      #expect(
        fixture.labels("We saw\(sequence) there.").contains("x:\(sequence)"), "\(sequence) is not found")
    }
  }

  @Test(arguments: [
    // send~ has four forms, hand~ and pass~ four each; a mark within a phrase makes no difference.
    ("$give", 13), ("$both", 17), ("$give ..3 $both", 221), ("<x> ..2 $number $actor.state", 1), (";", 0),
    ("(a|b)(c|d)", 4), ("a ;", 1),
  ])
  func `counts sequences`(phrase: String, count: Int) {
    #expect(Self.expand(phrase).expansion?.sequences == count)
  }

  @Test func `counts an actor once however many entries it has`() throws {
    let text = try #require(Self.expand("$actor.state sent").expansion).text(limit: 5)
    #expect(text.contains("$actor.state   1 actor under any of their names"))
    #expect(try #require(Self.expand("$actor.any").expansion).text(limit: 5).contains("2 actors"))
  }

  @Test(arguments: [
    ("a (b", "WB401", 2, 3), ("send ..99 x", "WB401", 5, 9), ("x $giv", "WB307", 2, 6),
    ("$actor.stat x", "WB308", 0, 11),
    ("", "WB401", 0, 0),
  ])
  func `shows where a phrase is wrong`(phrase: String, code: String, start: Int, end: Int) throws {
    let result = Self.expand(phrase)
    #expect(result.expansion == nil)
    let problem = try #require(result.diagnostics.first)
    #expect(result.diagnostics.count == 1)
    #expect(problem.code == code)
    #expect(problem.place.range == ByteRange(start, end))
  }

  @Test func `reads names as the rule set does that is named`() {
    let other = "waybill: 1\nruleset: {id: u}\nlists: {give: [lend~]}\n"
    let user = "waybill: 1\nruleset: {id: v}\nimports: [{from: u, as: w}]\nlists: {z: [y]}\n"
    let all = [Self.rules, other, user]
    #expect(Self.expand("$give", all).diagnostics.map(\.code) == ["WB703"])
    #expect(Self.expand("$give", all, in: "u").expansion?.sequences == 4)
    #expect(Self.expand("$w.give", all).expansion?.sequences == 4)
    #expect(Self.expand("$w.give", all, in: "t").diagnostics.map(\.code) == ["WB307"])
  }

  @Test func `a list that refers to itself is counted, not followed`() {
    let loop = "waybill: 1\nruleset: {id: t}\nlists: {a: [x, $b], b: [y, $a]}\n"
    #expect(Self.expand("$a", [loop]).expansion?.sequences == 2)
  }

  @Test func `shows all phrases of a rule, and what is wrong with one of them in its file`() throws {
    var expander = PhraseExpander(Self.sets([Self.rules]))
    var diagnostics: [Diagnostic] = []
    let found = try #require(expander.expand(id: "t#rule.r", diagnostics: &diagnostics))
    #expect(
      found.map { "\($0.field ?? "") \($0.phrase)" } == [
        "match one", "match two, three", "needs five", "heads six",
      ])
    #expect(diagnostics.map(\.code) == ["WB307"])
    #expect(diagnostics.first?.place.file == "0.yaml")
    let range = try #require(diagnostics.first?.place.range)
    #expect(Array(Self.rules.utf8)[range.start..<range.end].elementsEqual("$nothing".utf8))
    #expect(expander.expand(id: "t#rule.s", diagnostics: &diagnostics) == nil)
    #expect(
      expander.ids == [
        "t#rule.r", "t#list.give", "t#list.both", "t#actor.NOR", "t#actor.NOR", "t#actor.ns-x",
      ])
  }

  @Test func `numbers beyond counting are said to be so`() throws {
    let words = (0..<40).map { "(a\($0)|b\($0)|c\($0))" }
    let lists = words.enumerated().map { "  l\($0.offset): [\($0.element)]" }.joined(separator: "\n")
    let phrase = (0..<40).map { "$l\($0)" }.joined(separator: " ")
    let expansion = try #require(
      Self.expand(phrase, ["waybill: 1\nruleset: {id: t}\nlists:\n\(lists)\n"]).expansion)
    #expect(expansion.sequences == .max)
    #expect(expansion.text(limit: 3).contains("more sequences of words than can be counted"))
  }
}
