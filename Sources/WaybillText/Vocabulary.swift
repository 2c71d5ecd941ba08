/// Words, known by their hashes.
package struct Vocabulary: Sendable {
  private var table = HashTable()

  /// Creates a vocabulary without words.
  package init() {}

  /// Creates a vocabulary of the words with these hashes, numbered in their order.
  package init(_ hashes: some Sequence<UInt64>) {
    for hash in hashes { table.intern(hash) }
  }

  /// Returns the number of the word with this hash, adding it when new; from 0.
  @discardableResult
  package mutating func intern(_ hash: UInt64) -> Int { Int(table.intern(hash)) }

  /// Returns the number of the word with this hash, or -1 when it is not there.
  @inline(__always)
  package func number(ofHash hash: UInt64) -> Int { Int(table.number(of: hash)) }

  /// Whether the word with this hash is there.
  @inline(__always)
  package func knows(_ hash: UInt64) -> Bool { table.number(of: hash) >= 0 }

  /// Returns the hash by which a canonical word (as `PhraseToken.canonical` gives it) is known; never 0.
  package static func hash(of canonical: [UInt8]) -> UInt64 { WordKey(canonical[...]).hash }

  /// Returns the hash by which a word of ASCII letters in any case is known.
  package static func hash(ofLetters letters: Span<UInt8>) -> UInt64 { WordKey(letters, setting: 0x20).hash }

  /// Returns a hash of any bytes; never 0.
  package static func hash(ofBytes bytes: Span<UInt8>) -> UInt64 { WordKey(bytes, setting: 0).hash }
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
  @inline(__always)
  init(_ canonical: ArraySlice<UInt8>) { self.init(canonical.span, setting: 0) }

  /// Creates the key of some bytes, in each of which some bits are set before.
  init(_ bytes: Span<UInt8>, setting bits: UInt8) {
    head = 0
    next = 0
    count = UInt32(bytes.count)
    var shift: UInt64 = 0
    for index in 0..<min(8, bytes.count) {
      head |= UInt64(bytes[index] | bits) &<< shift
      shift &+= 8
    }
    guard bytes.count > 8 else { return }
    for index in 8..<bytes.count {
      // The shift counts modulo 64; beyond sixteen bytes, each eight more are mixed into the digest so far.
      if shift == 128 {
        next = Self.mix(next, 0xC2B2_AE3D_27D4_EB4F)
        shift = 64
      }
      next ^= UInt64(bytes[index] | bits) &<< shift
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
