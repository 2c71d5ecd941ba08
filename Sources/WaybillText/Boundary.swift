/// What stands between a token and the one before it; empty when the two are glued together.
public struct Boundary: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A blank: space, tab, no-break space and the like.
  public static let space = Boundary(rawValue: 1 << 0)
  /// A single line break.
  public static let line = Boundary(rawValue: 1 << 1)
  /// A blank line, a field's start, or a list bullet: always also the end of a sentence.
  public static let paragraph = Boundary(rawValue: 1 << 2)
  /// A hyphen of any kind without blanks around it.
  public static let hyphen = Boundary(rawValue: 1 << 3)
  /// An en or em dash, a double hyphen, or a hyphen with blanks around it.
  public static let dash = Boundary(rawValue: 1 << 4)
  public static let comma = Boundary(rawValue: 1 << 5)
  public static let semicolon = Boundary(rawValue: 1 << 6)
  public static let colon = Boundary(rawValue: 1 << 7)
  /// A full stop, whether or not it ends a sentence.
  public static let period = Boundary(rawValue: 1 << 8)
  /// `!` or `?`.
  public static let exclamation = Boundary(rawValue: 1 << 9)
  public static let openQuote = Boundary(rawValue: 1 << 10)
  public static let closeQuote = Boundary(rawValue: 1 << 11)
  /// Any of `()[]{}`.
  public static let bracket = Boundary(rawValue: 1 << 12)
  public static let slash = Boundary(rawValue: 1 << 13)
  public static let apostrophe = Boundary(rawValue: 1 << 14)
  /// Any other sign: `*`, `•`, `%`, `$`, `<`, …
  public static let other = Boundary(rawValue: 1 << 15)
}
