import ArgumentParser
import Waybill

/// `waybill rules schema`: the language for editors.
struct RulesSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the rule language as a JSON Schema, for completion and hints in editors.",
    discussion: """
      An editor that knows the YAML language server takes the schema from the first line of a rule file:

        # yaml-language-server: $schema=waybill.schema.json

      The schema says which keys stand where; `waybill rules check` says whether names and phrases are right.

      EXAMPLES
        waybill rules schema > waybill.schema.json
      """)

  func run() throws { Terminal.printOutput(RuleTools.schema) }
}
