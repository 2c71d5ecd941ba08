/// Right, wrong and missing, and the figures made of them.
package struct Counts: Sendable, Hashable {
  package var right = 0
  package var wrong = 0
  package var missing = 0

  package init() {}

  mutating func add<Thing: Hashable>(gold: Set<Thing>, found: Set<Thing>) {
    let both = gold.intersection(found).count
    right += both
    wrong += found.count - both
    missing += gold.count - both
  }

  static func += (a: inout Counts, b: Counts) {
    a.right += b.right
    a.wrong += b.wrong
    a.missing += b.missing
  }

  /// The share of what was found that is right; 0 when nothing was found.
  package var precision: Double { Double.share(right, of: right + wrong) }
  /// The share of what there is that was found; 0 when there is nothing.
  package var recall: Double { Double.share(right, of: right + missing) }
  /// The harmonic mean of both.
  package var f1: Double {
    precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }
}

extension Double {
  static func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

/// How often one of two things was the case.
package struct Hits: Sendable, Hashable {
  package var right = 0
  package var all = 0

  mutating func add(_ isRight: Bool) {
    right += isRight ? 1 : 0
    all += 1
  }

  static func += (a: inout Hits, b: Hits) {
    a.right += b.right
    a.all += b.all
  }

  /// 0 when there was no case.
  package var share: Double { Double.share(right, of: all) }
}

/// What is counted over articles; sums of them are counted the same way, which is what the bootstrap needs.
package struct Tally: Sendable {
  package var articles = 0
  package var leaf = Counts()
  package var branch = Counts()
  package var mention = Counts()
  package var pair = Counts()
  package var claim = Counts()
  package var relevant = Counts()
  package var guidance = Hits()
  package var status = Hits()
  /// Matched pairs by the label's grade and the found one: a square, row by row.
  package var grades = [Int](repeating: 0, count: Grade.names.count * Grade.names.count)
  package var falseAlarms = 0
  /// Articles without any claim.
  package var negatives = 0

  package init() {}

  /// Counts one article.
  init(_ comparison: ArticleComparison, branch branchOf: (String) -> String) {
    let (gold, found) = (comparison.gold, comparison.prediction)
    articles = 1
    leaf.add(gold: Set(gold.mentions.map(\.leaf)), found: Set(found.mentions.map(\.leaf)))
    branch.add(
      gold: Set(gold.mentions.map { branchOf($0.leaf) }), found: Set(found.mentions.map { branchOf($0.leaf) })
    )
    mention.right = comparison.matched.count
    mention.wrong = comparison.extra.count
    mention.missing = comparison.missed.count
    for (wanted, name) in comparison.matched where wanted.guidance != "n/a" {
      guidance.add(wanted.guidance == name.guidance)
    }
    pair.add(gold: comparison.goldPairs, found: comparison.predictedPairs)
    claim.add(
      gold: comparison.transfers(gold.claims, branchOf), found: comparison.transfers(found.claims, branchOf))
    for match in comparison.matchedPairs {
      status.add(match.gold.status == match.predicted.status)
      grades[Grade.rank(match.gold.grade) * Grade.names.count + Grade.rank(match.predicted.grade)] += 1
    }
    relevant.add(gold: gold.claims.isEmpty ? [] : [0], found: found.claims.isEmpty ? [] : [0])
    if gold.claims.isEmpty {
      negatives = 1
      falseAlarms = comparison.predictedPairs.count
    }
  }

  static func += (a: inout Tally, b: Tally) {
    a.articles += b.articles
    a.leaf += b.leaf
    a.branch += b.branch
    a.mention += b.mention
    a.pair += b.pair
    a.claim += b.claim
    a.relevant += b.relevant
    a.guidance += b.guidance
    a.status += b.status
    for index in a.grades.indices { a.grades[index] += b.grades[index] }
    a.falseAlarms += b.falseAlarms
    a.negatives += b.negatives
  }

  /// Pairs of parties that both have.
  package var matchedPairs: Int { grades.reduce(0, +) }

  /// The share of matched pairs whose grade is the label's.
  package var gradeExact: Double {
    Double.share(
      Grade.names.indices.reduce(0) { $0 + grades[$1 * Grade.names.count + $1] }, of: matchedPairs)
  }

  /// Cohen's kappa over matched pairs, with quadratic weights; 0 without pairs, 1 where chance alone agrees as well.
  package var gradeKappa: Double {
    let side = Grade.names.count
    let total = Double(matchedPairs)
    guard total > 0 else { return 0 }
    let rows = (0..<side).map { row in (0..<side).reduce(0) { $0 + grades[row * side + $1] } }
    let columns = (0..<side).map { column in (0..<side).reduce(0) { $0 + grades[$1 * side + column] } }
    var seen = 0.0
    var expected = 0.0
    for row in 0..<side {
      for column in 0..<side {
        let weight = Double((row - column) * (row - column)) / Double((side - 1) * (side - 1))
        seen += weight * Double(grades[row * side + column])
        expected += weight * Double(rows[row] * columns[column]) / total
      }
    }
    return expected > 0 ? 1 - seen / expected : 1
  }

  /// False alarms for a hundred articles without any claim.
  package var falseAlarmsPerHundred: Double { 100 * Double.share(falseAlarms, of: negatives) }

  /// The counts that precision and recall are made of, by their names.
  package var counts: [(name: String, counts: Counts)] {
    [
      ("leaf", leaf), ("branch", branch), ("mention", mention), ("pair", pair), ("claim", claim),
      ("relevant", relevant),
    ]
  }

  /// The shares and rates, by their names.
  package var rates: [(name: String, value: Double)] {
    [
      ("guidance_accuracy", guidance.share), ("status_accuracy", status.share), ("grade_kappa", gradeKappa),
      ("grade_exact", gradeExact), ("false_alarms_per_100", falseAlarmsPerHundred),
    ]
  }

  /// Every figure by its name; of counts `leaf.p`, `leaf.r` and `leaf.f1`.
  package var figures: [(name: String, value: Double)] {
    counts.flatMap { name, counts in
      [("\(name).p", counts.precision), ("\(name).r", counts.recall), ("\(name).f1", counts.f1)]
    } + rates
  }
}
