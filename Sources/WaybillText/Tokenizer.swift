/// Splits text into words and numbers.
///
/// A token is a run of letters or a run of digits; a change from one to the other splits, so `155mm` is two tokens
/// without a boundary between them. Tokens keep their place in the text, and whatever stands between two of them is
/// summed up in the `Boundary` before the second.
package enum Tokenizer {
  /// Splits one field and appends its tokens.
  ///
  /// Plain ASCII words, which are nearly all words of English news, are found, folded and looked up eight bytes at a
  /// time; everything else goes through `Splitter`.
  ///
  /// - Complexity: O(*n*) in the number of bytes.
  package static func append(_ bytes: [UInt8], vocabulary: Vocabulary, to table: inout TokenTable) {
    append(bytes, vocabulary: vocabulary, to: &table, wordwise: true)
  }

  /// Splits one field; `wordwise: false` sends every token through `Splitter`, the simple version that tests compare
  /// with.
  static func append(
    _ bytes: [UInt8], vocabulary: Vocabulary, to table: inout TokenTable, wordwise: Bool
  ) {
    precondition(bytes.count < Int(UInt32.max), "a field must be smaller than 4 GiB")
    table.fieldStarts.append(table.count)
    var sink = TableSink(vocabulary: vocabulary)
    let text = bytes.span
    var splitter = Splitter()
    var position = splitter.skipGap(text, from: 0)
    while position < text.count {
      let end: Int
      if wordwise, let word = PlainWord(text, at: position) {
        let number = vocabulary.number(of: word.key)
        if number == Vocabulary.unknown && word.changesCase {
          end = splitter.takeToken(text, at: position, into: &sink)
        } else {
          sink.append(
            Token(
              start: position, end: word.end, word: number, boundary: splitter.boundary, flags: word.flags))
          end = word.resume
        }
      } else if wordwise, let figure = PlainNumber(text, at: position) {
        sink.append(
          Token(
            start: position, end: figure.end, word: vocabulary.number(of: figure.key),
            boundary: splitter.boundary, flags: .number))
        end = figure.end
      } else {
        end = splitter.takeToken(text, at: position, into: &sink)
      }
      if wordwise, let gap = PlainGap(text, at: end) {
        splitter.boundary = gap.boundary
        position = gap.end
      } else {
        position = splitter.skipGap(text, from: end)
      }
      if sink.isFull { sink.flush(to: &table) }
    }
    sink.flush(to: &table)
  }

  /// Splits a phrase the way a text is split.
  ///
  /// The first token's boundary is empty. Glued words are left as they are: what an author writes is meant.
  package static func phrase(_ text: String) -> [PhraseToken] {
    let bytes = Array(text.utf8)
    let span = bytes.span
    var sink = PhraseSink()
    var splitter = Splitter()
    var position = splitter.skipGap(span, from: 0)
    while position < bytes.count {
      position = splitter.skipGap(span, from: splitter.takeToken(span, at: position, into: &sink))
    }
    if !sink.tokens.isEmpty { sink.tokens[0].boundary = [] }
    return sink.tokens
  }
}

/// One token of a phrase that an author wrote.
package struct PhraseToken: Sendable, Hashable {
  /// The folded spelling under which the vocabulary knows the word.
  package var canonical: [UInt8]
  /// What stands before the token in the phrase.
  package var boundary: Boundary
  package var flags: TokenFlags
  /// The token's place in the phrase string.
  package var range: ByteRange
}

/// Takes the tokens that `Splitter` finds.
protocol TokenSink {
  /// Whether words that lost the space between them are taken apart.
  var repairs: Bool { get }
  /// Whether a rule mentions the word.
  func knows(_ canonical: ArraySlice<UInt8>) -> Bool
  mutating func take(
    _ range: Range<Int>, boundary: Boundary, flags: TokenFlags, canonical: ArraySlice<UInt8>)
}

/// Collects the tokens of a phrase with their canonical spellings.
private struct PhraseSink: TokenSink {
  var tokens: [PhraseToken] = []
  var repairs: Bool { false }

  func knows(_ canonical: ArraySlice<UInt8>) -> Bool { false }

  mutating func take(
    _ range: Range<Int>, boundary: Boundary, flags: TokenFlags, canonical: ArraySlice<UInt8>
  ) {
    tokens.append(
      PhraseToken(
        canonical: Array(canonical), boundary: boundary, flags: flags,
        range: ByteRange(range.lowerBound, range.upperBound)))
  }
}

/// A row of the token table.
private struct Token {
  var start: UInt32
  var end: UInt32
  var word: UInt32
  var boundary: Boundary
  var flags: TokenFlags

  @inline(__always)
  init(start: Int, end: Int, word: UInt32, boundary: Boundary, flags: TokenFlags) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.word = word
    self.boundary = boundary
    self.flags = flags
  }
}

/// Collects tokens, each with its number in the vocabulary, on their way to a table.
///
/// Growing the table's five columns by one element at a time would cost more than finding the token.
private struct TableSink: TokenSink {
  let vocabulary: Vocabulary
  var repairs: Bool { true }
  private var rows: [Token] = []
  private static let fullCount = 512

  init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    rows.reserveCapacity(Self.fullCount + 16)
  }

  func knows(_ canonical: ArraySlice<UInt8>) -> Bool {
    vocabulary.number(of: canonical) != Vocabulary.unknown
  }

  mutating func take(
    _ range: Range<Int>, boundary: Boundary, flags: TokenFlags, canonical: ArraySlice<UInt8>
  ) {
    append(
      Token(
        start: range.lowerBound, end: range.upperBound, word: vocabulary.number(of: canonical),
        boundary: boundary, flags: flags))
  }

  @inline(__always)
  mutating func append(_ token: Token) { rows.append(token) }

  @inline(__always)
  var isFull: Bool { rows.count >= Self.fullCount }

  /// Moves the waiting rows to the table's columns.
  @inline(never)
  mutating func flush(to table: inout TokenTable) {
    let count = rows.count
    table.starts.append(addingCapacity: count) { column in
      for row in rows { column.append(row.start) }
    }
    table.ends.append(addingCapacity: count) { column in
      for row in rows { column.append(row.end) }
    }
    table.words.append(addingCapacity: count) { column in
      for row in rows { column.append(row.word) }
    }
    table.boundaries.append(addingCapacity: count) { column in
      for row in rows { column.append(row.boundary) }
    }
    table.flags.append(addingCapacity: count) { column in
      for row in rows { column.append(row.flags) }
    }
    rows.removeAll(keepingCapacity: true)
  }
}
