import Testing
import WaybillAuthoring
import WaybillCore
import WaybillCorpus
import WaybillEvaluation
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

struct RuleStatisticsTests {
  private func statistics(
    _ articles: [Article] = CorpusRules.articles, pipeline: Pipeline = CorpusRules.pipeline(), batch: Int = 1
  ) -> RuleStatistics {
    var statistics = RuleStatistics(pipeline)
    for start in stride(from: 0, to: articles.count, by: batch) {
      var tally = statistics.empty
      for article in articles[start..<min(start + batch, articles.count)] {
        tally.add(article, by: pipeline.rules, statistics.table)
      }
      statistics.add(tally)
    }
    return statistics
  }

  private func row(_ name: String, _ statistics: RuleStatistics) throws -> RuleStatistics.Row {
    let rows = ConstructTable.Kind.allCases.flatMap { statistics.rows($0, by: .hits) }
    return try #require(rows.first { $0.name == name }, "\(name)")
  }

  // MARK: Counts

  @Test(arguments: [
    // Construct, hits, articles, won, lost, excepted, unmet.
    ("t#rule.shell", 2, 2, 0, 1, 1, 0), ("t#rule.mortar", 1, 1, 1, 0, 0, 0),
    ("t#rule.cruise", 1, 1, 1, 0, 0, 0), ("t#rule.missile", 1, 1, 0, 1, 0, 0),
    ("t#rule.tank", 1, 1, 0, 0, 0, 1), ("t#rule.sea", 1, 1, 0, 0, 0, 0), ("t#rule.smart", 1, 1, 0, 0, 0, 0),
    ("t#rule.transfer", 4, 4, 0, 0, 0, 0), ("t#rule.plan", 0, 0, 0, 0, 0, 0),
    ("t#modifier.hedge", 1, 1, 0, 0, 0, 0), ("t#modifier.denial", 0, 0, 0, 0, 0, 0),
    ("t#list.transfer", 4, 4, 0, 0, 0, 0),
  ])
  func `counts what a construct did`(
    name: String, hits: Int, articles: Int, won: Int, lost: Int, excepted: Int, unmet: Int
  ) throws {
    let counts = try row(name, statistics()).counts
    #expect(
      [counts.hits, counts.articles, counts.won, counts.lost, counts.excepted, counts.unmet]
        == [hits, articles, won, lost, excepted, unmet])
  }

  @Test func `counts the mentions of each rule as the record has them`() {
    let pipeline = CorpusRules.pipeline()
    var mentions: [String: Int] = [:]
    for article in CorpusRules.articles {
      for weapon in pipeline.classify(article).findings.weapons {
        mentions[String(weapon.rule.prefix { $0 != "@" }), default: 0] += 1
      }
    }
    let rows = statistics(pipeline: pipeline).rows(.rule, by: .hits)
    for (name, count) in mentions { #expect(rows.first { $0.name == name }?.counts.hits == count, "\(name)") }
    #expect(mentions.count >= 5)
  }

  @Test(arguments: [1, 2, 5, 100])
  func `comes out the same whatever the batches`(batch: Int) {
    let whole = statistics(batch: 6)
    let parts = statistics(batch: batch)
    #expect(whole.tally.counts == parts.tally.counts)
    #expect(whole.tally.phraseHits == parts.tally.phraseHits)
    #expect(whole.tally.phraseArticles == parts.tally.phraseArticles)
    #expect(whole.text(top: 5, order: .hits) { _ in "" } == parts.text(top: 5, order: .hits) { _ in "" })
  }

  @Test func `names the rule that shares words most often`() throws {
    let statistics = statistics()
    #expect(try row("t#rule.shell", statistics).partner?.name == "t#rule.mortar")
    #expect(try row("t#rule.mortar", statistics).partner?.count == 1)
    #expect(try row("t#rule.tank", statistics).partner == nil)
  }

  @Test func `gives each kind its share of the work, one in all`() {
    let statistics = statistics()
    let shares = ConstructTable.Kind.allCases.map(statistics.share)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect(shares.allSatisfy { $0 > 0 })
    let rows = ConstructTable.Kind.allCases.flatMap { statistics.rows($0, by: .work) }
    #expect(abs(rows.reduce(0) { $0 + $1.share } - 1) < 1e-9)
  }

  // MARK: Phrases

  @Test(arguments: [
    ("supply~", 0), ("ship~", 1), ("deliver~", 1), ("send~", 2), ("airlift~", 0), ("(artillery|) shell~", 4),
    ("howitzer round~", 1), ("missile~", 2), ("cruise missile~", 1), ("airship~", 0), ("by air", 1),
    ("may", 1),
    ("reportedly", 0), ("<supplier> ..6 $transfer ..10 <item>", 4), ("$transfer ..12 to ..2 <recipient>", 4),
    ("<supplier> ..3 agree~ to ..2 $transfer ..10 <item> ..4 to ..2 <recipient>", 0),
  ])
  func `counts how often each phrase was found`(text: String, hits: Int) throws {
    let statistics = statistics()
    let phrases = [ConstructTable.Kind.list, .rule, .modifier].flatMap(statistics.phrases)
    let row = try #require(phrases.first { $0.text == text })
    #expect(row.hits == hits)
  }

  @Test func `a phrase that another spells as well hits only once`() throws {
    let pipeline = CorpusRules.pipeline(replacing: [("match: [missile~]", "match: [missile~, missiles]")])
    let statistics = statistics(pipeline: pipeline)
    let hits = statistics.phrases(of: .rule).filter { $0.owner == "t#rule.missile" }.map {
      ($0.text, $0.hits)
    }
    #expect(hits.map(\.0) == ["missile~", "missiles"])
    #expect(hits.map(\.1) == [2, 0])
  }

  @Test func `counts by the place where the phrase stands`() throws {
    let row = try #require(statistics().phrases(of: .list).first { $0.text == "airlift~" })
    #expect(row.owner == "t#list.transfer")
    #expect(row.place.file == "t.yaml")
    #expect(row.place.range.count == "airlift~".utf8.count)
  }

  // MARK: Labels

  private static let gold: [Gold] = CorpusRules.articles.map { article in
    switch article.id {
    case "a1":
      Gold(
        article: article,
        mentions: [.init(text: "artillery shells", leaf: "artillery-shell", guidance: "unguided")],
        claims: [
          .init(
            supplier: "PRK", recipient: "RUS", items: ["artillery-shell"], status: "delivered",
            grade: "confirmed")
        ])
    case "a2":
      Gold(
        article: article,
        mentions: [
          .init(text: "cruise missiles", leaf: "cruise-missile"),
          .init(text: "missiles", leaf: "missile-unspecified"),
        ],
        claims: [
          .init(
            supplier: "IRN", recipient: "RUS", items: ["cruise-missile"], status: "delivered",
            grade: "possible")
        ])
    case "a3":
      Gold(
        article: article, mentions: [.init(text: "mortar shells", leaf: "mortar-round", guidance: "guided")],
        claims: [])
    default: Gold(article: article, mentions: [], claims: [])
    }
  }

  @Test(arguments: [
    // Construct, right, wrong, labelled.
    ("t#rule.shell", 1, 1, 1), ("t#rule.mortar", 1, 0, 1), ("t#rule.tank", 0, 1, 0),
    ("t#rule.cruise", 1, 0, 1),
    ("t#rule.transfer", 2, 2, 2), ("t#rule.plan", 0, 0, 2), ("t#rule.smart", 0, 0, nil),
  ])
  func `tells how often a rule is right`(name: String, right: Int, wrong: Int, labelled: Int?) async throws {
    var statistics = statistics()
    try await statistics.judge(Self.gold, ablates: false, jobs: 1)
    let counts = try #require(try row(name, statistics).gold)
    #expect(counts.right == right)
    #expect(counts.wrong == wrong)
    #expect(counts.labelled == labelled)
    #expect(try row(name, statistics).ablation == nil)
  }

  @Test(arguments: [
    // Construct, right lost, wrong gone, right gained, wrong new.
    ("t#rule.shell", 5, 2, 0, 0), ("t#rule.mortar", 2, 0, 0, 1), ("t#rule.tank", 0, 1, 0, 0),
    ("t#rule.smart", 1, 0, 0, 1), ("t#rule.transfer", 6, 2, 0, 0), ("t#modifier.hedge", 1, 0, 0, 1),
    ("t#rule.cruise", 1, 0, 0, 0),
  ])
  func `tells what disappears without a rule`(
    name: String, rightLost: Int, wrongGone: Int, rightGained: Int, wrongNew: Int
  ) async throws {
    var statistics = statistics()
    try await statistics.judge(Self.gold, ablates: true, jobs: 2)
    let ablation = try #require(try row(name, statistics).ablation)
    #expect(
      [ablation.rightLost, ablation.wrongGone, ablation.rightGained, ablation.wrongNew]
        == [rightLost, wrongGone, rightGained, wrongNew])
  }

  @Test(arguments: [
    ("mortar", "      - {id: mortar, emit: {weapon: mortar-round}, match: [mortar shell~]}\n"),
    ("missile", "      - {id: missile, emit: {weapon: missile-unspecified}, match: [missile~]}\n"),
    ("cruise", "      - {id: cruise, emit: {weapon: cruise-missile}, match: [cruise missile~]}\n"),
    ("air", "      - {id: air, emit: {route: air}, match: [by air, airship~]}\n"),
  ])
  func `an article reads without a rule as with rules that never had it`(id: String, line: String) {
    let pipeline = CorpusRules.pipeline()
    let number = pipeline.rules.program.catalog.rules.firstIndex { $0.name == "t#rule.\(id)" }
    let without = pipeline.with(pipeline.rules.program.without(rules: [number ?? -1]))
    // The literal's indentation is gone from the rules.
    let written = CorpusRules.pipeline(replacing: [(String(line.dropFirst(4)), "")])
    for article in CorpusRules.articles {
      var (one, other): ([UInt8], [UInt8]) = ([], [])
      RecordEncoder.append(without.classify(article), to: &one)
      RecordEncoder.append(written.classify(article), to: &other)
      #expect(String(decoding: one, as: UTF8.self) == String(decoding: other, as: UTF8.self))
    }
  }

  // MARK: Reports

  @Test func `reports for people, what never hits at the end`() async throws {
    var statistics = statistics()
    try await statistics.judge(Self.gold, ablates: true, jobs: 1)
    let text = statistics.text(top: 4, order: .wrong) { $0.file }
    #expect(
      text == """
        6 articles, 6 labelled
        work: rules 78.7 %, modifiers 1.1 %, lists 4.5 %, names of parties 9.0 %, words of guards and scopes 6.7 %

        rules  9 of 10 at work, by wrong
          RULE             HITS  ARTICLES  WON  LOST  UNMET  UNLESS  WORK %  RIGHT  WRONG     P     R  WRONG/1000  WITHOUT IT         SHARES WORDS WITH
          t#rule.transfer     4         4    0     0      0       0   62.92      2      2  0.50  1.00       333.3  -6 right -2 wrong
          t#rule.shell        2         2    0     1      0       1    5.62      1      1  0.50  1.00       166.7  -5 right -2 wrong  t#rule.mortar 1
          t#rule.tank         1         1    0     0      1       0    2.25      0      1  0.00     –       166.7  -1 wrong
          t#rule.air          1         1    0     0      0       0    1.12      0      0     –     –           –  the same
          … and 5 more; --top shows them

        modifiers  1 of 2 at work, by hits
          MODIFIER          HITS  ARTICLES  PSEUDO  WORK %  WITHOUT IT         SHARES WORDS WITH
          t#modifier.hedge     1         1       0    1.12  -1 right +1 wrong

        lists  1 of 2 at work, by hits
          LIST             HITS  ARTICLES  WORK %
          t#list.transfer     4         4    4.49

        list entries  3 of 8 found
          ENTRY     HITS  ARTICLES  LIST
          send~        2         2  t#list.transfer
          deliver~     1         1  t#list.transfer
          ship~        1         1  t#list.transfer

        rules that never hit  1
          t#rule.plan

        modifiers that never hit  1
          t#modifier.denial

        list entries that never hit  5 of 8
          t.yaml: but
          t.yaml: while
          t.yaml: ;
          t.yaml: supply~
          … and 1 more

        phrases of rules that never hit beside others that do  2 of 14
          t.yaml: freighter~
          t.yaml: airship~

        cues that never hit beside others that do  2 of 4
          t.yaml: might
          t.yaml: reportedly

        """)
  }

  @Test func `sorts by what is asked for`() {
    let statistics = statistics()
    func names(_ order: RuleStatistics.Order) -> [String] { statistics.rows(.rule, by: order).map(\.name) }
    #expect(names(.name) == names(.name).sorted())
    #expect(names(.hits).first == "t#rule.transfer")
    #expect(names(.lost).prefix(2) == ["t#rule.shell", "t#rule.missile"])
    #expect(names(.work).first == "t#rule.transfer")
  }

  @Test func `reports for machines with every construct and phrase`() async throws {
    var statistics = statistics()
    try await statistics.judge(Self.gold, ablates: true, jobs: 1)
    var json = JSONText(bytes: [])
    statistics.append(to: &json, order: .hits) { $0.file }
    let text = String(decoding: json.bytes, as: UTF8.self)
    #expect(text.hasPrefix("{\"articles\":6,\"labelled\":6,\"work\":{\"rule\":"))
    #expect(
      text.contains(
        """
        {"name":"t#rule.tank","hits":1,"articles":1,"work":
        """))
    #expect(
      text.contains(
        """
        "won":0,"lost":0,"excepted":0,"unmet":1,"partner":null,"shared":0,"gold":{"right":0,"wrong":1,"labelled":0,\
        "precision":0,"recall":null,"wrong_per_1000":166.6667},"without":{"right_lost":0,"wrong_gone":1,\
        "right_gained":0,"wrong_new":0},"phrases":[{"text":"tank~","place":"t.yaml","hits":2,"articles":1}]}
        """))
    #expect(text.contains("{\"name\":\"t#modifier.denial\",\"hits\":0"))
  }
}
