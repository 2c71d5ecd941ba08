import ArgumentParser

/// The command `waybill`: arguments in, exit code out.
@main
struct WaybillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waybill",
    abstract:
      "Reads news about arms transfers and writes down what was sent, by whom, to whom, and how surely.",
    discussion: """
      Data goes to standard output, everything for people to standard error.

      Exit codes: 0 done, 1 done with something to look at (rejects, failed checks or tests), 2 could not run, \
      130 interrupted. A pipe closed by its reader is no error.

      EXAMPLES
        waybill classify articles/ > records.jsonl
        waybill classify --format table briefings.jsonl
        waybill explain article.txt
        waybill rules check my-rules/

      Shell completions: waybill --generate-completion-script bash|zsh|fish
      """,
    version: "0.1.0",
    subcommands: [ClassifyCommand.self, ExplainCommand.self, EvalCommand.self, RulesCommand.self])

  /// Runs the command; in place of the parser's own, whose exit code for bad usage is not ours.
  static func main() async {
    Terminal.ignoreClosedPipes()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      if let code = error as? ExitCode { Terminal.exit(code.rawValue) }
      // Help, the version and completion scripts come as errors that mean success.
      if exitCode(for: error).isSuccess {
        Terminal.printOutput(fullMessage(for: error))
        Terminal.exit(0)
      }
      Terminal.printMessage(fullMessage(for: error))
      Terminal.exit(2)
    }
  }
}
