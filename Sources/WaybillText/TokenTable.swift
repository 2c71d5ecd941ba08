/// The tokens of an article's fields, column by column, in reading order.
///
/// A token is a word or a number; punctuation is kept as the `Boundary` before the next token. Fields follow one
/// another (title first), each starting with a `.paragraph` boundary, so a position in this table is a position in
/// the article.
public struct TokenTable: Sendable {
  /// Byte offset of each token's start in its own field.
  public var starts: [UInt32] = []
  /// Byte offset of each token's end in its own field.
  public var ends: [UInt32] = []
  /// Each token's number in the vocabulary of the loaded rules; `Vocabulary.unknown` for all others.
  public var words: [UInt32] = []
  /// What stands before each token.
  public var boundaries: [Boundary] = []
  public var flags: [TokenFlags] = []
  /// For each field, the index of its first token; ascending.
  public var fieldStarts: [Int] = []

  public init() {}

  /// The number of tokens.
  public var count: Int { words.count }

  /// Makes room for so many tokens in all.
  mutating func reserveCapacity(_ count: Int) {
    starts.reserveCapacity(count)
    ends.reserveCapacity(count)
    words.reserveCapacity(count)
    boundaries.reserveCapacity(count)
    flags.reserveCapacity(count)
  }

  /// Returns the index of the field that holds token `index`.
  public func field(of index: Int) -> Int {
    var field = fieldStarts.count - 1
    while field > 0 && fieldStarts[field] > index { field -= 1 }
    return field
  }

  /// Returns the bytes from the start of the first token to the end of the last, in their field.
  public func bytes(of tokens: Range<Int>) -> ByteRange {
    ByteRange(Int(starts[tokens.lowerBound]), Int(ends[tokens.upperBound - 1]))
  }
}
