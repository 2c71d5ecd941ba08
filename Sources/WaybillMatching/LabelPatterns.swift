/// What must occur around a symbol for a pattern that is anchored at it to lead to a label.
///
/// Patterns are anchored at their first word or list, which may be as common as *security*; what they name besides is
/// often not, and tells early that a sentence is not worth a look.
package struct LabelPatterns: Sendable {
  /// For each anchor the patterns, by the symbols that they name besides; none where something else may lead to a label.
  private var companions: [Int32: [Set<Int32>]] = [:]
  /// All symbols that must be known of before a sentence is looked at.
  package private(set) var leading: Set<Int32> = []

  /// Collects the patterns that yield symbols which can lead to a label.
  /// - Parameter isCommon: for each symbol, whether it occurs so often that it tells nothing.
  /// - Complexity: O(stages × patterns)
  package init(_ stages: [PatternSet], isLabelling: [Bool], isCommon: [Bool]) {
    let isPatterned = RuleProgram.patternedSymbols(stages, count: isLabelling.count)
    var seen: [Int32: Set<Set<Int32>>] = [:]
    for pattern in stages.lazy.flatMap(\.patterns) {
      guard case .symbol(let product) = pattern.product, isLabelling[Int(product)],
        case .symbol(let anchor) = pattern.elements[pattern.anchor]
      else { continue }
      var symbols: Set<Int32> = []
      for (index, element) in pattern.elements.enumerated() where index != pattern.anchor {
        // What a pattern yields is known only after a look.
        if case .symbol(let symbol) = element, !isPatterned[Int(symbol)], !isCommon[Int(symbol)] {
          symbols.insert(symbol)
        }
      }
      leading.formUnion(symbols)
      if seen[anchor, default: []].insert(symbols).inserted {
        companions[anchor, default: []].append(symbols)
      }
    }
  }

  /// Whether a pattern anchored at the symbol has all it names besides, as far as `occurs` knows; yes where no pattern is
  /// anchored there.
  func mayMatch(at anchor: Int32, _ occurs: (Int32) -> Bool) -> Bool {
    guard let patterns = companions[anchor] else { return true }
    return patterns.contains { $0.allSatisfy(occurs) }
  }
}
