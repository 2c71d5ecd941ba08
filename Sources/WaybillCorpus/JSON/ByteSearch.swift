/// Searches that look at eight bytes at a time.
///
/// The only unchecked step is reading eight bytes as one integer; the load itself stays inside the span's bounds.
enum ByteSearch {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// How many bytes beyond the text copied `copyPlainText` may write.
  static let slack = 8

  /// Returns the place of the first quote, backslash or control character in `bytes[start..<end]`, or `end`.
  /// - Complexity: O(`end - start`)
  static func endOfPlainText(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    let raw = unsafe bytes.bytes
    while index &+ 8 <= end {
      let marks = marks(of: word(raw, at: index))
      if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end, !isMark(bytes[index]) { index &+= 1 }
    return index
  }

  /// Copies bytes up to the first quote, backslash or control character, or up to `end`.
  ///
  /// `target` must have room for the text and `slack` more bytes, which are overwritten too.
  /// - Parameter index: Where to begin; is left where the copy stopped.
  /// - Returns: Where the copy ends in `target`.
  /// - Complexity: O(bytes copied)
  static func copyPlainText(
    from bytes: Span<UInt8>, at index: inout Int, to end: Int, into target: inout [UInt8], at offset: Int
  ) -> Int {
    var source = index
    var offset = offset
    let raw = unsafe bytes.bytes
    var output = target.mutableSpan
    var rawOutput = unsafe output.mutableBytes
    while source &+ 8 <= end {
      let word = word(raw, at: source)
      rawOutput.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
      let marks = marks(of: word)
      if marks != 0 {
        let plain = marks.trailingZeroBitCount / 8
        index = source &+ plain
        return offset &+ plain
      }
      source &+= 8
      offset &+= 8
    }
    while source < end, !isMark(bytes[source]) {
      rawOutput.storeBytes(of: bytes[source], toByteOffset: offset, as: UInt8.self)
      source &+= 1
      offset &+= 1
    }
    index = source
    return offset
  }

  /// Returns how often `byte` occurs.
  /// - Complexity: O(bytes)
  static func count(_ byte: UInt8, in bytes: Span<UInt8>) -> Int {
    var index = 0
    var count = 0
    let raw = unsafe bytes.bytes
    let pattern = ones &* UInt64(byte)
    while index &+ 8 <= bytes.count {
      let difference = word(raw, at: index) ^ pattern
      // Unlike the quicker test above, this one marks no byte wrongly, so the marks can be counted.
      count &+= (~((difference & ~tops) &+ ~tops | difference) & tops).nonzeroBitCount
      index &+= 8
    }
    while index < bytes.count {
      if bytes[index] == byte { count &+= 1 }
      index &+= 1
    }
    return count
  }

  /// Returns the end of the run of ASCII bytes that begins at `start`.
  /// - Complexity: O(run)
  static func endOfASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = unsafe bytes.bytes
    while index &+ 8 <= bytes.count {
      let marks = word(raw, at: index) & tops
      if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index &+= 1 }
    return index
  }

  /// The top bit of each quote, backslash or control character; only the lowest mark can be trusted.
  @inline(__always)
  private static func marks(of word: UInt64) -> UInt64 {
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    // A borrow can only mark bytes after a true one, so the lowest mark is exact.
    return ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word)
      & tops
  }

  @inline(__always)
  private static func isMark(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x5C || byte < 0x20 }

  /// Returns the place of the first `byte` in `bytes[start..<end]`, or `end`.
  /// - Complexity: O(`end - start`)
  @inline(__always)
  static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    let raw = unsafe bytes.bytes
    let pattern = ones &* UInt64(byte)
    while index &+ 8 <= end {
      let difference = word(raw, at: index) ^ pattern
      let marks = (difference &- ones) & ~difference & tops
      if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end, bytes[index] != byte { index &+= 1 }
    return index
  }

  @inline(__always)
  private static func word(_ raw: RawSpan, at offset: Int) -> UInt64 {
    // Every bit pattern is a UInt64, and the bounds are checked: nothing can go wrong here.
    UInt64(littleEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
