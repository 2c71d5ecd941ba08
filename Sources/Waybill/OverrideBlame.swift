import BuiltInClassifiers
import WaybillCore
import WaybillPipeline
import WaybillRules

/// Finds out which overrides make a test fail that passes without them.
struct OverrideBlame {
  private let library: RuleLibrary
  private let overrides: [AppliedOverride]
  /// The rules without any override.
  private let base: RuleTestRunner?
  private let baseTests: [Place: RuleTest]
  /// The rules without one of the overrides, for each.
  private var others: [(override: AppliedOverride, runner: RuleTestRunner, tests: [Place: RuleTest])]?
  /// More overrides than this are not tried one by one.
  private static let maxTried = 32

  init(_ library: RuleLibrary, _ rules: CompiledRules) {
    self.library = library
    overrides = rules.overrides
    let bare = overrides.isEmpty ? nil : library.compile { _, _ in true }
    base = bare.map { RuleTestRunner(Pipeline($0, plugins: BuiltInClassifiers.all)) }
    baseTests = Self.byPlace(bare)
  }

  /// Returns what to say of a failed test besides its failure; nil when no override is to blame.
  mutating func explanation(of test: RuleTest) -> String? {
    guard let base, let same = baseTests[test.place], base.run(same).failure == nil else { return nil }
    var guilty = tried().filter { other in
      other.tests[test.place].map { other.runner.run($0).failure == nil } ?? false
    }.map(\.override)
    // None alone: they do it together.
    if guilty.isEmpty { guilty = overrides.filter { $0.target == test.owner } }
    if guilty.isEmpty { guilty = overrides }
    let places = guilty.prefix(3).map {
      "\(library.line(of: $0.place)) (`\($0.ruleSet)` overrides `\($0.target)`)"
    }
    let more = guilty.count > 3 ? " and \(guilty.count - 3) more" : ""
    return "the test passes without the override at \(places.joined(separator: ", "))\(more); "
      + "if the change is meant, take the test away there: `remove: {tests: […]}`"
  }

  private mutating func tried() -> [(
    override: AppliedOverride, runner: RuleTestRunner, tests: [Place: RuleTest]
  )] {
    if let others { return others }
    let tried =
      overrides.count > Self.maxTried
      ? []
      : overrides.compactMap { override in
        library.compile { $1 == override.place }.map { rules in
          (override, RuleTestRunner(Pipeline(rules, plugins: BuiltInClassifiers.all)), Self.byPlace(rules))
        }
      }
    others = tried
    return tried
  }

  private static func byPlace(_ rules: CompiledRules?) -> [Place: RuleTest] {
    Dictionary((rules?.tests ?? []).map { ($0.place, $0) }) { first, _ in first }
  }
}
