import ArgumentParser
import Waybill

/// `waybill rules lint`: what works in rule files, but probably not as meant.
struct RulesLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds what works in rule files, but probably not as meant.",
    discussion: """
      A finding that is meant is allowed by a comment on its line or on the line above:

        # waybill: allow unused-list — other rule sets refer to it

      Exits with 1 if something is found, with 2 if the rules have errors, which `rules check` shows.

      EXAMPLES
        waybill rules lint my-rules/
        waybill rules lint --list
      """)

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them; `default`, or no path, names the shipped rule sets.", valueName: "path"
    ),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  @Option(help: "How findings are shown: `text` for people, `json` for programs, one object a line.")
  var format: RulesCheckCommand.Format = .text

  @Flag(help: "List the lints instead: code, name and what each finds.")
  var list = false

  func run() throws {
    if list {
      let width = RuleTools.lints.map(\.name.count).max() ?? 0
      for lint in RuleTools.lints {
        let name = lint.name + String(repeating: " ", count: width - lint.name.count)
        Terminal.printOutput("\(lint.code)  \(name)  \(lint.title)")
      }
      return
    }
    let report: RuleTools.CheckReport
    do { report = try RuleTools.lint(.named(paths)) } catch { throw error.shown() }
    let text = format == .json ? report.json : report.text
    if !text.isEmpty { Terminal.printOutput(text) }
    Terminal.printMessage(
      "\(ProgressLine.count(report.files, "file")): \(ProgressLine.count(report.diagnostics.count, "finding"))"
    )
    if !report.diagnostics.isEmpty { throw ExitCode(1) }
  }
}
