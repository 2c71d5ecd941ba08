import WaybillText
import WaybillYAML

extension Linter {
  /// The widest gap that a clause of news can be expected to fill.
  private static let widestGap = 12

  mutating func findWideGaps() {
    for group in groups {
      for phrase in group.phrases {
        guard let gap = Self.wideGap(in: phrase.value) else { continue }
        report(
          .wideGap,
          "a gap of \(gap.words) words in `\(shortened(phrase.value))` hardly holds its ends together; "
            + "up to \(Self.widestGap) are common", file(of: phrase, in: group.set),
          phrase.range(of: gap.range) ?? phrase.range, of: group.place)
      }
    }
  }

  /// Returns the first gap that is too wide; the phrase is known to be well-formed.
  private static func wideGap(in phrase: String) -> (words: Int, range: ByteRange)? {
    let bytes = Array(phrase.utf8)
    var index = 0
    while index + 2 < bytes.count {
      guard bytes[index] == UInt8(ascii: "."), bytes[index + 1] == UInt8(ascii: ".") else {
        index += 1
        continue
      }
      var end = index + 2
      while end < bytes.count, (48...57).contains(bytes[end]) { end += 1 }
      if let words = Int(String(decoding: bytes[index + 2..<end], as: UTF8.self)), words > widestGap {
        return (words, ByteRange(index, end))
      }
      index = end
    }
    return nil
  }
}
