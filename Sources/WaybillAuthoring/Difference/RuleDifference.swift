package import WaybillCore
import WaybillMatching
package import WaybillPipeline
import WaybillRules
import WaybillText

/// What a change of rules does to a corpus: counts for each rule, and samples.
///
/// Articles are read under both rule sets one by one; only what differs is kept, and of that only counts and samples.
package struct RuleDifference: Sendable {
  /// The changes put down to one rule, of one kind.
  package struct Group: Sendable {
    package var kind: RecordEntry.Kind
    package var rule: String
    package var counts: [RecordChange.Effect: Int] = [:]
    /// The changes chosen to be shown, by effect, in the order of the corpus.
    package var samples: [RecordChange.Effect: [RecordChange]] = [:]
    /// The samples' places in the draw: the lowest win.
    fileprivate var lots: [RecordChange.Effect: [(lot: UInt64, number: Int, change: RecordChange)]] = [:]

    package var total: Int { counts.values.reduce(0, +) }
  }

  package let rules: RuleChanges
  /// How many samples are kept for each rule and effect.
  package let samplesKept: Int
  private var groups: [Key: Group] = [:]
  private(set) package var changes = 0
  private(set) package var changedArticles = 0

  private struct Key: Hashable {
    var kind: RecordEntry.Kind
    var rule: String
  }

  package init(from old: Pipeline, to new: Pipeline, samples: Int) {
    rules = RuleChanges(from: old.rules.program.catalog, to: new.rules.program.catalog)
    samplesKept = samples
  }

  /// Returns how an article's record changes.
  package static func changes(
    of article: Article, from old: Pipeline, to new: Pipeline, rules: RuleChanges
  ) -> [RecordChange] {
    let before = ArticleReading(article, by: old)
    let after = ArticleReading(article, by: new)
    return RecordEntry.Kind.allCases.flatMap { RecordChange.between(before, after, $0, rules: rules) }
  }

  /// Counts the changes of one article; articles come in the order of the corpus.
  package mutating func add(_ articleChanges: [RecordChange]) {
    guard !articleChanges.isEmpty else { return }
    changedArticles += 1
    for change in articleChanges {
      changes += 1
      let key = Key(kind: change.kind, rule: change.rule)
      groups[key, default: Group(kind: change.kind, rule: change.rule)]
        .add(change, number: changes, keeping: samplesKept)
    }
  }

  /// The groups: by kind, then those with the most changes first.
  package var sortedGroups: [Group] {
    groups.values.map(\.drawn).sorted {
      let (a, b) = (Self.rank($0.kind), Self.rank($1.kind))
      return (a, $1.total, $0.rule) < (b, $0.total, $1.rule)
    }
  }

  /// Returns how many changes of a kind have an effect.
  package func count(_ kind: RecordEntry.Kind, _ effect: RecordChange.Effect) -> Int {
    groups.values.reduce(0) { $0 + ($1.kind == kind ? $1.counts[effect, default: 0] : 0) }
  }

  private static func rank(_ kind: RecordEntry.Kind) -> Int {
    RecordEntry.Kind.allCases.firstIndex(of: kind)!
  }
}

extension RuleDifference.Group {
  /// Counts a change and lets it take part in the draw.
  ///
  /// The lot is a hash of where the change stands, so that the draw is even over the corpus, needs no memory for those
  /// that lose, and comes out the same whatever the number of jobs.
  fileprivate mutating func add(_ change: RecordChange, number: Int, keeping limit: Int) {
    counts[change.effect, default: 0] += 1
    guard limit > 0 else { return }
    var lots = self.lots[change.effect] ?? []
    lots.append((Self.lot(change), number, change))
    if lots.count > limit {
      let worst = lots.indices.max { (lots[$0].lot, lots[$0].number) < (lots[$1].lot, lots[$1].number) }!
      lots.remove(at: worst)
    }
    self.lots[change.effect] = lots
  }

  fileprivate var drawn: Self {
    var group = self
    group.samples = lots.mapValues { $0.sorted { $0.number < $1.number }.map(\.change) }
    group.lots = [:]
    return group
  }

  private static func lot(_ change: RecordChange) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in change.article.utf8 { add(byte) }
    let start = UInt64(change.entry.spans.first?.range.start ?? 0)
    for shift in stride(from: UInt64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: start >> shift)) }
    // The lower bits alone follow the last byte too closely.
    return hash ^ (hash >> 32)
  }
}
