import ArgumentParser
import Waybill

/// Which rule sets a command works with.
struct RuleOptions: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "A rule file or a folder of them, in place of the shipped rule sets.",
      discussion: "May be given several times; the word `default` names the shipped rule sets.",
      valueName: "path"),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  var sources: [RuleSource] { .named(paths) }
}

extension [RuleSource] {
  /// Returns what arguments name: paths, or `default` for the shipped rule sets, which also stand for no argument.
  static func named(_ arguments: [String]) -> [RuleSource] {
    arguments.isEmpty ? [.standard] : arguments.map { $0 == "default" ? .standard : .path($0) }
  }
}

extension Waybill {
  /// Loads rule sets; problems in them are shown and end the process.
  static func loaded(_ sources: [RuleSource]) throws -> Waybill {
    do {
      return try Waybill(rules: sources)
    } catch {
      throw error.shown()
    }
  }
}

extension RuleError {
  /// Shows the problems and returns the exit code for them.
  func shown() -> ExitCode {
    Terminal.printMessage(text)
    Terminal.printMessage("waybill: the rules cannot be used as they stand")
    return ExitCode(2)
  }
}

extension CorpusError {
  /// Shows the failure and returns the exit code for it.
  func shown() -> ExitCode {
    Terminal.printMessage("waybill: \(self)")
    return ExitCode(2)
  }
}
