/// A strict reader of one JSON object (RFC 8259) that keeps only the top-level fields an article is made of.
///
/// Everything else is checked and skipped, at any depth. A name given twice counts by its last value.
struct JSONScanner {
  /// The most levels of arrays and objects within one another.
  static let maxDepth = 512

  private let bytes: [UInt8]
  private var end: Int
  private var position: Int
  /// Begins with the unescaped text of the string read last; has room for the longest string there can be.
  private var unescaped: [UInt8] = []

  /// Creates a scanner of parts of `bytes`.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.end = 0
    self.position = 0
  }

  /// Reads the object that fills `range` and returns its known fields.
  /// - Throws: `JSONFault` at the first byte that breaks the grammar; offsets count from the start of `bytes`.
  /// - Complexity: O(range)
  mutating func readObject(in range: Range<Int>) throws(JSONFault) -> ArticleFields {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range of the bytes given")
    position = range.lowerBound
    end = range.upperBound
    let room = range.count + ByteSearch.slack
    if unescaped.count < room { unescaped = [UInt8](repeating: 0, count: room) }
    var fields = ArticleFields()
    skipBlanks()
    guard peek() == UInt8(ascii: "{") else {
      // Say which of the two it is: no JSON at all, or JSON of another shape.
      try skipValue(depth: 0)
      throw JSONFault(offset: position, problem: "not a JSON object")
    }
    position += 1
    skipBlanks()
    if peek() == UInt8(ascii: "}") {
      position += 1
    } else {
      while true {
        let name = try readName()
        try readValue(of: name, into: &fields)
        if try endsAfterElement(closing: UInt8(ascii: "}")) { break }
      }
    }
    skipBlanks()
    if position < end { throw fault("unexpected text after the object") }
    return fields
  }

  // MARK: Fields

  private mutating func readName() throws(JSONFault) -> ArticleFields.Name? {
    guard peek() == UInt8(ascii: "\"") else { throw fault("expected a name in double quotes") }
    let length = try readString()
    let name = ArticleFields.Name(unescaped[..<length])
    skipBlanks()
    guard peek() == UInt8(ascii: ":") else { throw fault("expected `:` after the name") }
    position += 1
    skipBlanks()
    return name
  }

  private mutating func readValue(of name: ArticleFields.Name?, into fields: inout ArticleFields)
    throws(JSONFault)
  {
    guard let name else { return try skipValue(depth: 1) }
    let start = position
    switch peek() {
    case UInt8(ascii: "\""):
      let length = try readString()
      fields[name] = .text(RepairedText(unescaped.span.extracting(0..<length)))
    case let byte? where startsNumber(byte):
      try skipNumber()
      fields[name] = .number(String(decoding: bytes[start..<position], as: UTF8.self))
    case UInt8(ascii: "n"):
      try skipValue(depth: 1)
      fields[name] = .null
    default:
      try skipValue(depth: 1)
      fields[name] = .other
    }
  }

  // MARK: Grammar

  private mutating func skipValue(depth: Int) throws(JSONFault) {
    switch peek() {
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "{"): try skipObject(depth: depth + 1)
    case UInt8(ascii: "["): try skipArray(depth: depth + 1)
    case let byte? where startsNumber(byte): try skipNumber()
    case UInt8(ascii: "t"): try skipWord("true")
    case UInt8(ascii: "f"): try skipWord("false")
    case UInt8(ascii: "n"): try skipWord("null")
    case nil: throw fault("the line ends in the middle of the object")
    default: throw fault("expected a value")
    }
  }

  private mutating func skipObject(depth: Int) throws(JSONFault) {
    if depth > Self.maxDepth { throw fault("more than \(Self.maxDepth) levels deep") }
    position += 1
    skipBlanks()
    if peek() == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      guard peek() == UInt8(ascii: "\"") else { throw fault("expected a name in double quotes") }
      try skipString()
      skipBlanks()
      guard peek() == UInt8(ascii: ":") else { throw fault("expected `:` after the name") }
      position += 1
      skipBlanks()
      try skipValue(depth: depth)
      if try endsAfterElement(closing: UInt8(ascii: "}")) { return }
    }
  }

  private mutating func skipArray(depth: Int) throws(JSONFault) {
    if depth > Self.maxDepth { throw fault("more than \(Self.maxDepth) levels deep") }
    position += 1
    skipBlanks()
    if peek() == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      try skipValue(depth: depth)
      if try endsAfterElement(closing: UInt8(ascii: "]")) { return }
    }
  }

  /// Passes `,` or the closing bracket and says whether it was the bracket.
  private mutating func endsAfterElement(closing: UInt8) throws(JSONFault) -> Bool {
    skipBlanks()
    switch peek() {
    case UInt8(ascii: ","):
      position += 1
      skipBlanks()
      return false
    case closing:
      position += 1
      return true
    default:
      throw fault("expected `,` or `\(Character(Unicode.Scalar(closing)))`")
    }
  }

  private mutating func skipNumber() throws(JSONFault) {
    if peek() == UInt8(ascii: "-") { position += 1 }
    if peek() == UInt8(ascii: "0") {
      position += 1
    } else {
      try skipDigits()
    }
    if peek() == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      try skipDigits()
    }
  }

  private func startsNumber(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
  }

  private mutating func skipDigits() throws(JSONFault) {
    let start = position
    while let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    if position == start { throw fault("expected a digit") }
  }

  private mutating func skipWord(_ word: String) throws(JSONFault) {
    let word = word.utf8
    guard end - position >= word.count, bytes[position..<(position + word.count)].elementsEqual(word) else {
      throw fault("expected a value")
    }
    position += word.count
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
  }

  @inline(__always)
  private func peek() -> UInt8? { position < end ? bytes[position] : nil }

  private func fault(_ problem: String) -> JSONFault {
    position < end
      ? JSONFault(offset: position, problem: problem)
      : JSONFault(offset: end, problem: "the line ends in the middle of the object")
  }

  // MARK: Strings

  /// Passes a string, checks it and leaves its unescaped form in `unescaped`.
  /// - Returns: The length of the unescaped form.
  private mutating func readString() throws(JSONFault) -> Int {
    position += 1
    var length = 0
    let bytes = self.bytes
    while true {
      length = ByteSearch.copyPlainText(
        from: bytes.span, at: &position, to: end, into: &unescaped, at: length)
      guard position < end else { throw fault("") }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return length
      case UInt8(ascii: "\\"):
        position += 1
        length = try readEscape(at: length)
      default:
        throw fault("a control character inside a string must be escaped")
      }
    }
  }

  /// Passes a string and checks it.
  private mutating func skipString() throws(JSONFault) {
    position += 1
    while true {
      position = ByteSearch.endOfPlainText(in: bytes.span, from: position, to: end)
      guard position < end else { throw fault("") }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"):
        position += 1
        _ = try readEscape(at: 0)
      default:
        throw fault("a control character inside a string must be escaped")
      }
    }
  }

  /// Reads what follows a backslash, writes what it stands for and returns where the writing ended.
  private mutating func readEscape(at length: Int) throws(JSONFault) -> Int {
    guard let letter = peek() else { throw fault("") }
    let short: UInt8
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): short = letter
    case UInt8(ascii: "n"): short = 0x0A
    case UInt8(ascii: "t"): short = 0x09
    case UInt8(ascii: "r"): short = 0x0D
    case UInt8(ascii: "b"): short = 0x08
    case UInt8(ascii: "f"): short = 0x0C
    case UInt8(ascii: "u"): return try readUnicodeEscape(at: length)
    default: throw fault("unknown escape after a backslash")
    }
    position += 1
    unescaped[length] = short
    return length + 1
  }

  private mutating func readUnicodeEscape(at length: Int) throws(JSONFault) -> Int {
    let start = position - 1
    position += 1
    var scalar = try readHexadecimal()
    if scalar >= 0xD800, scalar < 0xE000 {
      // The first half of a pair comes first, and the second half must follow at once.
      var second: UInt32 = 0
      if scalar < 0xDC00, end - position >= 2, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        second = try readHexadecimal()
      }
      guard second >= 0xDC00, second < 0xE000 else {
        position = start
        throw fault("a surrogate escape without its other half")
      }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (second - 0xDC00)
    }
    return writeUTF8(scalar, at: length)
  }

  /// Writes the UTF-8 form of a scalar value, which is never longer than its escape.
  private mutating func writeUTF8(_ scalar: UInt32, at length: Int) -> Int {
    func trail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3F)) }
    switch scalar {
    case 0..<0x80:
      unescaped[length] = UInt8(scalar)
      return length + 1
    case 0x80..<0x800:
      unescaped[length] = UInt8(0xC0 | scalar >> 6)
      unescaped[length + 1] = trail(0)
      return length + 2
    case 0x800..<0x10000:
      unescaped[length] = UInt8(0xE0 | scalar >> 12)
      unescaped[length + 1] = trail(6)
      unescaped[length + 2] = trail(0)
      return length + 3
    default:
      unescaped[length] = UInt8(0xF0 | scalar >> 18)
      unescaped[length + 1] = trail(12)
      unescaped[length + 2] = trail(6)
      unescaped[length + 3] = trail(0)
      return length + 4
    }
  }

  private mutating func readHexadecimal() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = hexadecimalDigit(byte) else {
        throw fault("expected four hexadecimal digits after `\\u`")
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
