import ArgumentParser
import Waybill

/// `waybill rules draft`: a rule from examples.
struct RulesDraftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Drafts a rule from marked sentences and near misses, and tries it out first.",
    discussion: """
      The draft is a rule file on standard output. Before it is printed it is compiled beside the loaded rules, finds \
      every marked span and no near miss, and breaks none of their tests. Files hold examples as tests do, \
      `- {text: "…[[span]]…", expect: {weapon: x}}`, or are text with one a line: with marks to be found, without a \
      near miss. Marks with roles, [[supplier:Iran]], make a frame.

      Exits with 1 when no rule separates the examples from the near misses, and says what collides.

      EXAMPLES
        waybill rules draft --label weapon=mortar --example "two [[mortar pieces]]" --not "museum pieces"
        waybill rules draft examples.yaml --corpus articles/ > my-rule.yaml
        waybill rules draft --example "[[supplier:Iran]] slipped [[item:drones]] to [[recipient:Russia]]"
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: ArgumentHelp("Files of examples and near misses.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "txt"]))
  var files: [String] = []

  @Option(help: ArgumentHelp("A sentence with [[…]] around what is to be found.", valueName: "text"))
  var example: [String] = []

  @Option(
    name: .customLong("not"),
    help: ArgumentHelp("A sentence in which nothing is to be found.", valueName: "text"))
  var nearMiss: [String] = []

  @Option(help: ArgumentHelp("What the rule gives, when the examples do not say.", valueName: "axis=label"))
  var label: String?

  @Option(help: ArgumentHelp("The rule's name; the label's if there is none.", valueName: "name"))
  var id: String?

  @Option(help: ArgumentHelp("The name of the rule set around it.", valueName: "name"))
  var ruleSet: String = "my.draft"

  @Option(
    help: ArgumentHelp(
      "Count what the rule would find in these articles, and show some of it.", valueName: "path"),
    completion: .file())
  var corpus: [String] = []

  @OptionGroup var rules: RuleOptions

  @Option(help: "How it is shown: `text` for people, the rule alone on standard output; `json` for programs.")
  var format: Format = .text

  func validate() throws {
    if files.isEmpty, example.isEmpty {
      throw ValidationError("no examples: name a file of them, or give one with --example")
    }
  }

  func run() throws {
    var options = RuleTools.DraftOptions()
    options.files = files
    options.examples = example
    options.nearMisses = nearMiss
    options.label = label
    options.id = id
    options.ruleSet = ruleSet
    options.corpus = corpus
    let report: RuleTools.DraftReport
    do {
      report = try RuleTools.draft(options, rules: rules.sources)
    } catch let error as RuleError {
      throw error.shown()
    } catch let error as RuleTools.DraftError {
      if format == .json {
        Terminal.printOutput(error.json)
      } else {
        Terminal.printMessage(error.description)
      }
      throw ExitCode(error.isCollision ? 1 : 2)
    }
    Terminal.printOutput(format == .json ? report.json : report.yaml)
    if format == .text { Terminal.printMessage(report.text) }
  }
}
