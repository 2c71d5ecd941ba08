/// A word of at most fifteen ASCII letters, perhaps with a possessive, that nothing else joins on to.
///
/// Found with arithmetic on eight bytes at a time: each step works on all eight at once, with one bit per byte at the
/// byte's top. What this type accepts, `Splitter` reads in the same way.
struct PlainWord {
  let end: Int
  /// Where the text goes on: after the possessive, if there is one.
  let resume: Int
  /// Whether nothing but one blank stands before the next word or number, as nearly always.
  let isBeforeBlankAndWord: Bool
  let key: WordKey
  /// Every letter's byte has bit 5 set here if the letter is a capital.
  private let capitals: UInt64
  private let laterCapitals: UInt64
  private let allCapitals: Bool

  /// Reads the word at `position`; nil when there is none or it is not plain.
  @inline(__always)
  init?(_ text: Span<UInt8>, at position: Int) {
    guard position &+ plainReach <= text.count else { return nil }
    let head = unsafe uncheckedBytes(text, at: position)
    let headCount = Self.stops(head).trailingZeroBitCount &>> 3
    guard headCount > 0 else { return nil }
    let letters = Self.lowBytes(headCount)
    capitals = ~head & Self.caseBits & letters
    var count = headCount
    var next: UInt64 = 0
    if headCount == 8 {
      next = unsafe uncheckedBytes(text, at: position &+ 8)
      let nextCount = Self.stops(next).trailingZeroBitCount &>> 3
      guard nextCount < 8 else { return nil }
      let laterLetters = Self.lowBytes(nextCount)
      laterCapitals = ~next & Self.caseBits & laterLetters
      allCapitals = capitals == Self.caseBits && laterCapitals == laterLetters & Self.caseBits
      next = (next | Self.caseBits) & laterLetters
      count &+= nextCount
    } else {
      laterCapitals = 0
      allCapitals = capitals == letters & Self.caseBits
    }
    end = position &+ count
    key = WordKey(
      head: (head | Self.caseBits) & letters, next: next, count: UInt32(truncatingIfNeeded: count))
    let ahead = unsafe uncheckedBytes(text, at: end)
    if ahead & 0xFF != 0x20 {
      guard let possessive = Self.possessive(ahead, isLoneLetter: count == 1) else { return nil }
      resume = end &+ possessive
      isBeforeBlankAndWord = false
    } else {
      resume = end
      isBeforeBlankAndWord = isAlphanumeric(UInt8(truncatingIfNeeded: ahead &>> 8))
    }
  }

  /// Returns the length of the possessive that `ahead` begins with, 0 where the word just ends, nil where it may go on
  /// otherwise.
  @inline(__always)
  private static func possessive(_ ahead: UInt64, isLoneLetter: Bool) -> Int? {
    let sign = UInt8(truncatingIfNeeded: ahead)
    // A lone letter with a point may begin an acronym.
    if sign < 0x80 && sign != UInt8(ascii: "'") && sign != UInt8(ascii: "`") {
      return sign == UInt8(ascii: ".") && isLoneLetter ? nil : 0
    }
    let after: UInt64
    let length: Int
    if ahead & 0xFFFF == 0x7327 {
      (after, length) = (ahead &>> 16, 2)
    } else if ahead & 0xFFFF_FFFF == 0x7399_80E2 {
      (after, length) = (ahead &>> 32, 4)
    } else if ahead & 0xFFFF == 0x80E2 {
      // Dashes, double quotation marks and the ellipsis, from the block of general punctuation.
      switch UInt8(truncatingIfNeeded: ahead &>> 16) {
      case 0x90...0x95, 0x9C...0x9F, 0xA6: return 0
      default: return nil
      }
    } else {
      return nil
    }
    let next = UInt8(truncatingIfNeeded: after)
    return next < 0x80 && !isAlphanumeric(next) ? length : nil
  }

  /// Whether a capital follows a letter and not all letters are capitals, as in `NorthKorea` and `CNNand`.
  @inline(__always)
  var changesCase: Bool { capitals &>> 8 | laterCapitals != 0 && !allCapitals }

  @inline(__always)
  var flags: TokenFlags {
    var bits: UInt16 = 0
    if capitals & 0x20 != 0 { bits |= TokenFlags.capitalised.rawValue }
    if allCapitals { bits |= TokenFlags.allCapitals.rawValue }
    if resume != end { bits |= TokenFlags.possessive.rawValue }
    return TokenFlags(rawValue: bits)
  }

  private static var caseBits: UInt64 { 0x2020_2020_2020_2020 }

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

/// A number of at most seven ASCII digits that nothing joins on to: no point or comma with digits after it, no apostrophe.
struct PlainNumber {
  let end: Int
  let key: WordKey

  /// Reads the number at `position`; nil when there is none or it is not plain.
  @inline(__always)
  init?(_ text: Span<UInt8>, at position: Int) {
    guard position &+ plainReach <= text.count else { return nil }
    let bytes = unsafe uncheckedBytes(text, at: position)
    let low = bytes & 0x7F7F_7F7F_7F7F_7F7F
    let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
    let count = ((~digits | bytes) & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
    guard count > 0, count < 8 else { return nil }
    end = position &+ count
    key = WordKey(
      head: bytes & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1), next: 0,
      count: UInt32(truncatingIfNeeded: count))
    let ahead = unsafe uncheckedBytes(text, at: end)
    let next = UInt8(truncatingIfNeeded: ahead &>> 8)
    switch UInt8(truncatingIfNeeded: ahead) {
    case UInt8(ascii: ","), UInt8(ascii: "."): if next &- 0x30 < 10 || next >= 0x80 { return nil }
    case UInt8(ascii: "'"), UInt8(ascii: "`"), 0x80...0xFF: return nil
    default: break
    }
  }
}

/// A gap of the few kinds that make up nearly all: a blank or a line break, alone or after a comma or point, or a hyphen.
struct PlainGap {
  let boundary: Boundary
  /// Where the next token starts.
  let end: Int

  /// Reads the gap at `position`; nil when it is of another kind. `Splitter.skipGap` reads these in the same way.
  @inline(__always)
  init?(_ text: Span<UInt8>, at position: Int) {
    guard position &+ plainReach <= text.count else { return nil }
    let ahead = unsafe uncheckedBytes(text, at: position)
    let sign = UInt8(truncatingIfNeeded: ahead)
    let second = UInt8(truncatingIfNeeded: ahead &>> 8)
    let first: UInt8
    if sign == 0x20 {
      boundary = .space
      end = position &+ 1
      first = second
    } else if second == 0x20 || second == 0x0A {
      first = UInt8(truncatingIfNeeded: ahead &>> 16)
      let blank: Boundary = second == 0x20 ? .space : .line
      switch sign {
      case UInt8(ascii: ","): boundary = blank.union(.comma)
      // After a finished line, a digit may be a list number.
      case UInt8(ascii: ".") where second == 0x20 || first >= UInt8(ascii: "A"):
        boundary = blank.union(.period)
      default: return nil
      }
      end = position &+ 2
    } else if sign == UInt8(ascii: "-") || sign == 0x0A {
      boundary = sign == 0x0A ? .line : .hyphen
      end = position &+ 1
      first = second
    } else {
      return nil
    }
    guard isAlphanumeric(first) else { return nil }
  }
}

/// How far the plain types look ahead of where they start: fifteen letters and eight bytes more.
private let plainReach = 24

/// The eight bytes at `position`, the first one lowest; the caller has made sure that they are there.
///
/// The only place that reads text without a check: one check a word in place of one a read made the tokenizer a quarter
/// faster.
@inline(__always)
@unsafe
private func uncheckedBytes(_ text: Span<UInt8>, at position: Int) -> UInt64 {
  UInt64(
    littleEndian: unsafe text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
}

/// Whether the byte is an ASCII letter or digit.
@inline(__always)
func isAlphanumeric(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
}
