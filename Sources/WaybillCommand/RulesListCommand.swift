import ArgumentParser
import Waybill

/// `waybill rules list`: what rule sets declare.
struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the classifiers, rules and names that rule sets declare.",
    discussion: """
      One row a line: its identity, a tab, and a summary.

      EXAMPLES
        waybill rules list
        waybill rules list my-rules/ | cut -f1
      """)

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them; `default`, or no path, names the shipped rule sets.", valueName: "path"
    ),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  func run() throws {
    do {
      for row in try RuleTools.list(.named(paths)) { Terminal.printOutput("\(row.id)\t\(row.summary)") }
    } catch {
      throw error.shown()
    }
  }
}
