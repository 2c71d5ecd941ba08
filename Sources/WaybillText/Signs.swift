/// What a character is to the tokenizer.
enum Sign: UInt8 {
  case letter, digit
  case blank, lineBreak, paragraphBreak
  /// Soft hyphens, zero-width characters and combining marks: as if they were not there.
  case ignorable
  case hyphen, enDash, dash
  case comma, semicolon, colon, period, exclamation
  case doubleQuote, openDouble, closeDouble, openSingle, closeSingle, apostrophe
  case bracket, slash, asterisk, bullet, lessThan
  case other

  /// Whether letters may stand on both sides of the sign within one word.
  var joinsLetters: Bool {
    switch self {
    case .openSingle, .closeSingle, .apostrophe: true
    default: false
    }
  }

  /// The sign of an ASCII character.
  @inline(__always)
  init(ascii byte: UInt8) {
    // Single values only: these become one table look-up, and a static table would be fetched through a lock.
    switch byte {
    case _ where (byte | 0x20) &- 0x61 < 26: self = .letter
    case _ where byte &- 0x30 < 10: self = .digit
    default: self = Self.nonAlphanumeric(byte)
    }
  }

  private static func nonAlphanumeric(_ byte: UInt8) -> Sign {
    switch byte {
    case 0x20, 0x09: .blank
    case 0x0A, 0x0D: .lineBreak
    case UInt8(ascii: "-"): .hyphen
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ";"): .semicolon
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "."): .period
    case UInt8(ascii: "!"), UInt8(ascii: "?"): .exclamation
    case UInt8(ascii: "\""): .doubleQuote
    case UInt8(ascii: "'"), UInt8(ascii: "`"): .apostrophe
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      .bracket
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): .slash
    case UInt8(ascii: "*"): .asterisk
    case UInt8(ascii: "<"): .lessThan
    default: byte < 0x20 || byte == 0x7F ? .blank : .other
    }
  }

  /// The sign of any scalar.
  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0..<0x80: self.init(ascii: UInt8(scalar.value))
    case 0x85, 0x2028: self = .lineBreak
    case 0x2029: self = .paragraphBreak
    case 0x80..<0xA0, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: self = .blank
    case 0xAD, 0x034F, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F,
      0xFE00...0xFE0F, 0xFEFF, 0x0300...0x036F:
      self = .ignorable
    case 0x00AB, 0x201C, 0x201E, 0x201F, 0x300C, 0x300E: self = .openDouble
    case 0x00BB, 0x201D, 0x300D, 0x300F: self = .closeDouble
    case 0x2018, 0x201A, 0x2039: self = .openSingle
    case 0x2019, 0x203A: self = .closeSingle
    case 0x00B4, 0x02B9, 0x02BC, 0x02BB, 0x201B, 0x2032, 0xFF07: self = .apostrophe
    case 0x2010, 0x2011: self = .hyphen
    case 0x2012, 0x2013, 0x2212: self = .enDash
    case 0x2014, 0x2015, 0x2E3A, 0x2E3B: self = .dash
    case 0x00B7, 0x2022, 0x2023, 0x2043, 0x204C, 0x204D, 0x2219, 0x25A0...0x25FF, 0x27A2: self = .bullet
    case 0x060C, 0x3001: self = .comma
    case 0x061B: self = .semicolon
    case 0x3002, 0x06D4: self = .period
    case 0x061F, 0x203C...0x203D, 0x2047...0x2049: self = .exclamation
    case 0x2044, 0x2215: self = .slash
    case 0x00AA, 0x00BA, 0x00A1...0x00BF, 0x00D7, 0x00F7, 0x2000...0x2BFF, 0xE000...0xF8FF, 0xFFFD:
      self = .other
    case 0x00C0...0x024F: self = .letter
    case 0xFF01...0xFF5E: self.init(ascii: UInt8(scalar.value - 0xFEE0))
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: self = .ignorable
      case .spaceSeparator: self = .blank
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .spacingMark, .letterNumber:
        self = .letter
      case .decimalNumber: self = .letter
      default: self = .other
      }
    }
  }
}

/// One decoded character: its scalar and the number of bytes it took.
struct DecodedScalar {
  var scalar: Unicode.Scalar
  var length: Int

  /// Decodes the character at `position`; a byte that begins none is taken for U+FFFD of one byte.
  init(_ text: Span<UInt8>, at position: Int) {
    let lead = text[position]
    self.init(scalar: "\u{FFFD}", length: 1)
    if lead < 0x80 {
      scalar = Unicode.Scalar(lead)
      return
    }
    let trail = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0
    guard trail > 0, position + trail < text.count else { return }
    var value = UInt32(lead) & (0x3F >> UInt32(trail))
    for offset in 1...trail {
      let byte = text[position + offset]
      guard byte & 0xC0 == 0x80 else { return }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    // An overlong form would let one character be spelt in two ways.
    let least: UInt32 = trail == 1 ? 0x80 : trail == 2 ? 0x800 : 0x1_0000
    guard value >= least, let decoded = Unicode.Scalar(value) else { return }
    self.init(scalar: decoded, length: trail + 1)
  }

  private init(scalar: Unicode.Scalar, length: Int) {
    self.scalar = scalar
    self.length = length
  }
}
