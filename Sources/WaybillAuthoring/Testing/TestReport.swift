import WaybillCore
import WaybillMatching
package import WaybillPipeline
package import WaybillRules
import WaybillText

/// How the tests of some rule files went, for people, for programs and for build servers.
package struct TestReport: Sendable {
  package struct Case: Sendable {
    package var outcome: RuleTestRunner.Outcome
    /// One from one.
    package var line: Int
    /// Why the rule does not find what the test asks for; only of failed tests.
    package var hint: String?
    /// Which phrase found what was not to be found; only of failed tests.
    package var cause: String?
    /// Which override makes the test fail, and what to do; only of tests that pass without it.
    package var override: String?

    package var rule: String { outcome.test.owner }
    package var file: String { outcome.test.place.file }
    package var place: String { "\(file):\(line)" }
    /// The id before the `#`.
    package var ruleSet: String { rule.split(separator: "#", maxSplits: 1).first.map(String.init) ?? rule }
  }

  /// In the order of the rule sets and files.
  package var cases: [Case]
  /// How many tests there are, those that were filtered out among them.
  package let total: Int
  /// Rules that are not held to a hit or to a near miss, among those asked for.
  package let gaps: [TestGap]

  package var failures: Int { cases.count { $0.outcome.failure != nil } }
  package var knownGaps: Int { cases.count { $0.outcome.verdict == .knownGap } }
  package var passed: Int { cases.count - failures - knownGaps }

  /// Hints beyond these are left out: each costs a few compilations of the rules.
  private static let maxHints = 10

  /// Runs tests.
  /// - Parameters:
  ///   - workshop: the rule files.
  ///   - rules: what they compile to.
  ///   - filter: a part of the names of the rules whose tests are wanted; nil for all.
  ///   - left: files whose tests are nobody's business, but for those of what other files override.
  package init(
    _ workshop: RuleWorkshop, _ rules: CompiledRules, filter: String? = nil, leavingOut left: Set<String> = []
  ) {
    let runner = RuleTestRunner(Pipeline(rules, plugins: workshop.plugins))
    let overridden = Set(rules.overrides.filter { !left.contains($0.place.file) }.map(\.target))
    let tests = rules.tests.filter { !left.contains($0.place.file) || overridden.contains($0.owner) }
    let wanted = tests.filter { filter.map($0.owner.contains) ?? true }
    var hints = 0
    cases = wanted.map { test in
      let outcome = runner.run(test)
      var item = Case(outcome: outcome, line: workshop.position(of: test.place)?.line ?? 0)
      if outcome.verdict == .failed, test.subject != .record, hints < TestReport.maxHints {
        hints += 1
        let why = WhyNot(test.owner, in: test.article, workshop: workshop, maxTrials: 4)
        item.hint = test.expectation == nil ? nil : why?.hint
        item.cause = why?.cause
      }
      return item
    }
    total = tests.count
    gaps = TestGap.find(in: workshop.declarations.filter { !left.contains($0.file) }, rules)
      .filter { gap in filter.map(gap.name.contains) ?? true }
  }
}

extension TestReport.Case {
  /// The text with `[[…]]` around the given places.
  func marked(_ ranges: [ByteRange]) -> String {
    let bytes = Array(outcome.test.text.utf8)
    var text: [UInt8] = []
    for (offset, byte) in bytes.enumerated() {
      for range in ranges where range.end == offset && range.count > 0 { text += Array("]]".utf8) }
      for range in ranges where range.start == offset { text += Array("[[".utf8) }
      text.append(byte)
    }
    for range in ranges where range.end == bytes.count { text += Array("]]".utf8) }
    return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What the test asks for, as `axis: label`.
  var expectedValues: [String] { (outcome.test.expectation ?? []).map { "\($0.key): \($0.value)" } }

  /// What the rule contributes, as `axis: label`, each once; of what the test does not ask about, nothing when it asks.
  var foundValues: [String] {
    let keys = Set((outcome.test.expectation ?? []).map(\.key))
    var seen: Set<String> = []
    return outcome.contribution.values.filter { keys.isEmpty || keys.contains($0.key) }
      .map { "\($0.key): \($0.value)" }.filter { seen.insert($0).inserted }
  }
}
