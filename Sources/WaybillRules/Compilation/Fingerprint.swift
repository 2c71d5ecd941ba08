/// A hash of the canonical form of a construct and of all it refers to: 32 bits, printed as eight digits.
///
/// FNV-1a over 64 bits, folded; a label to notice change by, not a safeguard against malice.
struct Fingerprint {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    // A separator no text contains, so that "ab","c" and "a","bc" differ.
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  var digits: String {
    let folded = UInt32(truncatingIfNeeded: state ^ (state >> 32))
    let text = String(folded, radix: 16)
    return String(repeating: "0", count: 8 - text.utf8.count) + text
  }
}
