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
  /// A hash of each token's folded word.
  var hashes: [UInt64] = []
  /// Each token's number in the vocabulary of the loaded rules, where `resolve` has been asked for it: 0 for a word that
  /// no rule mentions.
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
    hashes.reserveCapacity(count)
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

  /// Looks up the words of some tokens.
  package mutating func resolve(_ tokens: Range<Int>, by vocabulary: Vocabulary) {
    for index in tokens where words[index] == Vocabulary.unresolved {
      words[index] = vocabulary.number(ofHash: hashes[index])
    }
  }

  /// Looks up one token's word and returns its number.
  @inline(__always)
  package mutating func word(at index: Int, by vocabulary: Vocabulary) -> UInt32 {
    if words[index] == Vocabulary.unresolved { words[index] = vocabulary.number(ofHash: hashes[index]) }
    return words[index]
  }

  /// Looks up the words of a range that a filter lets pass, and returns in order the tokens whose word rules mention.
  package mutating func candidates(
    in tokens: Range<Int>, of filter: WordFilter, by vocabulary: Vocabulary
  ) -> [Int] {
    var found: [Int] = []
    for index in tokens where filter.mayHold(hashes[index]) {
      words[index] = vocabulary.number(ofHash: hashes[index])
      if words[index] != Vocabulary.unknown { found.append(index) }
    }
    return found
  }
}

/// A small bitmap of words' hashes: turns most words away without a look at any table.
package struct WordFilter: Sendable {
  private var bits: [UInt64]

  /// Creates a filter that lets the words with these hashes pass, and about one in twenty others.
  package init(_ hashes: [UInt64]) {
    var count = 64
    while count * 64 < hashes.count * 16 { count *= 2 }
    bits = Array(repeating: 0, count: count)
    for hash in hashes { bits[Int(hash >> 16) & (count - 1)] |= 1 << (hash >> 58) }
  }

  @inline(__always)
  func mayHold(_ hash: UInt64) -> Bool {
    bits[Int(truncatingIfNeeded: hash &>> 16) & (bits.count &- 1)] &>> (hash &>> 58) & 1 != 0
  }
}
