import BuiltInClassifiers
import WaybillAuthoring
import WaybillPipeline
import WaybillRules
import WaybillText

extension RuleTools {
  /// How the tests written beside some rules went.
  public struct TestReport: Sendable {
    let report: WaybillAuthoring.TestReport

    /// How many tests ran.
    public var tests: Int { report.cases.count }
    /// How many tests there are, those among them that a filter left out.
    public var total: Int { report.total }
    public var failures: Int { report.failures }
    /// How many rules are not held to a hit or to a near miss.
    public var untested: Int { report.gaps.count }
    /// The counts on one line.
    public var summary: String { report.summary }
    /// Each test as one JSON object on one line.
    public var json: String { report.json }
    /// The tests as JUnit XML: a suite for each rule set, a case for each test, known gaps skipped.
    public var junit: String { report.junit }

    /// The failures for people: what was expected, what was found, and why not; empty when there are none.
    /// - Parameter showsGaps: whether known gaps are shown too, each with the reason that it gives.
    public func text(usesColour: Bool = false, showsGaps: Bool = false) -> String {
      report.text(usesColour: usesColour, showsGaps: showsGaps)
    }

    /// The rules that lack tests, for people: all, or the first few; empty when there are none.
    public func untestedText(isWhole: Bool) -> String { report.gapText(isWhole: isWhole) }
  }

  /// Runs the tests written in rule files.
  /// - Parameters:
  ///   - filter: a part of the names of the rules whose tests are wanted; nil for all.
  ///   - imported: whether rule sets that are loaded only because others import them are tested too, and not just what
  ///     is overridden in them.
  public static func test(
    _ sources: [RuleSource], filter: String? = nil, imported: Bool = false
  ) throws(RuleError) -> TestReport {
    var library = RuleLibrary(sources)
    guard let rules = library.compile() else { throw RuleError(library) }
    let workshop = RuleWorkshop(library.files, library.declarations, plugins: BuiltInClassifiers.all)
    var report = WaybillAuthoring.TestReport(
      workshop, rules, filter: filter, leavingOut: imported ? [] : library.importedFiles)
    if !rules.overrides.isEmpty, report.failures > 0 {
      var blame = OverrideBlame(library, rules)
      for index in report.cases.indices where report.cases[index].outcome.failure != nil {
        report.cases[index].override = blame.explanation(of: report.cases[index].outcome.test)
      }
    }
    return TestReport(report: report)
  }
}
