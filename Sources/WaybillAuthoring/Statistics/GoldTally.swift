import WaybillCore
import WaybillEvaluation
import WaybillMatching
package import WaybillPipeline
import WaybillRules

/// What rules get right and wrong in labelled articles, and what would come of it without them.
package struct GoldTally: Sendable {
  /// What one construct says in labelled articles.
  package struct Counts: Sendable, Hashable {
    /// Distinct mentions or pairs of an article that the labels have.
    package var right = 0
    /// Those that they do not have.
    package var wrong = 0
    /// How many the labels have that the construct could say: mentions of its leaves, of a frame all pairs.
    package var labelled: Int?

    package var precision: Double? { right + wrong == 0 ? nil : Double(right) / Double(right + wrong) }
    package var recall: Double? { labelled.flatMap { $0 == 0 ? nil : Double(right) / Double($0) } }
  }

  /// What changes when a construct is taken away: mentions, their guidance, pairs, their status and grade.
  package struct Ablation: Sendable, Hashable {
    /// Right before and not any more.
    package var rightLost = 0
    /// Wrong before and not any more.
    package var wrongGone = 0
    /// Right only without the construct.
    package var rightGained = 0
    /// Wrong only without the construct.
    package var wrongNew = 0

    /// Whether nothing changes.
    package var isIdle: Bool { self == Ablation() }
  }

  package private(set) var articles = 0
  package private(set) var counts: [Counts]
  /// By the construct's number; empty unless asked for.
  package private(set) var ablations: [Int: Ablation] = [:]
  /// For each construct, the labelled articles in which it says anything.
  private var articlesOfConstruct: [Int: [Int]] = [:]
  private var judgements: [Judgement] = []
  private let gold: [Gold]

  /// Compares the findings of every labelled article with its labels.
  init(_ gold: [Gold], by pipeline: Pipeline, _ table: ConstructTable) {
    self.gold = gold
    counts = [Counts](repeating: Counts(), count: table.constructs.count)
    let numbers = Dictionary(table.constructs.enumerated().map { ($1.name, $0) }) { first, _ in first }
    for (index, labelled) in gold.enumerated() {
      let reading = pipeline.rules.program.read(labelled.article)
      let findings = pipeline.findings(in: reading)
      let comparison = ArticleComparison(labelled, Prediction(findings))
      judgements.append(Judgement(comparison))
      for construct in Self.constructs(in: reading, table) {
        articlesOfConstruct[construct, default: []].append(index)
      }
      count(comparison, findings) { numbers[RecordEntry.name(of: $0)] }
    }
    articles = gold.count
    countLabels(pipeline.rules.program, table)
  }

  /// The constructs that say anything in an article.
  private static func constructs(in reading: Reading, _ table: ConstructTable) -> Set<Int> {
    var found: Set<Int> = []
    for hit in reading.labels {
      found.insert(table.ofRule[hit.rule])
      for attachment in hit.attachments { found.insert(table.ofRule[attachment.rule]) }
    }
    for frame in reading.frames { found.insert(table.ofRule[frame.rule]) }
    for cue in reading.cues { found.insert(table.ofModifier[cue.modifier]) }
    return found
  }

  private mutating func count(
    _ comparison: ArticleComparison, _ findings: Findings, construct: (String) -> Int?
  ) {
    func rules(_ name: ArticleComparison.Name) -> Set<Int> {
      Set(name.indices.compactMap { construct(findings.weapons[$0].rule) })
    }
    for match in comparison.matched { for number in rules(match.predicted) { counts[number].right += 1 } }
    for name in comparison.extra { for number in rules(name) { counts[number].wrong += 1 } }
    for pair in comparison.predictedPairs {
      let frames = findings.claims.filter { claim in
        claim.grade != "denied"
          && ArticleComparison.Pair(supplier: claim.supplier.id, recipient: claim.recipient.id) == pair
      }
      .flatMap { $0.evidence.compactMap { construct($0.rule) } }
      for number in Set(frames) {
        if comparison.goldPairs.contains(pair) {
          counts[number].right += 1
        } else {
          counts[number].wrong += 1
        }
      }
    }
  }

  /// Counts what the labels have that each construct could say.
  private mutating func countLabels(_ program: RuleProgram, _ table: ConstructTable) {
    var mentions: [String: Int] = [:]
    var pairs = 0
    for article in gold {
      let comparison = ArticleComparison(article, .empty)
      for name in comparison.missed { mentions[name.leaf, default: 0] += 1 }
      pairs += comparison.goldPairs.count
    }
    for (construct, rules) in table.rules.enumerated() where !rules.isEmpty {
      if rules.contains(where: { !program.rules[$0].slots.isEmpty }) {
        counts[construct].labelled = pairs
      } else if program.rules[rules[0]].attachment == nil {
        let leaves = Set(
          rules.flatMap { program.catalog.rules[$0].emits }.map { program.catalog.labels[$0].name })
        counts[construct].labelled = leaves.reduce(0) { $0 + mentions[$1, default: 0] }
      }
    }
  }

  // MARK: Ablation

  /// Reads again, without each construct that says anything, the articles in which it does.
  package mutating func ablate(_ pipeline: Pipeline, _ table: ConstructTable, jobs: Int) async throws {
    var waiting = articlesOfConstruct.keys.sorted().makeIterator()
    let (gold, judgements, articlesOfConstruct) = (gold, judgements, articlesOfConstruct)
    var ablations: [Int: Ablation] = [:]
    try await OrderedRun(jobs: jobs)(
      next: { waiting.next() },
      work: { construct in
        let without = pipeline.with(
          pipeline.rules.program.without(
            rules: Set(table.rules[construct]), modifiers: Set(table.modifiers[construct])))
        var ablation = Ablation()
        for index in articlesOfConstruct[construct] ?? [] {
          let findings = without.classify(gold[index].article).findings
          let after = Judgement(ArticleComparison(gold[index], Prediction(findings)))
          ablation.add(judgements[index], after)
        }
        return (construct, ablation)
      },
      deliver: { construct, ablation in ablations[construct] = ablation })
    self.ablations = ablations
  }
}

extension GoldTally.Ablation {
  fileprivate mutating func add(_ before: Judgement, _ after: Judgement) {
    rightLost += before.right.subtracting(after.right).count
    wrongGone += before.wrong.subtracting(after.wrong).count
    rightGained += after.right.subtracting(before.right).count
    wrongNew += after.wrong.subtracting(before.wrong).count
  }
}

/// What is right and what is wrong in an article, as things that can be told apart.
private struct Judgement: Sendable {
  struct Point: Hashable {
    var aspect: String
    var what: String
    var leaf = ""
  }

  var right: Set<Point> = []
  var wrong: Set<Point> = []

  init(_ comparison: ArticleComparison) {
    for (gold, found) in comparison.matched {
      right.insert(Point(aspect: "mention", what: gold.text, leaf: gold.leaf))
      if gold.guidance != "n/a" {
        add(gold.guidance == found.guidance, Point(aspect: "guidance", what: gold.text, leaf: gold.leaf))
      }
    }
    for name in comparison.extra { wrong.insert(Point(aspect: "mention", what: name.text, leaf: name.leaf)) }
    for pair in comparison.predictedPairs {
      add(comparison.goldPairs.contains(pair), Point(aspect: "pair", what: "\(pair)"))
    }
    for match in comparison.matchedPairs {
      add(match.gold.status == match.predicted.status, Point(aspect: "status", what: "\(match.pair)"))
      add(match.gold.grade == match.predicted.grade, Point(aspect: "grade", what: "\(match.pair)"))
    }
  }

  private mutating func add(_ isRight: Bool, _ point: Point) {
    if isRight { right.insert(point) } else { wrong.insert(point) }
  }
}
