import TestSupport
import Testing

@Suite struct FrameTests {
  private static func rules(_ more: String = "") -> RuleFixture {
    RuleFixture(
      """
      labels:
        weapon: {kind: enum, of: [drone]}
        supply: {kind: scale, of: [possible, confirmed]}
      lists: {stop.clause: [while, which, ";"], transfer: [supply~, send~]}
      actors:
        - {id: IRN, type: state, names: [Iran]}
        - {id: RUS, type: state, names: [Russia]}
        - {id: ns-h, type: nonstate, names: [Houthis]}
      rules:
        - {id: drone, emit: {weapon: drone}, match: [drone~]}
        - id: active
          frame: {supplier: {is: $actor.state}, item: {label: weapon}, recipient: {is: $actor.party}}
          voice: active
          emit: {supply: confirmed}
          match: ["<supplier> ..6 $transfer ..5 <item>", "$transfer ..5 <item> ..3 to ..2 <recipient>"]
        - id: passive
          frame: {supplier: {is: $actor.state}, item: {label: weapon}}
          voice: passive
          emit: {supply: confirmed}
          match: ["<item> ..3 $transfer", "$transfer ..3 by ..2 <supplier>"]
      \(more)
      """)
  }

  @Test(arguments: [
    ("Iran sent drones to Russia.", ["sent — item: drones, recipient: Russia, supplier: Iran"]),
    ("Iran sent drones to the Houthis.", ["sent — item: drones, recipient: Houthis, supplier: Iran"]),
    ("The Houthis sent drones.", []),
    ("Drones were supplied by Iran.", ["supplied (passive) — item: Drones, supplier: Iran"]),
    ("Drones were not secretly supplied by Iran.", ["supplied (passive) — item: Drones, supplier: Iran"]),
    ("Iran had sent drones.", ["sent — item: drones, supplier: Iran"]),
    ("Iran waited; it sent drones.", []),
    ("Iran waited while others sent drones.", []),
    ("Iran, which is far, sent drones.", ["sent — item: drones, supplier: Iran"]),
    ("Iran. It sent drones.", []),
  ])
  func `proposes roles around the trigger, by voice and within the clause`(
    _ text: String, _ expected: [String]
  ) {
    #expect(Self.rules().frames(text) == expected)
  }

  @Test func `a frame's own guard counts`() {
    let rules = Self.rules(
      """
        - id: guarded
          frame: {item: {label: weapon}}
          emit: {supply: possible}
          match: ["fly~ ..3 <item>"]
          needs: {within: sentence, any: [cargo]}
      """)
    #expect(rules.frames("They fly drones as cargo.") == ["fly — item: drones"])
    #expect(rules.frames("They fly drones for fun.") == [])
  }
}
