import ArgumentParser

/// `waybill rules`: what a rule author needs.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Checks, tests, formats, compares and lists rule files.",
    subcommands: [
      RulesCheckCommand.self, RulesLintCommand.self, RulesTestCommand.self, RulesListCommand.self,
      RulesFmtCommand.self, RulesSchemaCommand.self, RulesNewCommand.self, RulesExpandCommand.self,
      RulesDraftCommand.self, RulesDiffCommand.self, RulesStatsCommand.self,
    ])
}
