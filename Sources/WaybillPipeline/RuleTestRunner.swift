package import WaybillCore
import WaybillMatching
package import WaybillRules
import WaybillText

/// Runs the tests that rules carry, on the same path as real articles.
package struct RuleTestRunner: Sendable {
  /// How a test went.
  package struct Outcome: Sendable {
    package enum Verdict: Sendable, Hashable {
      case passed
      /// The rule does not do what the test asks for.
      case failed
      /// As expected, the rule does not yet do what the test asks for.
      case knownGap
      /// A known gap that is none any more.
      case gapClosed
    }

    package var test: RuleTest
    package var verdict: Verdict
    /// What the construct contributes to the record of the test's text.
    package var contribution: RuleContribution
    /// What was found instead of what the test expects, also of a known gap; nil when the rule does what is asked.
    package var difference: String?

    /// Why the test run fails here; nil when it does not.
    package var failure: String? {
      switch verdict {
      case .passed, .knownGap: nil
      case .failed: difference
      case .gapClosed: "a known gap is closed; take `status: known-gap` away"
      }
    }
  }

  private let pipeline: Pipeline

  package init(_ pipeline: Pipeline) { self.pipeline = pipeline }

  /// Runs every test of the loaded rules.
  package func run() -> [Outcome] { pipeline.rules.tests.map(run) }

  /// Runs one test. A known gap fails once the rule does what the test asks for.
  package func run(_ test: RuleTest) -> Outcome {
    let reading = pipeline.rules.program.read(test.article)
    let contribution = RuleContribution(
      of: test.subject, reading: reading, findings: pipeline.findings(in: reading),
      catalog: pipeline.rules.program.catalog)
    let difference = difference(between: test, and: contribution)
    let verdict: Outcome.Verdict =
      switch (difference, test.isKnownGap) {
      case (nil, false): .passed
      case (nil, true): .gapClosed
      case (_, false): .failed
      case (_, true): .knownGap
      }
    return Outcome(test: test, verdict: verdict, contribution: contribution, difference: difference)
  }

  private func difference(between test: RuleTest, and contribution: RuleContribution) -> String? {
    let spans = contribution.spans.map(\.text)
    guard let expectation = test.expectation else {
      guard let first = spans.first ?? contribution.values.first.map({ "\($0.key): \($0.value)" }) else {
        return nil
      }
      return "expected nothing, found `\(first)`"
    }
    if !test.marks.isEmpty {
      let bytes = Array(test.text.utf8)
      let wanted = test.marks.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
      let missing = test.marks.filter { !contribution.ranges.contains($0) }
      let extra = contribution.ranges.filter { !test.marks.contains($0) }
      if !missing.isEmpty || !extra.isEmpty {
        return "expected \(list(wanted)), found \(list(spans))"
      }
    }
    let isMet = expectation.allSatisfy { expected in
      contribution.values.contains { $0.key == expected.key && $0.value == expected.value }
    }
    // Of a whole record nobody is to be left over.
    let isExact =
      test.subject != .record
      || ["supplier", "recipient"].allSatisfy { role in
        Set(contribution.values.filter { $0.key == role }.map(\.value))
          == Set(expectation.filter { $0.key == role }.map(\.value))
      }
    if isMet && isExact { return nil }
    let wanted = expectation.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    let found = contribution.values.map { "\($0.key): \($0.value)" }
    return
      "expected \(wanted); found \(found.isEmpty ? "nothing" : Set(found).sorted().joined(separator: ", "))"
  }

  private func list(_ texts: [String]) -> String {
    texts.isEmpty ? "nothing" : texts.map { "`\($0)`" }.joined(separator: ", ")
  }
}

extension RuleTest {
  /// The test's text as an article.
  package var article: Article { Article(id: "test", text: text) }
}
