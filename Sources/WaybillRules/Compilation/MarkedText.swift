package import WaybillText

/// A text with `[[…]]` around the spans that must be found.
package struct MarkedText: Sendable {
  /// The text without the marks.
  package var text: String
  /// Byte ranges of `text` that stood between marks.
  package var marks: [ByteRange] = []

  /// Takes the marks out; nil when they do not pair.
  package init?(_ marked: String) {
    var bytes: [UInt8] = []
    var open: Int?
    let source = Array(marked.utf8)
    var index = 0
    while index < source.count {
      let isPair = index + 1 < source.count && source[index] == source[index + 1]
      if isPair, source[index] == UInt8(ascii: "[") {
        guard open == nil else { return nil }
        open = bytes.count
        index += 2
      } else if isPair, source[index] == UInt8(ascii: "]") {
        guard let start = open else { return nil }
        marks.append(ByteRange(start, bytes.count))
        open = nil
        index += 2
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    guard open == nil else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }
}
