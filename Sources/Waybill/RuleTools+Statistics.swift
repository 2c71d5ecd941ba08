import BuiltInClassifiers
import WaybillAuthoring
import WaybillCore
import WaybillCorpus
import WaybillEvaluation
import WaybillPipeline
import WaybillRules
import WaybillText

extension RuleTools {
  /// What to count rules on, and how to say it.
  public struct StatisticsOptions: Sendable, Hashable {
    /// What rows are sorted by.
    public enum Order: String, Sendable, CaseIterable {
      /// What was found.
      case hits
      /// The share of the work.
      case work
      /// Conflicts lost.
      case lost
      /// Findings that the labels do not have.
      case wrong
      case name
    }

    /// Files and folders of articles; `-` is standard input.
    public var corpus: [String]
    /// A file of labelled articles; nil for none.
    public var gold: String?
    /// Whether the labelled articles are read again without each rule.
    public var ablates = false
    /// How many rows each table has.
    public var top = 25
    public var order = Order.hits
    /// How many batches are worked on at the same time.
    public var jobs = 1
    /// One JSON object in place of the report for people.
    public var writesJSON = false
    /// Whether the report is read on a terminal with colours.
    public var usesColour = false

    public init(corpus: [String]) { self.corpus = corpus }
  }

  /// Counts what each rule, modifier and list does in a corpus.
  /// - Parameter progress: told after each batch how far the run has come; `claims` stays zero.
  /// - Returns: the report, and what was read.
  /// - Throws: `RuleError`, `CorpusError` or `CancellationError`.
  public static func statistics(
    _ sources: [RuleSource], options: StatisticsOptions, progress: (CorpusProgress) -> Void = { _ in }
  ) async throws -> (report: String, read: CorpusProgress) {
    var library = RuleLibrary(sources)
    guard let rules = library.compile(indexesPhrases: true) else { throw RuleError(library) }
    let gold = try options.gold.map { path throws(CorpusError) in try Gold.read(path) }
    var statistics = RuleStatistics(Pipeline(rules, plugins: BuiltInClassifiers.all))
    let (table, empty) = (statistics.table, statistics.empty)
    let read = try await CorpusPass.run(options.corpus, jobs: options.jobs, progress: progress) {
      empty
    } look: { article, tally in
      tally.add(article, by: rules, table)
    } deliver: {
      statistics.add($0)
    }
    if let gold { try await statistics.judge(gold, ablates: options.ablates, jobs: options.jobs) }

    let lines = Dictionary(library.files.map { ($0.path, LineIndex($0.bytes)) }) { first, _ in first }
    func place(_ place: Place) -> String {
      place.file + (lines[place.file].map { ":\($0.position(of: place.range.start).line)" } ?? "")
    }
    let order = RuleStatistics.Order(rawValue: options.order.rawValue) ?? .hits
    guard options.writesJSON else {
      return (
        statistics.text(top: options.top, order: order, usesColour: options.usesColour, place: place), read
      )
    }
    var json = JSONText(bytes: [])
    statistics.append(to: &json, order: order, place: place)
    return (String(decoding: json.bytes, as: UTF8.self), read)
  }
}
