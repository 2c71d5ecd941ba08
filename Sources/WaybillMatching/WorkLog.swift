/// What the engine did while it read an article: kept for statistics, and only when they are asked for.
package struct WorkLog: Sendable {
  /// One search for a pattern around one anchor.
  package struct Search: Sendable {
    /// Number of the phrase that the pattern was made of.
    package var phrase: Int32
    package var product: SequencePattern.Product
    package var steps: Int
    package var matches: Int
  }

  /// Every occurrence in the sentences that were worked on.
  package var occurrences: [Occurrence] = []
  package var searches: [Search] = []

  package init() {}

  mutating func note(_ pattern: SequencePattern, steps: Int, matches: Int) {
    searches.append(
      Search(phrase: pattern.phrase, product: pattern.product, steps: steps, matches: matches))
  }
}
