import BuiltInClassifiers
import WaybillAuthoring
import WaybillCore

extension RuleTools {
  /// The rule language with the built-in classifiers, as a JSON Schema (draft 7) for editors.
  public static var schema: String { RuleSchema.text(plugins: BuiltInClassifiers.all.map { $0.descriptor }) }
}
