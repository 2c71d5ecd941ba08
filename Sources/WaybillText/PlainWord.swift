/// A word of at most fifteen ASCII letters that nothing joins on to: no apostrophe, no inner point, no wider character.
///
/// Found with arithmetic on eight bytes at a time: each step works on all eight at once, with one bit per byte at the
/// byte's top.
struct PlainWord {
  let start: Int
  let end: Int
  let key: WordKey
  private let capitals: UInt64
  private let letters: UInt64
  private let laterCapitals: UInt64
  private let laterLetters: UInt64

  /// Reads the word at `position`; nil when there is none or it is not plain.
  @inline(__always)
  init?(_ text: Span<UInt8>, at position: Int) {
    let head = eightBytes(text, at: position)
    let headCount = Self.stops(head).trailingZeroBitCount >> 3
    guard headCount > 0 else { return nil }
    letters = Self.lowBytes(headCount)
    capitals = ~head & Self.caseBits & letters
    var count = headCount
    var next: UInt64 = 0
    if headCount == 8 {
      next = eightBytes(text, at: position &+ 8)
      let nextCount = Self.stops(next).trailingZeroBitCount >> 3
      guard nextCount < 8 else { return nil }
      laterLetters = Self.lowBytes(nextCount)
      laterCapitals = ~next & Self.caseBits & laterLetters
      next = (next | Self.caseBits) & laterLetters
      count &+= nextCount
    } else {
      laterLetters = 0
      laterCapitals = 0
    }
    start = position
    end = position &+ count
    if end < text.count {
      let stop = text[end]
      if stop >= 0x80 || stop == UInt8(ascii: "'") || stop == UInt8(ascii: "`") { return nil }
      // A lone letter with a point may begin an acronym.
      if stop == UInt8(ascii: ".") && count == 1 { return nil }
    }
    key = WordKey(
      head: (head | Self.caseBits) & letters, next: next, count: UInt32(truncatingIfNeeded: count))
  }

  /// Whether a capital follows a letter and not all letters are capitals, as in `NorthKorea` and `CNNand`.
  @inline(__always)
  var changesCase: Bool {
    let inner = capitals >> 8 | laterCapitals
    return inner != 0 && !allCapitals
  }

  @inline(__always)
  private var allCapitals: Bool {
    capitals == letters & Self.caseBits && laterCapitals == laterLetters & Self.caseBits
  }

  @inline(__always)
  var flags: TokenFlags {
    if capitals & 0x20 == 0 { return [] }
    return allCapitals ? [.capitalised, .allCapitals] : .capitalised
  }

  private static let caseBits: UInt64 = 0x2020_2020_2020_2020

  /// All ones in the lowest `count` bytes.
  @inline(__always)
  private static func lowBytes(_ count: Int) -> UInt64 {
    count == 8 ? ~0 : (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
  }

  /// The top bit of each byte that is no ASCII letter.
  @inline(__always)
  private static func stops(_ bytes: UInt64) -> UInt64 {
    let folded = (bytes | caseBits) & 0x7F7F_7F7F_7F7F_7F7F
    let letters = (folded &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(folded &+ 0x0505_0505_0505_0505)
    return (~letters | bytes) & 0x8080_8080_8080_8080
  }
}

/// The eight bytes at `position`, the first one lowest; zeros stand beyond the end of the text.
@inline(__always)
func eightBytes(_ text: Span<UInt8>, at position: Int) -> UInt64 {
  if position &+ 8 <= text.count {
    // Any eight bytes are an integer; the read itself checks its bounds.
    return UInt64(
      littleEndian: unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
  var result: UInt64 = 0
  var shift: UInt64 = 0
  for index in position..<max(position, text.count) {
    result |= UInt64(text[index]) &<< shift
    shift &+= 8
  }
  return result
}
