import BuiltInClassifiers
import WaybillAuthoring
import WaybillCore
import WaybillCorpus
import WaybillPipeline

extension RuleTools {
  /// What to compare rule sets on, and how to say it.
  public struct DifferenceOptions: Sendable, Hashable {
    /// Files and folders of articles; `-` is standard input.
    public var corpus: [String]
    /// How many changes are shown for each rule and effect.
    public var samples = 3
    /// How many batches are worked on at the same time.
    public var jobs = 1
    /// JSON Lines in place of the report for people.
    public var writesJSON = false
    /// Whether the report is read on a terminal with colours.
    public var usesColour = false

    public init(corpus: [String]) { self.corpus = corpus }
  }

  /// Finds what a change of rules does to a corpus, span by span.
  ///
  /// Memory is bounded by the samples. The changes themselves are written as they are found.
  /// - Parameters:
  ///   - write: takes the report, or with `writesJSON` line by line the changes and a summary.
  ///   - progress: told after each batch how far the run has come; `claims` stays zero.
  /// - Returns: what was read, and how many changes there are.
  /// - Throws: `RuleError`, `CorpusError` or `CancellationError`.
  public static func compare(
    _ old: [RuleSource], with new: [RuleSource], options: DifferenceOptions,
    write: (String) -> Void, progress: (CorpusProgress) -> Void = { _ in }
  ) async throws -> (read: CorpusProgress, changes: Int) {
    let old = try Waybill(rules: old).pipeline
    let new = try Waybill(rules: new).pipeline
    var difference = RuleDifference(from: old, to: new, samples: options.writesJSON ? 0 : options.samples)
    let rules = difference.rules
    let read = try await CorpusPass.run(options.corpus, jobs: options.jobs, progress: progress) {
      [[RecordChange]]()
    } look: { article, changes in
      let found = RuleDifference.changes(of: article, from: old, to: new, rules: rules)
      if !found.isEmpty { changes.append(found) }
    } deliver: { articles in
      var json = JSONText(bytes: [])
      for changes in articles {
        difference.add(changes)
        if options.writesJSON { for change in changes { change.append(to: &json) } }
      }
      if !json.bytes.isEmpty { write(String(decoding: json.bytes, as: UTF8.self)) }
    }
    if options.writesJSON {
      var json = JSONText(bytes: [])
      difference.appendSummary(articles: read.records, to: &json)
      write(String(decoding: json.bytes, as: UTF8.self))
    } else {
      write(difference.text(articles: read.records, usesColour: options.usesColour))
    }
    return (read, difference.changes)
  }
}

extension CorpusPass {
  /// Looks at every article and says why when that cannot be done.
  static func run<Result: Sendable>(
    _ inputs: [String], jobs: Int, progress: (CorpusProgress) -> Void, from empty: () -> Result,
    look: @escaping @Sendable (Article, inout Result) -> Void, deliver: (Result) throws -> Void
  ) async throws -> CorpusProgress {
    var state = CorpusProgress()
    do {
      let counts = try await CorpusPass(inputs, jobs: jobs)(
        from: empty(), look: look,
        deliver: { result, counts in
          try deliver(result)
          state = CorpusProgress(counts)
          progress(state)
        })
      state = CorpusProgress(counts)
    } catch let error as SystemError {
      throw CorpusError(.input, "\(error)")
    }
    if state.records == 0 {
      let reason = state.firstRejects.first.map { ": \($0.reason)" } ?? ""
      throw CorpusError(
        .nothingToRead, "nothing to read: no article in \(inputs.joined(separator: ", "))\(reason)")
    }
    return state
  }
}

extension CorpusProgress {
  fileprivate init(_ counts: CorpusPass.Counts) {
    articles = counts.articles + counts.rejects
    records = counts.articles
    rejects = counts.rejects
    bytes = counts.bytes
    skipped = counts.skipped
    firstRejects = counts.firstReject.map { [Reject(file: $0.file, line: $0.line, reason: $0.reason)] } ?? []
  }
}
