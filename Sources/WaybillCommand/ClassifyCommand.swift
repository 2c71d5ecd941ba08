import ArgumentParser
import Waybill
import WaybillCore

/// `waybill classify`: a corpus in, records out.
struct ClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Classifies articles and writes one record for each.",
    discussion: """
      Folders are walked in the order of their names. A .txt file is one article, a .jsonl or .ndjson file holds one a \
      line, with the fields id, title, date, source, url and text, and a .json file holds one object; other files in \
      folders are passed over. A file named directly with another ending, and standard input, is JSON Lines if it \
      opens with `{`, and else one text.

      What cannot be read as an article is a reject: counted, shown, and with --rejects written to a file. Articles \
      in are records plus rejects, always.

      The table has a row for each claim, in which `?` after a grade marks one that is contested; of rules that make no \
      claims, a row for each label of an article with the words that say so.

      EXAMPLES
        waybill classify articles/ > records.jsonl
        waybill classify --format table briefings.jsonl
        waybill classify crawl/ --output records.jsonl --rejects rejects.jsonl
        zcat export.jsonl.gz | waybill classify - --rules default --rules my-rules.yaml
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, table }

  @Argument(
    help: ArgumentHelp("Files and folders to read; `-` is standard input.", valueName: "paths"),
    completion: .file())
  var paths: [String] = []

  @OptionGroup var rules: RuleOptions

  @Option(help: "How records are written: `jsonl` for programs, `table` for people.")
  var format: Format = .jsonl

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write records to this file in place of standard output; it appears whole at the end, or not at all.",
      valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write what could not be read to this file: JSON Lines with file, line and reason.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var rejects: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "How many batches to work on at the same time (default: one for each processor).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp("The longest article accepted, in MiB; longer ones are rejects.", valueName: "mib"))
  var maxArticle: Int = 256

  @Flag(name: .shortAndLong, help: "Show neither progress nor a summary, only what went wrong.")
  var quiet = false

  func validate() throws {
    if paths.isEmpty {
      throw ValidationError("no input: name files or folders to read, or `-` for standard input")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if maxArticle < 1 || maxArticle > 1 << 20 {
      throw ValidationError("--max-article must be from 1 to \(1 << 20)")
    }
    if paths.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read only once") }
  }

  func run() async throws {
    let waybill = try Waybill.loaded(rules.sources)
    let options = CorpusOptions(
      inputs: paths, format: format == .table ? .table : .jsonl, output: output, rejects: rejects,
      jobs: jobs ?? Terminal.processors,
      maxArticleBytes: maxArticle << 20)
    let start = ContinuousClock.now
    let showsProgress = !quiet && Terminal.showsMessagesLive
    // Reading and writing go on the main thread, which leaves the others to the work itself.
    let task = Task { @MainActor in
      var line = ProgressLine()
      defer { line.clear() }
      return try await waybill.run(corpus: options) { progress in
        if showsProgress { line.show(progress) }
      }
    }
    let interruption = Interruption()
    interruption.watch(outputs: [output, rejects].compactMap { $0 }) { task.cancel() }
    let result: CorpusProgress
    do {
      result = try await task.value
    } catch let error as CorpusError {
      throw error.shown()
    } catch is CancellationError {
      Terminal.printMessage(
        output == nil ? "waybill: interrupted" : "waybill: interrupted; no output was written")
      throw ExitCode(interruption.exitCode ?? 130)
    }
    if result.isOutputClosed { return }
    report(result, waybill.adds, after: .now - start)
    // Nothing but empty files is no work done.
    if result.articles > 0, result.emptyFiles == result.articles { throw ExitCode(2) }
    if result.rejects > 0 { throw ExitCode(1) }
  }

  private func report(_ result: CorpusProgress, _ adds: Set<FindingKind>, after time: Duration) {
    for reject in result.firstRejects {
      let place = reject.line.map { "\(reject.file):\($0)" } ?? reject.file
      Terminal.printMessage("reject: \(place): \(reject.reason)")
    }
    let more = result.rejects - result.firstRejects.count
    if more > 0 {
      let hint = rejects == nil ? "; --rejects FILE keeps them all" : ""
      Terminal.printMessage("reject: … and \(more) more\(hint)")
    }
    if quiet { return }
    let skipped =
      result.skipped == 0 ? "" : "; \(ProgressLine.count(result.skipped, "other file")) passed over"
    var found: [String] = []
    if adds.contains(.claims) || !adds.contains(.labels) {
      found.append(ProgressLine.count(result.claims, "claim"))
    }
    if adds.contains(.labels) { found.append(ProgressLine.count(result.labels, "label")) }
    Terminal.printMessage(
      "\(ProgressLine.count(result.articles, "article")): \(ProgressLine.count(result.records, "record")) with "
        + "\(found.joined(separator: " and ")), \(ProgressLine.count(result.rejects, "reject"))\(skipped)")
  }
}
