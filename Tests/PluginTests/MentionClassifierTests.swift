import TestSupport
import Testing
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

@Suite struct MentionClassifierTests {
  private static func mentions(_ text: String) -> [String] {
    PluginRules.fixture.classify(text).weapons.map {
      "\($0.span.text): \($0.leaf)/\($0.branch), \($0.guidance) by \($0.guidanceBasis ?? "-")"
    }
  }

  // MARK: labels

  @Test func `labels gives spans and shares on its own axis only`() {
    let findings = PluginRules.fixture.classify("The tanks came by sea on a freighter, the shells by air.")
    #expect(
      findings.spans.map { "\($0.axis)=\($0.label): \($0.span.text)" } == [
        "route=sea: by sea", "route=sea: freighter", "route=air: by air",
      ])
    let route = findings.labels.first { $0.axis == "route" }?.scores ?? []
    #expect(route.map(\.label) == ["sea", "air"])
    #expect(abs(route.reduce(0) { $0 + $1.score } - 1) < 1e-9)
    #expect(abs(route[0].score - 2.0 / 3) < 1e-9)
  }

  @Test func `a mention in the title weighs two`() {
    let long = String(repeating: "Nothing else of note was said that day by anybody at all. ", count: 12)
    let findings = PluginRules.fixture.classify(
      "\(long)\n\n\(long)\n\nIt went by air.", title: "Ships by sea")
    let route = findings.labels.first { $0.axis == "route" }?.scores ?? []
    #expect(route.map(\.label) == ["sea", "air"])
    #expect(abs((route.first?.score ?? 0) - 2.0 / 3) < 1e-9)
  }

  // MARK: weapon-category

  @Test func `weapon-category names leaf, branch and designation`() {
    let weapons = PluginRules.fixture.classify("It gave T-72 tanks and shells.").weapons
    #expect(weapons.map(\.leaf) == ["tank", "artillery-shell"])
    #expect(weapons.map(\.branch) == ["vehicles", "ammunition"])
    #expect(weapons[1].designation == nil)
    #expect(weapons[0].designation?.hasPrefix("T-72") == true)
  }

  // MARK: munition-guidance

  @Test(arguments: [
    ("They fired shells.", ["shells: artillery-shell/ammunition, unguided by leaf"]),
    ("They fired laser-guided shells.", ["shells: artillery-shell/ammunition, guided by wording"]),
    ("They fired missiles.", ["missiles: missile-unspecified/missiles, guided by leaf"]),
    ("They drove tanks.", ["tanks: tank/vehicles, n/a by leaf"]),
    ("They dropped Paveway bombs.", ["Paveway bombs: bomb-unspecified/ammunition, guided by name"]),
    ("They dropped bombs.", ["bombs: bomb-unspecified/ammunition, n/a by leaf"]),
    ("They dropped laser-guided and dumb bombs.", ["bombs: bomb-unspecified/ammunition, mixed by wording"]),
    // Wording reaches one mention only.
    (
      "They dropped smart bombs and fired shells.",
      [
        "bombs: bomb-unspecified/ammunition, guided by wording",
        "shells: artillery-shell/ammunition, unguided by leaf",
      ]
    ),
    (
      "They fired shells, then smart bombs.",
      [
        "shells: artillery-shell/ammunition, unguided by leaf",
        "bombs: bomb-unspecified/ammunition, guided by wording",
      ]
    ),
  ])
  func `guidance follows wording, then the name, then the leaf`(_ text: String, _ expected: [String]) {
    #expect(Self.mentions(text) == expected)
  }

  @Test func `wording that fights the name gives mixed and a note`() {
    let findings = PluginRules.fixture.classify("They dropped dumb Paveway bombs.")
    #expect(findings.weapons.map(\.guidance) == ["mixed"])
    #expect(findings.notes.contains { $0.contains("Paveway bombs") })
    #expect(PluginRules.fixture.classify("They dropped smart Paveway bombs.").notes.isEmpty)
  }

  @Test func `guidance shares count each mention once`() {
    let findings = PluginRules.fixture.classify("Shells, shells and missiles.")
    let shares = findings.labels.first { $0.axis == "guidance" }?.scores ?? []
    #expect(shares.map(\.label) == ["unguided", "guided"])
    #expect(abs((shares.first?.score ?? 0) - 2.0 / 3) < 1e-9)
  }

  // MARK: supplier-confidence

  @Test func `a claim names its parties, and a denial its holder`() {
    let plain = PluginRules.fixture.classify("North Korea shipped 300 shells to Russia.").claims
    #expect(plain.map { "\($0.supplier.id) \($0.recipient.id) \($0.grade)" } == ["PRK RUS confirmed"])
    let denied = PluginRules.fixture.classify(
      "North Korea denied that it had shipped shells to Russia. Tanks came."
    ).claims
    #expect(denied.allSatisfy { $0.grade == "denied" })
    #expect(PluginRules.fixture.classify("North Korea has shells; Russia waits.").claims.isEmpty)
  }
}
