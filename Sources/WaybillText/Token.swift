/// A word or a number of a text.
public struct Token: Sendable, Hashable {
  /// Byte offset of the first byte, in the token's own field.
  public var start: UInt32
  /// Byte offset after the last byte, in the token's own field.
  public var end: UInt32
  /// By which the folded word is known; never 0.
  @usableFromInline package var hash: UInt64
  /// What stands before the token.
  public var boundary: Boundary
  public var flags: TokenFlags

  @inline(__always)
  init(_ start: Int, _ end: Int, _ hash: UInt64, _ boundary: Boundary, _ flags: TokenFlags) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.hash = hash
    self.boundary = boundary
    self.flags = flags
  }

  /// Stands where no token is yet.
  static let none = Token(0, 0, 0, [], [])
}
