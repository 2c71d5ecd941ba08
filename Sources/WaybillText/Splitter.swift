/// Reads tokens and the signs between them one character at a time: the complete rules, of which `PlainWord` is the
/// common case.
struct Splitter {
  /// What stands before the next token.
  var boundary: Boundary = []
  /// A straight or curly double quotation mark is open in this paragraph.
  private var doubleIsOpen = false
  /// A single quotation mark is open in this paragraph.
  private(set) var singleIsOpen = false
  /// The folded spelling of the word being read; kept so that its storage is.
  var canonical: [UInt8] = []

  /// What has been seen since the last token.
  private struct Gap {
    /// The last character was a blank or a line break, or there was none yet in this field.
    var blankBefore: Bool
    /// Nothing but blanks since the start of the line.
    var atLineStart: Bool
    /// Line breaks with nothing but blanks between them.
    var breaks = 0
    var hasLineBreak = false
    var isParagraph: Bool
    /// A sign was seen that ends a sentence or introduces a list.
    var hasFinalSign: Bool

    init(atFieldStart: Bool) {
      blankBefore = atFieldStart
      atLineStart = atFieldStart
      isParagraph = atFieldStart
      hasFinalSign = atFieldStart
    }

    mutating func breakLine() {
      breaks += 1
      hasLineBreak = true
      blankBefore = true
      atLineStart = true
      if breaks >= 2 { isParagraph = true }
    }

    mutating func takeSign() {
      breaks = 0
      blankBefore = false
      atLineStart = false
    }
  }

  /// Reads from `from` to the next token, sets `boundary` to what stands between, and returns where the token starts.
  mutating func skipGap(_ text: Span<UInt8>, from: Int) -> Int {
    boundary = []
    var gap = Gap(atFieldStart: from == 0)
    var position = from
    scan: while position < text.count {
      var (sign, length) = signAndLength(text, at: position)
      switch sign {
      case .letter, .digit:
        break scan
      case .ignorable:
        break
      case .blank:
        boundary.insert(.space)
        gap.blankBefore = true
      case .lineBreak:
        if text[position] == 0x0D && position + 1 < text.count && text[position + 1] == 0x0A { length = 2 }
        gap.breakLine()
        if gap.breaks >= 2 { closeQuotes() }
      case .paragraphBreak:
        gap.breakLine()
        gap.breakLine()
        closeQuotes()
      case .lessThan:
        length = takeTag(text, at: position, gap: &gap)
      default:
        take(sign, text, at: position, length: &length, gap: &gap)
        gap.takeSign()
      }
      position += length
    }
    if gap.hasLineBreak && gap.atLineStart && gap.hasFinalSign && isNumberedItem(text, at: position) {
      gap.isParagraph = true
    }
    if gap.isParagraph {
      boundary.insert(.paragraph)
    } else if gap.hasLineBreak {
      boundary.insert(.line)
    }
    return position
  }

  private mutating func take(
    _ sign: Sign, _ text: Span<UInt8>, at position: Int, length: inout Int, gap: inout Gap
  ) {
    switch sign {
    case .hyphen, .enDash:
      length = takeHyphens(text, at: position, gap: &gap)
    case .bullet, .asterisk:
      if gap.atLineStart && isBlank(text, at: position + length) { startItem(&gap) }
      boundary.insert(.other)
    case .doubleQuote:
      takeStraightQuote(text, at: position, gap: gap)
    case .openSingle, .closeSingle, .apostrophe:
      takeSingleQuote(sign, text, next: position + length, gap: gap)
    case .openDouble:
      boundary.insert(.openQuote)
      doubleIsOpen = true
    case .closeDouble:
      boundary.insert(.closeQuote)
      doubleIsOpen = false
    case .period, .exclamation:
      boundary.insert(sign == .period ? .period : .exclamation)
      gap.hasFinalSign = true
    case .colon, .semicolon:
      boundary.insert(sign == .colon ? .colon : .semicolon)
      gap.hasFinalSign = true
    case .dash: boundary.insert(.dash)
    case .comma: boundary.insert(.comma)
    case .bracket: boundary.insert(.bracket)
    case .slash: boundary.insert(.slash)
    default: boundary.insert(.other)
    }
  }

  /// A list item is a paragraph of its own, whether or not a blank line precedes it.
  private mutating func startItem(_ gap: inout Gap) {
    gap.isParagraph = true
    closeQuotes()
  }

  private mutating func closeQuotes() {
    doubleIsOpen = false
    singleIsOpen = false
  }

  /// Takes a run of hyphens and en dashes and returns its length.
  private mutating func takeHyphens(_ text: Span<UInt8>, at position: Int, gap: inout Gap) -> Int {
    var end = position
    var count = 0
    var isEnDash = false
    while end < text.count {
      let (sign, length) = signAndLength(text, at: end)
      guard sign == .hyphen || sign == .enDash else { break }
      isEnDash = sign == .enDash
      count += 1
      end += length
    }
    let blankAfter = isBlank(text, at: end)
    if count > 1 {
      boundary.insert(.dash)
    } else if gap.atLineStart && blankAfter && (!isEnDash || gap.hasFinalSign || gap.isParagraph) {
      // An en dash may also have been carried over to the next line; a hyphen never is.
      startItem(&gap)
      boundary.insert(.other)
    } else if gap.blankBefore || isEnDash && blankAfter {
      boundary.insert(.dash)
    } else {
      boundary.insert(.hyphen)
    }
    return end - position
  }

  /// Takes a straight double quotation mark: its neighbours tell which way it turns, and where they do not, it turns
  /// the other way than the last one.
  private mutating func takeStraightQuote(_ text: Span<UInt8>, at position: Int, gap: Gap) {
    let opens: Bool
    let followedByWord = isAlphanumeric(text, at: position + 1)
    if gap.blankBefore && !isBlank(text, at: position + 1) {
      opens = true
    } else if !gap.blankBefore && !followedByWord {
      opens = false
    } else {
      opens = !doubleIsOpen
    }
    if !opens && !doubleIsOpen && position > 0 && Sign(ascii: text[position - 1]) == .digit {
      // Inches: a 16" gun.
      boundary.insert(.other)
      return
    }
    boundary.insert(opens ? .openQuote : .closeQuote)
    doubleIsOpen = opens
  }

  /// Takes a single quotation mark or an apostrophe that belongs to no word.
  private mutating func takeSingleQuote(_ sign: Sign, _ text: Span<UInt8>, next: Int, gap: Gap) {
    if sign == .openSingle {
      boundary.insert(.openQuote)
      singleIsOpen = true
    } else if singleIsOpen && !gap.blankBefore {
      boundary.insert(.closeQuote)
      singleIsOpen = false
    } else if sign == .apostrophe && gap.blankBefore && next < text.count
      && Sign(ascii: text[next]) == .letter
      && text[next] < 0x80
    {
      boundary.insert(.openQuote)
      singleIsOpen = true
    } else {
      boundary.insert(.apostrophe)
    }
  }

  /// Takes the remnant of a markup tag and returns its length; a lone `<` is a sign like any other.
  ///
  /// What stands between the angle brackets is no text. A tag that starts a block starts a paragraph.
  private mutating func takeTag(_ text: Span<UInt8>, at position: Int, gap: inout Gap) -> Int {
    boundary.insert(.other)
    guard let end = tagEnd(text, at: position) else {
      gap.takeSign()
      return 1
    }
    boundary.insert(.space)
    switch tagName(text, at: position) {
    case "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6":
      startItem(&gap)
      gap.atLineStart = true
    case "br":
      gap.breakLine()
      if gap.breaks >= 2 { closeQuotes() }
    default: break
    }
    gap.blankBefore = true
    return end - position
  }

  /// Returns the name of the tag at `position` in small letters, as far as four of them.
  private func tagName(_ text: Span<UInt8>, at position: Int) -> String {
    var index = position + 1
    if text[index] == UInt8(ascii: "/") { index += 1 }
    var name = ""
    while index < text.count, name.utf8.count < 4, isAlphanumeric(text[index]) {
      name.unicodeScalars.append(Unicode.Scalar(text[index] | 0x20))
      index += 1
    }
    return name
  }

  /// Returns the end of a well-formed short tag; one line break may stand in it.
  private func tagEnd(_ text: Span<UInt8>, at position: Int) -> Int? {
    guard position + 1 < text.count else { return nil }
    let first = text[position + 1]
    guard first < 0x80,
      Sign(ascii: first) == .letter || first == UInt8(ascii: "/") || first == UInt8(ascii: "!")
    else { return nil }
    var breaks = 0
    for index in position + 2..<min(text.count, max(position + 2, position + 304)) {
      switch text[index] {
      case UInt8(ascii: ">"): return index + 1
      case UInt8(ascii: "<"): return nil
      case 0x0A:
        breaks += 1
        if breaks > 1 { return nil }
      default: break
      }
    }
    return nil
  }

  /// Whether a list number stands at `position`, such as `1. ` or `12) `.
  private func isNumberedItem(_ text: Span<UInt8>, at position: Int) -> Bool {
    var end = position
    while end < text.count, end < position + 3, text[end] &- 0x30 < 10 { end += 1 }
    guard end > position, end < position + 3, end < text.count else { return false }
    return (text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")")) && isBlank(text, at: end + 1)
  }
}

// MARK: - Looking ahead

/// Returns the sign at `position` and the number of bytes it takes.
@inline(__always)
func signAndLength(_ text: Span<UInt8>, at position: Int) -> (Sign, Int) {
  let byte = text[position]
  return byte < 0x80 ? (Sign(ascii: byte), 1) : longSignAndLength(text, at: position)
}

private func longSignAndLength(_ text: Span<UInt8>, at position: Int) -> (Sign, Int) {
  if position &+ 2 < text.count {
    // The signs that make up nearly all that is not ASCII in English news.
    switch (text[position], text[position &+ 1], text[position &+ 2]) {
    case (0xC2, 0xA0, _): return (.blank, 2)
    case (0xE2, 0x80, 0x93): return (.enDash, 3)
    case (0xE2, 0x80, 0x94): return (.dash, 3)
    case (0xE2, 0x80, 0x98): return (.openSingle, 3)
    case (0xE2, 0x80, 0x99): return (.closeSingle, 3)
    case (0xE2, 0x80, 0x9C): return (.openDouble, 3)
    case (0xE2, 0x80, 0x9D): return (.closeDouble, 3)
    default: break
    }
  }
  let decoded = DecodedScalar(text, at: position)
  return (Sign(decoded.scalar), decoded.length)
}

/// Whether a blank, a line break or the end of the text stands at `position`.
func isBlank(_ text: Span<UInt8>, at position: Int) -> Bool {
  guard position < text.count else { return true }
  switch signAndLength(text, at: position).0 {
  case .blank, .lineBreak, .paragraphBreak: return true
  default: return false
  }
}

/// Whether a letter stands at `position`.
func isLetter(_ text: Span<UInt8>, at position: Int) -> Bool {
  position < text.count && signAndLength(text, at: position).0 == .letter
}

/// Whether a letter or digit stands at `position`.
func isAlphanumeric(_ text: Span<UInt8>, at position: Int) -> Bool {
  guard position < text.count else { return false }
  let sign = signAndLength(text, at: position).0
  return sign == .letter || sign == .digit
}
