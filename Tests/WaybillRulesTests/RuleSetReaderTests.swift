import Testing
import WaybillCore
import WaybillRules
import WaybillText

@Suite struct RuleSetReaderTests {
  private func read(_ bytes: [UInt8]) -> (declaration: RuleSetDeclaration?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let declaration = RuleSetReader.read(RuleFile(path: "t.yaml", bytes: bytes), diagnostics: &diagnostics)
    return (declaration, diagnostics)
  }

  private func read(_ body: String) -> (declaration: RuleSetDeclaration?, diagnostics: [Diagnostic]) {
    read([UInt8]("waybill: 1\nruleset: {id: t}\n\(body)".utf8))
  }

  @Test func `reads every construct of the language`() throws {
    let file = try GoldenFileTests.file("complete")
    let (declaration, diagnostics) = read(file.bytes)
    #expect(diagnostics.isEmpty)
    let rules = try #require(declaration)
    #expect(rules.id.value == "arms.sample")
    #expect([rules.version, rules.lang, rules.license].map(\.?.value) == ["1.0.0", "en", "CC-BY-4.0"])
    #expect(rules.imports.map(\.from.value) == ["std.actors", "std.cues.en"])
    #expect(rules.imports.map { $0.use.map(\.value) } == [[], ["stop.clause", "modifier.hedge"]])
    #expect(rules.imports[0].alias?.value == "actor")
    #expect(rules.classifiers.map(\.id.value) == ["delivery-route", "supplier-confidence"])
    #expect(rules.classifiers[1].parameters.map(\.name.value) == ["minimum-grade", "weights", "ranks"])
    #expect(rules.axes.map(\.kind) == [.tree, .enum, .scale, .enum])
    #expect(rules.axes[0].branches.map { $0.branch?.value } == ["missiles", "ammunition"])
    #expect(rules.axes[0].branches[1].labels.map(\.value) == ["artillery-shell"])
    #expect(rules.axes[1].branches.map { $0.labels.map(\.value) } == [["guided", "unguided", "n/a"]])
    #expect(
      rules.lists.map { $0.phrases.map(\.value) } == [
        ["supply~", "deliver~"], ["ministry", "spokes(man|woman|person)"],
      ])

    let actor = try #require(rules.actors.first)
    #expect(actor.id.value == "NOR" && actor.type?.value == "state")
    #expect(actor.metonyms.map(\.value) == ["Oslo", "NO"])
    #expect(actor.people.map(\.value) == ["=Støre"] && actor.bodies.count == 1 && actor.unless.count == 1)
    #expect(actor.guarded.first?.needs.within == .sentence)
    #expect(actor.guarded.first?.needs.any.map(\.value) == ["government", "minister~"])

    let shahed = rules.designators[0]
    #expect(shahed.joins == [.hyphen, .space, .none] && shahed.variants == [.letter, .mark, .block])
    #expect(shahed.forms.map { $0.stems.map(\.value) } == [["Shahed", "Shaheed"], ["Geran"]])
    guard case .list(let numbers)? = shahed.forms[1].numbers else {
      Issue.record("no list of numbers")
      return
    }
    #expect(numbers.map(\.value) == ["2"])
    #expect(shahed.heads.first?.emit.map(\.label.value) == ["artillery-shell"])
    #expect(shahed.tests.count == 2 && shahed.unless.count == 1 && shahed.why != nil)
    let gun = rules.designators[1]
    guard case .range(let from, let to, _)? = gun.forms.first?.numbers else {
      Issue.record("no range of numbers")
      return
    }
    #expect(from.value == 75 && to.value == 406)
    #expect(gun.next?.within.value == 3 && gun.units.map(\.value) == ["mm", "millimetre~"])
    #expect(gun.needs?.within == .paragraph && gun.needs?.tokens?.value == 40)
    #expect(gun.joins == DesignatorDeclaration.Join.allCases)

    let denial = try #require(rules.modifiers.first)
    #expect(denial.sets.map(\.name.value) == ["stance", "concealed"])
    #expect(denial.reach == .after && denial.scope.within == .clause && denial.scope.tokens?.value == 8)
    #expect(
      denial.scope.stop.map(\.value) == ["but", ";"] && denial.scope.through.map(\.value) == ["or", ","])
    #expect(denial.weight?.value == -1.5 && denial.factor?.value == 0.25)
    #expect(
      denial.evidence?.value == "named-official" && denial.holder?.value == "nearest $actor.state before")

    #expect(rules.rules.map(\.id.value) == ["by-sea", "wording", "supply-event"])
    let bySea = rules.rules[0]
    #expect(bySea.why?.value == "plain words for a route\n")
    #expect(bySea.tests.map(\.isKnownGap) == [false, true])
    #expect(bySea.tests.map(\.why?.value) == [nil, "a homograph"])
    guard case .contributes(let expected) = bySea.tests[0].expectation,
      case .nothing = bySea.tests[1].expectation
    else {
      Issue.record("wrong expectations")
      return
    }
    #expect(expected.map { "\($0.key.value)=\($0.value.value)" } == ["route=sea", "route=air"])
    #expect(rules.rules[1].on?.reach == .after && rules.rules[1].on?.tokens.value == 3)
    let event = rules.rules[2]
    #expect(event.slots.map(\.role.value) == ["supplier", "item", "recipient"])
    #expect(event.slots.map(\.pronoun) == [true, false, false] && event.voice == .active)
    #expect(
      event.slots.map { $0.actors?.value ?? $0.label?.value } == ["$actor.state", "weapon", "$actor.state"])

    let rungs = try #require(rules.policies.first).rungs
    #expect(rungs.map(\.effect) == [.cap, .cap, .raise])
    #expect(rungs[1].when.map(\.name.value) == ["stance", "without"])
  }

  @Test func `places point at what was written`() throws {
    let file = try GoldenFileTests.file("complete")
    let rules = try #require(read(file.bytes).declaration)
    let source = { (range: ByteRange) in String(decoding: file.bytes[range.start..<range.end], as: UTF8.self)
    }
    let located = rules.actors.flatMap { [$0.id] + $0.names + $0.people + $0.bodies + $0.metonyms }
    #expect(located.allSatisfy { source($0.range) == $0.value })
    #expect(source(rules.designators[1].range).hasPrefix("gun-shell:"))
    #expect(source(rules.policies[0].rungs[0].range) == "{when: {source: named}, cap: possible}")
  }

  @Test func `reads on after problems and keeps what could be read`() throws {
    let (declaration, diagnostics) = read(
      """
      rules:
        - {id: good, match: [a], emit: {route: sea}}
        - {id: odd, match: [b, [c], d], emit: {route: sea}, voice: loud}
        - nonsense
        - {match: [x], emit: {route: sea}}
      """)
    #expect(diagnostics.map(\.code) == ["WB205", "WB208", "WB205", "WB204"])
    let rules = try #require(declaration).rules
    #expect(rules.map { $0.match.map(\.value) } == [["a"], ["b", "d"]])
  }

  @Test func `reads what stands under a misspelt key`() throws {
    let (declaration, diagnostics) = read("rules:\n  - {id: a, machtes: [b, [c]], emit: {route: sea}}\n")
    #expect(diagnostics.map(\.code) == ["WB203", "WB205"])
    #expect(diagnostics.first?.suggestion == "match")
    #expect(declaration?.rules.first?.match.map(\.value) == ["b"])
  }

  @Test func `a flood of mistakes costs a bounded number of messages and little time`() {
    let rule = "  - {id: a, machtes: [b], foo: c, frame: {x: {y: z}}, sets: {moood: bad}}\n"
    let elapsed = ContinuousClock().measure {
      let diagnostics = read("rules:\n" + String(repeating: rule, count: 3000)).diagnostics
      #expect(diagnostics.count == 501)
      #expect(diagnostics.contains { $0.code == "WB117" })
    }
    #expect(elapsed < .seconds(1))
  }

  @Test func `gives nothing without an id, but all problems`() {
    let (declaration, diagnostics) = read(Array("waybill: 1\nrules: [{id: a}]\n".utf8))
    #expect(declaration == nil)
    #expect(Set(diagnostics.map(\.code)) == ["WB204"])
    #expect(diagnostics.count == 2)
  }

  /// Two words that a comma may have parted, and whether it looks like it.
  @Test(arguments: [
    ("1,000-pound bomb~", true), ("12, 000 rounds", true), ("1,000", true), ("1, 500-pound bomb~", true),
    ("105, 155", false), ("Mk 82, 500-pound bomb~", false), ("1000, 000-pound", false),
    ("'1', 000-pound", false), ("b, the Vienna, Virginia\"", true), ("b, ;\"", true), ("'b\"'", false),
    ("a \"b\" c", false),
    ("1, 50 rounds", false), ("1, 0000 rounds", false), ("a, 000", false),
  ])
  func `suspects a comma only where it parts a figure or a quotation mark is lost`(
    _ list: String, _ isSuspect: Bool
  ) {
    let diagnostics = read("lists: {a: [\(list)]}\n").diagnostics
    #expect(diagnostics.map(\.code) == (isSuspect ? ["WB217"] : []))
    #expect(diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func `a damaged file never stops the reader and never passes in silence as nothing`() throws {
    let valid = try GoldenFileTests.file("complete").bytes
    var random = SplitMix(state: 0x5EED)
    let pieces: [[UInt8]] = [
      "[", "]", "{", "}", ": ", "- ", "\n", "\t", "\"", "'", "#", "&a ", "*a", "!", "é", "%", "|",
    ].map {
      [UInt8]($0.utf8)
    }
    let clock = ContinuousClock()
    for _ in 0..<2000 {
      var bytes = valid
      for _ in 0...Int(random.next() % 4) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 5 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 40)))
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
        }
      }
      var result: (declaration: RuleSetDeclaration?, diagnostics: [Diagnostic])?
      let elapsed = clock.measure { result = read(bytes) }
      let (declaration, diagnostics) = try #require(result)
      #expect(declaration != nil || diagnostics.contains { $0.severity == .error })
      #expect(elapsed < .seconds(1))
      let renderer = DiagnosticRenderer(files: [RuleFile(path: "t.yaml", bytes: bytes)])
      for diagnostic in diagnostics {
        let range = diagnostic.place.range
        #expect(0 <= range.start && range.start <= range.end && range.end <= bytes.count)
        #expect(renderer.text(diagnostic).contains("^"))
      }
    }
  }
}

/// A small generator with a fixed seed, so that a failure repeats.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
