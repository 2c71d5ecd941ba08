import WaybillCore
import WaybillText

/// The checks on a file's bytes that come before any YAML, and the way from characters to bytes.
///
/// libyaml has checks of its own, but it reports them after having read far ahead, and without the byte.
struct YAMLEncoding {
  /// Length of the byte order mark at the start; libyaml is given what follows it.
  let markLength: Int
  /// Byte offset of every 64th character after the mark; nil where each character is one byte.
  private let samples: [Int]?
  private static let stride = 64

  /// Returns nil after reporting what makes these bytes no text.
  init?(_ bytes: [UInt8], _ problems: inout DiagnosticSink) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      problems.report(
        .notUTF8, "the file is UTF-16, not UTF-8", at: ByteRange(0, 2),
        notes: [.init("save the file as UTF-8")])
      return nil
    }
    markLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var samples: [Int] = []
    var characters = 0
    var index = markLength
    let span = bytes.span
    while index < span.count {
      if characters % Self.stride == 0 { samples.append(index) }
      let byte = span[index]
      characters += 1
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        index += 1
        continue
      }
      guard let (scalar, length) = Self.scalar(in: span, at: index) else {
        Self.reportBadByte(bytes, index, &problems)
        return nil
      }
      guard Self.isAllowed(scalar) else {
        Self.reportForbidden(scalar, ByteRange(index, index + length), &problems)
        return nil
      }
      index += length
    }
    self.samples = characters == bytes.count - markLength ? nil : samples
    self.bytes = bytes
  }

  private let bytes: [UInt8]

  /// Returns the byte offset of a character that libyaml counted.
  func byteOffset(ofCharacter character: Int) -> Int {
    guard let samples else { return min(markLength + character, bytes.count) }
    let block = character / Self.stride
    guard block < samples.count else { return bytes.count }
    var offset = samples[block]
    var rest = character % Self.stride
    while rest > 0 && offset < bytes.count {
      offset = end(ofCharacterAt: offset)
      rest -= 1
    }
    return offset
  }

  /// Returns the offset after the character that starts here; the bytes are known to be UTF-8.
  func end(ofCharacterAt offset: Int) -> Int {
    guard offset < bytes.count else { return bytes.count }
    var end = offset + 1
    while end < bytes.count && bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// Decodes one scalar; nil for an overlong, surrogate, truncated or otherwise invalid form.
  private static func scalar(in bytes: Swift.Span<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
    let lead = UInt32(bytes[index])
    let (length, minimum): (Int, UInt32)
    var value: UInt32
    switch lead {
    case 0x00..<0x80: (length, minimum, value) = (1, 0, lead)
    case 0xC2..<0xE0: (length, minimum, value) = (2, 0x80, lead & 0x1F)
    case 0xE0..<0xF0: (length, minimum, value) = (3, 0x800, lead & 0x0F)
    case 0xF0..<0xF5: (length, minimum, value) = (4, 0x1_0000, lead & 0x07)
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for offset in 1..<max(length, 1) {
      let byte = UInt32(bytes[index + offset])
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | byte & 0x3F
    }
    guard value >= minimum, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  /// YAML's printable characters, less the byte order mark, which may stand only at the very start.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x1_0000...0x10_FFFF:
      true
    default: false
    }
  }

  // MARK: Messages

  private static func reportBadByte(_ bytes: [UInt8], _ index: Int, _ problems: inout DiagnosticSink) {
    problems.report(
      .notUTF8, "the byte 0x\(hexadecimal(UInt32(bytes[index]), digits: 2)) is not valid UTF-8 here",
      at: ByteRange(index, index + 1),
      notes: [
        .init("the file seems to be in another encoding, such as Latin-1 or Windows-1252; save it as UTF-8")
      ])
  }

  private static func reportForbidden(
    _ scalar: Unicode.Scalar, _ range: ByteRange, _ problems: inout DiagnosticSink
  ) {
    let name = "U+\(hexadecimal(scalar.value, digits: 4))"
    let message =
      switch scalar.value {
      case 0: "the file contains a NUL byte, so it is no text file"
      case 0xFEFF: "a byte order mark (\(name)) stands inside the file"
      default: "the control character \(name) is not allowed in a rule file"
      }
    problems.report(.forbiddenCharacter, message, at: range)
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
