/// A validity check of UTF-8 that is quick on the text of newspapers: ASCII with a curly quote now and then.
///
/// The standard library's check looks at every byte once it has met one that is not ASCII, which cost as much as all
/// the rest of reading JSON. This one returns to eight bytes at a time after each such character.
enum UTF8Check {
  /// Returns the text, or nil if the bytes are not valid UTF-8.
  /// - Complexity: O(bytes)
  static func text(_ bytes: Span<UInt8>) -> String? {
    var index = ByteSearch.endOfASCII(in: bytes, from: 0)
    let isASCII = index == bytes.count
    while index < bytes.count {
      guard let next = endOfCharacter(in: bytes, at: index) else { return nil }
      index = ByteSearch.endOfASCII(in: bytes, from: next)
    }
    // Unicode 16, table 3-7, was checked for every byte.
    return String(copying: unsafe UTF8Span(unchecked: bytes, isKnownASCII: isASCII))
  }

  /// Returns the end of the well-formed character at `index`, whose first byte is not ASCII (Unicode, table 3-7).
  private static func endOfCharacter(in bytes: Span<UInt8>, at index: Int) -> Int? {
    let first = bytes[index]
    let second: ClosedRange<UInt8>
    let count: Int
    switch first {
    case 0xC2...0xDF: (second, count) = (0x80...0xBF, 2)
    case 0xE0: (second, count) = (0xA0...0xBF, 3)
    case 0xED: (second, count) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (second, count) = (0x80...0xBF, 3)
    case 0xF0: (second, count) = (0x90...0xBF, 4)
    case 0xF1...0xF3: (second, count) = (0x80...0xBF, 4)
    case 0xF4: (second, count) = (0x80...0x8F, 4)
    default: return nil
    }
    guard bytes.count - index >= count, second.contains(bytes[index + 1]) else { return nil }
    for trail in (index + 2)..<(index + count) where bytes[trail] & 0xC0 != 0x80 { return nil }
    return index + count
  }
}
