import WaybillCore
import WaybillCorpus
import WaybillPipeline

extension Waybill {
  /// Classifies every article of a corpus and writes the records, in the order of the input.
  ///
  /// Memory is bounded by a few batches for each job, or by one article up to the limit. An output file appears whole
  /// at the end, or not at all.
  /// - Parameter progress: Told after each batch, on the caller's actor.
  /// - Returns: What was read and written. A closed pipe is no error: the run ends early and says so here.
  /// - Throws: `CorpusError`, or `CancellationError` when the task is cancelled.
  public func run(
    corpus options: CorpusOptions, progress: (CorpusProgress) -> Void = { _ in }
  ) async throws -> CorpusProgress {
    if options.jobs < 1 { throw CorpusError(.options, "the number of jobs must be at least 1") }
    if let output = options.output, output == options.rejects {
      throw CorpusError(.options, "records and rejects cannot go to the same file, \(output)")
    }
    if options.rejects == "-" { throw CorpusError(.options, "rejects need a file of their own, not `-`") }
    var reader: CorpusReader
    do {
      reader = try CorpusReader(
        options.inputs, limits: CorpusLimits(maxArticleBytes: options.maxArticleBytes))
    } catch {
      throw CorpusError(.input, "\(error)")
    }
    let table = options.format == .table ? TableEncoder(adds) : nil
    var sinks = try CorpusSinks(options, header: table?.header ?? [])
    var state = CorpusProgress()
    // What the articles in flight may take together: one of the longest, or a few batches for each job.
    let run = OrderedRun(jobs: options.jobs, maxCost: max(options.maxArticleBytes, options.jobs * 8 << 20))
    let keepsRejects = options.rejects != nil
    do {
      try await run(
        cost: { $0.byteCount },
        next: { reader.next() },
        work: { Outcome($0, of: self, table: table, keepsRejects: keepsRejects) },
        deliver: { outcome in
          try sinks.write(outcome)
          outcome.add(to: &state)
          state.skipped = reader.skipped
          progress(state)
        })
      state.skipped = reader.skipped
      if state.articles == 0 {
        throw CorpusError(.nothingToRead, Self.nothingToRead(options.inputs, skipped: state.skipped))
      }
      try sinks.finish()
    } catch OutputFailure.closedPipe {
      state.isOutputClosed = true
    } catch OutputFailure.system(let error) {
      throw CorpusError(.output, "\(error)")
    }
    return state
  }

  private static func nothingToRead(_ inputs: [String], skipped: Int) -> String {
    let places = inputs.map { $0 == "-" ? "standard input" : $0 }.joined(separator: ", ")
    let hint = "; articles are read from .txt, .jsonl, .ndjson and .json files"
    switch skipped {
    case 0: return "nothing to read: no article in \(places.isEmpty ? "no input" : places)"
    case 1: return "nothing to read: no article in \(places); 1 other file or folder was passed over\(hint)"
    default:
      return
        "nothing to read: no article in \(places); \(skipped) other files or folders were passed over\(hint)"
    }
  }
}

/// A batch after the work: bytes ready to be written, and what they hold.
private struct Outcome: Sendable {
  var records: [UInt8] = []
  var rejects: [UInt8] = []
  var counts = CorpusProgress()

  /// - Parameter table: nil for JSON Lines.
  init(_ batch: Batch, of waybill: Waybill, table: TableEncoder?, keepsRejects: Bool) {
    var room = Reading(article: Article(id: "", text: ""))
    batch.parse { item in
      counts.articles += 1
      switch item {
      case .article(let article):
        let record = waybill.pipeline.classify(article, in: &room)
        counts.records += 1
        counts.claims += record.findings.claims.count
        counts.labels += record.findings.spans.count
        if let table {
          table.append(record, to: &records)
        } else {
          RecordEncoder.append(record, to: &records)
        }
      case .reject(let reject):
        counts.rejects += 1
        if reject.isEmptyFile { counts.emptyFiles += 1 }
        if keepsRejects { RejectEncoder.append(reject, to: &rejects) }
        if counts.firstRejects.count < CorpusProgress.rejectsKept {
          counts.firstRejects.append(.init(file: reject.file, line: reject.line, reason: reject.reason))
        }
      }
    }
    counts.bytes = batch.byteCount
  }

  func add(to total: inout CorpusProgress) {
    total.articles += counts.articles
    total.records += counts.records
    total.rejects += counts.rejects
    total.claims += counts.claims
    total.labels += counts.labels
    total.emptyFiles += counts.emptyFiles
    total.bytes += counts.bytes
    total.firstRejects += counts.firstRejects.prefix(CorpusProgress.rejectsKept - total.firstRejects.count)
  }
}

/// The open outputs of a run; what is not finished is removed.
private struct CorpusSinks: ~Copyable {
  private var records: OutputFile
  private var rejects: OutputFile?
  /// What goes before the first record.
  private var header: [UInt8]

  init(_ options: CorpusOptions, header: [UInt8]) throws(CorpusError) {
    // `-` is standard output, as it is standard input among the inputs.
    let records = try Self.open(options.output == "-" ? nil : options.output)
    let rejects: OutputFile? = if let path = options.rejects { try Self.open(path) } else { nil }
    self.records = records
    self.rejects = rejects
    self.header = header
  }

  private static func open(_ path: String?) throws(CorpusError) -> OutputFile {
    guard let path else { return .standardOutput() }
    do { return try OutputFile(path: path) } catch { throw CorpusError(.output, "\(error)") }
  }

  mutating func write(_ outcome: Outcome) throws(OutputFailure) {
    if !header.isEmpty {
      try records.write(header)
      header = []
    }
    try records.write(outcome.records)
    try rejects?.write(outcome.rejects)
  }

  mutating func finish() throws(OutputFailure) {
    try records.finish()
    try rejects?.finish()
  }
}
