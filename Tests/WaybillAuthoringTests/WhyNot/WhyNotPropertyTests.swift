import BuiltInClassifiers
import TestSupport
import Testing
import WaybillAuthoring
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// What is said of random rules and articles is held against what classifying them gives.
@Suite struct WhyNotPropertyTests {
  private static let words = [
    "alpha", "beta", "gamma", "delta", "kappa", "sigma", "Alpha", "Beta", "send", "sent", "ship", "ships",
  ]

  private static func phrase(_ random: inout SeededGenerator) -> String {
    func word() -> String {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: "=\(["Alpha", "Beta"].randomElement(using: &random)!)"
      case 1: "\(["send", "ship"].randomElement(using: &random)!)~"
      case 2: "(alpha|beta)"
      case 3: "$greek"
      case 4:
        "\(["alpha", "beta"].randomElement(using: &random)!)-\(["gamma", "delta"].randomElement(using: &random)!)"
      default: words.randomElement(using: &random)!.lowercased()
      }
    }
    var phrase = word()
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      if Int.random(in: 0..<2, using: &random) == 0 {
        phrase += " ..\(Int.random(in: 1...3, using: &random))"
      }
      phrase += " " + word()
    }
    return phrase
  }

  /// Three rules for labels, one that attaches, one frame, one modifier; with guards here and there.
  private static func ruleSet(_ random: inout SeededGenerator) -> String {
    func list(_ count: ClosedRange<Int>) -> String {
      (0..<Int.random(in: count, using: &random)).map { _ in "\"\(phrase(&random))\"" }.joined(
        separator: ", ")
    }
    func maybe(_ text: () -> String) -> String { Int.random(in: 0..<3, using: &random) == 0 ? text() : "" }
    let extents = ["clause", "sentence", "paragraph", "article"]
    var rules = ""
    for (index, label) in ["x", "y", "z-unspecified"].enumerated() {
      let unless = list(1...2)
      let any = list(1...2)
      let extent = extents.randomElement(using: &random)!
      let match = list(1...3)
      rules += "  - {id: r\(index), emit: {l: \(label)}, match: [\(match)]"
      rules +=
        maybe { ", unless: [\(unless)]" } + maybe { ", needs: {within: \(extent), any: [\(any)]}" } + "}\n"
    }
    let on = Int.random(in: 1...4, using: &random)
    let attached = list(1...2)
    let gap = Int.random(in: 1...4, using: &random)
    let cues = list(1...2)
    let reach = ["before", "after", "both"].randomElement(using: &random)!
    let tokens = Int.random(in: 1...5, using: &random)
    return """
      waybill: 1
      ruleset: {id: t}
      classifiers:
        - {id: w, plugin: weapon-category, emits: [l]}
        - {id: g, plugin: munition-guidance, emits: [g], needs: [w]}
        - {id: s, plugin: supplier-confidence, emits: [supply], needs: [w, g]}
      labels:
        l: {kind: enum, of: [x, y, z-unspecified]}
        g: {kind: enum, of: [guided, n/a]}
        supply: {kind: scale, of: [denied, confirmed]}
      lists: {stop.clause: [but, ";"], greek: [kappa, sigma, alpha ..1 sigma]}
      actors:
        - {id: IRN, type: state, names: [Iran]}
        - {id: RUS, type: state, names: [Russia]}
      designators:
        d: {stem: [Delta], number: [1, 2], join: [hyphen, space], emit: {l: x}}
      rules:
      \(rules)
        - {id: on, emit: {g: guided}, on: {label: l, reach: both, tokens: \(on)}, match: [\(attached)]}
        - id: frame
          voice: \(["any", "active", "passive"].randomElement(using: &random)!)
          frame: {supplier: {is: $actor.state}, item: {label: l}, recipient: {is: $actor.state}}
          emit: {supply: confirmed}
          match: [<supplier> ..\(gap) send~ ..\(gap) <item> ..2 to <recipient>, send~ ..1 <item> to <recipient>]
      modifiers:
        m: {sets: {stance: denied}, cues: [\(cues)], reach: \(reach), scope: {within: clause, tokens: \(tokens), stop: [beta]}}
      """
  }

  private static func article(_ random: inout SeededGenerator) -> String {
    let others = [
      "Iran", "Russia", "to", "but", "was", "Delta-1", "Delta 3", "the", "Iran sent alpha to Russia", "flew",
    ]
    return (0..<Int.random(in: 3...30, using: &random)).map { _ in
      (Int.random(in: 0..<3, using: &random) == 0 ? others : words).randomElement(using: &random)!
        + [" ", " ", " ", " ", " ", ", ", ". ", "; ", "\n\n"].randomElement(using: &random)!
    }.joined()
  }

  private static let names = [
    "t#rule.r0", "t#rule.r1", "t#rule.r2", "t#rule.on", "t#rule.frame", "t#modifier.m", "t#designator.d",
  ]

  /// How often each outcome was met, so that none of them is held by nothing.
  private struct Tally {
    var hits = 0
    var repairs = 0
    var misses = 0
  }

  private static func run(_ seed: UInt64, _ tally: inout Tally) throws {
    var random = SeededGenerator(seed: seed)
    let bench = try RuleBench(ruleSet(&random))
    let pipeline = Pipeline(bench.rules, plugins: BuiltInClassifiers.all)
    for _ in 0..<3 {
      let text = article(&random)
      let article = Article(id: "a", text: text)
      let findings = pipeline.classify(article).findings
      for name in names {
        let why = try bench.whyNot(name, text)
        // A record names the rules behind mentions and evidence.
        let isNamed =
          findings.weapons.contains { $0.rule.hasPrefix(name + "@") }
          || findings.claims.contains { $0.evidence.contains { $0.rule.hasPrefix(name + "@") } }
        if name != "t#modifier.m", name != "t#rule.on" {
          #expect(why.isHit == isNamed, "seed \(seed): \(name): \(text)")
        }
        #expect(why.isHit == bench.hits(name, text))
        #expect(why.isHit == why.misses.isEmpty || !why.isHit)
        if why.isHit { tally.hits += 1 } else if !why.misses.isEmpty { tally.misses += 1 }
        guard let repair = why.repair else { continue }
        tally.repairs += 1
        let changed = try #require(bench.workshop.applying(repair.edits))
        let rules = try #require(changed.compiled())
        #expect(
          WhyNot.isHit(name, in: article, rules: rules, plugins: changed.plugins),
          "seed \(seed): \(name): \(repair.edits.map(\.summary)): \(text)")
      }
    }
  }

  @Test func `says hit where classifying hits, and proposes what helps`() throws {
    var tally = Tally()
    for seed in 1...30 as ClosedRange<UInt64> { try Self.run(seed, &tally) }
    #expect(tally.hits > 30 && tally.misses > 60 && tally.repairs > 30, "\(tally)")
  }

  /// The phrases laid beside a text without cost are those that the engine matches, and no others.
  @Test func `an alignment costs nothing where the engine matches, and only there`() throws {
    var matches = 0
    for seed in 1...150 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let phrase = Self.phrase(&random)
      let bench = try RuleBench(
        """
        waybill: 1
        ruleset: {id: t}
        classifiers: [{id: c, plugin: labels, emits: [l]}]
        labels: {l: {kind: enum, of: [x]}}
        lists: {stop.clause: [but, ";"], greek: [kappa, sigma, alpha ..1 sigma]}
        rules: [{id: a, emit: {l: x}, match: ["\(phrase)"]}]
        """)
      let rules = try #require(bench.workshop.compiled(dissecting: "t#rule.a"))
      let anatomy = try #require(rules.anatomy)
      for _ in 0..<4 {
        let text = Self.article(&random)
        let article = Article(id: "a", text: text)
        let reading = rules.program.read(article)
        let inspection = rules.program.inspect(article, for: anatomy.variants.map(\.pattern))
        // Page furniture is laid beside phrases too, and never read.
        let zones = inspection.reading.segmentation.sentences.map(\.zone)
        let isAligned = inspection.alignments.contains { $0.isMatch && zones[$0.sentence] != .furniture }
        #expect(
          isAligned == !reading.labels.isEmpty,
          "seed \(seed): `\(phrase)` in: \(text)")
        // What the anatomy adds to the rules finds nothing more and nothing less.
        #expect(reading.labels == bench.rules.program.read(article).labels)
        if !reading.labels.isEmpty { matches += 1 }
      }
    }
    #expect(matches > 50)
  }
}
