import ArgumentParser
import Waybill

/// `waybill rules stats`: what each rule does in a corpus.
struct RulesStatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Counts what each rule, modifier and list does in a corpus.",
    discussion: """
      For each: hits and articles, conflicts won and lost, what exceptions and guards took away, its share of the \
      work, and the rule that most often shares its words. What never hits stands at the end.

      With --gold, labelled articles tell how often each rule is right; with --ablation they are read again without \
      each rule and modifier, to see what disappears.

      EXAMPLES
        waybill rules stats --corpus articles/
        waybill rules stats my-rules/ --corpus crawl.jsonl --sort lost --top 50
        waybill rules stats --corpus articles/ --gold labelled.jsonl --ablation
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
  enum Order: String, ExpressibleByArgument, CaseIterable { case hits, work, lost, wrong, name }

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them; `default`, or no path, names the shipped rule sets.", valueName: "path"
    ),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  @OptionGroup var corpus: CorpusArguments

  @Option(
    help: ArgumentHelp("Labelled articles, as `waybill eval` reads them.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var gold: String?

  @Flag(help: "Read the labelled articles again without each rule and modifier.")
  var ablation = false

  @Option(help: ArgumentHelp("How many rows each table has.", valueName: "n"))
  var top: Int = 25

  @Option(help: "What rows are sorted by.")
  var sort: Order = .hits

  @Option(help: "`text` for people, `json` for programs: one object with everything.")
  var format: Format = .text

  func validate() throws {
    if corpus.paths.isEmpty { throw ValidationError("no corpus: name articles with --corpus") }
    if ablation, gold == nil { throw ValidationError("--ablation needs labels: name them with --gold") }
    if sort == .wrong, gold == nil {
      throw ValidationError("--sort wrong needs labels: name them with --gold")
    }
    if top < 1 { throw ValidationError("--top must be at least 1") }
  }

  func run() async throws {
    var options = RuleTools.StatisticsOptions(corpus: corpus.paths)
    options.gold = gold
    options.ablates = ablation
    options.top = top
    options.order = RuleTools.StatisticsOptions.Order(rawValue: sort.rawValue) ?? .hits
    options.jobs = corpus.jobCount
    options.writesJSON = format == .json
    options.usesColour = Terminal.showsColours
    let sources = [RuleSource].named(paths)
    let result = try await CorpusWork.run { [options] progress in
      try await RuleTools.statistics(sources, options: options, progress: progress)
    }
    Terminal.printOutput(result.report)
    CorpusWork.report(result.read)
  }
}
