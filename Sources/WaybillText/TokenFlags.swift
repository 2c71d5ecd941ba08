/// What a token's spelling says about it beyond its folded form.
public struct TokenFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The first letter is a capital.
  public static let capitalised = TokenFlags(rawValue: 1 << 0)
  /// Every letter is a capital.
  public static let allCapitals = TokenFlags(rawValue: 1 << 1)
  /// Digits, with inner points and thousands commas.
  public static let number = TokenFlags(rawValue: 1 << 2)
  /// Followed by a possessive `'s` or `'`, which the token's span leaves out.
  public static let possessive = TokenFlags(rawValue: 1 << 3)
  /// Letters with points between, such as `U.S.`; the span includes the points.
  public static let acronym = TokenFlags(rawValue: 1 << 4)
  /// Split from a contraction: the `n't` of `didn't`, the `'re` of `we're`.
  public static let clitic = TokenFlags(rawValue: 1 << 5)
  /// Stands between quotation marks that hold more than three words.
  public static let quoted = TokenFlags(rawValue: 1 << 6)
  /// Split from a longer word that lost a space, such as the `and` of `CNNand`.
  public static let repaired = TokenFlags(rawValue: 1 << 7)
  /// Contains bytes outside ASCII that were folded.
  public static let folded = TokenFlags(rawValue: 1 << 8)
}
