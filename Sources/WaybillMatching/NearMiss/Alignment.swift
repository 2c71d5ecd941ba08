/// A phrase taken apart to its single words, to be laid beside a text that it does not match.
package struct ProbePattern: Sendable {
  package struct Piece: Sendable {
    package var element: SequencePattern.Element
    /// Symbol of the same words in any case, for words with `=`.
    package var anyCase: Int32?
    /// Symbol of the same word in any inflection, for words without `~`.
    package var anyForm: Int32?
    package init(_ element: SequencePattern.Element, anyCase: Int32? = nil, anyForm: Int32? = nil) {
      self.element = element
      self.anyCase = anyCase
      self.anyForm = anyForm
    }
  }

  package var pieces: [Piece]
  /// Index of the piece whose clause the others must stand in; the search of the real pattern starts there.
  package var anchor: Int
  /// The slots that `slot` elements refer to.
  package var slots: [RuleBehaviour.Slot]

  package init(pieces: [Piece], anchor: Int, slots: [RuleBehaviour.Slot] = []) {
    self.pieces = pieces
    self.anchor = anchor
    self.slots = slots
  }
}

/// The best way to lay a phrase beside a sentence: where each of its elements stands and what keeps it from matching.
package struct Alignment: Sendable {
  package enum Obstacle: Sendable, Hashable {
    /// More words stand between this element and the one nearer to the anchor than the gap allows; without a gap, any.
    case tooFar(allowed: Int, needed: Int)
    /// The element stands in another clause than the anchor.
    case otherClause
    /// A mark stands between two words that no gap parts.
    case mark
    /// The letters' case differs.
    case letterCase
    /// The word has another ending.
    case form
  }

  package struct Placement: Sendable {
    /// Index of the piece.
    package var piece: Int
    /// Where it stands; nil when it is missing.
    package var tokens: Range<Int>?
    package var obstacles: [Obstacle] = []
  }

  /// Index of the pattern asked for.
  package var pattern: Int
  package var sentence: Int
  /// The pieces that are no gaps, in the phrase's order.
  package var placements: [Placement]
  /// How far the phrase is from a match; 0 for a match.
  package var cost: Int

  package var isMatch: Bool { cost == 0 }
  /// The text from the first word in place to the last.
  package var tokens: Range<Int> {
    let placed = placements.compactMap(\.tokens)
    return (placed.map(\.lowerBound).min() ?? 0)..<(placed.map(\.upperBound).max() ?? 0)
  }
}
