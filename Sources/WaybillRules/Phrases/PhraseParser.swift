import WaybillText

/// Takes a phrase apart: words, `word~`, `=Word`, `(a|b)`, `(a|)`, `..N`, `$list`, `$actor.type`, `$number`, `<role>`.
package struct PhraseParser {
  /// More variants than this make a phrase unreadable, for people first.
  package static let maxVariants = 4096
  /// A wider gap is refused: it no longer says that two words belong together.
  package static let maxGap = 50
  /// A phrase of more bytes is no phrase.
  package static let maxBytes = 2000
  /// Brackets in brackets; deeper than this nobody can read them.
  package static let maxDepth = 16

  private let bytes: [UInt8]
  private var position = 0

  /// A piece of a variant before blanks are resolved into elements.
  private struct Piece {
    var sign: Sign
    var range: ByteRange
  }

  private enum Sign {
    case text(String)
    case inflect
    case exact
    case blank
    case gap(Int)
    case list(String)
    case slot(String)
  }

  /// Parses a phrase.
  /// - Throws: what is wrong and where, as offsets into `text`.
  package static func parse(_ text: String) throws(Phrase.Problem) -> Phrase {
    guard text.utf8.count <= maxBytes else {
      throw Phrase.Problem(
        message: "a phrase has at most \(maxBytes) bytes", range: ByteRange(maxBytes, text.utf8.count))
    }
    if let words = plainWords(text) { return Phrase(variants: [[words]]) }
    var parser = PhraseParser(bytes: Array(text.utf8))
    let rows = try parser.sequence(depth: 0)
    if parser.position < parser.bytes.count {
      throw Phrase.Problem(
        message: "this `)` closes nothing", range: ByteRange(parser.position, parser.position + 1))
    }
    var variants: [[Phrase.Element]] = []
    var seen: Set<[Phrase.Element]> = []
    variants.reserveCapacity(rows.count)
    for row in rows {
      let elements = try assemble(row, isVariant: rows.count > 1, whole: ByteRange(0, text.utf8.count))
      if elements.isEmpty {
        throw Phrase.Problem(
          message: "the phrase can match nothing at all", range: ByteRange(0, text.utf8.count))
      }
      if rows.count == 1 || seen.insert(elements).inserted { variants.append(elements) }
    }
    return Phrase(variants: variants)
  }

  /// Returns a phrase that is one run of words with single blanks between, as nearly all are; nil for any other.
  private static func plainWords(_ text: String) -> Phrase.Element? {
    let bytes = text.utf8.span
    let inflects = bytes.count > 0 && bytes[bytes.count - 1] == UInt8(ascii: "~")
    let end = inflects ? bytes.count - 1 : bytes.count
    var words = 1
    // A blank at either end would be none between words.
    var previous = UInt8(ascii: " ")
    for index in 0..<end {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "="),
        UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return nil
      case UInt8(ascii: "."): if previous == byte { return nil }
      case UInt8(ascii: " "):
        if previous == byte { return nil }
        words += 1
      default: break
      }
      previous = byte
    }
    guard previous != UInt8(ascii: " ") else { return nil }
    return .words(
      inflects ? String(text.dropLast()) : text, inflects: inflects,
      exact: [Bool](repeating: false, count: words))
  }

  /// Parses up to the end, a `|` or a `)`; returns every way to write the sequence out.
  private mutating func sequence(depth: Int) throws(Phrase.Problem) -> [[Piece]] {
    var rows: [[Piece]] = [[]]
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: ")"), UInt8(ascii: "|"):
        if byte == UInt8(ascii: "|") && depth == 0 {
          throw Phrase.Problem(
            message: "`|` stands outside of brackets", range: ByteRange(position, position + 1),
            suggestion: "write (a|b), or two phrases")
        }
        return rows
      case UInt8(ascii: "("):
        let open = position
        guard depth < PhraseParser.maxDepth else {
          throw Phrase.Problem(
            message: "brackets stand in one another more than \(PhraseParser.maxDepth) deep",
            range: ByteRange(open, open + 1))
        }
        var alternatives: [[Piece]] = []
        repeat {
          position += 1
          alternatives += try sequence(depth: depth + 1)
        } while position < bytes.count && bytes[position] == UInt8(ascii: "|")
        guard position < bytes.count else {
          throw Phrase.Problem(message: "this `(` is never closed", range: ByteRange(open, open + 1))
        }
        position += 1
        guard rows.count * alternatives.count <= PhraseParser.maxVariants else {
          throw Phrase.Problem(
            message: "the phrase has more than \(PhraseParser.maxVariants) variants",
            range: ByteRange(open, position),
            suggestion: "move the alternatives to a list")
        }
        var product: [[Piece]] = []
        for row in rows { for alternative in alternatives { product.append(row + alternative) } }
        rows = product
      case UInt8(ascii: "~"): append(.inflect, 1)
      case UInt8(ascii: "="): append(.exact, 1)
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): append(.blank, 1)
      case UInt8(ascii: "<"): try slot()
      case UInt8(ascii: "$"): try reference()
      case UInt8(ascii: ".") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "."):
        try gap()
      default: text()
      }
      func append(_ sign: Sign, _ length: Int) {
        let piece = Piece(sign: sign, range: ByteRange(position, position + length))
        for index in rows.indices { rows[index].append(piece) }
        position += length
      }
      func text() {
        var end = position
        while end < bytes.count, !PhraseParser.isSpecial(end, bytes) { end += 1 }
        append(.text(String(decoding: bytes[position..<end], as: UTF8.self)), end - position)
      }
      func gap() throws(Phrase.Problem) {
        var end = position + 2
        while end < bytes.count, bytes[end] >= 48, bytes[end] <= 57 { end += 1 }
        let digits = String(decoding: bytes[position + 2..<end], as: UTF8.self)
        guard let words = Int(digits), words > 0 else {
          throw Phrase.Problem(
            message: "a gap is `..` and a number of words", range: ByteRange(position, end), suggestion: "..4"
          )
        }
        guard words <= PhraseParser.maxGap else {
          throw Phrase.Problem(
            message: "a gap of \(words) words is wider than \(PhraseParser.maxGap)",
            range: ByteRange(position, end))
        }
        append(.gap(words), end - position)
      }
      func slot() throws(Phrase.Problem) {
        guard let close = bytes[position...].firstIndex(of: UInt8(ascii: ">")), close > position + 1 else {
          throw Phrase.Problem(
            message: "a slot is a role between `<` and `>`", range: ByteRange(position, position + 1),
            suggestion: "<supplier>")
        }
        append(.slot(String(decoding: bytes[position + 1..<close], as: UTF8.self)), close + 1 - position)
      }
      func reference() throws(Phrase.Problem) {
        var end = position + 1
        while end < bytes.count, PhraseParser.isName(bytes[end]) { end += 1 }
        // A name does not end in a full stop.
        while end > position + 1, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        guard end > position + 1 else {
          throw Phrase.Problem(
            message: "`$` is followed by the name of a list", range: ByteRange(position, end),
            suggestion: "$transfer")
        }
        append(.list(String(decoding: bytes[position + 1..<end], as: UTF8.self)), end - position)
      }
    }
    // A bracket that is still open is reported by whoever opened it.
    return rows
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
      || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static func isSpecial(_ index: Int, _ bytes: [UInt8]) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "="),
      UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"),
      UInt8(ascii: "\r"):
      true
    case UInt8(ascii: "."): index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: ".")
    default: false
    }
  }

  /// Joins pieces into elements: text between blanks is one run of words, `~` ends it, `=` marks the next word.
  private static func assemble(
    _ pieces: [Piece], isVariant: Bool, whole: ByteRange
  ) throws(Phrase.Problem) -> [Phrase.Element] {
    var elements: [Phrase.Element] = []
    var words: [String] = []
    var exact: [Bool] = []
    var current = ""
    /// The `=` of the word that is being read.
    var exactSign: ByteRange?
    var lastGap = whole
    func problem(_ message: String, _ range: ByteRange) -> Phrase.Problem {
      Phrase.Problem(message: message, range: range)
    }
    func endWord() throws(Phrase.Problem) {
      if !current.isEmpty {
        words.append(current)
        exact.append(exactSign != nil)
      } else if let exactSign {
        throw problem("`=` stands right before a word", exactSign)
      }
      current = ""
      exactSign = nil
    }
    func endRun(inflects: Bool) throws(Phrase.Problem) {
      try endWord()
      if !words.isEmpty {
        elements.append(.words(words.joined(separator: " "), inflects: inflects, exact: exact))
      }
      words = []
      exact = []
    }
    var previous: Sign?
    for piece in pieces {
      switch piece.sign {
      case .text(let text):
        if case .inflect = previous { throw problem("`~` ends a word; here letters follow it", piece.range) }
        current += text
      case .blank: try endWord()
      case .exact:
        if !current.isEmpty { throw problem("`=` stands before a word, not inside one", piece.range) }
        exactSign = piece.range
      case .inflect:
        if current.isEmpty { throw problem("`~` stands right after a word", piece.range) }
        try endRun(inflects: true)
      case .gap(let count):
        try endRun(inflects: false)
        lastGap = piece.range
        if elements.isEmpty {
          // An optional word before a gap leaves a variant that would begin with it.
          if isVariant { break }
          throw problem("a phrase cannot begin with a gap", piece.range)
        }
        if case .gap(let before) = elements.last {
          // What stood between two gaps may be optional.
          guard isVariant else { throw problem("two gaps follow one another", piece.range) }
          elements[elements.count - 1] = .gap(min(before + count, PhraseParser.maxGap))
        } else {
          elements.append(.gap(count))
        }
      case .list(let name):
        try endRun(inflects: false)
        if name == "number" {
          elements.append(.number)
        } else if name.hasPrefix("actor.") {
          elements.append(.actors(String(name.dropFirst(6))))
        } else {
          elements.append(.list(name))
        }
      case .slot(let role):
        try endRun(inflects: false)
        elements.append(.slot(role))
      }
      previous = piece.sign
    }
    try endRun(inflects: false)
    if case .gap = elements.last {
      guard isVariant else { throw problem("a phrase cannot end in a gap", lastGap) }
      elements.removeLast()
    }
    return elements
  }
}
