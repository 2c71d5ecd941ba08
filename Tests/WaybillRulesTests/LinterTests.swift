import TestSupport
import Testing
import WaybillCore
import WaybillRules
import WaybillText

/// What each lint finds and what it leaves alone; a case with an empty list is a near miss.
@Suite struct LinterTests {
  private static let base = """
    labels: {weapon: {kind: enum, of: [gun, shell]}, guidance: {kind: enum, of: [guided]}, supply: {kind: scale, of: [denied, confirmed]}}

    """

  private static func lints(_ body: String, _ more: String...) -> [String] {
    RuleFixture([base + body] + more).lints
  }

  private static func rule(_ match: String, _ rest: String = "", id: String = "r", label: String = "gun")
    -> String
  {
    "  - {id: \(id), emit: {weapon: \(label)}, match: \(match)\(rest)}\n"
  }

  @Test(arguments: [
    ("[big gun~, big guns]", ["big guns"]),
    ("[big gun~, bigger guns]", []),
    ("[big gun, Big Gun]", ["Big Gun"]),
    ("[big gun, =Big Gun]", ["=Big Gun"]),
    ("[=Big Gun, =BIG Gun]", []),
    ("[anti-ship gun, antiship gun]", ["antiship gun"]),
    ("[armour gun, armor gun]", ["armor gun"]),
    ("[(old|new) gun, new gun]", ["new gun"]),
    ("[(old|new) gun, (new|big) gun]", []),
    // Two together cover a third that none of them covers alone.
    ("[old gun, new gun, (old|new) gun]", ["new gun", "old gun"]),
    ("[big ..2 gun, big ..4 gun]", ["big ..2 gun"]),
    ("[big ..4 gun, big gun]", ["big gun"]),
    ("[big ..4 gun, small ..2 gun]", []),
    ("[$guns, big mortar]", ["big mortar"]),
    ("[$guns, big mortar~]", []),
    ("['big gun, small', big gun small]", ["big gun small"]),
    ("['big-gun 5', 'big gun 5']", ["'big gun 5'"]),
    ("[T-72, T 72]", ["T-72"]),
  ])
  func `finds phrases that add nothing`(_ match: String, _ found: [String]) {
    let lists = "lists: {guns: [big mortar, small mortar]}\n"
    let use = match.contains("$") ? "" : Self.rule("[$guns]", id: "s")
    let all = Self.lints(lists + "rules:\n" + Self.rule(match) + use)
    #expect(all.sorted() == found.map { "shadowed-phrase: \($0)" })
  }

  @Test func `what is called superfluous is found without it, too`() {
    let phrases = [
      "gun~", "guns", "big gun", "(big|small) gun~", "anti-gun", "antigun", "=Gun", "=Guns", "big ..2 gun",
      "big ..3 gun~", "armour gun", "armor gun~", "gun 5", "gun-5",
    ]
    let texts = [
      "gun", "guns", "Gun", "GUNS", "big gun", "big-gun", "small guns", "anti-gun", "anti gun", "antigun",
      "big old gun", "big old fat grey guns", "armour gun", "armor guns", "gun 5", "gun-5", "gun5",
    ]
    var found = 0
    for one in phrases {
      for other in phrases where one != other {
        let lints = Self.lints("rules:\n" + Self.rule("['\(one)', '\(other)']"))
        guard let lint = lints.first(where: { $0.hasPrefix("shadowed-phrase: ") }) else { continue }
        found += 1
        let loser = lint.dropFirst("shadowed-phrase: '".count).dropLast()
        let winner = loser == one ? other : one
        let both = RuleFixture(Self.base + "rules:\n" + Self.rule("['\(one)', '\(other)']"))
        let alone = RuleFixture(Self.base + "rules:\n" + Self.rule("['\(winner)']"))
        for text in texts { #expect(both.labels(text) == alone.labels(text), "\(one), \(other): \(text)") }
      }
    }
    #expect(found > 10)
  }

  @Test(arguments: [
    // The same label without a guard makes a phrase of another rule superfluous.
    ("[big gun]", "", "gun", "[big gun~]", "", "gun", ["shadowed-phrase: big gun"]),
    ("[big gun~]", "", "gun", "[big gun]", "", "gun", ["shadowed-phrase: big gun"]),
    (
      "[big gun]", ", needs: {within: clause, any: [war]}", "gun", "[big gun]", "", "gun",
      ["shadowed-phrase: big gun"]
    ),
    ("[big gun]", ", unless: [toy]", "gun", "[big gun~]", "", "gun", []),
    (
      "[big gun, x y]", ", heads: [{any: [barrel~], emit: {weapon: shell}}]", "gun", "[big gun]", "", "gun",
      []
    ),
    // Two labels.
    ("[big gun]", "", "gun", "[big gun~]", "", "shell", ["two-labels: big gun~"]),
    ("[big gun]", ", needs: {within: clause, any: [war]}", "gun", "[big gun]", "", "shell", []),
    (
      "[big gun]", ", needs: {within: clause, any: [war]}", "gun", "[big gun]",
      ", needs: {within: clause, any: [war]}", "shell", ["two-labels: big gun"]
    ),
    ("[=Big gun]", "", "gun", "[=BIG gun]", "", "shell", []),
    ("[big gun]", "", "gun", "[big gun barrel]", "", "shell", []),
  ])
  func `compares the rules of an axis`(
    _ first: String, _ firstMore: String, _ firstLabel: String, _ second: String, _ secondMore: String,
    _ secondLabel: String, _ found: [String]
  ) {
    let rules =
      "rules:\n" + Self.rule(first, firstMore, id: "a", label: firstLabel)
      + Self.rule(second, secondMore, id: "b", label: secondLabel)
    #expect(Self.lints(rules) == found)
  }

  @Test func `labels of different axes do not compete`() {
    let rules =
      "rules:\n" + Self.rule("[big gun]") + "  - {id: g, emit: {guidance: guided}, match: [big gun]}\n"
    #expect(Self.lints(rules) == [])
  }

  @Test func `compares designators with rules`() {
    let designator = "designators: {d: {stem: [D], number: [20, 30], emit: {weapon: gun}}}\n"
    #expect(
      Self.lints(designator + "rules:\n" + Self.rule("[D-20, D-44]", label: "shell")) == ["two-labels: d"])
    #expect(Self.lints(designator + "rules:\n" + Self.rule("[D-44]", label: "shell")) == [])
  }

  @Test(arguments: [
    ("[MiG, Mig]", "[21, 23]", ["Mig"]), ("[Buk-M, Buk M]", "[1]", ["Buk M"]), ("[Buk-M, Buk]", "[1]", []),
    // A single letter is held tight to its number, one with a hyphen of its own is not.
    ("[G, G-]", "[5]", ["G"]), ("[GA, GA-]", "[5]", ["GA-"]), ("[Rb, RB]", "[5]", ["RB"]),
  ])
  func `compares stems with their numbers`(_ stems: String, _ numbers: String, _ found: [String]) {
    let body = "designators: {d: {stem: \(stems), number: \(numbers), emit: {weapon: gun}}}\n"
    #expect(Self.lints(body) == found.map { "shadowed-phrase: \($0)" })
  }

  private static func modifier(_ keys: String) -> String {
    "modifiers: {m: {sets: {certainty: possible}, \(keys)}}\n"
  }

  @Test(arguments: [
    ("cues: [may be, said], pseudo: [may]", ["dead-cue: may be"]),
    ("cues: [may be, said], pseudo: [may be]", ["dead-cue: may be"]),
    ("cues: [may be, said], pseudo: [may be not]", []),
    ("cues: [(may|can) be, said], pseudo: [may]", []),
    ("cues: [(may|can) be, said], pseudo: [may, can be]", ["dead-cue: (may|can) be"]),
    ("cues: [may ..2 be, said], pseudo: [may be]", []),
    ("cues: [may ..2 be, said], pseudo: [be]", ["dead-cue: may ..2 be"]),
    ("cues: [may be, said], pseudo: [=May]", []),
    ("cues: [may be, said], pseudo: [may ..3 not]", []),
    ("cues: [said], scope: {stop: [but, or], through: [or]}", ["dead-stop: or"]),
    ("cues: [said], scope: {stop: [but], through: [or]}", []),
    ("cues: [said], scope: {stop: [or else], through: [or]}", []),
    ("cues: [said], scope: {stop: [or else], through: [or, else]}", ["dead-stop: or else"]),
    ("cues: [said], scope: {stop: [\";\", \",\"], through: [\",\"]}", ["dead-stop: \",\""]),
    ("cues: [said], scope: {stop: [\";\"], through: [\",\"]}", []),
  ])
  func `finds cues and stops that never count`(_ keys: String, _ found: [String]) {
    #expect(Self.lints(Self.modifier(keys)) == found)
  }

  @Test(arguments: [
    ("unless: [toy gun]", "a [[big gun]]", []),
    ("unless: [big gun]", "a [[big gun]]", ["dead-guard: big gun", "dead-guard: r"]),
    ("unless: [grand]", "a grand piano [[big gun]]", []),
    ("unless: [grand big]", "a grand [[big gun]]", ["dead-guard: r"]),
    ("needs: {within: sentence, any: [war]}", "a [[big gun]] of war", []),
    ("needs: {within: sentence, any: [war]}", "a [[big gun]]", ["dead-guard: r"]),
    ("needs: {within: sentence, any: [war]}", "a [[small gun]]", []),
  ])
  func `finds guards that leave nothing`(_ guarding: String, _ text: String, _ found: [String]) {
    let test = ", tests: [{text: \"\(text)\", expect: {weapon: gun}}]"
    #expect(Self.lints("rules:\n" + Self.rule("[big gun]", ", \(guarding)\(test)")).sorted() == found)
  }

  @Test func `finds a designator whose neighbour never comes`() {
    func lints(_ text: String) -> [String] {
      Self.lints(
        "designators: {d: {number: [155], unit: [mm], next: {within: 2, any: [round~]}, emit: {weapon: shell}, "
          + "tests: [{text: \"\(text)\", expect: {weapon: shell}}]}}\n")
    }
    #expect(lints("[[155mm]] rounds") == [])
    #expect(lints("[[155mm]] shells") == ["dead-guard: d"])
  }

  @Test(arguments: [
    ("[=Harpoon]", "", ["bare-homograph: =Harpoon"]),
    ("[Harpoon missile~, harpoons of war]", "", []),
    ("[=Harpoon]", ", unless: [whale~]", []),
    ("[shot~]", "", ["bare-homograph: shot~"]),
    ("[=Shot]", "", []),
    ("[ship~]", "", ["bare-homograph: ship~"]),
    ("[vessel~]", "", []),
    ("[may]", "", ["bare-homograph: may"]),
    ("[Turkey]", "", ["bare-homograph: Turkey"]),
    ("[barrel~]", "", ["bare-homograph: barrel~"]),
    ("[mortar~]", "", []),
  ])
  func `finds words that mean something else`(_ match: String, _ rest: String, _ found: [String]) {
    let body =
      "lists: {sending: [ship~, carry~ out]}\nactors: [{id: TUR, type: state, names: [Turkey]}]\n"
      + Self.modifier("cues: [may]") + "rules:\n" + Self.rule(match, rest)
      + "  - {id: guarded, emit: {guidance: guided}, match: [barrel~], needs: {within: clause, any: [gun~]}}\n"
      + Self.rule("[mortar~]", ", needs: {within: clause, any: [gun~]}", id: "other", label: "shell")
      + "  - {id: f, frame: {item: {label: weapon}}, emit: {supply: confirmed}, match: [$sending ..2 <item>]}\n"
    #expect(Self.lints(body) == found)
  }

  @Test func `a frame's verb counts against what the frame is about, and against nothing else`() {
    func lints(_ slot: String) -> [String] {
      Self.lints(
        "rules:\n" + Self.rule("[airlift~]")
          + "  - {id: f, frame: {item: {label: \(slot)}}, emit: {supply: confirmed}, match: [airlift~ ..2 <item>]}\n"
      )
    }
    #expect(lints("weapon") == ["bare-homograph: airlift~"])
    #expect(lints("shell") == ["bare-homograph: airlift~"])
    #expect(lints("guidance") == [])
  }

  @Test func `finds lists that nothing refers to`() {
    let rule = "rules:\n" + Self.rule("[$used]")
    #expect(Self.lints("lists: {used: [x y], unused: [z z]}\n" + rule) == ["unused-list: unused"])
    #expect(Self.lints("lists: {used: [$other, x y], other: [z z]}\n" + rule) == [])
    #expect(Self.lints("lists: {used: [x y], stop.clause: [but]}\n" + rule) == [])
    // Lists alone are for others, until one of those is there.
    #expect(Self.lints("lists: {one: [x y]}\n") == [])
    let importing = "imports: [{from: t}]\nrules:\n" + Self.rule("[$one]")
    #expect(RuleFixture([Self.base + "lists: {one: [x y]}\n", importing]).lints == [])
    #expect(
      RuleFixture([Self.base + "lists: {one: [x y], two: [z z]}\n", importing]).lints == ["unused-list: two"])
  }

  @Test(arguments: [
    "rules: [{id: r, emit: {weapon: gun}, match: [$one]}]",
    "rules: [{id: r, emit: {weapon: gun}, match: [x y], unless: [$one]}]",
    "rules: [{id: r, emit: {weapon: gun}, match: [x y], needs: {within: clause, any: [$one]}}]",
    "rules: [{id: r, emit: {weapon: gun}, match: [x y], needs: {within: clause, any: [z z], with: [$one]}}]",
    "rules: [{id: r, emit: {weapon: gun}, match: [x y], heads: [{any: [$one], emit: {weapon: shell}}]}]",
    "designators: {d: {stem: [XA], number: [5], needs: {within: clause, any: [$one]}, emit: {weapon: gun}}}",
    "designators: {d: {stem: [XA], number: [5], next: {within: 2, any: [$one]}, emit: {weapon: gun}}}",
    "designators: {d: {stem: [XA], number: [5], unless: [$one], emit: {weapon: gun}}}",
    "modifiers: {m: {sets: {stance: denied}, cues: [$one]}}",
    "modifiers: {m: {sets: {stance: denied}, cues: [no], pseudo: [$one]}}",
    "modifiers: {m: {sets: {stance: denied}, cues: [no], scope: {stop: [$one]}}}",
    "modifiers: {m: {sets: {stance: denied}, cues: [no], scope: {stop: [but], through: [$one]}}}",
    "actors: [{id: X, type: state, names: [$one]}]",
    "actors: [{id: X, type: state, names: [Xland], guarded: [{forms: [ex], needs: {within: clause, any: [$one]}}]}]",
  ])
  func `a list is used wherever phrases stand`(_ body: String) {
    #expect(!Self.lints("lists: {one: [p q]}\n" + body).contains { $0.hasPrefix("unused-list") })
  }

  @Test(arguments: [
    ("{from: t2}", "lists: {one: [x y], two: [z z]}", "[$one, $two]", []),
    ("{from: t2, as: w}", "lists: {one: [x y]}", "[$w.one]", []),
    ("{from: t2, use: [one]}", "lists: {one: [x y]}", "[$one]", []),
    (
      "{from: t2, use: [one, two]}",
      "lists: {one: [x y], two: [z z]}\nrules: [{id: q, emit: {weapon: gun}, match: [$two]}]", "[$one]",
      ["unused-import: two"]
    ),
    ("{from: t2}", "lists: {one: [x y]}\nrules: [{id: q, emit: {weapon: gun}, match: [$one]}]", "[p q]", []),
    ("{from: t2}", "labels: {other: {kind: enum, of: [x]}}", "[p q]", ["unused-import: t2"]),
    ("{from: t2}", "actors: [{id: X, type: state, names: [Xland]}]", "[p q]", []),
    ("{from: t2, use: [modifier.m]}", "modifiers: {m: {sets: {stance: denied}, cues: [no]}}", "[p q]", []),
  ])
  func `finds imports that bring nothing`(
    _ item: String, _ other: String, _ match: String, _ found: [String]
  ) {
    #expect(Self.lints("imports: [\(item)]\nrules:\n" + Self.rule(match), other) == found)
  }

  @Test(arguments: [
    ("[big ..13 gun]", ["wide-gap: ..13"]), ("[big ..12 gun]", []),
    ("[\"big (old|) ..20 gun\"]", ["wide-gap: ..20"]),
    ("[big ..7 old ..7 gun]", []), ("[big ..3 gun, big ..40 mortar]", ["wide-gap: ..40"]),
  ])
  func `finds wide gaps`(_ match: String, _ found: [String]) {
    #expect(Self.lints("rules:\n" + Self.rule(match)) == found)
  }

  @Test func `wants a hit and a near miss`() throws {
    func missing(_ tests: String) throws -> String? {
      let rules = try #require(RuleFixture(Self.base + "rules:\n" + Self.rule("[big gun]", tests)).rules)
      return Linter.lint(rules, reported: []).first { $0.code == Lint.missingTests.rawValue }?.message
    }
    let hit = "{text: \"[[big gun]]\", expect: {weapon: gun}}"
    let miss = "{text: \"big\", expect: none}"
    #expect(try missing("") == "rule `r` has no tests")
    #expect(try missing(", tests: [\(hit)]")?.contains("near miss") == true)
    #expect(try missing(", tests: [\(miss)]")?.contains("what it finds") == true)
    #expect(try missing(", tests: [\(hit), \(miss)]") == nil)
  }

  // MARK: Comments

  private static let gap = "  - id: r\n    emit: {weapon: gun}\n    match:\n"

  @Test(arguments: [
    ("\(gap)      - big ..13 gun  # waybill: allow wide-gap — why not", []),
    ("\(gap)      # waybill: allow WB509: why not\n      - big ..13 gun", []),
    ("\(gap)      # waybill: allow wide-gap - why not\n\n      # more\n      - big ..13 gun", []),
    ("  # waybill: allow wide-gap -- the whole rule\n\(gap)      - big ..13 gun", []),
    (
      "  # waybill: allow wide-gap — one\n  # waybill: allow shadowed-phrase — two\n\(gap)      - big ..13 gun\n      - big ..13 gun",
      []
    ),
    (
      "  # waybill: allow wide-gap, shadowed-phrase — both\n\(gap)      - big ..13 gun\n      - big ..13 gun",
      []
    ),
    ("\(gap)      - big ..13 gun  # waybill: allow wide-gap", ["bad-allow: # waybill: allow wide-gap"]),
    ("\(gap)      - big ..13 gun  # waybill: allow", ["bad-allow: # waybill: allow", "wide-gap: ..13"]),
    (
      "\(gap)      - big ..13 gun  # waybill: allow wide-gaps — why",
      ["bad-allow: wide-gaps", "wide-gap: ..13"]
    ),
    (
      "\(gap)      - big ..3 gun  # waybill: allow wide-gap — why",
      ["unused-allow: # waybill: allow wide-gap — why"]
    ),
    ("\(gap)      - big ..3 gun  # waybill: allow bad-allow — why", ["bad-allow: bad-allow"]),
    (
      "\(gap)      - big ..13 gun\n      # waybill: allow wide-gap — too late\n      - big gun 5",
      ["unused-allow: # waybill: allow wide-gap — too late", "wide-gap: ..13"]
    ),
    // No comments of ours.
    ("\(gap)      - big ..3 gun  # waybill: 1", []),
    ("\(gap)      - big ..3 gun  # waybill: allowed", []),
    (
      "  - id: r\n    emit: {weapon: gun}\n    why: |\n      write # waybill: allow\n    match: [\"big # waybill: allow\"]",
      []
    ),
  ])
  func `comments allow findings, with a reason`(_ rules: String, _ found: [String]) {
    #expect(Self.lints("rules:\n\(rules)\n").sorted() == found.sorted())
  }

  @Test func `suggests the lint that was meant`() throws {
    let body = "rules:\n\(Self.gap)      - big ..13 gun  # waybill: allow wide-gasp — why\n"
    let rules = try #require(RuleFixture(Self.base + body).rules)
    let diagnostic = Linter.lint(rules, reported: []).first { $0.code == Lint.badAllow.rawValue }
    #expect(diagnostic?.suggestion == "wide-gap")
  }

  @Test func `comments allow what the reader and the compiler warn of`() {
    let lists = "lists:\n  a: [1,000-pound bomb~]  # waybill: allow cut-phrase — two phrases\n"
    #expect(Self.lints(lists) == [])
    #expect(Self.lints("lists:\n  a: [1,000-pound bomb~]\n") == ["cut-phrase: 1,000-pound bomb~"])
  }

  // MARK: Size

  @Test func `bounds what it shows`() throws {
    let phrases = (0..<900).map { "a\($0) ..13 b" }.joined(separator: ", ")
    let rules = try #require(RuleFixture(Self.base + "rules:\n" + Self.rule("[\(phrases)]")).rules)
    let found = Linter.lint(rules, reported: [])
    #expect(found.count == 501)
    #expect(found.last?.code == "WB117")
  }

  /// Shapes that would cost the square of their number if anything compared all pairs.
  @Test(arguments: [
    "same words", "w\u{0}", "same ..5 w\u{0}", "=W\u{0}",
  ])
  func `takes time in proportion to the number of phrases`(_ shape: String) throws {
    let phrases = (0..<4000).map { number in
      shape.replacing(
        "\u{0}", with: String("\(number)".map { Character(UnicodeScalar(97 + UInt8(String($0))!)) }))
    }
    let text = Self.base + "rules:\n" + Self.rule("[\(phrases.joined(separator: ", "))]")
    let rules = try #require(RuleFixture(text).rules)
    let elapsed = ContinuousClock().measure { _ = Linter.lint(rules, reported: []) }
    #expect(elapsed < .seconds(20))
  }
}
