import WaybillYAML

/// How a text is written: plain where YAML allows it, in quotes where it must or where they say something.
enum ScalarText {
  /// Returns the text of a scalar on one line.
  /// - Parameters:
  ///   - inFlow: whether it stands in brackets, where commas and brackets need quotes.
  ///   - isProse: whether it is always quoted, as the text of a test is.
  static func line(_ scalar: YAMLScalar, inFlow: Bool, isProse: Bool = false) -> String {
    if scalar.isAbsent { return "" }
    let keepsQuotes = isProse || (scalar.style != .plain && looksTyped(scalar.text))
    return !keepsQuotes && canBePlain(scalar.text, inFlow: inFlow) ? scalar.text : quoted(scalar.text)
  }

  /// Whether YAML reads the text back as it is when it stands without quotes; when in doubt, no.
  static func canBePlain(_ text: String, inFlow: Bool) -> Bool {
    let letters = Array(text.unicodeScalars)
    guard let first = letters.first, let last = letters.last, first != " ", last != " ", last != ":" else {
      return false
    }
    switch first {
    case "-", "?", ":":
      guard letters.count > 1, letters[1] != " ", !(inFlow && flowSigns.contains(letters[1])) else {
        return false
      }
    case ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": return false
    default: break
    }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    for (index, letter) in letters.enumerated() {
      guard isPrintable(letter) else { return false }
      let next = index + 1 < letters.count ? letters[index + 1] : " "
      switch letter {
      case ":": if next == " " || (inFlow && flowSigns.contains(next)) { return false }
      case "#": if index > 0, letters[index - 1] == " " { return false }
      case ",", "[", "]", "{", "}", "?": if inFlow { return false }
      default: break
      }
    }
    return true
  }

  private static let flowSigns: Set<Unicode.Scalar> = [",", "[", "]", "{", "}"]

  /// Characters that stand for themselves in a file; line breaks and those that YAML takes for one do not.
  private static func isPrintable(_ letter: Unicode.Scalar) -> Bool {
    switch letter.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF:
      true
    default: false
    }
  }

  /// Whether other readers of YAML take the text for a number or a truth value, or a list of figures for one figure
  /// that a comma cut; quotes around such a text were put there for a reason.
  private static func looksTyped(_ text: String) -> Bool {
    let letters = text.unicodeScalars.drop { "+-.".unicodeScalars.contains($0) }
    if let first = letters.first, ("0"..."9").contains(first) { return true }
    return words.contains(text.lowercased())
  }

  private static let words: Set = [
    "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", ".inf", "-.inf", "+.inf", ".nan", "<<",
    "=",
  ]

  /// Returns the text in double quotes, or in single ones where those need fewer backslashes.
  static func quoted(_ text: String) -> String {
    let letters = text.unicodeScalars
    let needsEscapes = letters.contains { $0 == "\"" || $0 == "\\" }
    if needsEscapes, !letters.contains("'"), letters.allSatisfy(isPrintable) { return "'\(text)'" }
    var out = "\""
    for letter in letters {
      switch letter {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      case _ where isPrintable(letter): out.unicodeScalars.append(letter)
      default:
        let digits = String(letter.value, radix: 16, uppercase: true)
        let length = digits.count <= 4 ? 4 : 8
        out += (length == 4 ? "\\u" : "\\U") + String(repeating: "0", count: length - digits.count) + digits
      }
    }
    return out + "\""
  }
}
