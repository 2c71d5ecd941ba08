package import WaybillCore
package import WaybillCorpus
import WaybillPipeline

/// One look at every article of a corpus, many at the same time; results come in the order of the input.
package struct CorpusPass: Sendable {
  /// What was read so far.
  package struct Counts: Sendable {
    /// Articles that could be read.
    package var articles = 0
    package var rejects = 0
    /// Bytes of input worked through.
    package var bytes = 0
    /// Files and folders passed over because they hold no articles.
    package var skipped = 0
    package var firstReject: Reject?
  }

  /// Files and folders; `-` is standard input.
  package var inputs: [String]
  package var jobs: Int
  package var limits: CorpusLimits

  package init(_ inputs: [String], jobs: Int, limits: CorpusLimits = CorpusLimits()) {
    self.inputs = inputs
    self.jobs = jobs
    self.limits = limits
  }

  /// Looks at every article.
  /// - Parameters:
  ///   - empty: what a batch's result begins with.
  ///   - look: adds what an article gives to its batch's result.
  ///   - deliver: takes the results of the batches in order, with what was read so far.
  /// - Returns: what was read.
  /// - Throws: `SystemError` for a path that cannot be read, and `CancellationError`.
  package func callAsFunction<Result: Sendable>(
    from empty: Result, look: @escaping @Sendable (Article, inout Result) -> Void,
    deliver: (Result, Counts) throws -> Void
  ) async throws -> Counts {
    var reader = try CorpusReader(inputs, limits: limits)
    var counts = Counts()
    let run = OrderedRun(jobs: jobs, maxCost: max(limits.maxArticleBytes, jobs * 8 << 20))
    try await run(
      cost: { $0.byteCount },
      next: { reader.next() },
      work: { batch in
        var result = empty
        var read = Counts()
        batch.parse { item in
          switch item {
          case .article(let article):
            read.articles += 1
            look(article, &result)
          case .reject(let reject):
            read.rejects += 1
            if read.firstReject == nil { read.firstReject = reject }
          }
        }
        read.bytes = batch.byteCount
        return (result, read)
      },
      deliver: { result, read in
        counts.articles += read.articles
        counts.rejects += read.rejects
        counts.bytes += read.bytes
        counts.skipped = reader.skipped
        counts.firstReject = counts.firstReject ?? read.firstReject
        try deliver(result, counts)
      })
    counts.skipped = reader.skipped
    return counts
  }
}
