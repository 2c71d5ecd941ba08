import ArgumentParser
import Waybill

/// `waybill rules diff`: what a change of rules does to a corpus.
struct RulesDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows what a change of rules does to a corpus, span by span.",
    discussion: """
      Both rule sets read every article. Mentions, labels and claims that are gained, lost or told otherwise are \
      counted by rule, and some of each are shown with the words around them and the reason. A comma joins paths to \
      one rule set: `default,mine.yaml`.

      Exits with 1 if anything changes.

      EXAMPLES
        waybill rules diff default default,mine.yaml --corpus articles/
        waybill rules diff old-rules/ new-rules/ --corpus briefings.jsonl --samples 10
        waybill rules diff old.yaml new.yaml --corpus a.jsonl --format json | jq 'select(.effect == "lost")'
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: ArgumentHelp(
      "The rules before: paths joined by commas; `default` names the shipped rule sets.", valueName: "old"),
    completion: .file(extensions: ["yaml", "yml"]))
  var old: String

  @Argument(
    help: ArgumentHelp("The rules after.", valueName: "new"), completion: .file(extensions: ["yaml", "yml"]))
  var new: String

  @OptionGroup var corpus: CorpusArguments

  @Option(help: ArgumentHelp("How many changes to show for each rule and effect.", valueName: "n"))
  var samples: Int = 3

  @Option(help: "How changes are shown: `text` for people, `json` for programs, one change a line.")
  var format: Format = .text

  func validate() throws {
    if corpus.paths.isEmpty { throw ValidationError("no corpus: name articles with --corpus") }
    if samples < 0 { throw ValidationError("--samples must not be negative") }
  }

  func run() async throws {
    var options = RuleTools.DifferenceOptions(corpus: corpus.paths)
    options.samples = samples
    options.jobs = corpus.jobCount
    options.writesJSON = format == .json
    options.usesColour = Terminal.showsColours
    let (old, new) = ([RuleSource].joined(old), [RuleSource].joined(new))
    let result = try await CorpusWork.run { [options] progress in
      try await RuleTools.compare(
        old, with: new, options: options, write: { Terminal.printOutput($0) }, progress: progress)
    }
    CorpusWork.report(result.read)
    if result.changes > 0, format == .text {
      let file = corpus.paths.count == 1 ? corpus.paths[0] : "FILE"
      Terminal.printMessage("next: waybill explain \(file) --id ID --rules \(self.new) shows why")
    }
    if result.changes > 0 { throw ExitCode(1) }
  }
}

extension [RuleSource] {
  /// Returns what one argument names: paths joined by commas.
  static func joined(_ argument: String) -> [RuleSource] {
    named(argument.split(separator: ",").map(String.init))
  }
}
