import WaybillCore
import WaybillMatching
package import WaybillText

/// A rule, designator or modifier that is not held to what it should find, or to what it should leave alone.
package struct TestGap: Sendable, Hashable {
  /// `ruleset#kind.name`.
  package var name: String
  /// `rule`, `designator` or `modifier`, and the name: for messages within its file.
  package var title: String
  package var file: String
  /// Where the name is written.
  package var nameRange: ByteRange
  /// The whole construct.
  package var range: ByteRange
  /// A test asks for something that it finds.
  package var hasHit: Bool
  /// A test asks that it find nothing.
  package var hasMiss: Bool

  /// What is lacking, after "has".
  package var lack: String {
    switch (hasHit, hasMiss) {
    case (false, false): "no tests"
    case (false, true): "no test of what it finds"
    default: "no near miss: a text that it must leave alone"
    }
  }
}

extension TestGap {
  /// Returns the constructs of some rule sets that lack tests, in the order written.
  package static func find(in declarations: [RuleSetDeclaration], _ rules: CompiledRules) -> [TestGap] {
    let byOwner = Dictionary(grouping: rules.tests, by: \.owner)
    var gaps: [TestGap] = []
    for set in declarations {
      func add(_ kind: String, _ name: Located<String>, _ range: ByteRange, hits: Int, tests: Int) {
        guard hits == 0 || hits == tests else { return }
        gaps.append(
          TestGap(
            name: "\(set.id.value)#\(kind).\(name.value)", title: "\(kind) `\(name.value)`", file: set.file,
            nameRange: name.range, range: range, hasHit: hits > 0, hasMiss: hits < tests))
      }
      func add(_ kind: String, _ name: Located<String>, _ range: ByteRange, _ tests: [TestDeclaration]) {
        let hits = tests.count { if case .contributes = $0.expectation { true } else { false } }
        add(kind, name, range, hits: hits, tests: tests.count)
      }
      for rule in set.rules { add("rule", rule.id, rule.range, rule.tests) }
      for designator in set.designators {
        add("designator", designator.name, designator.range, designator.tests)
      }
      for modifier in set.modifiers {
        // What a claim comes to is expected of a cue and of its absence alike, so the engine says which is which.
        let tests = byOwner["\(set.id.value)#modifier.\(modifier.name.value)"] ?? []
        add(
          "modifier", modifier.name, modifier.range, hits: tests.count { isReached($0, rules) },
          tests: tests.count)
      }
    }
    return gaps
  }

  /// Whether a cue of the test's modifier reaches a frame in its text.
  private static func isReached(_ test: RuleTest, _ rules: CompiledRules) -> Bool {
    guard case .modifier(let number) = test.subject else { return false }
    let reading = rules.program.read(Article(id: "test", text: test.text))
    return reading.cues.contains { cue in
      cue.modifier == number && reading.frames.contains { cue.scope.contains($0.trigger.lowerBound) }
    }
  }
}
