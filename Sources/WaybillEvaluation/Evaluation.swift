import WaybillCore

/// Labels and findings of many articles compared: figures with their intervals, by leaf and by group, and the errors.
package struct Evaluation: Sendable {
  /// A thing that the labels and the findings do not agree on.
  package struct Failure: Sendable, Hashable {
    /// What is wrong; the raw values are part of the output's contract.
    package enum Kind: String, Sendable, CaseIterable {
      case missedMention = "missed mention"
      case extraMention = "extra mention"
      case guidance
      case missedPair = "missed pair"
      case extraPair = "extra pair"
      case status, grade
    }

    package var article: String
    package var kind: Kind
    /// The words of the mention, or the pair.
    package var what: String
    /// The leaf, the two values that differ, or the label's quotation.
    package var detail: String
  }

  /// How right the findings of one leaf are.
  package struct LeafFigures: Sendable {
    package var leaf: String
    /// Distinct mentions.
    package var mentions = Counts()
    /// Articles that have the leaf.
    package var articles = Counts()
  }

  /// How often one value was taken for another.
  package struct Confusion: Sendable, Hashable {
    package var gold: String
    package var found: String
    package var count: Int
  }

  package private(set) var total = Tally()
  /// Labelled articles that have no prediction; they count as empty.
  package private(set) var withoutPrediction = 0
  /// By construction or group, in order of their names.
  package private(set) var groups: [(name: String, tally: Tally)] = []
  /// Those with the most errors first, then those with the most mentions.
  package private(set) var leaves: [LeafFigures] = []
  /// In the order of the articles.
  package private(set) var failures: [Failure] = []
  package private(set) var leafConfusions: [Confusion] = []
  package private(set) var guidanceConfusions: [Confusion] = []
  package private(set) var statusConfusions: [Confusion] = []
  /// For each figure, by its name, the interval that holds 95 % of the resamples.
  package private(set) var intervals: [String: ClosedRange<Double>] = [:]

  /// Compares labels and predictions.
  /// - Parameters:
  ///   - branches: the branch of each leaf; a leaf without one is its own.
  ///   - resamples: how often the articles are drawn anew for the intervals; 0 for none.
  ///   - seed: what the draws begin with.
  /// - Complexity: O(articles × (mentions² + resamples))
  package init(
    _ gold: [Gold], predictions: [String: Prediction], branches: [String: String], resamples: Int,
    seed: UInt64
  ) {
    var tallies: [Tally] = []
    var byGroup: [String: Tally] = [:]
    var byLeaf: [String: LeafFigures] = [:]
    var confusions = Confusions()
    for article in gold {
      let prediction = predictions[article.article.id]
      if prediction == nil { withoutPrediction += 1 }
      let comparison = ArticleComparison(article, prediction ?? .empty)
      let tally = Tally(comparison) { branches[$0] ?? $0 }
      tallies.append(tally)
      total += tally
      for group in Set(article.groups) { byGroup[group, default: Tally()] += tally }
      count(comparison, &byLeaf)
      confusions.add(comparison)
      failures += Self.failures(comparison)
    }
    groups = byGroup.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    leaves = byLeaf.values.sorted { a, b in
      let (x, y) = (a.mentions, b.mentions)
      return (y.wrong + y.missing, y.right, a.leaf) < (x.wrong + x.missing, x.right, b.leaf)
    }
    leafConfusions = Confusions.sorted(confusions.leaves)
    guidanceConfusions = Confusions.sorted(confusions.guidance)
    statusConfusions = Confusions.sorted(confusions.statuses)
    intervals = Self.intervals(tallies, resamples: resamples, seed: seed)
  }

  private func count(_ comparison: ArticleComparison, _ leaves: inout [String: LeafFigures]) {
    func change(_ leaf: String, _ body: (inout LeafFigures) -> Void) {
      body(&leaves[leaf, default: LeafFigures(leaf: leaf)])
    }
    for match in comparison.matched { change(match.gold.leaf) { $0.mentions.right += 1 } }
    for name in comparison.missed { change(name.leaf) { $0.mentions.missing += 1 } }
    for name in comparison.extra { change(name.leaf) { $0.mentions.wrong += 1 } }
    let wanted = Set(comparison.gold.mentions.map(\.leaf))
    let found = Set(comparison.prediction.mentions.map(\.leaf))
    for leaf in wanted.intersection(found) { change(leaf) { $0.articles.right += 1 } }
    for leaf in wanted.subtracting(found) { change(leaf) { $0.articles.missing += 1 } }
    for leaf in found.subtracting(wanted) { change(leaf) { $0.articles.wrong += 1 } }
  }

  // MARK: Failures

  private static func failures(_ comparison: ArticleComparison) -> [Failure] {
    var failures: [Failure] = []
    func add(_ kind: Failure.Kind, _ what: String, _ detail: String) {
      failures.append(
        Failure(article: comparison.gold.article.id, kind: kind, what: what, detail: detail))
    }
    for name in comparison.missed { add(.missedMention, name.text, name.leaf) }
    for name in comparison.extra { add(.extraMention, name.text, name.leaf) }
    for (wanted, name) in comparison.matched
    where wanted.guidance != "n/a" && wanted.guidance != name.guidance {
      add(.guidance, wanted.text, "\(wanted.guidance) not \(name.guidance)")
    }
    for pair in comparison.goldPairs.subtracting(comparison.predictedPairs).sorted() {
      let claim = comparison.gold.claims.first { ArticleComparison.Pair($0) == pair }
      add(.missedPair, "\(pair)", claim?.evidence ?? "")
    }
    for pair in comparison.predictedPairs.subtracting(comparison.goldPairs).sorted() {
      let claim = comparison.prediction.claims.first { ArticleComparison.Pair($0) == pair }
      add(.extraPair, "\(pair)", claim?.evidence ?? "")
    }
    for match in comparison.matchedPairs {
      if match.gold.status != match.predicted.status {
        add(.status, "\(match.pair)", "\(match.gold.status) not \(match.predicted.status)")
      }
      if match.gold.grade != match.predicted.grade {
        add(.grade, "\(match.pair)", "\(match.gold.grade) not \(match.predicted.grade)")
      }
    }
    return failures
  }

  // MARK: Intervals

  /// Draws the articles anew, with replacement, and takes the middle 95 % of what the figures come to.
  private static func intervals(_ tallies: [Tally], resamples: Int, seed: UInt64) -> [String: ClosedRange<
    Double
  >] {
    guard resamples > 0, !tallies.isEmpty else { return [:] }
    var random = SplitMix64(seed: seed)
    let names = Tally().figures.map(\.name)
    var values = [[Double]](repeating: [], count: names.count)
    for _ in 0..<resamples {
      var sum = Tally()
      for _ in tallies.indices { sum += tallies[Int.random(in: tallies.indices, using: &random)] }
      for (index, figure) in sum.figures.enumerated() { values[index].append(figure.value) }
    }
    var intervals: [String: ClosedRange<Double>] = [:]
    for (name, values) in zip(names, values) {
      let sorted = values.sorted()
      func quantile(_ share: Double) -> Double {
        sorted[Int((share * Double(sorted.count - 1)).rounded())]
      }
      intervals[name] = quantile(0.025)...quantile(0.975)
    }
    return intervals
  }
}

/// What was taken for what.
private struct Confusions {
  var leaves: [[String]: Int] = [:]
  var guidance: [[String]: Int] = [:]
  var statuses: [[String]: Int] = [:]

  mutating func add(_ comparison: ArticleComparison) {
    // A missed mention whose words were found under another leaf was confused; the rest was missed, or is too much.
    var extra = comparison.extra
    for name in comparison.missed {
      let other = extra.firstIndex { $0.folded.namesSame(as: name.folded) }
      leaves[[name.leaf, other.map { extra.remove(at: $0).leaf } ?? "–"], default: 0] += 1
    }
    for name in extra { leaves[["–", name.leaf], default: 0] += 1 }
    for (wanted, name) in comparison.matched where wanted.guidance != "n/a" {
      guidance[[wanted.guidance, name.guidance], default: 0] += 1
    }
    for match in comparison.matchedPairs {
      statuses[[match.gold.status, match.predicted.status], default: 0] += 1
    }
  }

  static func sorted(_ counts: [[String]: Int]) -> [Evaluation.Confusion] {
    counts.map { .init(gold: $0.key[0], found: $0.key[1], count: $0.value) }
      .sorted { ($1.count, $0.gold, $0.found) < ($0.count, $1.gold, $1.found) }
  }
}

/// Random numbers that come out the same in every run.
private struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
