extension Linter {
  /// Finds rules, designators and modifiers without a test of what they find or of what they must leave alone.
  mutating func findMissingTests() {
    for gap in TestGap.find(in: rules.declarations, rules) {
      report(.missingTests, "\(gap.title) has \(gap.lack)", gap.file, gap.nameRange, of: gap.range)
    }
  }
}
