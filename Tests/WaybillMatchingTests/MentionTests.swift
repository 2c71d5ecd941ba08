import TestSupport
import Testing
import WaybillCore
import WaybillMatching

/// From occurrences to mentions: guards, heads, elided phrases, conflicts.
@Suite struct MentionTests {
  private static func rules(_ rules: String) -> RuleFixture {
    RuleFixture(
      """
      labels:
        weapon: {kind: enum, of: [cruise-missile, ballistic-missile, missile-unspecified, anti-tank, anti-air, launcher, shell, gun, bomb]}
        other: {kind: enum, of: [x, y]}
      \(rules)
      """)
  }

  // MARK: Coordination

  @Test(arguments: [
    ("cruise and ballistic missiles", ["cruise-missile: cruise", "ballistic-missile: ballistic missiles"]),
    ("cruise or ballistic missiles", ["cruise-missile: cruise", "ballistic-missile: ballistic missiles"]),
    ("a cruise and a missile", []),
    ("cruise ships and ballistic missiles", ["ballistic-missile: ballistic missiles"]),
    ("a cruise. And ballistic missiles", ["ballistic-missile: ballistic missiles"]),
    ("ballistic and cruise missiles", ["ballistic-missile: ballistic", "cruise-missile: cruise missiles"]),
  ])
  func `shares the last word of coordinated phrases`(_ text: String, _ expected: [String]) {
    let rules = Self.rules(
      """
      rules:
        - {id: cruise, emit: {weapon: cruise-missile}, match: [cruise missile~]}
        - {id: ballistic, emit: {weapon: ballistic-missile}, match: [ballistic missile~]}
      """)
    #expect(rules.labels(text) == expected)
  }

  @Test func `other phrases do not change what is elided`() {
    let base = """
      rules:
        - {id: cruise, emit: {weapon: cruise-missile}, match: [cruise missile~]}
        - {id: ballistic, emit: {weapon: ballistic-missile}, match: [ballistic missile~]}
        - {id: air, emit: {weapon: anti-air}, match: [air defence missile~]}
      """
    // One phrase makes commas crossable, the other goes on with the coordinator.
    let more = base + "\n  - {id: odd, emit: {other: x}, match: ['shock, awe', cruise and dine]}"
    let text = "cruise, ballistic and air defence missiles; cruise and ballistic missiles"
    let expected = Self.rules(base).labels(text)
    #expect(expected.filter { $0 == "cruise-missile: cruise" }.count == 2)
    #expect(Self.rules(more).labels(text) == expected)
  }

  // MARK: Heads

  private static let headed = rules(
    """
    rules:
      - id: javelin
        emit: {weapon: anti-tank}
        match: [Javelin]
        heads: [{any: [launcher~], emit: {weapon: launcher}}, {any: [missile~], emit: {weapon: anti-tank}}]
      - id: stinger
        emit: {weapon: anti-air}
        match: [Stinger]
        heads: [{any: [launcher~], emit: {weapon: launcher}}, {any: [missile~], emit: {weapon: anti-air}}]
    designators:
      calibre:
        number: [122, 152]
        unit: [mm]
        join: [none, space]
        emit: {weapon: gun}
        heads: [{any: [shell~], emit: {weapon: shell}}]
    """)

  @Test(arguments: [
    ("a Javelin", ["anti-tank: Javelin"]),
    ("Javelin missiles", ["anti-tank: Javelin missiles"]),
    ("a Javelin launcher", ["launcher: Javelin launcher"]),
    ("Javelin and Stinger missiles", ["anti-tank: Javelin", "anti-air: Stinger missiles"]),
    ("Javelin and Stinger launchers", ["launcher: Javelin", "launcher: Stinger launchers"]),
    ("122mm artillery shells", ["shell: 122mm artillery shells"]),
    ("122mm and 152mm artillery shells", ["shell: 122mm", "shell: 152mm artillery shells"]),
    ("122mm, 152mm shells", ["shell: 122mm", "shell: 152mm shells"]),
    ("122mm and 152mm", ["gun: 122mm", "gun: 152mm"]),
    ("Javelin. Launchers too", ["anti-tank: Javelin"]),
  ])
  func `head nouns decide, and distribute over a list`(_ text: String, _ expected: [String]) {
    #expect(Self.headed.labels(text) == expected)
  }

  // MARK: Guards

  @Test(arguments: [
    ("the bomb fell", ["bomb: bomb"]),
    ("the bomb squad came", []),
    ("a bomb threat", []),
    ("the bomb, squad leaders said", ["bomb: bomb"]),
    ("a bomb squad found a bomb", ["bomb: bomb"]),
  ])
  func `unless takes a covered match away`(_ text: String, _ expected: [String]) {
    let rules = Self.rules(
      "rules: [{id: bomb, emit: {weapon: bomb}, match: [bomb~], unless: [bomb threat~, bomb squad~]}]")
    #expect(rules.labels(text) == expected)
  }

  @Test(arguments: [
    ("clause", "A Harpoon missile sank", true),
    ("clause", "A Harpoon sank; the missile was lost", false),
    ("sentence", "A Harpoon sank; the missile was lost", true),
    ("sentence", "A Harpoon sank. The missile was lost.", false),
    ("paragraph", "A Harpoon sank. The missile was lost.", true),
    ("paragraph", "A Harpoon sank the ship that day.\n\nThe missile was lost.", false),
    ("article", "A Harpoon sank the ship that day.\n\nThe missile was lost.", true),
    ("article", "A Harpoon sank.", false),
    ("sentence, tokens: 2", "A Harpoon of a missile", true),
    ("sentence, tokens: 2", "A Harpoon of the newer missile", false),
    ("sentence, tokens: 2", "The missile is a Harpoon", true),
  ])
  func `needs looks as far as it says`(_ extent: String, _ text: String, _ isFound: Bool) {
    let rules = Self.rules(
      """
      lists: {stop.clause: [";"]}
      rules:
        - {id: harpoon, emit: {weapon: cruise-missile}, match: [=Harpoon], needs: {within: \(extent), any: [missile~]}}
      """)
    #expect(rules.labels(text) == (isFound ? ["cruise-missile: Harpoon"] : []))
  }

  @Test func `needs can ask for a mention of another rule, also where a rule attaches`() {
    let rules = Self.rules(
      """
      rules:
        - {id: gun, emit: {weapon: gun}, match: [howitzer~]}
        - {id: shell, emit: {weapon: shell}, match: [shell~], needs: {within: sentence, label: gun}}
        - {id: smart, emit: {other: x}, match: [smart], on: {label: weapon, reach: after, tokens: 2}, needs: {within: sentence, label: gun}}
      """)
    #expect(rules.labels("shells for howitzers") == ["shell: shells", "gun: howitzers"])
    #expect(rules.labels("sea shells") == [])
    #expect(rules.read("smart shells for howitzers").labels[0].attachments.count == 1)
    let plain = Self.rules(
      """
      rules:
        - {id: shell, emit: {weapon: shell}, match: [shell~]}
        - {id: smart, emit: {other: x}, match: [smart], on: {label: weapon, reach: after, tokens: 2}, needs: {within: sentence, label: gun}}
      """)
    #expect(plain.read("smart shells").labels[0].attachments.isEmpty)
  }

  // MARK: Conflicts

  @Test func `the longer span wins, then the more specific label, then the rule's id`() {
    let rules = Self.rules(
      """
      rules:
        - {id: b-any, emit: {weapon: missile-unspecified}, match: [missile~, rocket]}
        - {id: long, emit: {weapon: cruise-missile}, match: [cruise missile~]}
        - {id: z-specific, emit: {weapon: anti-air}, match: [rocket]}
        - {id: twin-b, emit: {weapon: gun}, match: [mortar]}
        - {id: twin-a, emit: {weapon: launcher}, match: [mortar]}
        - {id: other, emit: {other: x}, match: [missile~]}
      """)
    #expect(rules.labels("a rocket") == ["anti-air: rocket"])
    #expect(rules.labels("a mortar") == ["launcher: mortar"])
    // Axes do not compete.
    #expect(rules.labels("a cruise missile") == ["cruise-missile: cruise missile", "x: missile"])
  }

  @Test func `the order of files and rules does not matter`() {
    let header = { (id: String) in "waybill: 1\nruleset: {id: \(id)}\n" }
    let files = [
      header("a") + """
        labels: {weapon: {kind: enum, of: [shell, gun]}, other: {kind: enum, of: [x]}}
        lists: {stop.clause: [while]}
        """,
      header("b") + """
        imports: [{from: c}]
        rules:
          - {id: gun, emit: {weapon: gun}, match: [gun~, $kind shell~]}
          - {id: shell, emit: {weapon: shell}, match: [shell~, artillery]}
        """,
      header("c") + """
        lists: {kind: [smoke, artillery], stop.clause: [whereas]}
        rules: [{id: odd, emit: {weapon: shell}, match: [gun~, smoke shell~]}]
        modifiers:
          hedge: {sets: {certainty: possible}, cues: [may], reach: after, scope: {within: clause}}
        """,
      header("d") + """
        actors: [{id: IRN, type: state, names: [Iran]}, {id: RUS, type: state, names: [Russia, Iran]}]
        rules: [{id: odd, emit: {other: x}, match: [gun~]}]
        """,
    ]
    let text = "Iran may send smoke shells and guns while Russia may keep artillery whereas guns may go."
    func outcome(_ files: [String]) -> [String] {
      let fixture = RuleFixture(files)
      let reading = fixture.read(text)
      return fixture.labels(text) + fixture.actors(text) + fixture.scopes(text)
        + reading.labels.map { fixture.program.catalog.rules[$0.rule].reference }
    }
    let expected = outcome(files)
    #expect(expected.count > 10)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<12 { #expect(outcome(files.shuffled(using: &random)) == expected) }
  }

  @Test func `the trace says why a match lost`() {
    let rules = Self.rules(
      """
      rules:
        - {id: any, emit: {weapon: missile-unspecified}, match: [missile~]}
        - {id: cruise, emit: {weapon: cruise-missile}, match: [cruise missile~], unless: [toy cruise missile~]}
      """)
    var trace: ResolutionTrace? = ResolutionTrace()
    _ = rules.program.read(Article(id: "t", text: "A cruise missile. A toy cruise missile."), trace: &trace)
    let reasons = trace?.losses.map(\.reason) ?? []
    #expect(reasons.contains(.exception))
    #expect(reasons.contains { if case .lost = $0 { true } else { false } })
  }

  // MARK: Patterns that lead to labels

  @Test func `a rule whose list has a gap is found in an article with nothing else`() {
    let rules = Self.rules(
      """
      lists: {carried: [carry~ ..2 out]}
      rules: [{id: raid, emit: {weapon: bomb}, match: [$carried ..3 raid~]}]
      """)
    #expect(rules.labels("They carried it out in a raid.") == ["bomb: carried it out in a raid"])
    #expect(rules.labels("They carried it out.") == [])
  }

  @Test func `a rule that begins with actors is found in an article with nothing else`() {
    let rules = Self.rules(
      """
      actors: [{id: IRN, type: state, names: [Iran]}]
      rules: [{id: pair, emit: {other: x}, match: [$actor.state ..2 $number]}]
      """)
    #expect(rules.labels("Iran built some 300 of them.") == ["x: Iran built some 300"])
    #expect(rules.labels("Iran built it.") == [])
  }

  @Test(arguments: [
    ("fire ..2 gun", "fire the big gun", true),
    ("fire ..2 gun", "fire the very big gun", false),
    ("fire ..2 gun", "fire gun", true),
    ("fire ..1 gun", "fire; gun", false),
    ("fire ..4 gun", "fire while the gun", false),
    ("fire ..4 gun", "fire, then a gun", true),
  ])
  func `gaps count words of the clause`(_ phrase: String, _ text: String, _ isFound: Bool) {
    let rules = Self.rules(
      """
      lists: {stop.clause: [while, ";"]}
      rules: [{id: r, emit: {weapon: gun}, match: ["\(phrase)"]}]
      """)
    #expect(rules.labels(text).isEmpty != isFound)
  }
}
