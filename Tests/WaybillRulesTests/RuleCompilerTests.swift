import BuiltInClassifiers
import TestSupport
import Testing
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

@Suite struct RuleCompilerTests {
  private static let base = """
    labels: {weapon: {kind: enum, of: [gun, shell]}, supply: {kind: scale, of: [denied, confirmed]}}

    """

  /// What each problem is about: its code and the bytes at its place.
  private static func problems(_ files: [String]) -> [String] {
    let headed = files.enumerated().map { index, body in
      body.hasPrefix("waybill:")
        ? body : "waybill: 1\nruleset: {id: \(index == 0 ? "t" : "t\(index + 1)")}\n" + body
    }
    let fixture = RuleFixture(headed, plugins: BuiltInClassifiers.all)
    return fixture.diagnostics.map { diagnostic in
      let number = Int(diagnostic.place.file.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 1
      let bytes = Array(headed[number - 1].utf8)
      let range = diagnostic.place.range
      return "\(diagnostic.code) \(String(decoding: bytes[range.start..<range.end], as: UTF8.self))"
    }
  }

  @Test(arguments: [
    ("rules: [{id: r, emit: {weapon: gun}, match: [$guns]}]", ["WB307 $guns"]),
    ("rules: [{id: r, emit: {weapons: gun}, match: [gun]}]", ["WB313 weapons"]),
    ("rules: [{id: r, emit: {weapon: guns}, match: [gun]}]", ["WB314 guns"]),
    ("rules: [{id: r, emit: {weapon: gun}, match: [$actor.states]}]", ["WB308 $actor.states"]),
    ("rules: [{id: r, emit: {weapon: gun}, match: [<item> gun]}]", ["WB309 <item> gun"]),
    ("rules: [{id: r, emit: {weapon: gun}, match: [$number]}]", ["WB402 $number"]),
    (
      "rules: [{id: r, emit: {weapon: gun}, match: [gun], needs: {within: clause, label: cannon}}]",
      ["WB311 cannon"]
    ),
    (
      "rules: [{id: r, emit: {weapon: gun}, match: [gun], on: {label: cannon, reach: after, tokens: 2}}]",
      ["WB311 cannon"]
    ),
    (
      "rules: [{id: r, frame: {item: {label: weapon}}, emit: {supply: confirmed}, match: [<items> sent]}]",
      ["WB309 <items> sent"]
    ),
    (
      "rules: [{id: r, frame: {item: {label: weapon}}, emit: {supply: confirmed}, match: [<item> ..2 $number]}]",
      ["WB403 <item> ..2 $number"]
    ),
    (
      "rules: [{id: r, frame: {item: {is: $actor.land}}, emit: {supply: confirmed}, match: [<item> sent]}]",
      ["WB308 $actor.land"]
    ),
    ("lists: {a: [$b x], b: [$c], c: [$a]}", ["WB310 a"]),
    ("lists: {a: [$a x]}", ["WB310 a"]),
    ("actors: [{id: X, names: [Xland]}]", ["WB312 X"]),
    ("actors: [{id: X, type: planet, names: [Xland]}]", ["WB308 planet"]),
    ("policy: {supplies: [{when: {stance: denied}, cap: denied}]}", ["WB313 supplies"]),
    ("policy: {supply: [{when: {stance: denied}, cap: nil}]}", ["WB314 nil"]),
    (
      "designators: {d: {stem: [A], number: {from: 1, to: 9999}, emit: {weapon: gun}}}", ["WB404 1, to: 9999"]
    ),
    (
      "modifiers: {m: {sets: {stance: denied}, cues: [x], reach: after, scope: {within: clause}, holder: $actor.state}}",
      ["WB406 $actor.state"]
    ),
    (
      "modifiers: {m: {sets: {stance: denied}, cues: [x], reach: after, scope: {within: clause}, holder: nearest $actor.state above}}",
      ["WB406 nearest $actor.state above"]
    ),
    (
      "modifiers: {m: {sets: {stance: denied}, cues: [x], reach: after, scope: {within: clause}, holder: nearest $actor.land before}}",
      ["WB308 nearest $actor.land before"]
    ),
    ("imports: [{from: nowhere}]", ["WB305 nowhere"]),
    ("rules: [{id: r, emit: {weapon: gun}, match: ['- –', gun]}]", ["WB408 '- –'"]),
    ("classifiers: [{id: c, plugin: label, emits: [weapon]}]", ["WB317 label"]),
    ("classifiers: [{id: c, plugin: labels, emits: [weapons]}]", ["WB313 weapons"]),
    ("classifiers: [{id: c, plugin: labels, emits: [weapon], needs: [d]}]", ["WB318 d"]),
    ("classifiers: [{id: c, plugin: munition-guidance, emits: [weapon]}]", ["WB319 c"]),
    ("classifiers: [{id: c, plugin: labels, emits: [weapon], parameters: {x: 1}}]", ["WB321 x"]),
  ])
  func `reports a problem by its code at its place`(_ body: String, _ expected: [String]) {
    #expect(Self.problems([Self.base + body]) == expected)
  }

  @Test(arguments: [
    ("minimum-grade: dubious", ["WB314 dubious"]),
    ("minimum-grade: [denied]", ["WB322 [denied]"]),
    ("accused: IRN", ["WB322 IRN"]),
    ("accused: [XXX]", ["WB323 XXX"]),
    ("first-person: $us", ["WB323 $us"]),
    ("voices: {a.gov: XXX}", ["WB323 XXX"]),
  ])
  func `holds parameters to their types`(_ parameter: String, _ expected: [String]) {
    let body = """
      labels: {weapon: {kind: enum, of: [gun]}, guidance: {kind: enum, of: [n/a]}, supply: {kind: scale, of: [denied, confirmed]}}
      actors: [{id: IRN, type: state, names: [Iran]}]
      classifiers:
        - {id: w, plugin: weapon-category, emits: [weapon]}
        - {id: g, plugin: munition-guidance, emits: [guidance], needs: [w]}
        - {id: s, plugin: supplier-confidence, emits: [supply], needs: [w, g], parameters: {\(parameter)}}
      """
    #expect(Self.problems([body]) == expected)
  }

  @Test func `suggests the name that was meant`() {
    func suggestions(_ body: String) -> [String?] {
      RuleFixture(Self.base + body, plugins: BuiltInClassifiers.all).diagnostics.map(\.suggestion)
    }
    #expect(
      suggestions("classifiers: [{id: c, plugin: weapon-categry, emits: [weapon]}]") == ["weapon-category"])
    #expect(
      suggestions("lists: {guns: [x]}\nrules: [{id: r, emit: {weapon: gun}, match: [$gusn]}]") == ["$guns"])
    #expect(suggestions("rules: [{id: r, emit: {weapon: shel}, match: [x]}]") == ["shell"])
    #expect(suggestions("classifiers: [{id: c, plugin: xyzzy, emits: [weapon]}]") == [nil])
  }

  @Test func `reports both places of what is declared twice`() throws {
    let cases: [(String, String, String)] = [
      ("WB301", "waybill: 1\nruleset: {id: same}\n", "waybill: 1\nruleset: {id: same}\n"),
      ("WB302", Self.base, "labels: {weapon: {kind: enum, of: [x]}}"),
      (
        "WB315", Self.base + "policy: {supply: [{when: {stance: denied}, cap: denied}]}",
        "policy: {supply: [{when: {stance: denied}, cap: denied}]}"
      ),
      (
        "WB316", Self.base + "classifiers: [{id: c, plugin: labels, emits: [weapon]}]",
        "classifiers: [{id: c, plugin: labels, emits: [weapon]}]"
      ),
      (
        "WB324", "actors: [{id: X, type: state, names: [Xland]}]",
        "actors: [{id: X, type: group, names: [Yland]}]"
      ),
    ]
    for (code, first, second) in cases {
      let fixture = RuleFixture([first, second], plugins: BuiltInClassifiers.all)
      #expect(fixture.codes == [code])
      let diagnostic = try #require(fixture.diagnostics.first)
      #expect(diagnostic.notes.compactMap(\.place).count == 1, "\(code)")
    }
    let same = RuleFixture(
      Self.base
        + "rules: [{id: r, emit: {weapon: gun}, match: [a]}, {id: r, emit: {weapon: gun}, match: [b]}]")
    #expect(same.codes == ["WB304"])
    #expect(RuleFixture("labels: {weapon: {kind: enum, of: [a, b, a]}}").codes == ["WB303"])
    #expect(
      RuleFixture(["imports: [{from: t2, use: [nix]}]", "lists: {a: [b]}"]).codes == ["WB306"])
  }

  @Test func `names the members of a circle of classifiers`() {
    let fixture = RuleFixture(
      Self.base + """
        classifiers:
          - {id: a, plugin: labels, emits: [weapon], needs: [b]}
          - {id: b, plugin: labels, emits: [weapon], needs: [c]}
          - {id: c, plugin: labels, emits: [weapon], needs: [b]}
        """, plugins: BuiltInClassifiers.all)
    #expect(fixture.codes == ["WB320"])
    #expect(fixture.diagnostics.first?.message.contains("b → c → b") == true)
    #expect(fixture.diagnostics.first?.notes.count == 1)
  }

  @Test func `runs classifiers after those they need`() throws {
    let fixture = RuleFixture(
      Self.base + """
        classifiers:
          - {id: z, plugin: labels, emits: [weapon], needs: [m]}
          - {id: m, plugin: labels, emits: [weapon], needs: [a]}
          - {id: a, plugin: labels, emits: [weapon]}
        """, plugins: BuiltInClassifiers.all)
    #expect(try #require(fixture.rules).registrations.map(\.configuration.id) == ["a", "m", "z"])
  }

  @Test func `reports all unresolved names in one run, in the order of the file`() {
    let body = """
      lists: {l: [$one x]}
      rules:
        - {id: r, emit: {weapon: nogun}, match: [$two ..2 $three, (a|], unless: [$four], needs: {within: clause, any: [$five]}}
        - {id: s, emit: {weapons: gun}, match: [x], on: {label: nolabel, reach: after, tokens: 1}}
      modifiers:
        m: {sets: {stance: denied}, cues: [$six], reach: after, scope: {within: clause, stop: [$seven]}, pseudo: [$eight]}
      """
    let first = Self.problems([Self.base + body])
    let codes = first.map { $0.prefix(5) }
    #expect(codes.filter { $0 == "WB307" }.count == 8)
    for code in ["WB311", "WB313", "WB314", "WB401"] { #expect(codes.contains { $0 == code }) }
    for _ in 0..<5 { #expect(Self.problems([Self.base + body]) == first) }
  }

  @Test(arguments: [
    ("[gun (a]", "("), ("['gun (a']", "("), ("[\"gun (a\"]", "("), ("[\"g\\u00fcn (a\"]", "\"g\\u00fcn (a\""),
    ("[\"gün (a\"]", "("), ("[gün ..99 b]", "..99"), ("['gün ..99 b']", "..99"),
    ("['it''s ..99 b']", "'it''s ..99 b'"),
  ])
  func `points at the wrong part of a phrase, inside quotes too`(_ match: String, _ part: String) {
    #expect(
      Self.problems([Self.base + "rules: [{id: r, emit: {weapon: gun}, match: \(match)}]"]) == [
        "WB401 \(part)"
      ])
  }

  @Test func `a changed list changes the fingerprint of what refers to it, through other lists too`() throws {
    func fingerprint(_ word: String) throws -> String {
      let chain = (0..<12).map { "  l\($0): [$l\($0 + 1)]" }.joined(separator: "\n")
      let fixture = RuleFixture(
        Self.base
          + "lists:\n\(chain)\n  l12: [\(word)]\nrules: [{id: r, emit: {weapon: gun}, match: [$l0 x]}]")
      return try #require(fixture.rules).program.catalog.rules[0].fingerprint
    }
    #expect(try fingerprint("a") == fingerprint("a"))
    #expect(try fingerprint("a") != fingerprint("b"))
  }

  @Test func `every code has a title and no code is used twice`() {
    let codes = DiagnosticCatalog.entries.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes == codes.sorted())
    #expect(Set(CompilationCode.allCases.map(\.title)).count == CompilationCode.allCases.count)
    for code in CompilationCode.allCases {
      #expect(codes.contains(code.rawValue) && !code.title.hasSuffix("."))
    }
  }

  // MARK: Hostile rules

  /// Reads and compiles; returns the codes of all problems, once each.
  private func codes(_ body: String, within limit: Duration) -> Set<String> {
    var codes: Set<String> = []
    let elapsed = ContinuousClock().measure {
      codes = Set(RuleFixture(Self.base + body, plugins: BuiltInClassifiers.all).codes)
    }
    #expect(elapsed < limit)
    return codes
  }

  private static func rule(_ phrases: [String]) -> String {
    "rules:\n  - id: r\n    emit: {weapon: gun}\n    match:\n"
      + phrases.map { "      - '\($0)'\n" }.joined()
  }

  @Test func `compiles ten thousand phrases`() {
    let phrases = (0..<10_000).map { "word\($0 % 400) w\($0 / 7)" }
    #expect(codes(Self.rule(phrases), within: .seconds(60)) == [])
  }

  @Test func `refuses a phrase with too many spellings`() {
    #expect(codes(Self.rule([String(repeating: "send~ ", count: 40)]), within: .seconds(5)) == ["WB407"])
    #expect(codes(Self.rule([String(repeating: "a-b ", count: 40) + "x"]), within: .seconds(5)) == [])
    #expect(codes(Self.rule([String(repeating: "ab-cd ", count: 40)]), within: .seconds(5)) == ["WB407"])
  }

  @Test func `refuses names of actors that it would never find`() {
    func actor(_ name: String) -> String {
      "lists: {wide: [a ..2 b], seats: [Rome, Oslo]}\nactors:\n  - {id: p, type: media, names: ['\(name)']}\n"
    }
    #expect(codes(actor("$seats (Post|=Times)"), within: .seconds(5)) == [])
    #expect(codes(actor("Post ..2 Rome"), within: .seconds(5)) == ["WB401"])
    #expect(codes(actor("$wide Post"), within: .seconds(5)) == ["WB401"])
  }

  @Test func `refuses rules with too many spellings together`() {
    let phrases = (0..<60).map { "word\($0) (ab|cd)(ab|cd)(ab|cd)" }
    #expect(RuleFixture([Self.base + Self.rule(phrases)], maxSpellings: 1000).codes == [])
    #expect(Set(RuleFixture([Self.base + Self.rule(phrases)], maxSpellings: 400).codes) == ["WB407"])
  }

  /// A word of letters for each pair of numbers.
  private static func word(_ list: Int, _ number: Int) -> String {
    let letters = Array("abcdefghij")
    return "w" + String("\(list)\(number)".compactMap(\.wholeNumberValue).map { letters[$0] })
  }

  @Test func `looks lists up where writing them out would explode`() {
    let lists =
      "lists:\n"
      + (0..<6).map { list in
        "  l\(list): [" + (0..<200).map { Self.word(list, $0) }.joined(separator: ", ") + "]\n"
      }.joined()
    #expect(codes(lists + Self.rule(["$l0 $l1 $l2 $l3 $l4 $l5"]), within: .seconds(10)) == [])
    let words = (0..<6).map { Self.word($0, $0 + 1) }.joined(separator: " ")
    let rules = RuleFixture(Self.base + lists + Self.rule(["$l0 $l1 $l2 $l3 $l4 $l5"]))
    #expect(rules.labels(words) == ["gun: \(words)"])
    #expect(rules.labels(words.replacing(Self.word(5, 6), with: Self.word(4, 6))) == [])
  }

  @Test func `refuses lists in lists in lists without end`() {
    func chain(_ count: Int) -> String {
      "lists:\n" + (0..<count).map { "  l\($0): [$l\($0 + 1) x]\n" }.joined() + "  l\(count): [y]\n"
    }
    #expect(codes(chain(20), within: .seconds(5)) == [])
    #expect(codes(chain(1000), within: .seconds(30)).contains("WB325"))
    // Each list names the next ten times over: ten to the power of thirty ways down.
    let wide =
      "lists:\n"
      + (0..<30).map { list in
        "  l\(list): [" + (0..<10).map { "$l\(list + 1) ..2 w\($0)" }.joined(separator: ", ") + "]\n"
      }.joined() + "  l30: [y]\n"
    #expect(codes(wide + Self.rule(["$l0 z"]), within: .seconds(10)) == [])
  }

  @Test func `bounds the number of problems shown`() {
    let found = RuleFixture(Self.base + Self.rule((0..<3000).map { "$nolist\($0)" }))
    #expect(found.diagnostics.count == 501)
    let noisy = RuleFixture(Self.base + Self.rule(Array(repeating: "-", count: 900) + ["$nolist"]))
    #expect(noisy.codes.contains("WB307"))
  }

  @Test func `refuses more classifiers than a run can have`() {
    let many =
      "classifiers:\n"
      + (0..<5000).map {
        "  - {id: c\($0), plugin: labels, emits: [weapon], needs: [c\($0 + 1)]}\n"
      }.joined()
    #expect(codes(many, within: .seconds(10)).contains("WB326"))
  }

  @Test func `a phrase never reaches over the end of a field`() {
    let rules = RuleFixture(
      Self.base + "rules: [{id: r, emit: {weapon: gun}, match: [\"=Foo\u{2029}Bar\", other]}]")
    #expect(rules.read("Bar went other ways", title: "A rather long headline ends in Foo").labels.count == 1)
  }
}
