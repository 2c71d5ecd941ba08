import BuiltInClassifiers
import TestSupport
import Testing
import WaybillCore

@Suite struct MentionExtentTests {
  private static let fixture = RuleFixture(
    """
    classifiers:
      - id: weapons
        plugin: weapon-category
        emits: [weapon]
        parameters: {name-prefixes: ["t#rule.ship"]}
    labels:
      weapon:
        kind: tree
        of:
          naval: [warship]
          vehicles: [tank]
    actors:
      - {id: IRN, type: state, names: [Iran], demonyms: [Iranian]}
      - {id: mf-acme, type: manufacturer, names: [Acme]}
    rules:
      - {id: tank, emit: {weapon: tank}, match: [tank~]}
      - {id: ship, emit: {weapon: warship}, match: [=USS, =INS]}
      - {id: hull, emit: {weapon: warship}, match: [DDG 111]}
    """, plugins: BuiltInClassifiers.all)

  private static func mentions(_ text: String) -> [String] {
    fixture.classify(text).weapons.map { $0.span.text }
  }

  @Test(arguments: [
    ("They bought Iranian tanks.", ["Iranian tanks"]),
    ("They bought Acme tanks.", ["Acme tanks"]),
    ("They gave Iran tanks.", ["tanks"]),
    ("They bought the Iranian army's tanks.", ["tanks"]),
    ("He was Iranian. Tanks came.", ["Tanks"]),
  ])
  func `a mention takes in the country or the maker right before it`(_ text: String, _ expected: [String]) {
    #expect(Self.mentions(text) == expected)
  }

  @Test(arguments: [
    ("The USS Spruance left port.", ["USS Spruance"]),
    ("The USS Frank E. Petersen left port.", ["USS Frank E. Petersen"]),
    ("The USS Spruance (DDG 111) and the INS Chakra met.", ["USS Spruance (DDG 111", "INS Chakra"]),
    ("The hull of DDG 111 was laid.", ["DDG 111"]),
    ("A USS leaves port.", ["USS"]),
  ])
  func `a ship's name belongs to its prefix, and the number of its hull`(_ text: String, _ expected: [String])
  {
    #expect(Self.mentions(text) == expected)
  }
}
