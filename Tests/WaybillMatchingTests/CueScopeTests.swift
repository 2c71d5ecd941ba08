import TestSupport
import Testing
import WaybillCore
import WaybillMatching

@Suite struct CueScopeTests {
  private static func rules(_ modifiers: String) -> RuleFixture {
    RuleFixture(
      """
      labels: {weapon: {kind: enum, of: [gun]}}
      lists: {stop.clause: [but, which, ";"]}
      actors: [{id: IRN, type: state, names: [Iran]}, {id: RUS, type: state, names: [Russia]}]
      rules: [{id: gun, emit: {weapon: gun}, match: [gun~]}]
      modifiers:
      \(modifiers)
      """)
  }

  @Test(arguments: [
    ("after", "They not send guns", ["m: not send guns"]),
    ("before", "Guns they send not now", ["m: Guns they send not"]),
    ("both", "Guns they send not now", ["m: Guns they send not now"]),
    ("after", "Not guns, but other guns", ["m: Not guns"]),
    ("before", "Guns go but some guns not", ["m: but some guns not"]),
    ("after", "Not one gun. Guns went.", ["m: Not one gun"]),
  ])
  func `reaches in its direction up to the end of the clause`(
    _ reach: String, _ text: String, _ scopes: [String]
  ) {
    let rules = Self.rules(
      "  m: {sets: {stance: negated}, cues: [not], reach: \(reach), scope: {within: clause}}")
    #expect(rules.scopes(text) == scopes)
  }

  @Test(arguments: [
    ("after", "maybe guns and shells went", ["m: maybe guns and"]),
    ("before", "the guns and shells maybe", ["m: and shells maybe"]),
  ])
  func `counts its words`(_ reach: String, _ text: String, _ scopes: [String]) {
    let rules = Self.rules(
      "  m: {sets: {certainty: possible}, cues: [maybe], reach: \(reach), scope: {within: sentence, tokens: 2}}"
    )
    #expect(rules.scopes(text) == scopes)
  }

  @Test(arguments: [
    ("after", "maybe guns; shells went", ["m: maybe guns"]),
    ("before", "guns went; shells came maybe", ["m: shells came maybe"]),
    ("before", "guns went; maybe", ["m: maybe"]),
    ("after", "maybe; guns went", ["m: maybe"]),
    ("after", "maybe guns however went", ["m: maybe guns"]),
    ("before", "guns however went maybe", ["m: went maybe"]),
    ("after", "maybe guns nor however shells", ["m: maybe guns nor"]),
  ])
  func `stops at words and at signs on either side`(_ reach: String, _ text: String, _ scopes: [String]) {
    let rules = Self.rules(
      """
        m: {sets: {certainty: possible}, cues: [maybe], reach: \(reach), scope: {within: sentence, stop: [however, ";"]}}
      """)
    #expect(rules.scopes(text) == scopes)
  }

  @Test func `passes through what it is told to`() {
    let rules = Self.rules(
      """
        m:
          sets: {certainty: possible}
          cues: [maybe]
          reach: after
          scope: {within: sentence, stop: [or, ",", ";"], through: [or else, ","]}
      """)
    #expect(rules.scopes("maybe guns or else shells") == ["m: maybe guns or else shells"])
    #expect(rules.scopes("maybe guns or shells") == ["m: maybe guns"])
    #expect(rules.scopes("maybe guns, shells; more") == ["m: maybe guns, shells"])
  }

  @Test func `a pseudo cue takes the cue away, a longer cue the shorter inside it`() {
    let rules = Self.rules(
      """
        denial: {sets: {stance: denied}, cues: [deny~, flatly deny~], reach: after, scope: {within: clause}, pseudo: [not deny~]}
        negation: {sets: {stance: negated}, cues: [not], reach: after, scope: {within: clause}, pseudo: [not deny~]}
      """)
    #expect(rules.scopes("They deny guns") == ["denial: deny guns"])
    #expect(rules.scopes("They flatly deny guns") == ["denial: flatly deny guns"])
    // Double negation: neither is left.
    #expect(rules.scopes("They do not deny guns") == [])
    #expect(rules.scopes("They do not send guns") == ["negation: not send guns"])
  }

  @Test(arguments: [
    ("before", "Iran said Russia denied the guns", "RUS"),
    ("after", "Denied by Iran, the guns of Russia", "IRN"),
    ("before", "Denied by Iran, the guns", nil),
    ("", "Guns: denied by Russia", "RUS"),
  ])
  func `names the nearest holder on its side`(_ side: String, _ text: String, _ holder: String?) {
    let rules = Self.rules(
      """
        d: {sets: {stance: denied}, cues: [denied], reach: after, scope: {within: clause}, holder: nearest $actor.state \(side)}
      """)
    let reading = rules.read(text)
    #expect(reading.cues.count == 1)
    let found = reading.cues.first?.holder.map { rules.program.catalog.actors[reading.actors[$0].actor].id }
    #expect(found == holder)
  }

  @Test func `passes over a parenthetical clause of others`() {
    let rules = Self.rules(
      "  m: {sets: {stance: negated}, cues: [never], reach: after, scope: {within: clause, tokens: 3}}")
    let scope = rules.scopes("They never, which is odd, sent the guns")
    #expect(scope == ["m: never, which is odd, sent the guns"])
  }
}
