/// Writes JSON into a buffer, byte by byte and without blanks.
///
/// Commas come by themselves. The names of `field` and `name` are written as they are and must need no escape.
package struct JSONText {
  /// What was written so far.
  package private(set) var bytes: [UInt8]
  /// Whether a value stands before the place of writing, in the same array or object.
  private var needsComma = false

  /// Creates a writer that goes on after `bytes`.
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Opens an object.
  package mutating func openObject() { open(UInt8(ascii: "{")) }
  /// Closes an object.
  package mutating func closeObject() { close(UInt8(ascii: "}")) }
  /// Opens an array.
  package mutating func openArray() { open(UInt8(ascii: "[")) }
  /// Closes an array.
  package mutating func closeArray() { close(UInt8(ascii: "]")) }

  /// Ends the line; the next value stands on its own.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Writes a name and its colon; the value must follow.
  package mutating func name(_ name: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a name that comes from a rule file and its colon; the value must follow.
  package mutating func foreignName(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a name and a text.
  package mutating func field(_ name: String, _ value: String) {
    self.name(name)
    string(value)
  }

  /// Writes `null` for nil.
  package mutating func field(_ name: String, _ value: String?) {
    self.name(name)
    if let value { string(value) } else { null() }
  }

  /// Writes a name and a number.
  package mutating func field(_ name: String, _ value: Int) {
    self.name(name)
    integer(value)
  }

  /// Writes `null` for nil.
  package mutating func field(_ name: String, _ value: Int?) {
    self.name(name)
    if let value { integer(value) } else { null() }
  }

  /// Writes `null` for nil.
  package mutating func field(_ name: String, _ value: Double?) {
    self.name(name)
    if let value { number(value) } else { null() }
  }

  /// Writes a name and a truth value.
  package mutating func field(_ name: String, _ value: Bool) {
    self.name(name)
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes a name and an array of texts.
  package mutating func field(_ name: String, _ values: [String]) {
    self.name(name)
    openArray()
    for value in values { string(value) }
    closeArray()
  }

  /// Writes a text.
  package mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    let utf8 = text.utf8
    // Nearly all strings of a record need no escape; those that do are written a second time.
    let start = bytes.count
    bytes.append(contentsOf: utf8)
    if ByteSearch.endOfPlainText(in: bytes.span, from: start, to: bytes.count) < bytes.count {
      bytes.removeLast(bytes.count - start)
      for byte in utf8 { append(escaped: byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a whole number.
  package mutating func integer(_ value: Int) {
    separate()
    digits(value)
  }

  /// Writes a number with up to four decimals and no needless zeros; what is no number becomes `null`.
  package mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    guard value.magnitude < 1e14 else {
      separate()
      bytes.append(contentsOf: "\(value)".utf8)
      return
    }
    separate()
    let scaled = Int((value * 10_000).rounded())
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(Int(scaled.magnitude) / 10_000)
    var decimals = Int(scaled.magnitude) % 10_000
    if decimals == 0 { return }
    bytes.append(UInt8(ascii: "."))
    var place = 1_000
    while decimals > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(decimals / place))
      decimals %= place
      place /= 10
    }
  }

  /// Writes `null`.
  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func digits(_ value: Int) {
    if value < 10, value >= 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value))
    } else {
      bytes.append(contentsOf: String(value).utf8)
    }
  }

  private mutating func append(escaped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    default: bytes.append(byte)
    }
  }
}
