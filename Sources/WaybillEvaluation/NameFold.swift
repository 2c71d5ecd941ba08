/// A name with what writers vary taken out: case, blanks, hyphens, points and apostrophes.
struct FoldedName: Hashable {
  let scalars: [Unicode.Scalar]

  init(_ text: String) {
    scalars = text.lowercased().unicodeScalars.filter { !Self.isVaried($0) }
  }

  /// Whether both name one thing: one contains the other, and neither is a whole passage.
  func namesSame(as other: FoldedName) -> Bool {
    if self == other { return true }
    let (short, long) =
      scalars.count <= other.scalars.count ? (scalars, other.scalars) : (other.scalars, scalars)
    return short.count >= 3 && long.count <= short.count + 25 && Self.contains(long, short)
  }

  private static func contains(_ long: [Unicode.Scalar], _ short: [Unicode.Scalar]) -> Bool {
    (0...(long.count - short.count)).contains { long[$0..<($0 + short.count)].elementsEqual(short) }
  }

  private static func isVaried(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1C...0x1F, 0x2D, 0x2E, 0x27, 0x2010...0x2015, 0x2019: true
    default: scalar.properties.isWhitespace
    }
  }
}
