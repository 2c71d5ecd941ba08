/// A phrase with gaps, lists or slots, matched over occurrences instead of words.
package struct SequencePattern: Sendable {
  package enum Element: Sendable, Hashable {
    case symbol(Int32)
    /// At most this many words.
    case gap(Int)
    /// Index into the rule's slots.
    case slot(Int)
    case actors(ActorSet)
    /// A number in figures.
    case number
  }

  package enum Product: Sendable, Hashable {
    /// A further occurrence of a symbol, from the first element to the last.
    case symbol(Int32)
    /// Candidates for a frame: the rule and the pattern's position in its `match`.
    case frame(rule: Int32, pattern: Int)
  }

  package var elements: [Element]
  /// Index of the element that the search starts from: the first that is neither slot nor gap.
  package var anchor: Int
  package var product: Product
  /// Number of the phrase it was made of, where phrases are numbered; else -1.
  package var phrase: Int32

  package init(elements: [Element], anchor: Int, product: Product, phrase: Int32 = -1) {
    self.elements = elements
    self.anchor = anchor
    self.product = product
    self.phrase = phrase
  }

  /// Whether the pattern names the word before an element, with at most an article and an adjective between.
  func governs(_ index: Int) -> Bool {
    var before = index - 1
    if before >= 0, case .gap(let words) = elements[before] {
      guard words <= 2 else { return false }
      before -= 1
    }
    guard before >= 0, before != anchor, case .symbol = elements[before] else { return false }
    return true
  }
}

/// Patterns by what their search starts from.
package struct PatternSet: Sendable {
  package private(set) var patterns: [SequencePattern] = []
  /// For each pattern, what must be in a sentence beside the anchor.
  private var companions: [Companions] = []
  /// For each symbol, the patterns anchored at it.
  private var bySymbol: [[Int32]] = []
  /// Patterns anchored at an actor.
  package private(set) var anchoredAtActors: [Int32] = []

  /// Some of what a pattern names: enough to turn most sentences away, and quick to look at.
  private struct Companions {
    /// Two symbols beside the anchor, or -1.
    var first: Int32 = -1
    var second: Int32 = -1
    var actors = false

    init(of pattern: SequencePattern) {
      for (index, element) in pattern.elements.enumerated() where index != pattern.anchor {
        switch element {
        case .symbol(let symbol): (first, second) = (symbol, first)
        case .actors: actors = true
        case .gap, .slot, .number: break
        }
      }
    }
  }

  package init() {}

  package mutating func add(_ pattern: SequencePattern) {
    let number = Int32(patterns.count)
    patterns.append(pattern)
    companions.append(Companions(of: pattern))
    switch pattern.elements[pattern.anchor] {
    case .symbol(let symbol):
      while bySymbol.count <= Int(symbol) { bySymbol.append([]) }
      bySymbol[Int(symbol)].append(number)
    default:
      anchoredAtActors.append(number)
    }
  }

  package var isEmpty: Bool { patterns.isEmpty }

  /// Whether a pattern is anchored at the symbol.
  func isAnchor(_ symbol: Int32) -> Bool { Int(symbol) < bySymbol.count && !bySymbol[Int(symbol)].isEmpty }

  /// Whether what the pattern names beside its anchor may lie in the sentence; a no is certain.
  func mayMatch(_ number: Int32, in context: SentenceContext) -> Bool {
    let companions = companions[Int(number)]
    return (companions.first < 0 || context.mayHave(companions.first))
      && (companions.second < 0 || context.mayHave(companions.second))
      && !(companions.actors && context.actors.isEmpty)
  }

  func anchored(at symbol: Int32) -> [Int32] {
    Int(symbol) < bySymbol.count ? bySymbol[Int(symbol)] : []
  }
}
