import ArgumentParser
import Waybill

/// `waybill rules test`: the tests that stand beside the rules.
struct RulesTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests written beside the rules.",
    discussion: """
      Failures are listed on standard output. Exits with 1 if a test fails.

      EXAMPLES
        waybill rules test
        waybill rules test default my-rules.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them; `default`, or no path, names the shipped rule sets.", valueName: "path"
    ),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  func run() throws {
    let outcomes: [RuleTools.TestOutcome]
    do { outcomes = try RuleTools.test(.named(paths)) } catch { throw error.shown() }
    if outcomes.isEmpty {
      Terminal.printMessage("waybill: the rules have no tests")
      throw ExitCode(2)
    }
    var failures = 0
    for outcome in outcomes {
      guard let failure = outcome.failure else { continue }
      failures += 1
      Terminal.printOutput("\(outcome.place): \(outcome.rule): \(outcome.text)\n  \(failure)")
    }
    Terminal.printMessage(
      "\(ProgressLine.count(outcomes.count, "test")): \(outcomes.count - failures) passed, \(failures) failed"
    )
    if failures > 0 { throw ExitCode(1) }
  }
}
