/// What the first bytes of a file say about it.
enum ContentSniff {
  /// How many bytes are looked at.
  static let window = 8 << 10

  /// The UTF-8 byte order mark.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Returns why a file that begins like this cannot be read, or nil.
  /// - Parameter isText: Whether the file is to be read as plain text: broken lines of JSON are reported one by one.
  static func objection(to bytes: ArraySlice<UInt8>, isText: Bool) -> String? {
    let head = bytes.prefix(window)
    if head.starts(with: [0x1F, 0x8B]) { return compressed }
    let signatures: [(name: String, bytes: [UInt8])] = [
      ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]),
      ("bzip2", Array("BZh".utf8)),
      ("zip", [0x50, 0x4B, 0x03, 0x04]),
    ]
    // `BZh` could begin a text; its magic number goes on with a digit and the digits of pi.
    for signature in signatures where head.starts(with: signature.bytes) {
      if signature.name != "bzip2" || head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26]) {
        return compressed
      }
    }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return utf16 }
    let zeros = head.count { $0 == 0 }
    guard zeros > 0 else {
      return isText && manyControls(in: head) ? "not a text: too many control characters" : nil
    }
    // Latin letters in UTF-16 have a zero in every second byte, always on the same side.
    let odd = head.indices.count { head[$0] == 0 && ($0 - head.startIndex) % 2 == 1 }
    if zeros * 3 >= head.count, odd * 10 <= zeros || odd * 10 >= zeros * 9 { return utf16 }
    // One line of zeros, as a crash leaves, must not cost the whole file of lines.
    return isText || !looksLikeJSON(bytes) ? "not a text: it has NUL bytes" : nil
  }

  /// Returns whether the first byte that is not blank opens an object.
  static func looksLikeJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    let body = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes
    return body.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "{")
  }

  /// More than one byte in twenty that no editor would write.
  private static func manyControls(in head: ArraySlice<UInt8>) -> Bool {
    let controls = head.count { ($0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B) || $0 == 0x7F }
    return controls * 20 > head.count
  }

  /// The reject for a compressed file, also told by its name.
  static let compressed = "compressed input is not supported yet; decompress it first"
  private static let utf16 = "encoded as UTF-16 or UTF-32; convert it to UTF-8 first"
}
