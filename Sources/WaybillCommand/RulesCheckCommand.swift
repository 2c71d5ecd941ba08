import ArgumentParser
import Waybill
import WaybillCore

/// `waybill rules check`: every problem in rule files.
struct RulesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reports every problem in rule files, with its place.",
    discussion: """
      Exits with 1 if there is an error, or with --strict a warning; with 2 if a path leads to no rule file.

      EXAMPLES
        waybill rules check my-rules/
        waybill rules check --strict --format json my-rules.yaml
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them; `default` names the shipped rule sets.", valueName: "path"),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String]

  @Option(help: "How problems are shown: `text` for people, `json` for programs, one object a line.")
  var format: Format = .text

  @Flag(help: "Count warnings as errors.")
  var strict = false

  func run() throws {
    let report = RuleTools.check(.named(paths))
    let text = format == .json ? report.json : report.text
    if !text.isEmpty { Terminal.printOutput(text) }
    if report.files == 0, report.diagnostics.isEmpty {
      Terminal.printMessage("waybill: no rule files in \(paths.joined(separator: ", "))")
      throw ExitCode(2)
    }
    let errors = report.diagnostics.count { $0.severity == .error }
    let warnings = report.diagnostics.count - errors
    Terminal.printMessage(
      "\(ProgressLine.count(report.files, "file")): \(ProgressLine.count(errors, "error")), "
        + ProgressLine.count(warnings, "warning"))
    // A path that leads nowhere is no problem in a rule file.
    if report.diagnostics.contains(where: { $0.code == RuleTools.unreadableCode }) { throw ExitCode(2) }
    if errors > 0 || (strict && warnings > 0) { throw ExitCode(1) }
  }
}
