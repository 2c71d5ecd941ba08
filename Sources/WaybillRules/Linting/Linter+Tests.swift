extension Linter {
  /// Finds rules, designators and modifiers without a test of what they find or of what they must leave alone.
  mutating func findMissingTests() {
    for gap in TestGap.find(in: rules.declarations, rules) {
      report(.missingTests, "\(gap.title) has \(gap.lack)", gap.file, gap.nameRange, of: gap.range)
    }
  }

  /// Finds known gaps among a rule set's own tests whose reason nobody can read; a rule's tests lie beside its `why`.
  mutating func findBareGaps() {
    for set in rules.declarations {
      for group in set.tests {
        for test in group.tests where test.isKnownGap && test.why == nil {
          report(
            .bareGap, "this known gap of `\(group.name.value)` does not say why it is one",
            file(of: test.text, in: set), test.text.range, of: test.range)
        }
      }
    }
  }
}
