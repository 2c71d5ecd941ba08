/// A half-open range of UTF-8 byte offsets into one field of an article or one file.
public struct ByteRange: Hashable, Sendable, Comparable {
  /// The offset of the first byte.
  public var start: Int
  /// The offset after the last byte.
  public var end: Int

  /// Creates the range `start..<end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of bytes.
  public var count: Int { end - start }

  /// Whether the two ranges share at least one byte.
  public func overlaps(_ other: ByteRange) -> Bool { start < other.end && other.start < end }

  /// Whether every byte of `other` lies in this range.
  public func contains(_ other: ByteRange) -> Bool { start <= other.start && other.end <= end }

  /// Orders by start, then by end.
  public static func < (a: ByteRange, b: ByteRange) -> Bool {
    (a.start, a.end) < (b.start, b.end)
  }
}
