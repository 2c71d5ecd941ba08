import ArgumentParser
import Waybill

/// Work of an author's tool on a corpus: progress on a terminal, an end by interruption, exit codes for what fails.
struct CorpusWork {
  /// Runs the work on the main thread, which leaves the others to the articles.
  @MainActor
  static func run<Result: Sendable>(
    _ work: @escaping @MainActor (_ progress: (CorpusProgress) -> Void) async throws -> Result
  ) async throws -> Result {
    let showsProgress = Terminal.showsMessagesLive
    let task = Task { @MainActor in
      var line = ProgressLine()
      defer { line.clear() }
      return try await work { progress in
        if showsProgress { line.show(progress) }
      }
    }
    let interruption = Interruption()
    interruption.watch(outputs: []) { task.cancel() }
    do {
      return try await task.value
    } catch let error as CorpusError {
      throw error.shown()
    } catch let error as RuleError {
      throw error.shown()
    } catch is CancellationError {
      Terminal.printMessage("waybill: interrupted")
      throw ExitCode(interruption.exitCode ?? 130)
    }
  }

  /// Says how much was read, and what could not be.
  static func report(_ read: CorpusProgress) {
    guard read.rejects > 0 else { return }
    let example = read.firstRejects.first.map { reject in
      ", such as \(reject.line.map { "\(reject.file):\($0)" } ?? reject.file): \(reject.reason)"
    }
    Terminal.printMessage(
      "\(ProgressLine.count(read.rejects, "input")) of \(read.articles) could not be read\(example ?? "")")
  }
}

/// The articles that an author's tool works on.
struct CorpusArguments: ParsableArguments {
  @Option(
    name: .customLong("corpus"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files and folders of articles, as `classify` reads them; `-` is standard input.", valueName: "paths"),
    completion: .file())
  var paths: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "How many batches to work on at the same time (default: one for each processor).", valueName: "n"))
  var jobs: Int?

  var jobCount: Int { jobs ?? Terminal.processors }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if paths.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read only once") }
    if let rules = paths.first(where: { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }) {
      throw ValidationError(
        "\(rules) is no corpus: --corpus takes all paths up to the next option, so name rule files before it")
    }
  }
}
