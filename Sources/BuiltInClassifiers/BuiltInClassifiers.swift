import Labels
import MunitionGuidance
import SupplierConfidence
package import WaybillCore
import WeaponCategory

/// The classifiers that rule sets can register by name.
package enum BuiltInClassifiers {
  package static let all: [any Classifier.Type] = [
    Labels.self, WeaponCategory.self, MunitionGuidance.self, SupplierConfidence.self,
  ]
}
