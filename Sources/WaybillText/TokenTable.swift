/// The tokens of an article's fields, in reading order.
///
/// A token is a word or a number; punctuation is kept as the `Boundary` before the next token. Fields follow one
/// another (title first), each starting with a `.paragraph` boundary, so a position in this table is a position in
/// the article.
public struct TokenTable: Sendable {
  /// All tokens, a row each.
  public internal(set) var rows: [Token] = []
  /// For each field, the index of its first token; ascending.
  public internal(set) var fieldStarts: [Int] = []
  /// The tokens at which a phrase may begin, ascending, as the filter has it that the tokenizer was given.
  package internal(set) var candidates: [Int32] = []

  public init() {}

  /// The number of tokens.
  public var count: Int { rows.count }

  @inlinable
  public subscript(index: Int) -> Token { rows[index] }

  /// Takes all tokens out and keeps the room for others.
  package mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    fieldStarts.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
  }

  /// Returns the index of the field that holds token `index`.
  public func field(of index: Int) -> Int {
    var field = fieldStarts.count - 1
    while field > 0 && fieldStarts[field] > index { field -= 1 }
    return field
  }

  /// Returns the bytes from the start of the first token to the end of the last, in their field.
  public func bytes(of tokens: Range<Int>) -> ByteRange {
    ByteRange(Int(rows[tokens.lowerBound].start), Int(rows[tokens.upperBound - 1].end))
  }
}
