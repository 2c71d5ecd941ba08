import ArgumentParser
import Waybill

/// `waybill rules expand`: what a phrase becomes.
struct RulesExpandCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expand",
    abstract: "Shows what a phrase finds: alternatives, inflections, spellings, lists and gaps.",
    discussion: """
      In place of a phrase, the id of a rule, designator, modifier, list or actor shows all its phrases. A phrase \
      needs quotes from the shell. Exits with 1 if the phrase cannot be read.

      EXAMPLES
        waybill rules expand '(laser|GPS)-guided munition~'
        waybill rules expand 'deny~ ..3 $claim' --rules my-rules.yaml
        waybill rules expand 'weapons.missiles#list.launcher' --list-limit 50
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: ArgumentHelp("A phrase, or the id of what has phrases.", valueName: "phrase"))
  var subject: String

  @OptionGroup var rules: RuleOptions

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "Read the names of lists as this rule set does, its imports included.", valueName: "ruleset"))
  var ruleSet: String?

  @Option(help: ArgumentHelp("How many variants, forms and phrases of a list are shown.", valueName: "n"))
  var listLimit: Int = 12

  @Option(help: "How it is shown: `text` for people, `json` for programs, one object for each phrase.")
  var format: Format = .text

  func validate() throws {
    if listLimit < 1 { throw ValidationError("--list-limit must be at least 1") }
  }

  func run() throws {
    let report: RuleTools.ExpansionReport
    do {
      report = try RuleTools.expand(subject, rules: rules.sources, in: ruleSet, limit: listLimit)
    } catch let error as RuleError {
      throw error.shown()
    } catch {
      Terminal.printMessage("waybill: \(error)")
      throw ExitCode(2)
    }
    let output = format == .json ? report.json + report.problemJSON : report.text
    if !output.isEmpty { Terminal.printOutput(output) }
    if format == .text, !report.problemText.isEmpty { Terminal.printMessage(report.problemText) }
    if !report.diagnostics.isEmpty { throw ExitCode(1) }
    if report.phrases == 0 { Terminal.printMessage("waybill: `\(subject)` has no phrases") }
  }
}
