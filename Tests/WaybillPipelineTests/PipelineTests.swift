import BuiltInClassifiers
import Foundation
import TestSupport
import Testing
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// The whole path, from text to findings, and what is said of it.
@Suite struct PipelineTests {
  static let fixture = RuleFixture(
    """
    classifiers:
      - {id: w, plugin: weapon-category, emits: [weapon]}
      - {id: g, plugin: munition-guidance, emits: [guidance], needs: [w]}
      - {id: r, plugin: labels, emits: [route]}
      - {id: s, plugin: supplier-confidence, emits: [supply], needs: [w, g]}
    labels:
      weapon: {kind: enum, of: [drone, shell]}
      guidance: {kind: enum, of: [guided, n/a]}
      route: {kind: enum, of: [sea]}
      supply: {kind: scale, of: [denied, possible, probable, confirmed]}
    lists: {stop.clause: [but, while, ";"], transfer: [send~, supply~, deliver~]}
    actors:
      - {id: IRN, type: state, names: [Iran], demonyms: [Iranian~]}
      - {id: RUS, type: state, names: [Russia], metonyms: [Moscow]}
      - {id: CIV, type: state, names: ["Côte d'Ivoire"]}
    designators:
      shahed: {stem: [Shahed], number: [131, 136], join: [hyphen, space, none], variant: [letter], emit: {weapon: drone, guidance: guided}}
    rules:
      - {id: drone, emit: {weapon: drone}, match: [drone~]}
      - {id: shell, emit: {weapon: shell}, match: [shell~], unless: [sea shell~]}
      - {id: sea, emit: {route: sea}, match: [by sea]}
      - id: transfer
        frame: {supplier: {is: $actor.state}, item: {label: weapon}, recipient: {is: $actor.state}}
        emit: {supply: confirmed}
        sets: {status: delivered}
        match: ["<supplier> ..6 $transfer ..8 <item>", "$transfer ..10 to ..2 <recipient>"]
    modifiers:
      hedge: {sets: {certainty: possible}, cues: [=may, reportedly], reach: after, scope: {within: clause, tokens: 8}}
      denial: {sets: {stance: denied}, cues: [deny~], reach: after, scope: {within: clause}, holder: nearest $actor.state before}
    policy:
      supply:
        - {when: {certainty: possible}, cap: possible}
        - {when: {stance: denied, without: affirmed}, cap: denied}
    """, plugins: BuiltInClassifiers.all)

  private static let pieces = [
    "Iran", "Russia", "Moscow", "Côte d’Ivoire", "Iranian", "sent", "supplied", "delivered", "may",
    "reportedly", "denied",
    "that", "it", "had", "to", "drones", "Shahed-136", "Shahed 131s", "Shahed-136which", "shells",
    "sea shells",
    "by sea", "but", "while", "100", "the", "and", "„Grüße“", "Київ", "日本", "🚢", "e\u{301}", "\u{AD}",
    "\u{FFFD}", "naïve",
  ]
  private static let ends = [
    " ", " ", " ", " ", " ", " ", ", ", ". ", "; ", "\n\n", "\u{A0}", " — ", " \u{201C}", "\u{201D} ",
  ]

  /// Sense is not needed: rules must keep their promises on anything.
  static func article(seed: UInt64) -> Article {
    var random = SeededGenerator(seed: seed)
    func text(_ count: Int) -> String {
      (0..<count).map { _ in
        pieces.randomElement(using: &random)! + ends.randomElement(using: &random)!
      }.joined()
    }
    let title = Bool.random(using: &random) ? text(Int.random(in: 1...12, using: &random)) : nil
    return Article(id: "\(seed)", title: title, text: text(Int.random(in: 0...250, using: &random)))
  }

  private static func print(_ record: Record) -> String { "\(record.findings)" }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `gives the same findings every time`(_ seed: UInt64) {
    let article = Self.article(seed: seed)
    let first = Self.print(Self.fixture.pipeline.classify(article))
    for _ in 0..<3 { #expect(Self.print(Self.fixture.pipeline.classify(article)) == first) }
  }

  @Test(arguments: 1...150 as ClosedRange<UInt64>)
  func `every span slices to its text`(_ seed: UInt64) throws {
    let article = Self.article(seed: seed)
    let findings = Self.fixture.pipeline.classify(article).findings
    let parties = findings.claims.flatMap { [$0.supplier.span, $0.recipient.span].compactMap { $0 } }
    let spans =
      findings.weapons.map(\.span) + findings.spans.map(\.span) + parties
      + findings.claims.flatMap { $0.evidence.map(\.span) }
    for span in spans {
      let field = Array((span.field == "title" ? article.title ?? "" : article.text).utf8)
      try #require(
        0 <= span.range.start && span.range.start < span.range.end && span.range.end <= field.count)
      #expect(Array(field[span.range.start..<span.range.end]) == Array(span.text.utf8))
    }
  }

  @Test func `random articles hold findings of every kind`() {
    let all = (1...150 as ClosedRange<UInt64>).map {
      Self.fixture.pipeline.classify(Self.article(seed: $0)).findings
    }
    #expect(all.contains { !$0.weapons.isEmpty && !$0.spans.isEmpty })
    #expect(all.contains { !$0.claims.isEmpty })
    #expect(all.contains { $0.weapons.contains { $0.span.field == "title" } })
  }

  // MARK: Traces

  private static let samples: [Article] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Samples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".txt") }.compactMap { name in
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map {
        Article(id: name, text: $0)
      }
    }
  }()

  @Test func `a trace changes nothing of what is found`() throws {
    let shipped = ShippedRules.pipeline
    #expect(Self.samples.count > 5)
    let generated = (1...150 as ClosedRange<UInt64>).map(Self.article)
    var losses = 0
    for (pipeline, articles) in [(shipped, Self.samples), (Self.fixture.pipeline, generated)] {
      for article in articles {
        var trace: ResolutionTrace? = ResolutionTrace()
        let traced = pipeline.rules.program.read(article, trace: &trace)
        var findings = pipeline.findings(in: traced, refusals: true)
        #expect(findings.refusals != nil || traced.labels.isEmpty)
        findings.refusals = nil
        let classified = pipeline.classify(article).findings
        #expect("\(findings)" == "\(classified)", "\(article.id)")
        losses += trace?.losses.count ?? 0
      }
    }
    #expect(losses > 50)
  }

  // MARK: Explanation

  @Test func `explains rule, cue, scope, ladder and what was passed over`() {
    let article = Article(
      id: "t", text: "Iran may have sent Shahed-136 drones to Russia by sea. Children found sea shells.")
    let text = Explanation(article, pipeline: Self.fixture.pipeline).text
    for part in [
      "{Iran}", "[Shahed-136]", "t#designator.shahed@", "t#rule.sea@", "IRN → RUS", "possible",
      "cue `may` (t#modifier.hedge", "reaches “may have sent",
      "ladder: base → grade confirmed; certainty=possible → cap possible",
      "`shells` is not t#rule.shell: an `unless` phrase covers it",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func `says so when there is nothing`() {
    #expect(
      Explanation(Article(id: "t", text: "Rain."), pipeline: Self.fixture.pipeline).text.contains(
        "Nothing was found."))
    #expect(
      Explanation(Article(id: "t", text: ""), pipeline: Self.fixture.pipeline).text.contains(
        "Nothing was found."))
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `explains what is classified, all of it and nothing more`(_ seed: UInt64) {
    let article = Self.article(seed: seed)
    let findings = Self.fixture.pipeline.classify(article).findings
    let lines = Explanation(article, pipeline: Self.fixture.pipeline).text.split(separator: "\n")
    func place(_ span: Span) -> String { "(\(span.field) \(span.range.start)–\(span.range.end))" }
    for weapon in findings.weapons {
      #expect(
        lines.contains {
          $0.contains("\(weapon.leaf), \(weapon.guidance)") && $0.hasSuffix(place(weapon.span))
        })
      #expect(lines.contains { $0 == "    by \(weapon.rule)" })
    }
    for span in findings.spans {
      #expect(lines.contains { $0.contains("\(span.axis): \(span.label)") && $0.contains(place(span.span)) })
    }
    let heads = findings.claims.map { "\($0.supplier.id) → \($0.recipient.id): " }
    #expect(
      lines.filter {
        $0.contains(" → ") && $0.contains(" — ") && !$0.hasPrefix(" ") && $0.contains(", score ")
      }.count == heads.count)
    for (claim, head) in zip(findings.claims, heads) {
      #expect(lines.contains { $0.hasPrefix(head) && $0.contains("\(claim.status), \(claim.grade)") })
    }
    #expect(lines.filter { $0.hasPrefix("    ladder: ") }.count == findings.claims.count)
  }
}
