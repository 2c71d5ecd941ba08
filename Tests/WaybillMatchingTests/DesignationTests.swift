import TestSupport
import Testing

/// Names with a number: what belongs to them and what does not.
@Suite struct DesignationTests {
  private static let rules = RuleFixture(
    """
    labels:
      weapon: {kind: enum, of: [fighter, tank, torpedo, drone, shell]}
    rules:
      - {id: falcon, emit: {weapon: fighter}, match: [F-16, F-15]}
      - {id: tank, emit: {weapon: tank}, match: [T-55, T-72]}
      - {id: torpedo, emit: {weapon: torpedo}, match: [Mk 48]}
    designators:
      shahed:
        join: [hyphen, space, none]
        forms:
          - {stem: [Shahed], number: [131, 136]}
          - {stem: [Geran], number: [1, 2]}
        variant: [letter, mark, block]
        emit: {weapon: drone}
      shell:
        number: {from: 75, to: 406}
        unit: [mm]
        join: [none, space, hyphen]
        next: {within: 3, any: [shell~, round~]}
        emit: {weapon: shell}
    """)

  @Test(arguments: [
    ("two F-16s flew", ["fighter: F-16s"]),
    ("two F-16 flew", ["fighter: F-16"]),
    ("the F-16C/D is old", ["fighter: F-16C/D"]),
    ("the F-16A/B and F-16C", ["fighter: F-16A/B", "fighter: F-16C"]),
    ("an F-16 Block 52 jet", ["fighter: F-16 Block 52"]),
    ("an F-16 block of flats", ["fighter: F-16"]),
    ("F-16/F-15 squadrons", ["fighter: F-16", "fighter: F-15"]),
    ("F-16C/F-15E squadrons", ["fighter: F-16C", "fighter: F-15E"]),
    ("T-55AM-2 tanks", ["tank: T-55AM-2"]),
    ("T-72/T-55 tanks", ["tank: T-72", "tank: T-55"]),
    ("a Mk 48 Mod 7 torpedo", ["torpedo: Mk 48 Mod 7"]),
    ("a Mk 48 Mod VII torpedo", ["torpedo: Mk 48 Mod VII"]),
    ("a Mk 48 Mod squad", ["torpedo: Mk 48"]),
    ("f-16 in small letters", []),
    ("F 16 set apart", []),
  ])
  func `takes in plural, variants and marks`(_ text: String, _ expected: [String]) {
    #expect(Self.rules.labels(text) == expected)
  }

  @Test(arguments: [
    ("a Shahed-136 fell", ["drone: Shahed-136"]),
    ("a Shahed 136 fell", ["drone: Shahed 136"]),
    ("a Shahed136 fell", ["drone: Shahed136"]),
    ("a Shahed\u{2011}136 fell", ["drone: Shahed\u{2011}136"]),
    ("a Shahed-136B fell", ["drone: Shahed-136B"]),
    ("a Shahed-131/136 fell", ["drone: Shahed-131/136"]),
    ("Shahed-136which fell", ["drone: Shahed-136"]),
    ("Shahed-136s fell", ["drone: Shahed-136s"]),
    ("a Geran-136 fell", []),
    ("a Geran-2 fell", ["drone: Geran-2"]),
    ("Shahed, 136 people", []),
    ("155mm artillery shells", ["shell: 155mm"]),
    ("155 mm artillery shells", ["shell: 155 mm"]),
    ("155-mm rounds", ["shell: 155-mm"]),
    ("155mm of rain, and then shells", []),
    ("shells of 155mm", []),
    ("60mm shells", []),
  ])
  func `joins stem, number and unit as the designator allows`(_ text: String, _ expected: [String]) {
    #expect(Self.rules.labels(text) == expected)
  }

  @Test func `a name glued to a following word is still found`() {
    let rules = RuleFixture(
      """
      labels: {outlet: {kind: enum, of: [cable]}}
      rules: [{id: cnn, emit: {outlet: cable}, match: [=CNN, and]}]
      """)
    #expect(rules.labels("from CNNand others").contains("cable: CNN"))
  }

  private static let registers = RuleFixture(
    """
    labels:
      weapon: {kind: enum, of: [helicopter, ship, missile, trainer, fighter]}
    designators:
      sikorsky:
        stem: [S]
        number: [70]
        join: [hyphen]
        variant: [letter, mark]
        names: [Black Hawk, Black Hawk-2, Hip, SS-N-2]
        emit: {weapon: helicopter}
        heads: [{any: [helicopter~], emit: {weapon: helicopter}}]
      type: {stem: [Type], number: {from: 35, to: 54, digits: 3}, join: [hyphen, space], emit: {weapon: ship}}
      kerry: {stem: [AS], number: [2], join: [hyphen], emit: {weapon: missile}}
      pilatus: {stem: [PC], number: [7], join: [hyphen, none], variant: [letter, mark], emit: {weapon: trainer}}
    rules:
      - id: hunter
        emit: {weapon: fighter}
        match: [=Hunter]
        needs: {within: clause, tokens: 6, any: [receive~], with: [air force, army], counted: true}
    """)

  @Test(arguments: [
    ("an S-70B Black Hawk flew", ["helicopter: S-70B Black Hawk"]),
    ("an S-70/Hip flew", ["helicopter: S-70/Hip"]),
    ("an S-70 Black Hawk-2 flew", ["helicopter: S-70 Black Hawk-2"]),
    ("an S-70/SS-N-2 Hip helicopter flew", ["helicopter: S-70/SS-N-2 Hip helicopter"]),
    ("an S-70, Black Hawk down", ["helicopter: S-70"]),
    ("an S-70 and a Hip", ["helicopter: S-70"]),
    ("an S70 flew", []),
    ("a Type-053 ship", ["ship: Type-053"]),
    ("a Type-53 ship", []),
    ("an AS-2 fell", ["missile: AS-2"]),
    ("an AS2 fell", []),
    ("an AS 2 fell", []),
    ("as many as-2 or so", []),
    ("a PC-7 Mk-2 flew", ["trainer: PC-7 Mk-2"]),
    ("a PC7 flew", ["trainer: PC7"]),
    ("The air force received 12 Hunter.", ["fighter: Hunter"]),
    ("The army received twelve Hunter.", ["fighter: Hunter"]),
    ("The air force received a Hunter.", []),
    ("A farm received 12 Hunter.", []),
    ("The air force lost 12 Hunter.", []),
  ])
  func `takes in second names and keeps to the joins, capitals and company asked for`(
    _ text: String, _ expected: [String]
  ) {
    #expect(Self.registers.labels(text) == expected)
  }
}
