import ArgumentParser
import Waybill
import WaybillCore

/// `waybill rules fmt`: rule files in one layout.
struct RulesFmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Brings rule files into one layout; comments stay, and so does what they say.",
    discussion: """
      Files are rewritten in place, whole and only when their layout changes; each is named on standard output. What \
      is broken is reported and left as it is.

      Exits with 1 if a file is broken, or with --check not in the layout.

      EXAMPLES
        waybill rules fmt my-rules/
        waybill rules fmt --check my-rules/
        waybill rules fmt - < draft.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them; `-` reads standard input and writes to standard output.",
      valueName: "path"),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  @Flag(help: "Change nothing; name the files that would change.")
  var check = false

  @Flag(name: .customLong("stdin"), help: "The same as the path `-`.")
  var readsInput = false

  func validate() throws {
    if paths.isEmpty && !readsInput {
      throw ValidationError("no files: name rule files or folders of them, or `-` for standard input")
    }
    if (readsInput && !paths.isEmpty) || (paths.contains("-") && paths.count > 1) {
      throw ValidationError("standard input stands alone, without other paths")
    }
  }

  func run() throws {
    if readsInput || paths == ["-"] { return try formatInput() }
    let report = RuleTools.format(paths, writes: !check)
    if !report.text.isEmpty { Terminal.printMessage(report.text) }
    for path in report.changed { Terminal.printOutput(path) }
    let files = report.changed.count + report.unchanged
    let broken = Set(report.diagnostics.map(\.place.file)).count
    let hint = check && !report.changed.isEmpty ? " (`waybill rules fmt` does it)" : ""
    Terminal.printMessage(
      "\(ProgressLine.count(files + broken, "file")): \(report.changed.count) \(check ? "to format" : "formatted")"
        + "\(hint), \(report.unchanged) unchanged" + (broken > 0 ? ", \(broken) left alone" : ""))
    if files == 0, report.diagnostics.allSatisfy({ $0.code == RuleTools.unreadableCode }) {
      throw ExitCode(2)
    }
    if broken > 0 || (check && !report.changed.isEmpty) { throw ExitCode(1) }
  }

  private func formatInput() throws {
    let input: [UInt8]
    do { input = try Terminal.readInput() } catch {
      Terminal.printMessage("waybill: \(error)")
      throw ExitCode(2)
    }
    let (text, problems) = RuleTools.format(text: input, name: "standard input")
    guard let text else {
      Terminal.printMessage(problems)
      throw ExitCode(1)
    }
    if !check {
      Terminal.printOutput(String(decoding: text, as: UTF8.self))
    } else if text != input {
      Terminal.printOutput("standard input")
      throw ExitCode(1)
    }
  }
}
