import ArgumentParser
import Waybill
import WaybillCorpus

/// `waybill rules test`: the tests that stand beside the rules.
struct RulesTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests written beside the rules.",
    discussion: """
      The tests of the files named are run, with all that they import, and of imported rule sets only the tests of what \
      an override changes. Failures are listed on standard output: what was expected, what was found, and why the rule \
      did not find it. Exits with 1 if a test fails, or with --strict if a rule lacks a hit or a near miss among its tests.

      EXAMPLES
        waybill rules test
        waybill rules test default my-rules.yaml
        waybill rules test my-rules/ --filter bombs --watch
        waybill rules test my-rules/ --strict --junit tests.xml
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them; `default`, or no path, names the shipped rule sets.", valueName: "path"
    ),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  @Option(help: ArgumentHelp("Only tests of rules with this in their names.", valueName: "name"))
  var filter: String?

  @Flag(help: "Run the tests of imported rule sets too.")
  var imported = false

  @Option(help: "How tests are shown: `text` for people, `json` for programs, one test a line.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp("Write the results to this file too, as JUnit XML.", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  @Flag(help: "Exit with 1 if a rule has no test of what it finds or none of what it must leave alone.")
  var strict = false

  @Flag(help: "Show the known gaps too, each with the reason that it gives.")
  var gaps = false

  @Flag(help: "Run again whenever a rule file is saved, until Ctrl-C.")
  var watch = false

  func run() throws {
    if watch { return try keepWatching() }
    let code = try runOnce()
    if code != 0 { throw ExitCode(code) }
  }

  /// Runs the tests and returns the exit code that they come to.
  private func runOnce() throws -> Int32 {
    let report: RuleTools.TestReport
    do {
      report = try RuleTools.test(.named(paths), filter: filter, imported: imported)
    } catch {
      return error.shown().rawValue
    }
    if report.tests == 0 {
      Terminal.printMessage(
        report.total == 0
          ? "waybill: the rules have no tests"
            + (imported ? "" : "; --imported runs those of imported rule sets")
          : "waybill: no rule with `\(filter ?? "")` in its name has a test (of \(report.total) tests)")
      return 2
    }
    let output =
      format == .json ? report.json : report.text(usesColour: Terminal.showsOutputLive, showsGaps: gaps)
    if !output.isEmpty { Terminal.printOutput(output) }
    if let junit { try write(report.junit, to: junit) }
    let untested = report.untestedText(isWhole: strict)
    if !untested.isEmpty { Terminal.printMessage(untested) }
    Terminal.printMessage(report.summary)
    return report.failures > 0 || strict && report.untested > 0 ? 1 : 0
  }

  private func write(_ text: String, to path: String) throws {
    do {
      var file = try OutputFile(path: path)
      try file.write(Array(text.utf8))
      try file.finish()
    } catch {
      Terminal.printMessage("waybill: \(error)")
      throw ExitCode(2)
    }
  }

  // MARK: Watching

  private func keepWatching() throws {
    let watched = paths.filter { $0 != "default" }
    guard !watched.isEmpty else {
      Terminal.printMessage(
        "waybill: nothing to watch: the shipped rule sets lie inside the binary; name your own")
      throw ExitCode(2)
    }
    let interruption = Interruption()
    interruption.watch(outputs: [junit].compactMap { $0 }, patience: .seconds(5)) {}
    // Watched from before the first run on, so that nothing saved meanwhile is missed.
    var folders = FolderWatch(watched, endings: [".yaml", ".yml"])
    while true {
      _ = try runOnce()
      Terminal.printMessage("watching \(ProgressLine.count(folders.count, "rule file")); Ctrl-C ends")
      var changed: [String] = []
      while changed.isEmpty {
        try pause(interruption)
        changed = folders.changes()
      }
      // Some editors write in several steps: wait until nothing moves.
      while true {
        try pause(interruption)
        let more = folders.changes()
        if more.isEmpty { break }
        changed += more
      }
      let names = Set(changed).sorted()
      Terminal.printMessage(
        "\n\(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? " and \(names.count - 3) more" : "") changed"
      )
    }
  }

  /// Waits a moment; ends the command if the user wants that.
  private func pause(_ interruption: Interruption) throws {
    Terminal.wait(milliseconds: 100)
    if let code = interruption.exitCode {
      Terminal.printMessage("waybill: stopped watching")
      throw ExitCode(code)
    }
  }
}
