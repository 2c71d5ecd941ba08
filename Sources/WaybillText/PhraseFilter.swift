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
    let start = places.count
    for index in range where mayBegin(with: tokens[index].hash) {
      places.append(Int32(truncatingIfNeeded: index))
    }
    sift(&places, from: start, in: tokens)
  }

  /// Whether a phrase may begin with the word that has this hash, whatever follows.
  @inline(__always)
  func mayBegin(with hash: UInt64) -> Bool { kind(hash) != 0 }

  /// Keeps of the places from `start` on those at which what follows goes with the first word of a phrase.
  ///
  /// Which ones these are no processor can foresee, so that nothing here hangs on a branch.
  /// - Complexity: O(places)
  func sift(_ places: inout [Int32], from start: Int, in tokens: [Token]) {
    let tokens = tokens.span
    let pairs = pairs.span
    var output = places.mutableSpan
    var kept = start
    for place in start..<output.count {
      let number = output[place]
      let index = Int(number)
      let hash = tokens[index].hash
      let kind = kind(hash)
      // The last token has nothing after it, and is looked at with itself instead.
      let isLast = index &+ 1 == tokens.count
      let next = tokens[isLast ? index : index &+ 1]
      let pair = PhraseFilter.hash(hash, next.hash)
      var goesOn = pairs[PhraseFilter.place(pair, pairs.count)] &>> (pair &>> 58)
      // After a comma or a coordinator the rest of the phrase may stand further on: `cruise, ballistic and anti-ship
      // missiles`.
      goesOn |= UInt64(next.boundary.rawValue) &>> PhraseFilter.commaBit
      goesOn |= next.hash == coordinators.0 ? 1 : 0
      goesOn |= next.hash == coordinators.1 ? 1 : 0
      goesOn |= kind &>> 1 & UInt64(next.flags.rawValue) &>> PhraseFilter.numberBit
      goesOn &= isLast ? 0 : 1
      goesOn |= kind & kind &>> 1
      output[kept] = number
      kept &+= Int(truncatingIfNeeded: goesOn & 1)
    }
    places.removeLast(places.count - kept)
  }

  private static var commaBit: UInt64 { UInt64(Boundary.comma.rawValue.trailingZeroBitCount) }
  private static var numberBit: UInt64 { UInt64(TokenFlags.number.rawValue.trailingZeroBitCount) }

  /// Returns what the first word of a phrase lets follow; 0 when no phrase begins with the word.
  @inline(__always)
  private func kind(_ hash: UInt64) -> UInt64 {
    first[PhraseFilter.place(hash, first.count)] &>> (hash &>> 58 & 62) & 3
  }
}
