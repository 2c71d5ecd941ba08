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

  /// Splits one field; `wordwise: false` sends every token through `Splitter`, the simple version that tests compare with.
  static func append(
    _ bytes: [UInt8], vocabulary: Vocabulary, to table: inout TokenTable, wordwise: Bool
  ) {
    precondition(bytes.count < Int(UInt32.max), "a field must be smaller than 4 GiB")
    table.fieldStarts.append(table.count)
    var sink = TableSink(vocabulary: vocabulary)
    swap(&sink.table, &table)
    defer { swap(&sink.table, &table) }
    sink.reserve(bytes.count / 5 + 16)

    let text = bytes.span
    let count = text.count
    var splitter = Splitter()
    var position = splitter.skipGap(text, from: 0)
    while position < count {
      let end: Int
      if wordwise, let word = PlainWord(text, at: position), sink.take(word, boundary: splitter.boundary) {
        end = word.end
      } else {
        end = splitter.takeToken(text, at: position, into: &sink)
      }
      if end &+ 1 < count && text[end] == 0x20 && isAlphanumeric(text[end &+ 1]) {
        splitter.boundary = .space
        position = end &+ 1
      } else {
        position = splitter.skipGap(text, from: end)
      }
    }
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

  @inline(__always)
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
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

/// Appends tokens to a table, each with its number in the vocabulary.
private struct TableSink: TokenSink {
  let vocabulary: Vocabulary
  var table = TokenTable()
  var repairs: Bool { true }

  init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func reserve(_ more: Int) {
    // Growing by doubling keeps many small fields cheap; the exact need is unknown anyway.
    let need = table.count + more
    guard need > table.words.capacity else { return }
    let capacity = max(need, table.words.capacity * 2)
    table.starts.reserveCapacity(capacity)
    table.ends.reserveCapacity(capacity)
    table.words.reserveCapacity(capacity)
    table.boundaries.reserveCapacity(capacity)
    table.flags.reserveCapacity(capacity)
  }

  func knows(_ canonical: ArraySlice<UInt8>) -> Bool {
    vocabulary.number(of: canonical) != Vocabulary.unknown
  }

  mutating func take(
    _ range: Range<Int>, boundary: Boundary, flags: TokenFlags, canonical: ArraySlice<UInt8>
  ) {
    append(
      start: range.lowerBound, end: range.upperBound, word: vocabulary.number(of: canonical),
      boundary: boundary, flags: flags)
  }

  /// Takes a plain word; returns false, and takes nothing, when the word may have to be taken apart.
  @inline(__always)
  mutating func take(_ word: PlainWord, boundary: Boundary) -> Bool {
    let number = vocabulary.number(of: word.key)
    if number == Vocabulary.unknown && word.changesCase { return false }
    append(start: word.start, end: word.end, word: number, boundary: boundary, flags: word.flags)
    return true
  }

  @inline(__always)
  private mutating func append(
    start: Int, end: Int, word: UInt32, boundary: Boundary, flags: TokenFlags
  ) {
    table.starts.append(UInt32(truncatingIfNeeded: start))
    table.ends.append(UInt32(truncatingIfNeeded: end))
    table.words.append(word)
    table.boundaries.append(boundary)
    table.flags.append(flags)
  }
}
