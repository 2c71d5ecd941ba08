import BuiltInClassifiers
package import WaybillCore
package import WaybillPipeline
package import WaybillRules

/// What a tool needs that holds rule files open and reads them again and again.
extension RuleTools {
  /// The rule files inside the binary, by names that begin with `default:`.
  package static var shippedFiles: [RuleFile] { RuleLibrary.shipped }

  /// The classifiers that rule files can register.
  package static var plugins: [ClassifierDescriptor] { BuiltInClassifiers.all.map { $0.descriptor } }

  /// Compiles rule sets that were read before, and looks for what is probably not meant.
  /// - Parameters:
  ///   - diagnostics: what was found while they were read; what is found here comes in its place.
  ///   - isWanted: whether it matters what is probably not meant in a file.
  /// - Returns: nil when there is an error among the problems.
  package static func check(
    _ declarations: [RuleSetDeclaration], diagnostics: inout [Diagnostic],
    isWanted: @escaping (String) -> Bool
  ) -> Pipeline? {
    guard let rules = RuleCompiler.compile(declarations, plugins: plugins, diagnostics: &diagnostics) else {
      return nil
    }
    diagnostics = Linter.lint(rules, reported: diagnostics, isWanted: isWanted)
    return Pipeline(rules, plugins: BuiltInClassifiers.all)
  }
}
