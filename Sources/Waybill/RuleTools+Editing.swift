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

  /// Compiles rule sets that were read before; nil when there is an error among the problems.
  package static func compile(
    _ declarations: [RuleSetDeclaration], diagnostics: inout [Diagnostic]
  ) -> Pipeline? {
    RuleCompiler.compile(declarations, plugins: plugins, diagnostics: &diagnostics)
      .map { Pipeline($0, plugins: BuiltInClassifiers.all) }
  }
}
