import BuiltInClassifiers
import TestSupport
import Testing
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules

@Suite struct OverrideTests {
  private static let base = """
    classifiers: [{id: w, plugin: weapon-category, emits: [weapon]}]
    labels: {weapon: {kind: enum, of: [gun, shell]}}
    lists: {places: [depot~, port~]}
    actors: [{id: TUR, type: state, names: [Turkey], demonyms: [Turkish]}]
    designators:
      howitzer:
        forms: [{stem: [D], number: [20, 30]}, {stem: [M], number: [777]}]
        emit: {weapon: gun}
    modifiers: {hedge: {sets: {certainty: possible}, cues: [may, suspected of]}}
    rules:
      - {id: guns, emit: {weapon: gun}, match: [gun~, cannon~], tests: [{text: "a [[cannon]]", expect: {weapon: gun}}]}
      - {id: shells, emit: {weapon: shell}, match: [shell~, round~ at $places]}

    """

  /// The fingerprint of a construct of the base.
  private static func seen(_ id: String) throws -> String {
    let rules = try #require(RuleFixture(base, plugins: BuiltInClassifiers.all).rules)
    return try #require(rules.constructs.first { $0.id == id }).base
  }

  /// The base with one override of `id` by the rule set `t2`.
  private static func fixture(_ id: String, _ change: String, more: String = "") throws -> RuleFixture {
    let override = try "\(more)\noverrides: [{target: \(id), seen: \(seen(id)), \(change), why: w}]\n"
    let fixture = RuleFixture([base, override], plugins: BuiltInClassifiers.all)
    #expect(fixture.codes == [])
    return fixture
  }

  @Test(arguments: [
    ("t#rule.guns", "add: {match: [mortar~]}", "guns and mortars", ["gun: guns", "gun: mortars"]),
    ("t#rule.guns", "remove: {match: [gun~]}", "guns and cannons", ["gun: cannons"]),
    ("t#rule.guns", "add: {unless: [water cannon~]}", "guns and water cannons", ["gun: guns"]),
    ("t#rule.guns", "add: {needs: {within: sentence, any: [army]}}", "guns", []),
    ("t#rule.guns", "add: {needs: {within: sentence, any: [army]}}", "army guns", ["gun: guns"]),
    ("t#rule.guns", "disable: true", "guns and shells", ["shell: shells"]),
    (
      "t#designator.howitzer", "add: {forms: [{stem: [Paladin]}]}", "a D-20 and a Paladin",
      ["gun: D-20", "gun: Paladin"]
    ),
    ("t#designator.howitzer", "remove: {number: [20]}", "D-20, D-30", ["gun: D-30"]),
    ("t#designator.howitzer", "remove: {stem: [M]}", "M777 and D-30", ["gun: D-30"]),
    (
      "t#list.places", "remove: {entries: [port~]}", "rounds at depots, rounds at ports",
      ["shell: rounds at depots"]
    ),
    ("t#list.places", "add: {entries: [yard~]}", "rounds at yards", ["shell: rounds at yards"]),
  ])
  func `changes what the rules find`(_ id: String, _ change: String, _ text: String, _ found: [String]) throws
  {
    let fixture = try Self.fixture(id, change)
    #expect(fixture.labels(text) == found)
    #expect(
      RuleFixture(Self.base, plugins: BuiltInClassifiers.all).labels(text) != found
        || change.contains("army]"))
  }

  @Test func `changes actors and modifiers`() throws {
    let actors = try Self.fixture("t#actor.TUR", "add: {metonyms: [Ankara]}, remove: {demonyms: [Turkish]}")
    #expect(actors.actors("Turkish guns for Ankara") == ["TUR: Ankara"])
    let modifiers = try Self.fixture("t#modifier.hedge", "remove: {cues: [may]}")
    let program = modifiers.program
    #expect(program.catalog.modifiers.map(\.name) == ["t#modifier.hedge"])
    #expect(try program.catalog.modifiers[0].fingerprint != Self.seen("t#modifier.hedge"))
  }

  @Test func `words that an override adds refer to the lists of its own rule set`() throws {
    let fixture = try Self.fixture(
      "t#rule.guns", "add: {match: [$mine]}", more: "lists: {mine: [mortar~], places: [sea~]}")
    #expect(fixture.labels("mortars") == ["gun: mortars"])
    // The same name in the base keeps its meaning.
    #expect(fixture.labels("rounds at ports, rounds at sea") == ["shell: rounds at ports"])
  }

  @Test func `gives what was overridden a new fingerprint, and all that refers to it`() throws {
    func fingerprints(_ fixture: RuleFixture) throws -> [String: String?] {
      let rules = try #require(fixture.rules)
      return Dictionary(uniqueKeysWithValues: rules.constructs.map { ($0.id, $0.fingerprint) })
    }
    let before = try fingerprints(RuleFixture(Self.base, plugins: BuiltInClassifiers.all))
    let after = try fingerprints(Self.fixture("t#list.places", "add: {entries: [yard~]}"))
    let changed = before.keys.filter { before[$0] != after[$0] }.sorted()
    #expect(changed == ["t#list.places", "t#rule.shells"])
    let disabled = try fingerprints(Self.fixture("t#rule.guns", "disable: true"))
    #expect(disabled["t#rule.guns"] == .some(nil))
    let fixture = try Self.fixture("t#rule.guns", "add: {match: [mortar~]}")
    let rules = try #require(fixture.rules)
    #expect(rules.overrides.map(\.target) == ["t#rule.guns"] && rules.overrides.map(\.ruleSet) == ["t2"])
    // The base keeps its own, which is what `seen` wants.
    #expect(try rules.constructs.first { $0.id == "t#rule.guns" }?.base == Self.seen("t#rule.guns"))
  }

  @Test func `two overrides of one rule go together where they are disjoint, in any order`() throws {
    let seen = try Self.seen("t#rule.guns")
    let first = "overrides: [{target: t#rule.guns, seen: \(seen), add: {match: [mortar~]}, why: w}]"
    let second = "overrides: [{target: t#rule.guns, seen: \(seen), remove: {match: [cannon~]}, why: w}]"
    let one = RuleFixture([Self.base, first, second], plugins: BuiltInClassifiers.all)
    let other = RuleFixture([Self.base, second, first], plugins: BuiltInClassifiers.all)
    for fixture in [one, other] {
      #expect(fixture.codes == [])
      #expect(fixture.labels("guns, mortars and cannons") == ["gun: guns", "gun: mortars"])
    }
    #expect(one.program.catalog.rules.map(\.fingerprint) == other.program.catalog.rules.map(\.fingerprint))
  }

  @Test func `tests of the base still run, and those that no longer hold can be taken away`() throws {
    func failures(_ change: String) throws -> [String?] {
      RuleTestRunner(try Self.fixture("t#rule.guns", change).pipeline).run().map(\.failure)
    }
    #expect(try failures("add: {match: [mortar~]}") == [nil])
    #expect(try failures("remove: {match: [cannon~]}").compactMap(\.self).count == 1)
    #expect(try failures("remove: {match: [cannon~], tests: [\"a [[cannon]]\"]}") == [])
    #expect(
      try failures("add: {tests: [{text: \"a [[gun]]\", expect: {weapon: gun}}]}") == [nil, nil])
  }

  @Test func `the explanation says who changed a rule`() throws {
    let article = Article(id: "x", text: "guns and shells")
    let fixture = try Self.fixture("t#rule.guns", "add: {match: [mortar~]}")
    let text = Explanation(article, pipeline: fixture.pipeline).text
    let lines = text.split(separator: "\n").filter { $0.contains("by t#rule") }
    #expect(lines.count == 2)
    #expect(lines.filter { $0.hasSuffix(", overridden by t2") }.allSatisfy { $0.contains("t#rule.guns@") })
    #expect(lines.count { $0.hasSuffix(", overridden by t2") } == 1)
  }
}
