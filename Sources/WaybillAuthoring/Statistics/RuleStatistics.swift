package import WaybillCore
package import WaybillEvaluation
package import WaybillPipeline
import WaybillRules

/// What each rule, modifier and list does in a corpus, what it costs, and with labels how right it is.
package struct RuleStatistics: Sendable {
  /// What rows are sorted by.
  package enum Order: String, Sendable, CaseIterable {
    case hits, work, lost, wrong, name
  }

  /// One construct.
  package struct Row: Sendable {
    package var construct: Int
    package var name: String
    package var counts: RuleTally.Counts
    /// Its share of the work that can be told apart.
    package var share: Double
    /// The construct that shares words with it most often, and how often.
    package var partner: (name: String, count: Int)?
    package var gold: GoldTally.Counts?
    package var ablation: GoldTally.Ablation?
  }

  /// One phrase as its author wrote it.
  package struct PhraseRow: Sendable {
    package var owner: String
    package var kind: ConstructTable.Kind
    package var text: String
    package var place: Place
    package var hits: Int
    package var articles: Int
  }

  package let table: ConstructTable
  package private(set) var tally: RuleTally
  package private(set) var gold: GoldTally?
  private let pipeline: Pipeline

  /// - Parameter pipeline: rules compiled with an index of their phrases.
  package init(_ pipeline: Pipeline) {
    precondition(pipeline.rules.phrases != nil, "the phrases must be indexed")
    self.pipeline = pipeline
    table = ConstructTable(pipeline.rules)
    tally = RuleTally(table)
  }

  /// An empty tally to count a batch of articles in.
  package var empty: RuleTally { RuleTally(table) }

  /// Adds what was counted in a batch.
  package mutating func add(_ batch: RuleTally) { tally += batch }

  /// Compares with labels; with `ablates` also reads the labelled articles again without each construct.
  package mutating func judge(_ labels: [Gold], ablates: Bool, jobs: Int) async throws {
    var tally = GoldTally(labels, by: pipeline, table)
    if ablates { try await tally.ablate(pipeline, table, jobs: jobs) }
    gold = tally
  }

  // MARK: Rows

  /// The share of the work that goes to a kind of construct.
  package func share(_ kind: ConstructTable.Kind) -> Double {
    let work = table.constructs.indices.reduce(0) {
      $0 + (table.constructs[$1].kind == kind ? tally.counts[$1].work : 0)
    }
    return Double(work) / Double(max(1, totalWork))
  }

  private var totalWork: Int { tally.counts.reduce(0) { $0 + $1.work } }

  /// The constructs of a kind.
  package func rows(_ kind: ConstructTable.Kind, by order: Order) -> [Row] {
    let total = Double(max(1, totalWork))
    let partners = tally.topPartners()
    let rows = table.constructs.enumerated().filter { $1.kind == kind }.map { number, construct in
      Row(
        construct: number, name: construct.name, counts: tally.counts[number],
        share: Double(tally.counts[number].work) / total,
        partner: partners[number].map { (table.constructs[$0.partner].name, $0.count) },
        gold: gold?.counts[number], ablation: gold?.ablations[number])
    }
    func key(_ row: Row) -> Int {
      switch order {
      case .hits: row.counts.hits
      case .work: row.counts.work
      case .lost: row.counts.lost
      case .wrong: row.gold?.wrong ?? 0
      case .name: 0
      }
    }
    return rows.sorted {
      (key($1), order == .name ? 0 : $1.counts.hits, $0.name)
        < (key($0), order == .name ? 0 : $0.counts.hits, $1.name)
    }
  }

  /// The phrases of one kind of construct, those found most often first, and of the rest as they stand in the files.
  package func phrases(of kind: ConstructTable.Kind) -> [PhraseRow] {
    let entries = pipeline.rules.phrases?.entries ?? []
    let rows = entries.indices.filter { table.constructs[table.ofPhrase[$0]].kind == kind }.map { number in
      PhraseRow(
        owner: table.constructs[table.ofPhrase[number]].name, kind: kind, text: entries[number].text,
        place: entries[number].place, hits: tally.phraseHits[number], articles: tally.phraseArticles[number])
    }
    return rows.enumerated().sorted { ($1.element.hits, $0.offset) < ($0.element.hits, $1.offset) }.map(
      \.element)
  }
}
