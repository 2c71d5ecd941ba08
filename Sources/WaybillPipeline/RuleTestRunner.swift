import WaybillCore
import WaybillMatching
package import WaybillRules
import WaybillText

/// Runs the tests that rules carry, on the same path as real articles.
package struct RuleTestRunner: Sendable {
  /// How a test went.
  package struct Outcome: Sendable {
    package var test: RuleTest
    /// What was found instead of what the test expects; nil when it passed.
    package var failure: String?
  }

  private let pipeline: Pipeline

  package init(_ pipeline: Pipeline) { self.pipeline = pipeline }

  /// Runs every test of the loaded rules.
  package func run() -> [Outcome] { pipeline.rules.tests.map(run) }

  /// Runs one test. A known gap fails once the rule does what the test asks for.
  package func run(_ test: RuleTest) -> Outcome {
    let article = Article(id: "test", text: test.text)
    let reading = pipeline.rules.program.read(article)
    let findings = pipeline.findings(in: reading)
    let failure = failure(of: test, reading: reading, findings: findings)
    if test.isKnownGap {
      return Outcome(
        test: test, failure: failure == nil ? "a known gap is closed; take `status: known-gap` away" : nil)
    }
    return Outcome(test: test, failure: failure)
  }

  private func failure(of test: RuleTest, reading: Reading, findings: Findings) -> String? {
    let contribution = contribution(of: test.subject, reading: reading, findings: findings)
    guard let expectation = test.expectation else {
      guard
        let first = contribution.spans.first ?? contribution.values.first.map({ "\($0.key): \($0.value)" })
      else {
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
        return "expected \(list(wanted)), found \(list(contribution.spans))"
      }
    }
    let isMet = expectation.allSatisfy { expected in
      contribution.values.contains { $0.key == expected.key && $0.value == expected.value }
    }
    if isMet { return nil }
    let wanted = expectation.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    let found = contribution.values.map { "\($0.key): \($0.value)" }
    return
      "expected \(wanted); found \(found.isEmpty ? "nothing" : Set(found).sorted().joined(separator: ", "))"
  }

  private func list(_ texts: [String]) -> String {
    texts.isEmpty ? "nothing" : texts.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// What one construct adds to a record.
  private struct Contribution {
    var ranges: [ByteRange] = []
    var spans: [String] = []
    var values: [(key: String, value: String)] = []

    mutating func add(_ span: Span) {
      guard !ranges.contains(span.range) else { return }
      ranges.append(span.range)
      spans.append(span.text)
    }
  }

  private func contribution(of subject: RuleTest.Subject, reading: Reading, findings: Findings)
    -> Contribution
  {
    let catalog = pipeline.rules.program.catalog
    var result = Contribution()
    switch subject {
    case .rules(let rules):
      for (index, hit) in reading.labels.enumerated() {
        let attachments = hit.attachments.filter { rules.contains($0.rule) }
        if rules.contains(hit.rule) || !attachments.isEmpty {
          result.add(reading.span(hit.tokens))
          for label in attachments.map(\.label) { add(label, catalog, &result) }
        }
        guard rules.contains(hit.rule) else { continue }
        add(hit.label, catalog, &result)
        // What the rule's other labels come to is the classifiers' word.
        for weapon in findings.weapons where weapon.hit == index {
          result.values.append((key: "guidance", value: weapon.guidance))
        }
      }
      for claim in findings.claims where claim.evidence.contains(where: { isFrom(rules, $0.rule, catalog) }) {
        add(claim, &result)
      }
    case .modifier(let number):
      guard reading.cues.contains(where: { $0.modifier == number }) || !findings.claims.isEmpty else {
        return result
      }
      for claim in findings.claims { add(claim, &result) }
    }
    return result
  }

  private func isFrom(_ rules: Set<Int>, _ reference: String, _ catalog: Catalog) -> Bool {
    rules.contains { catalog.rules[$0].reference == reference }
  }

  private func add(_ label: Int, _ catalog: Catalog, _ result: inout Contribution) {
    result.values.append(
      (key: catalog.axes[catalog.labels[label].axis].name, value: catalog.labels[label].name))
  }

  private func add(_ claim: Claim, _ result: inout Contribution) {
    result.values.append((key: "supply", value: claim.grade))
    result.values.append((key: "supplier", value: claim.supplier.id))
    result.values.append((key: "recipient", value: claim.recipient.id))
    result.values.append((key: "status", value: claim.status))
    result.values.append((key: "concealed", value: claim.concealed ? "true" : "false"))
    result.values.append((key: "background", value: claim.background ? "true" : "false"))
    for id in claim.deniedBy { result.values.append((key: "denied-by", value: id)) }
    for item in claim.items { result.values.append((key: "item", value: item.leaf)) }
    for decoy in claim.decoys { result.values.append((key: "decoy", value: decoy)) }
  }
}
