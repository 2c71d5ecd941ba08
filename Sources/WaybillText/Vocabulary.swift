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

/// The words that rules mention, as a frozen hash table from folded spelling to number.
///
/// Most words of an article are in no rule. A bit map, small enough for the nearest cache, turns most of those away
/// before the table is touched.
package struct Vocabulary: Sendable {
  /// The number of every word that no rule mentions.
  package static let unknown: UInt32 = 0

  private var filter: [UInt64]
  /// An open-addressing table; its size is a power of two.
  private var slots: [Slot]
  /// Spellings one after another; word `n` ends at `ends[n]`.
  private var letters: [UInt8] = []
  private var ends: [UInt32] = []

  /// A word's place in the table; `number` 0 marks an empty one.
  private struct Slot {
    var key = WordKey(head: 0, next: 0, count: 0)
    var number: UInt32 = 0
  }

  /// Creates a vocabulary without words.
  package init() { self.init(spellings: [[]]) }

  /// Creates the table of `spellings`, in which position 0 stands for the unknown word.
  fileprivate init(spellings: [[UInt8]]) {
    filter = Array(repeating: 0, count: Self.powerOfTwo(atLeast: max(64, spellings.count / 4)))
    let slotCount = Self.powerOfTwo(atLeast: max(16, spellings.count * 2))
    slots = Array(repeating: Slot(), count: slotCount)
    for (number, spelling) in spellings.enumerated() {
      letters.append(contentsOf: spelling)
      ends.append(UInt32(letters.count))
      guard number > 0 else { continue }
      let key = WordKey(spelling[...])
      let hash = key.hash
      filter[Int(hash >> 6) & (filter.count - 1)] |= 1 << (hash & 63)
      var index = Int(truncatingIfNeeded: hash >> 32) & (slotCount - 1)
      while slots[index].number != 0 { index = (index + 1) & (slotCount - 1) }
      slots[index] = Slot(key: key, number: UInt32(number))
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

  /// Returns the number of a canonical word, or `unknown`.
  package func number(of canonical: [UInt8]) -> UInt32 { number(of: canonical[...]) }

  /// Returns the number of a canonical word, or `unknown`.
  func number(of canonical: ArraySlice<UInt8>) -> UInt32 {
    let key = WordKey(canonical)
    if key.count <= WordKey.exactBytes { return number(of: key) }
    let hash = key.hash
    guard mayHold(hash) else { return Self.unknown }
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[index].number != 0 {
      if slots[index].key == key {
        let number = Int(slots[index].number)
        if letters[Int(ends[number - 1])..<Int(ends[number])].elementsEqual(canonical) {
          return slots[index].number
        }
      }
      index = (index + 1) & mask
    }
    return Self.unknown
  }

  /// Returns the number of a word that its key holds whole, or `unknown`.
  @inline(__always)
  func number(of key: WordKey) -> UInt32 {
    let hash = key.hash
    let mask = slots.count &- 1
    guard mayHold(hash) else { return Self.unknown }
    var index = Int(truncatingIfNeeded: hash &>> 32) & mask
    while true {
      let slot = slots[index]
      if slot.key == key || slot.number == 0 { return slot.number }
      index = (index &+ 1) & mask
    }
  }

  @inline(__always)
  private func mayHold(_ hash: UInt64) -> Bool {
    let bits = filter[Int(truncatingIfNeeded: hash &>> 6) & (filter.count &- 1)]
    return (bits &>> (hash & 63)) & 1 != 0
  }
}

/// A folded word in two machine words: whole up to sixteen bytes, beyond that its head and a digest of the rest.
struct WordKey: Equatable {
  /// The longest word that a key holds whole.
  static let exactBytes = 16

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

  @inline(__always)
  var hash: UInt64 {
    Self.mix(
      head &+ UInt64(count) &* 0x9FB2_1C65_1E98_DF25,
      (next &* 0xA24B_AED4_963E_E407) ^ 0x9E37_79B9_7F4A_7C15)
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ b).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
