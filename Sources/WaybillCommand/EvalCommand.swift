import ArgumentParser
import Waybill

/// `waybill eval`: findings against labels.
struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Compares findings with the labels of careful readers.",
    discussion: """
      The labelled articles are classified, or with --predictions the records of an earlier run are taken. Shown are \
      precision, recall and F1 of mentions, pairs and claims, accuracies, intervals from resampling the articles, \
      what was confused with what, and the errors, each with the command that explains it.

      EXAMPLES
        waybill eval labelled.jsonl
        waybill eval labelled.jsonl --rules my-rules/ --errors 50
        waybill eval labelled.jsonl --predictions records.jsonl --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: ArgumentHelp("Labelled articles, JSON Lines.", valueName: "gold"),
    completion: .file(extensions: ["jsonl"]))
  var gold: String

  @OptionGroup var rules: RuleOptions

  @Option(
    help: ArgumentHelp("Take the records in this file, as `classify` wrote them.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var predictions: String?

  @Option(help: ArgumentHelp("How many errors to list.", valueName: "n"))
  var errors: Int = 20

  @Option(
    help: ArgumentHelp("How often to draw the articles anew for the intervals; 0 for none.", valueName: "n"))
  var resamples: Int = 1000

  @Option(help: ArgumentHelp("What the draws begin with.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    name: .shortAndLong, help: ArgumentHelp("How many articles to work on at the same time.", valueName: "n"))
  var jobs: Int?

  @Option(help: "`text` for people, `json` for programs: one object with all figures and all errors.")
  var format: Format = .text

  func validate() throws {
    if errors < 0 { throw ValidationError("--errors must not be negative") }
    if resamples < 0 || resamples > 100_000 { throw ValidationError("--resamples must be from 0 to 100000") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() async throws {
    let waybill = try Waybill.loaded(rules.sources)
    var options = EvaluationOptions(gold: gold)
    options.predictions = predictions
    options.errors = errors
    options.resamples = resamples
    options.seed = seed
    options.jobs = jobs ?? Terminal.processors
    options.writesJSON = format == .json
    options.ruleArguments = rules.paths
    let result = try await CorpusWork.run { [options] _ in try await waybill.evaluate(options) }
    Terminal.printOutput(result.report)
    for remark in result.remarks { Terminal.printMessage("note: \(remark)") }
  }
}
