import Testing
import WaybillRules

@Suite struct NearestNameTests {
  @Test(
    arguments: [
      ("machtes", ["emit", "match", "tests"], "match"),
      ("mathc", ["match", "emit"], "match"),
      ("tset", ["text", "tests"], "tests"),
      ("Named", ["none", "named"], "named"),
      ("enumeration", ["tree", "enum", "scale"], "enum"),
      ("mod", ["lists", "modifiers"], "modifiers"),
      ("denid", ["affirmed", "denied"], "denied"),
      ("colour", ["match", "emit", "sets", "voice", "on"], nil),
      ("x", ["on"], nil),
      ("", ["on"], nil),
      ("page", ["clause", "sentence"], nil),
    ] as [(String, [String], String?)])
  func `finds what was meant, or nothing`(_ name: String, _ candidates: [String], _ expected: String?) {
    #expect(NearestName.nearest(to: name, among: candidates) == expected)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("abc", "abd", 1), ("abcd", "acbd", 1), ("ca", "abc", 3),
    ("kitten", "sitting", 3),
  ])
  func `counts edits and swaps, in either direction alike`(_ a: String, _ b: String, _ expected: Int) {
    let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    #expect(NearestName.distance(a, b) == expected)
    #expect(NearestName.distance(b, a) == expected)
  }
}
