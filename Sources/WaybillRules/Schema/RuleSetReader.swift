// Contract; filled in together with WaybillYAML.
package import WaybillCore

package enum RuleSetReader {
  /// Reads one file; problems go to `diagnostics`, and nil comes back only when not even the rule set's id could be read.
  package static func read(_ file: RuleFile, diagnostics: inout [Diagnostic]) -> RuleSetDeclaration? {
    fatalError()
  }
}
