import ArgumentParser
import Waybill

/// `waybill rules new`: a rule set to begin with.
struct RulesNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begins a rule set: a small file with every part explained, which passes its tests.",
    discussion: """
      Writes NAME.yaml, and beside it the schema for editors if none is there. Nothing is overwritten.

      EXAMPLES
        waybill rules new my.route
        waybill rules new sanctions --directory my-rules
      """)

  @Argument(help: ArgumentHelp("What the rule set, and its file, is to be called.", valueName: "name"))
  var name: String

  @Option(
    help: ArgumentHelp("The folder to write to; it is made if it is not there.", valueName: "folder"),
    completion: .directory)
  var directory: String = "."

  func run() throws {
    let paths: [String]
    do { paths = try RuleTools.scaffold(name, in: directory) } catch {
      Terminal.printMessage("waybill: \(error)")
      throw ExitCode(2)
    }
    for path in paths { Terminal.printOutput(path) }
    Terminal.printMessage(
      "next: open \(paths[0]), change it to what you look for, and run `waybill rules test \(paths[0])`")
  }
}
