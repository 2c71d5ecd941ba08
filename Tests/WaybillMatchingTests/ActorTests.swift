import TestSupport
import Testing

@Suite struct ActorTests {
  private static let rules = RuleFixture(
    """
    labels: {weapon: {kind: enum, of: [gun]}}
    rules: [{id: gun, emit: {weapon: gun}, match: [gun~]}]
    actors:
      - {id: KOR, type: state, names: [Korea, South Korea], demonyms: [South Korean~]}
      - {id: PRK, type: state, names: [North Korea, =DPRK], metonyms: [Pyongyang]}
      - {id: GEO, type: state, names: [Georgia], unless: ["Atlanta, Georgia", Georgia governor~]}
      - {id: TUR, type: state, guarded: [{forms: [=Turkey], needs: {within: sentence, any: [Ankara, president~]}}]}
    """)

  @Test(arguments: [
    ("guns of North Korea", ["PRK: North Korea"]),
    ("guns of Korea", ["KOR: Korea"]),
    ("South Korean guns", ["KOR: South Korean"]),
    ("South Koreans with guns", ["KOR: South Koreans"]),
    ("North Korea's guns", ["PRK: North Korea"]),
    ("the DPRK has guns", ["PRK: DPRK"]),
    ("the dprk has guns", []),
    ("guns from Georgia", ["GEO: Georgia"]),
    ("guns from Atlanta, Georgia", []),
    ("the Georgia governor has guns", []),
    ("Turkey and its president sell guns", ["TUR: Turkey"]),
    ("Turkey sandwiches and guns", []),
    ("the turkey met a president with guns", []),
  ])
  func `takes the longest name that nothing excepts`(_ text: String, _ expected: [String]) {
    #expect(Self.rules.actors(text) == expected)
  }

  @Test func `a local rule set adds names to an imported actor`() {
    let rules = RuleFixture([
      "labels: {weapon: {kind: enum, of: [gun]}}\nrules: [{id: gun, emit: {weapon: gun}, match: [gun~]}]",
      "actors: [{id: RUS, type: state, names: [Russia]}]",
      "actors: [{id: RUS, metonyms: [the Kremlin]}]",
    ])
    #expect(rules.actors("The Kremlin bought guns for Russia.") == ["RUS: The Kremlin", "RUS: Russia"])
  }
}
