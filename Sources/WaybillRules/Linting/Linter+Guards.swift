import WaybillCore
import WaybillMatching
import WaybillText

extension Linter {
  /// Finds guards that take away all that the tests of their rule say it finds, and phrases that `unless` always covers.
  mutating func findDeadGuards() {
    findCancelledPhrases()
    let tests = Dictionary(grouping: rules.tests, by: \.owner)
    for set in rules.declarations {
      for rule in set.rules {
        let id = "\(set.id.value)#rule.\(rule.id.value)"
        guard
          let key = deadGuard(hasNeeds: rule.needs != nil, hasUnless: !rule.unless.isEmpty, tests[id] ?? [])
        else { continue }
        reportDeadGuard(key, "rule `\(rule.id.value)`", file(of: rule.id, in: set), rule.id.range, rule.range)
      }
      for designator in set.designators {
        let id = "\(set.id.value)#designator.\(designator.name.value)"
        let hasNeeds = designator.needs != nil || designator.next != nil
        guard
          let key = deadGuard(hasNeeds: hasNeeds, hasUnless: !designator.unless.isEmpty, tests[id] ?? [])
        else { continue }
        reportDeadGuard(
          designator.next != nil && key == "needs" ? "next" : key, "designator `\(designator.name.value)`",
          set.file, designator.name.range, designator.range)
      }
    }
  }

  private mutating func reportDeadGuard(
    _ key: String, _ owner: String, _ file: String, _ range: ByteRange, _ construct: ByteRange
  ) {
    report(
      .deadGuard, "`\(key)` of \(owner) takes away all that its tests say it finds", file, range,
      of: construct)
  }

  /// Returns the guard without which tests that find nothing would find something; nil when one test finds something.
  private func deadGuard(hasNeeds: Bool, hasUnless: Bool, _ tests: [RuleTest]) -> String? {
    let hits = tests.filter { $0.expectation != nil && !$0.isKnownGap }
    guard hasNeeds || hasUnless, !hits.isEmpty, !hits.contains(where: { finds($0, rules.program) }) else {
      return nil
    }
    for (key, isPresent) in [("needs", hasNeeds), ("unless", hasUnless)] where isPresent {
      var program = rules.program
      for case .rules(let numbers) in hits.map(\.subject) {
        for number in numbers {
          if key == "needs" {
            program.rules[number].needs = nil
          } else {
            program.rules[number].exceptions = .none
          }
        }
      }
      if hits.allSatisfy({ finds($0, program) }) { return key }
    }
    return nil
  }

  /// Whether the rule of a test finds anything in its text.
  private func finds(_ test: RuleTest, _ program: RuleProgram) -> Bool {
    guard case .rules(let numbers) = test.subject else { return true }
    let reading = program.read(Article(id: "test", text: test.text))
    return reading.labels.contains { hit in
      numbers.contains(hit.rule) || hit.attachments.contains { numbers.contains($0.rule) }
    } || reading.frames.contains { numbers.contains($0.rule) }
  }
}
