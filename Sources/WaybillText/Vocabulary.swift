/// Collects the words that rules mention and gives each a number.
package struct VocabularyBuilder: Sendable {
  private var numbers: [[UInt8]: UInt32] = [:]
  private var spellings: [[UInt8]] = [[]]

  /// Creates a builder that knows no word.
  package init() {}

  /// Returns the number of a canonical word (as `PhraseToken.canonical` gives it), adding it when new; never 0.
  package mutating func intern(_ canonical: [UInt8]) -> UInt32 {
    if let number = numbers[canonical] { return number }
    let number = UInt32(spellings.count)
    numbers[canonical] = number
    spellings.append(canonical)
    return number
  }

  /// Freezes the words into a table for reading.
  package func freeze() -> Vocabulary { Vocabulary(spellings: spellings) }
}

/// The words that rules mention, as a frozen table from a word's hash to its number.
///
/// A word is known by sixty-four bits of hash alone: with a hundred thousand words in the rules and ten million others
/// in a corpus, the chance that any two of them fall together is one in ten million.
@usableFromInline
package struct Vocabulary: Sendable {
  /// The number of every word that no rule mentions.
  @inlinable package static var unknown: UInt32 { 0 }
  /// The number of a token's word before anybody has asked for it.
  @inlinable package static var unresolved: UInt32 { .max }

  /// An open-addressing table of hashes, its size a power of two; 0 marks an empty place.
  @usableFromInline private(set) var hashes: [UInt64]
  /// The number of the word at each place of the table.
  @usableFromInline private(set) var numbers: [UInt32]
  /// Spellings one after another; word `n` ends at `ends[n]`.
  private var letters: [UInt8] = []
  private var ends: [UInt32] = []

  /// Creates a vocabulary without words.
  package init() { self.init(spellings: [[]]) }

  /// Creates the table of `spellings`, in which position 0 stands for the unknown word.
  fileprivate init(spellings: [[UInt8]]) {
    let size = Self.powerOfTwo(atLeast: max(64, spellings.count * 2))
    hashes = Array(repeating: 0, count: size)
    numbers = Array(repeating: 0, count: size)
    for (number, spelling) in spellings.enumerated() {
      letters.append(contentsOf: spelling)
      ends.append(UInt32(letters.count))
      guard number > 0 else { continue }
      let hash = WordKey(spelling[...]).hash
      var place = Int(truncatingIfNeeded: hash >> 32) & (size - 1)
      while hashes[place] != 0 { place = (place + 1) & (size - 1) }
      hashes[place] = hash
      numbers[place] = UInt32(number)
    }
  }

  private static func powerOfTwo(atLeast count: Int) -> Int {
    1 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
  }

  /// The number of words, not counting the unknown one.
  package var count: Int { ends.count - 1 }

  /// Returns the canonical spelling of word `number`; empty for the unknown word.
  package func spelling(of number: UInt32) -> [UInt8] {
    let number = Int(number)
    return number == 0 ? [] : Array(letters[Int(ends[number - 1])..<Int(ends[number])])
  }

  /// Returns the hash by which tokens of each word are known, by the word's number; 0 for the unknown word.
  package func wordHashes() -> [UInt64] {
    var byNumber = [UInt64](repeating: 0, count: ends.count)
    for (place, hash) in hashes.enumerated() where hash != 0 { byNumber[Int(numbers[place])] = hash }
    return byNumber
  }

  /// Returns the number of a canonical word, or `unknown`.
  package func number(of canonical: [UInt8]) -> UInt32 { number(ofHash: WordKey(canonical[...]).hash) }

  /// Returns the number of the word with this hash, or `unknown`.
  @inlinable @inline(__always)
  package func number(ofHash hash: UInt64) -> UInt32 {
    let mask = hashes.count &- 1
    var place = Int(truncatingIfNeeded: hash &>> 32) & mask
    while true {
      let found = hashes[place]
      if found == hash { return numbers[place] }
      if found == 0 { return Self.unknown }
      place = (place &+ 1) & mask
    }
  }
}

/// A folded word in two machine words: whole up to sixteen bytes, beyond that its head and a digest of the rest.
struct WordKey: Equatable {
  var head: UInt64
  var next: UInt64
  var count: UInt32

  @inline(__always)
  init(head: UInt64, next: UInt64, count: UInt32) {
    self.head = head
    self.next = next
    self.count = count
  }

  /// Creates the key of a folded spelling.
  init(_ canonical: ArraySlice<UInt8>) {
    head = 0
    next = 0
    count = UInt32(canonical.count)
    var shift: UInt64 = 0
    for byte in canonical.prefix(8) {
      head |= UInt64(byte) &<< shift
      shift &+= 8
    }
    guard canonical.count > 8 else { return }
    for byte in canonical.dropFirst(8) {
      // The shift counts modulo 64; beyond sixteen bytes, each eight more are mixed into the digest so far.
      if shift == 128 {
        next = Self.mix(next, 0xC2B2_AE3D_27D4_EB4F)
        shift = 64
      }
      next ^= UInt64(byte) &<< shift
      shift &+= 8
    }
  }

  /// Never 0.
  @inline(__always)
  var hash: UInt64 {
    Self.mix(
      head &+ UInt64(count) &* 0x9FB2_1C65_1E98_DF25,
      (next &* 0xA24B_AED4_963E_E407) ^ 0x9E37_79B9_7F4A_7C15) | 1
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ b).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
