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
  @usableFromInline var hashes: [UInt64] = []
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
  @inlinable @inline(__always)
  package mutating func word(at index: Int, by vocabulary: Vocabulary) -> UInt32 {
    if words[index] == Vocabulary.unresolved { words[index] = vocabulary.number(ofHash: hashes[index]) }
    return words[index]
  }

  /// Returns in order the tokens at which a phrase may begin.
  /// - Complexity: O(*n*) in the number of tokens, with a look at nothing but their hashes.
  package func candidates(of filter: PhraseFilter) -> [Int] {
    filter.places(hashes.span, boundaries.span)
  }
}

/// Turns most places of a text away at which no phrase begins, by a look at a word's hash and the next one's.
package struct PhraseFilter: Sendable {
  /// One bit for each hash of a word that is a phrase by itself.
  private var lone: [UInt64]
  /// One bit for each hash of a word with which a longer phrase begins.
  private var first: [UInt64]
  /// One bit for each hash of two words with which a phrase begins.
  private var pairs: [UInt64]

  /// Creates a filter that lets pass what begins with one of these words or pairs of words, and few others.
  package init(lone: [UInt64], first: [UInt64], pairs: [(UInt64, UInt64)]) {
    self.lone = PhraseFilter.bitmap(lone)
    self.first = PhraseFilter.bitmap(first)
    self.pairs = PhraseFilter.bitmap(pairs.map { PhraseFilter.hash($0.0, $0.1) })
  }

  private static func bitmap(_ hashes: [UInt64]) -> [UInt64] {
    var count = 64
    while count * 64 < hashes.count * 16 { count *= 2 }
    var bits = [UInt64](repeating: 0, count: count)
    for hash in hashes { bits[Int(truncatingIfNeeded: hash &>> 16) & (count - 1)] |= 1 << (hash >> 58) }
    return bits
  }

  @inline(__always)
  private static func hash(_ a: UInt64, _ b: UInt64) -> UInt64 { (a ^ (b &>> 23)) &* (b | 1) }

  @inline(__always)
  private static func holds(_ bits: Span<UInt64>, _ hash: UInt64) -> Bool {
    bits[Int(truncatingIfNeeded: hash &>> 16) & (bits.count &- 1)] &>> (hash &>> 58) & 1 != 0
  }

  /// Returns the places of a text at which a phrase may begin, ascending.
  ///
  /// - Parameters:
  ///   - words: the hashes of the text's words.
  ///   - boundaries: what stands before each word.
  func places(_ words: Span<UInt64>, _ boundaries: Span<Boundary>) -> [Int] {
    let lone = lone.span
    let first = first.span
    let pairs = pairs.span
    var places = [Int](repeating: 0, count: words.count)
    var found = 0
    do {
      var room = places.mutableSpan
      var index = 0
      while index < words.count {
        let word = words[index]
        // Written in any case and counted only when it passes: which words do cannot be foretold.
        room[found] = index
        index &+= 1
        var passes = PhraseFilter.holds(lone, word)
        if index < words.count {
          let isPair = PhraseFilter.holds(pairs, PhraseFilter.hash(word, words[index]))
          passes = passes || isPair
          // After a comma the rest of the phrase may stand further on: `cruise, ballistic and anti-ship missiles`.
          if boundaries[index].rawValue & Boundary.comma.rawValue != 0 {
            passes = passes || PhraseFilter.holds(first, word)
          }
        }
        found &+= passes ? 1 : 0
      }
    }
    places.removeLast(words.count - found)
    return places
  }
}
