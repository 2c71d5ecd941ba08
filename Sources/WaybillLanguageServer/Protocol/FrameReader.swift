/// Takes a stream of bytes apart into messages: headers, an empty line, and as many bytes as `Content-Length` says.
///
/// What is no message is reported and skipped up to the next header that can be read.
package struct FrameReader {
  package enum Frame: Hashable {
    case message([UInt8])
    case malformed(String)
  }

  /// A larger message is skipped.
  package static let maxBytes = 64 << 20
  /// A header block longer than this is none.
  static let maxHeaderBytes = 4096

  private var buffer: [UInt8] = []
  /// Where the unread part of `buffer` begins.
  private var position = 0
  /// How many bytes of a message that is too large are still to come.
  private var skipped = 0
  /// Whether the next header is looked for in what is no frame.
  private var isLost = false

  package init() {}

  /// Adds bytes as they come from the client.
  package mutating func append(_ bytes: some Collection<UInt8>) {
    if position > 0 {
      buffer.removeFirst(position)
      position = 0
    }
    buffer += bytes
  }

  /// Returns the next message, or nil until there are more bytes.
  package mutating func next() -> Frame? {
    if skipped > 0 {
      let count = min(skipped, buffer.count - position)
      position += count
      skipped -= count
      if skipped > 0 { return nil }
    }
    if isLost, !findHeader() { return nil }
    guard let end = headerEnd() else {
      guard buffer.count - position > Self.maxHeaderBytes else { return nil }
      return lost("the header has no end")
    }
    guard let length = contentLength(position..<end) else {
      return lost("the header has no `Content-Length` that can be read")
    }
    guard length <= Self.maxBytes else {
      position = end
      skipped = length
      return .malformed("the message has \(length) bytes; at most \(Self.maxBytes) are read")
    }
    guard buffer.count - end >= length else { return nil }
    position = end + length
    return .message(Array(buffer[end..<position]))
  }

  private mutating func lost(_ reason: String) -> Frame {
    // What looked like a header must not be found again.
    position = min(position + 1, buffer.count)
    isLost = true
    return .malformed(reason)
  }

  /// Moves to the next place at which a header may begin.
  private mutating func findHeader() -> Bool {
    let name = Self.lengthName
    while position + name.count <= buffer.count {
      if Self.isName(buffer[position..<position + name.count]) {
        isLost = false
        return true
      }
      position += 1
    }
    return false
  }

  /// Returns where the empty line after the headers ends.
  private func headerEnd() -> Int? {
    var index = position
    let limit = min(buffer.count, position + Self.maxHeaderBytes)
    while index + 1 < limit {
      if buffer[index] == 0x0A {
        if buffer[index + 1] == 0x0A { return index + 2 }
        if buffer[index + 1] == 0x0D, index + 2 < limit, buffer[index + 2] == 0x0A { return index + 3 }
      }
      index += 1
    }
    return nil
  }

  private func contentLength(_ range: Range<Int>) -> Int? {
    for line in buffer[range].split(separator: 0x0A) {
      guard line.count > Self.lengthName.count, Self.isName(line.prefix(Self.lengthName.count)) else {
        continue
      }
      let value = line.dropFirst(Self.lengthName.count).filter { $0 > 0x20 }
      guard !value.isEmpty, value.count <= 15, value.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      return value.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    return nil
  }

  private static let lengthName = Array("content-length:".utf8)

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    zip(bytes, lengthName).allSatisfy { ($0 | 0x20) == $1 || $0 == $1 }
  }
}
