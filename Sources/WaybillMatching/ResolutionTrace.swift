/// What the engine decided on the way to a reading, for those who ask why; kept only when asked for.
package struct ResolutionTrace: Sendable {
  package enum Reason: Sendable, Hashable {
    /// An `unless` phrase covers the match.
    case exception
    /// What `needs` or `next` asks for is not near.
    case unmetNeed
    /// A longer span, a more specific label or an earlier rule id took the place.
    case lost(toRule: Int)
    /// A pseudo cue covers the cue.
    case pseudo
    /// The trigger stands in the other voice.
    case voice(isPassive: Bool)
    /// A match of a rule with `on:` has no mention in reach.
    case noMention
  }

  /// A match that came to nothing.
  package struct Loss: Sendable, Hashable {
    package var symbol: Int32
    /// The rule that lost, where the symbol does not say it: a trigger is shared by all frames that begin there.
    package var rule: Int?
    package var tokens: Range<Int>
    package var reason: Reason
    package init(symbol: Int32, rule: Int? = nil, tokens: Range<Int>, reason: Reason) {
      self.symbol = symbol
      self.rule = rule
      self.tokens = tokens
      self.reason = reason
    }
  }

  /// Where the scope of a cue ends on one side.
  package enum ScopeEnd: Sendable, Hashable {
    /// The modifier does not reach to this side.
    case noReach
    /// The sentence ends, or the paragraph for a modifier that reaches so far.
    case unit
    /// `scope.tokens` words are reached.
    case tokens
    /// The clause ends.
    case clause
    /// A mark of `scope.stop` stands there.
    case mark
    /// A phrase of `scope.stop` stands there.
    case phrase
  }

  /// How far a cue reaches, and why no further.
  package struct Reach: Sendable, Hashable {
    package var modifier: Int
    package var cue: Range<Int>
    package var scope: Range<Int>
    package var before: ScopeEnd
    package var after: ScopeEnd
  }

  package var losses: [Loss] = []
  package var reaches: [Reach] = []
  /// What the engine did; nil unless it is asked for.
  package var work: WorkLog?
  /// Whether sentences in which nothing can be found are worked on too, page furniture among them.
  package var isThorough: Bool

  package init(isThorough: Bool = false) { self.isThorough = isThorough }
}
