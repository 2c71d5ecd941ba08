import Foundation
import Testing
import WaybillAuthoring
import WaybillCore
import WaybillCorpus
import WaybillPipeline

struct RuleDifferenceTests {
  /// One edit of the rules and what it must do to the corpus.
  struct Plant: Sendable, CustomTestStringConvertible {
    var name: String
    var edits: [(String, String)]
    /// Each as `article kind effect fields rule`.
    var changes: [String]

    var testDescription: String { name }
  }

  static let plants: [Plant] = [
    Plant(name: "nothing", edits: [], changes: []),
    Plant(
      name: "a mention gained",
      edits: [("match: [missile~]", "match: [missile~, fish]")],
      changes: ["a4 mention gained  t#rule.missile"]),
    Plant(
      name: "a mention lost, and its claim with it",
      edits: [(", howitzer round~", "")],
      changes: ["a6 mention lost  t#rule.shell", "a6 claim lost  t#rule.transfer"]),
    Plant(
      name: "a mention taken away by an exception, and a label that stays",
      edits: [("unless: [sea shell~]", "unless: [sea shell~, artillery shell~]")],
      changes: ["a1 mention lost  t#rule.shell", "a1 claim lost  t#rule.transfer"]),
    Plant(
      name: "a leaf changed",
      edits: [("{weapon: mortar-round}, match: [mortar", "{weapon: artillery-shell}, match: [mortar")],
      changes: ["a3 mention changed leaf t#rule.mortar", "a3 claim changed items t#rule.mortar"]),
    Plant(
      name: "a span changed, and with it the rule",
      edits: [("match: [cruise missile~]", "match: [cruises]")],
      changes: [
        "a2 mention changed text,leaf,guidance t#rule.missile",
        "a2 claim changed items,guidance t#rule.missile",
      ]),
    Plant(
      name: "guidance changed by an attachment that is gone",
      edits: [("match: [laser-guided]", "match: [radar-guided]")],
      changes: ["a3 mention changed guidance t#rule.mortar", "a3 claim changed guidance t#rule.transfer"]),
    Plant(
      name: "guidance changed by a default",
      edits: [("artillery-shell: unguided", "artillery-shell: guided")],
      changes: [
        "a1 mention changed guidance t#rule.shell", "a1 claim changed guidance t#rule.transfer",
        "a6 mention changed guidance t#rule.shell", "a6 claim changed guidance t#rule.transfer",
      ]),
    Plant(
      name: "a label lost", edits: [("match: [by air,", "match: [")],
      changes: ["a2 label lost  t#rule.air"]),
    Plant(
      name: "a label changed", edits: [("{route: sea}, match", "{route: air}, match")],
      changes: ["a1 label changed label t#rule.sea"]),
    Plant(
      name: "a grade changed by a cue that is gone", edits: [("cues: [may, might,", "cues: [")],
      changes: ["a2 claim changed grade t#modifier.hedge"]),
    Plant(
      name: "a grade changed by what a cue sets",
      edits: [("{certainty: possible}, cap: possible", "{certainty: possible}, cap: doubtful")],
      changes: ["a2 claim changed grade t#rule.transfer"]),
    Plant(
      name: "a status changed", edits: [("{status: delivered}", "{status: in-transit}")],
      changes: [
        "a1 claim changed status t#rule.transfer", "a2 claim changed status t#rule.transfer",
        "a3 claim changed status t#rule.transfer", "a6 claim changed status t#rule.transfer",
      ]),
    Plant(
      name: "a pair changed", edits: [("id: IRN", "id: IRQ")],
      changes: [
        "a2 claim changed supplier t#rule.transfer", "a6 claim changed supplier t#rule.transfer",
      ]),
    Plant(
      name: "claims lost with their frame", edits: [("send~, airlift~", "airlift~")],
      changes: ["a2 claim lost  t#rule.transfer", "a3 claim lost  t#rule.transfer"]),
  ]

  private func changes(_ edits: [(String, String)]) -> [RecordChange] {
    let (old, new) = (CorpusRules.pipeline(), CorpusRules.pipeline(replacing: edits))
    let rules = RuleDifference(from: old, to: new, samples: 0).rules
    return CorpusRules.articles.flatMap {
      RuleDifference.changes(of: $0, from: old, to: new, rules: rules)
    }
  }

  @Test(arguments: plants)
  func `finds each planted change, its fields and its rule, and nothing else`(plant: Plant) {
    let found = changes(plant.edits).map {
      "\($0.article) \($0.kind.rawValue) \($0.effect.rawValue) \($0.fields.joined(separator: ",")) \($0.rule)"
    }
    #expect(found == plant.changes)
  }

  @Test(arguments: plants)
  func `what one direction gains the other loses`(plant: Plant) {
    let (old, new) = (CorpusRules.pipeline(), CorpusRules.pipeline(replacing: plant.edits))
    let forth = RuleDifference(from: old, to: new, samples: 0).rules
    let back = RuleDifference(from: new, to: old, samples: 0).rules
    for article in CorpusRules.articles {
      let one = RuleDifference.changes(of: article, from: old, to: new, rules: forth)
      let other = RuleDifference.changes(of: article, from: new, to: old, rules: back)
      #expect(one.count { $0.effect == .gained } == other.count { $0.effect == .lost })
      #expect(one.count { $0.effect == .lost } == other.count { $0.effect == .gained })
      #expect(one.count { $0.effect == .changed } == other.count { $0.effect == .changed })
    }
  }

  @Test(arguments: [
    ([(", howitzer round~", "")], "no phrase of it matches"),
    ([("unless: [sea shell~]", "unless: [sea shell~, howitzer round~]")], "an `unless` phrase covers it"),
    (
      [
        (
          "match: [tank~], needs: {within: sentence, any: [armour, army,",
          "match: [tank~], needs: {within: sentence, any: [armour,"
        )
      ],
      "no phrase of it matches, or what it needs is not near"
    ),
    (
      [
        (
          "- {id: sea, emit: {route: sea}, match: [by sea, freighter~]}",
          "- {id: ocean, emit: {route: sea}, match: [freighter~]}"
        )
      ],
      "there is no such rule"
    ),
    (
      [("agree~ to ..2 $transfer", "agree~ to ..2 $transfer"), ("send~, airlift~", "airlift~")],
      "the frame does not match"
    ),
  ])
  func `says why a finding was lost`(edits: [(String, String)], reason: String) {
    let reasons = changes(edits).filter { $0.effect == .lost }.compactMap(\.reason)
    #expect(reasons.contains(reason), "\(reasons)")
  }

  @Test func `names the rule that a finding was lost to`() {
    let (old, new) = (
      CorpusRules.pipeline(),
      CorpusRules.pipeline(replacing: [("match: [cruise missile~]", "match: [shells and missiles]")])
    )
    let rules = RuleDifference(from: old, to: new, samples: 0).rules
    let article = Article(id: "a", text: "The army has shells and missiles.")
    let changes = RuleDifference.changes(of: article, from: old, to: new, rules: rules)
    #expect(changes.map(\.effect) == [.changed, .lost])
    #expect(changes.last?.reason == "t#rule.cruise has the better claim")
  }

  @Test func `says why a gained finding was not there before`() {
    let (old, new) = (
      CorpusRules.pipeline(replacing: [("shell~, howitzer round~", "shell~")]), CorpusRules.pipeline()
    )
    let rules = RuleDifference(from: old, to: new, samples: 0).rules
    let changes = RuleDifference.changes(of: CorpusRules.articles[5], from: old, to: new, rules: rules)
    #expect(changes.first { $0.kind == .mention }?.reason == "no phrase of it matches")
  }

  @Test func `tells rules that were added, removed and changed`() {
    let difference = RuleDifference(
      from: CorpusRules.pipeline(),
      to: CorpusRules.pipeline(replacing: [
        ("{id: mortar,", "{id: mortars,"), ("send~, airlift~", "airlift~"), ("cues: [may,", "cues: ["),
      ]), samples: 0)
    #expect(difference.rules.names(.added) == ["t#rule.mortars"])
    #expect(difference.rules.names(.removed) == ["t#rule.mortar"])
    // The list stands in a guard and in two frames.
    #expect(
      difference.rules.names(.changed) == [
        "t#modifier.hedge", "t#rule.plan", "t#rule.tank", "t#rule.transfer",
      ])
  }

  // MARK: Samples and reports

  @Test
  func `draws the same samples whatever the order in which batches are worked on, and no more than asked`() {
    let (old, new) = (
      CorpusRules.pipeline(), CorpusRules.pipeline(replacing: [("match: [missile~]", "match: [rocket~]")])
    )
    func difference(samples: Int) -> RuleDifference {
      var difference = RuleDifference(from: old, to: new, samples: samples)
      for number in 0..<200 {
        let article = Article(
          id: "n\(number)", text: "\(String(repeating: "So. ", count: number % 7))A missile flew.")
        difference.add(RuleDifference.changes(of: article, from: old, to: new, rules: difference.rules))
      }
      return difference
    }
    let drawn = difference(samples: 5).sortedGroups[0].samples[.lost] ?? []
    #expect(drawn.count == 5)
    #expect(difference(samples: 5).sortedGroups[0].counts == [.lost: 200])
    #expect(
      drawn.map(\.article) == (difference(samples: 5).sortedGroups[0].samples[.lost] ?? []).map(\.article))
    // A larger sample contains the smaller one, and a sample is not just the beginning.
    let more = difference(samples: 50).sortedGroups[0].samples[.lost] ?? []
    #expect(Set(drawn.map(\.article)).isSubset(of: Set(more.map(\.article))))
    #expect(drawn.map(\.article) != (0..<5).map { "n\($0)" })
    #expect(difference(samples: 0).sortedGroups[0].samples.isEmpty)
  }

  /// The changes that the reports below are written of.
  private static let edits = [
    (", howitzer round~", ""), ("cues: [may, might,", "cues: ["), ("match: [by air,", "match: ["),
    ("{weapon: mortar-round}, match: [mortar", "{weapon: artillery-shell}, match: [mortar"),
  ]

  @Test func `reports for people in an aligned and short form`() {
    let (old, new) = (CorpusRules.pipeline(), CorpusRules.pipeline(replacing: Self.edits))
    var difference = RuleDifference(from: old, to: new, samples: 1)
    for article in CorpusRules.articles {
      difference.add(RuleDifference.changes(of: article, from: old, to: new, rules: difference.rules))
    }
    #expect(
      difference.text(articles: 6) == """
        rules and modifiers  0 added, 0 removed, 4 changed
          ~ t#modifier.hedge
          ~ t#rule.air
          ~ t#rule.mortar
          ~ t#rule.shell

        mentions  0 gained, 1 lost, 1 changed

          t#rule.mortar (changed)  1 changed
            ~ a3: leaf mortar-round → artillery-shell
                North Korea sent laser-guided [mortar shells] to Russia.

          t#rule.shell (changed)  1 lost
            - a6: artillery-shell, unguided
                Iran delivered [howitzer rounds] to Russia.
                now: no phrase of it matches

        labels  0 gained, 1 lost, 0 changed

          t#rule.air (changed)  1 lost
            - a2: route: air
                …may have sent cruise missiles to Russia. The missiles came [by air].
                now: no phrase of it matches

        claims  0 gained, 1 lost, 2 changed

          t#modifier.hedge (changed)  1 changed
            ~ a2: IRN → RUS: grade possible → confirmed
                “Iran may have sent cruise missiles to Russia”

          t#rule.mortar (changed)  1 changed
            ~ a3: PRK → RUS: items mortar-round → artillery-shell
                “North Korea sent laser-guided mortar shells to Russia”

          t#rule.transfer  1 lost
            - a6: IRN → RUS: artillery-shell, delivered, confirmed
                “Iran delivered howitzer rounds to Russia”
                now: the frame does not match

        3 of 6 articles changed (50.0 %)

        """)
    #expect(!difference.text(articles: 6).contains("\u{1B}"))
    #expect(difference.text(articles: 6, usesColour: true).contains("\u{1B}[31m-\u{1B}[0m a6"))
  }

  @Test func `the documentation shows what is printed`() throws {
    let edits = [(", howitzer round~", ""), ("cues: [may, might,", "cues: [")]
    let (old, new) = (CorpusRules.pipeline(), CorpusRules.pipeline(replacing: edits))
    var difference = RuleDifference(from: old, to: new, samples: 3)
    for article in CorpusRules.articles {
      difference.add(RuleDifference.changes(of: article, from: old, to: new, rules: difference.rules))
    }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "Documentation/AuthoringTools.md"), encoding: .utf8)
    #expect(page.contains("```\n" + difference.text(articles: 6) + "```\n"))
  }

  @Test func `reports for machines one change a line, and a summary`() {
    let (old, new) = (CorpusRules.pipeline(), CorpusRules.pipeline(replacing: [(", howitzer round~", "")]))
    var difference = RuleDifference(from: old, to: new, samples: 0)
    let changes = RuleDifference.changes(
      of: CorpusRules.articles[5], from: old, to: new, rules: difference.rules)
    difference.add(changes)
    var json = JSONText(bytes: [])
    for change in changes { change.append(to: &json) }
    difference.appendSummary(articles: 6, to: &json)
    let lines = String(decoding: json.bytes, as: UTF8.self).replacingFingerprints
    #expect(
      lines == """
        {"kind":"mention","effect":"lost","article":"a6","rule":"t#rule.shell","fields":[],"old":{"leaf":"artillery-shell",\
        "branch":"ammunition","guidance":"unguided","designation":null,"rule":"t#rule.shell@…","field":"text","start":15,\
        "end":30,"text":"howitzer rounds"},"new":null,"reason":"no phrase of it matches",\
        "before":"Iran delivered ","after":" to Russia."}
        {"kind":"claim","effect":"lost","article":"a6","rule":"t#rule.transfer","fields":[],"old":{"supplier":"IRN",\
        "recipient":"RUS","items":["artillery-shell"],"guidance":"unguided","status":"delivered","grade":"confirmed",\
        "level":"possible","denied_by":[],"contested":false,"concealed":false,"background":false,"transfer":"unknown",\
        "rule":"t#rule.transfer@…","field":"text","start":0,"end":40,"text":"Iran delivered howitzer rounds to Russia"},\
        "new":null,"reason":"the frame does not match","before":null,"after":null}
        {"kind":"summary","articles":6,"changed_articles":1,"changes":2,"rules":{"added":[],"removed":[],\
        "changed":["t#rule.shell"]},"groups":[{"kind":"mention","rule":"t#rule.shell","state":"changed","gained":0,\
        "lost":1,"changed":0},{"kind":"claim","rule":"t#rule.transfer","state":"same","gained":0,"lost":1,"changed":0}]}

        """)
  }
}

extension String {
  /// The text with `@…` in place of each fingerprint.
  fileprivate var replacingFingerprints: String {
    split(separator: "@", omittingEmptySubsequences: false).enumerated()
      .map { $0 == 0 ? String($1) : "…" + $1.dropFirst(8) }.joined(separator: "@")
  }
}
