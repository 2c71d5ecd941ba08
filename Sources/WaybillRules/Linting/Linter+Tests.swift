import WaybillCore
import WaybillMatching
import WaybillText

extension Linter {
  /// Finds rules, designators and modifiers without a test of what they find or of what they must leave alone.
  mutating func findMissingTests() {
    let byOwner = Dictionary(grouping: rules.tests, by: \.owner)
    for set in rules.declarations {
      for rule in set.rules {
        findMissing(rule.tests, "rule `\(rule.id.value)`", rule.id.range, rule.range, set)
      }
      for designator in set.designators {
        findMissing(
          designator.tests, "designator `\(designator.name.value)`", designator.name.range, designator.range,
          set)
      }
      for modifier in set.modifiers {
        // What a claim comes to is expected of a cue and of its absence alike, so the engine says which is which.
        let tests = byOwner["\(set.id.value)#modifier.\(modifier.name.value)"] ?? []
        let hits = tests.count(where: isReached)
        report(
          hasHit: hits > 0, hasMiss: hits < tests.count, "modifier `\(modifier.name.value)`",
          modifier.name.range, modifier.range, set)
      }
    }
  }

  /// Whether a cue of the test's modifier reaches a frame in its text.
  private func isReached(_ test: RuleTest) -> Bool {
    guard case .modifier(let number) = test.subject else { return false }
    let reading = rules.program.read(Article(id: "test", text: test.text))
    return reading.cues.contains { cue in
      cue.modifier == number && reading.frames.contains { cue.scope.contains($0.trigger.lowerBound) }
    }
  }

  private mutating func findMissing(
    _ tests: [TestDeclaration], _ owner: String, _ name: ByteRange, _ construct: ByteRange,
    _ set: RuleSetDeclaration
  ) {
    let hits = tests.count { if case .contributes = $0.expectation { true } else { false } }
    report(hasHit: hits > 0, hasMiss: hits < tests.count, owner, name, construct, set)
  }

  private mutating func report(
    hasHit: Bool, hasMiss: Bool, _ owner: String, _ name: ByteRange, _ construct: ByteRange,
    _ set: RuleSetDeclaration
  ) {
    let what: String
    switch (hasHit, hasMiss) {
    case (false, false): what = "no tests"
    case (false, true): what = "no test of what it finds"
    case (true, false): what = "no near miss: a text that it must leave alone"
    case (true, true): return
    }
    report(.missingTests, "\(owner) has \(what)", set.file, name, of: construct)
  }
}
