import ArgumentParser
import Waybill

/// `waybill rules list`: what rule sets declare.
struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the classifiers, rules and names that rule sets declare.",
    discussion: """
      One row a line: its identity, a tab, and a summary. With --constructs a row for each rule, designator,
      modifier, list, actor and policy: its identity, a tab, its fingerprint as an override's `seen` wants it, and
      what overrides make of it.

      EXAMPLES
        waybill rules list
        waybill rules list my-rules/ | cut -f1
        waybill rules list --constructs | grep modifier.hedge
      """)

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them; `default`, or no path, names the shipped rule sets.", valueName: "path"
    ),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  @Flag(help: "List what the rule sets declare, each with its fingerprint.")
  var constructs = false

  func run() throws {
    do {
      if constructs {
        for row in try RuleTools.constructs(.named(paths)) {
          let cells = [row.id, row.fingerprint] + [row.overridden].compactMap(\.self)
          Terminal.printOutput(cells.joined(separator: "\t"))
        }
        return
      }
      for row in try RuleTools.list(.named(paths)) { Terminal.printOutput("\(row.id)\t\(row.summary)") }
    } catch {
      throw error.shown()
    }
  }
}
