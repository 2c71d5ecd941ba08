/// Turns most places of a text away at which no phrase begins, by a look at a word's hash and the next one's.
package struct PhraseFilter: Sendable {
  /// For each hash of a word with which a phrase begins, two bits: 1, 2 where a number may follow it, 3 if it is a phrase
  /// by itself.
  private let first: [UInt64]
  /// One bit for each hash of two words with which a phrase begins.
  private let pairs: [UInt64]
  /// Words after which the rest of a phrase may stand further on.
  private let coordinators: (UInt64, UInt64)

  /// Lets nothing pass.
  package static let none = PhraseFilter(
    lone: [], first: [], pairs: [], numbered: [], coordinators: (0, 0))

  /// Creates a filter that lets pass what begins with one of these words or pairs of words, with a numbered word and a
  /// number, or with a first word before a coordinator, and few others.
  package init(
    lone: [UInt64], first: [UInt64], pairs: [(UInt64, UInt64)], numbered: [UInt64],
    coordinators: (UInt64, UInt64)
  ) {
    self.coordinators = coordinators
    var bits = PhraseFilter.bitmap(bits: first.count * 16)
    let beforeNumbers = Set(numbered)
    for hash in first {
      let kind: UInt64 = beforeNumbers.contains(hash) ? 2 : 1
      bits[PhraseFilter.place(hash, bits.count)] |= kind << (hash >> 58 & 62)
    }
    for hash in lone { bits[PhraseFilter.place(hash, bits.count)] |= 3 << (hash >> 58 & 62) }
    self.first = bits
    bits = PhraseFilter.bitmap(bits: pairs.count * 8)
    for (a, b) in pairs {
      let hash = PhraseFilter.hash(a, b)
      bits[PhraseFilter.place(hash, bits.count)] |= 1 << (hash >> 58)
    }
    self.pairs = bits
  }

  /// Returns room for at least so many bits: a power of two of words.
  private static func bitmap(bits: Int) -> [UInt64] {
    var count = 64
    while count * 64 < bits { count *= 2 }
    return [UInt64](repeating: 0, count: count)
  }

  @inline(__always)
  private static func place(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash &>> 16) & (count &- 1)
  }

  @inline(__always)
  private static func hash(_ a: UInt64, _ b: UInt64) -> UInt64 { (a ^ (b &>> 23)) &* (b | 1) }

  /// Appends the places among some tokens at which a phrase may begin, ascending.
  ///
  /// What follows a place in `tokens` counts, whether or not it is among the places looked at.
  /// - Complexity: O(places)
  package func append(_ range: Range<Int>, in tokens: [Token], to places: inout [Int32]) {
    let tokens = tokens.span
    let first = first.span
    let pairs = pairs.span
    var index = range.lowerBound
    while index < range.upperBound {
      let hash = tokens[index].hash
      let kind = first[PhraseFilter.place(hash, first.count)] &>> (hash &>> 58 & 62) & 3
      index &+= 1
      guard kind != 0 else { continue }
      if kind != 3 {
        guard index < tokens.count else { break }
        let next = tokens[index]
        let pair = PhraseFilter.hash(hash, next.hash)
        // After a comma the rest of the phrase may stand further on: `cruise, ballistic and anti-ship missiles`.
        guard
          next.boundary.rawValue & Boundary.comma.rawValue != 0 || next.hash == coordinators.0
            || next.hash == coordinators.1
            || kind == 2 && next.flags.rawValue & TokenFlags.number.rawValue != 0
            || pairs[PhraseFilter.place(pair, pairs.count)] &>> (pair &>> 58) & 1 != 0
        else { continue }
      }
      places.append(Int32(truncatingIfNeeded: index &- 1))
    }
  }
}
