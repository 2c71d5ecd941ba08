/// How spellings are made equal: case, accents, joined letters, wide forms, and letters of other scripts that look Latin.
///
/// Cyrillic and Greek letters fold by their shape, because a look-alike inside an English text is nearly always a slip
/// of the keyboard (`Rоssia` with a Cyrillic `о`). A short Cyrillic name before a number is read by its sound instead:
/// `С-300` is S-300, `Х-101` is Kh-101, `Су-27` is Su-27.
enum Folding {
  /// Appends the folded form of one letter.
  static func append(_ scalar: Unicode.Scalar, to canonical: inout [UInt8]) {
    let value = scalar.value
    switch value {
    case 0x41...0x5A: canonical.append(UInt8(value | 0x20))
    case 0..<0x80: canonical.append(UInt8(value))
    case 0xFB03, 0xFB04: canonical.append(contentsOf: value == 0xFB03 ? Array("ffi".utf8) : Array("ffl".utf8))
    case 0xC0..<0x0250, 0x1E00..<0x1F00, 0xFB00...0xFB06:
      let (first, second) = LatinFolding.plain(value)
      guard first != 0 else { return appendLowercase(scalar, to: &canonical) }
      canonical.append(first)
      if second != 0 { canonical.append(second) }
    case 0xFF01...0xFF5E: append(Unicode.Scalar(UInt8(value - 0xFEE0)), to: &canonical)
    case 0x0370...0x052F:
      let small = lowercase(value)
      if let letter = lookAlike(small) {
        canonical.append(letter)
      } else {
        appendUTF8(Unicode.Scalar(small) ?? scalar, to: &canonical)
      }
    default: appendLowercase(scalar, to: &canonical)
    }
  }

  /// Appends the Latin reading of a Cyrillic letter, as in the English name of a Russian weapon; false for any other letter.
  static func appendTransliteration(_ scalar: Unicode.Scalar, to canonical: inout [UInt8]) -> Bool {
    let small = lowercase(scalar.value)
    switch small {
    case 0x0430...0x044F:
      canonical.append(contentsOf: transliterations[Int(small - 0x0430)].utf8)
    case 0x0456: canonical.append(UInt8(ascii: "i"))
    default: return false
    }
    return true
  }

  private static let transliterations: [String] = [
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
  ]

  /// The small letter of a Greek or Cyrillic one.
  private static func lowercase(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x0391...0x03A9, 0x0410...0x042F: value + 0x20
    case 0x0400...0x040F: value + 0x50
    case 0x0460...0x0481, 0x048A...0x04BF, 0x04D0...0x052F: value | 1
    default: value
    }
  }

  /// The Latin letter that a small Greek or Cyrillic letter, or its capital, looks like.
  private static func lookAlike(_ small: UInt32) -> UInt8? {
    switch small {
    case 0x0430, 0x03B1: UInt8(ascii: "a")
    case 0x0432, 0x03B2: UInt8(ascii: "b")
    case 0x0441: UInt8(ascii: "c")
    case 0x0435, 0x0450, 0x0451, 0x03B5: UInt8(ascii: "e")
    case 0x043D, 0x03B7: UInt8(ascii: "h")
    case 0x0456, 0x0457, 0x03B9: UInt8(ascii: "i")
    case 0x0458: UInt8(ascii: "j")
    case 0x043A, 0x03BA: UInt8(ascii: "k")
    case 0x043C, 0x03BC: UInt8(ascii: "m")
    case 0x03BD: UInt8(ascii: "n")
    case 0x043E, 0x03BF: UInt8(ascii: "o")
    case 0x0440, 0x03C1: UInt8(ascii: "p")
    case 0x0455: UInt8(ascii: "s")
    case 0x0442, 0x03C4: UInt8(ascii: "t")
    case 0x0445, 0x03C7: UInt8(ascii: "x")
    case 0x0443, 0x03C5: UInt8(ascii: "y")
    case 0x03B6: UInt8(ascii: "z")
    default: nil
    }
  }

  private static func appendLowercase(_ scalar: Unicode.Scalar, to canonical: inout [UInt8]) {
    guard scalar.properties.changesWhenLowercased else { return appendUTF8(scalar, to: &canonical) }
    canonical.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
  }

  private static func appendUTF8(_ scalar: Unicode.Scalar, to canonical: inout [UInt8]) {
    canonical.append(contentsOf: UTF8.encode(scalar)!)
  }
}
