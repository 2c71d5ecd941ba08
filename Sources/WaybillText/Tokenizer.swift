/// Splits text into words and numbers.
///
/// A token is a run of letters or a run of digits; a change from one to the other splits, so `155mm` is two tokens
/// without a boundary between them. Tokens keep their place in the text, and whatever stands between two of them is
/// summed up in the `Boundary` before the second.
package enum Tokenizer {
  /// Splits one field and appends its tokens.
  ///
  /// Words are hashed, not looked up: whoever knows words knows their hashes. Plain ASCII words, which are nearly all
  /// words of English news, are found, folded and hashed eight bytes at a time; everything else goes through `Splitter`.
  ///
  /// - Parameter filter: which places are noted among the table's `candidates`.
  /// - Complexity: O(*n*) in the number of bytes.
  package static func append(
    _ bytes: [UInt8], vocabulary: Vocabulary, filter: PhraseFilter = .none, to table: inout TokenTable
  ) {
    append(bytes, vocabulary: vocabulary, filter: filter, to: &table, wordwise: true)
  }

  /// Splits one field; `wordwise: false` sends every token through `Splitter`, the simple version that tests compare
  /// with.
  static func append(
    _ bytes: [UInt8], vocabulary: Vocabulary, filter: PhraseFilter = .none, to table: inout TokenTable,
    wordwise: Bool
  ) {
    precondition(bytes.count < Int(UInt32.max), "a field must be smaller than 4 GiB")
    table.fieldStarts.append(table.count)
    // English news has a token for every six bytes or so.
    table.rows.reserveCapacity(table.count + bytes.count / 5)
    let text = bytes.span
    var splitter = Splitter()
    var sink = TokenList(vocabulary: vocabulary)
    // Rows are moved to the table many at a time: growing it by one would cost more than finding the token.
    var rows = [Token](repeating: .none, count: 128)
    // Those of them with which a phrase may begin: written for each row, and left there if so, since no processor can
    // foresee that.
    var marks = [Int32](repeating: 0, count: 128)
    let firstCandidate = table.candidates.count
    var position = splitter.skipGap(text, from: 0)
    while position < text.count {
      var count = 0
      var marked = 0
      let base = table.count
      var row = rows.mutableSpan
      var mark = marks.mutableSpan
      while position < text.count && count < row.count {
        let token: Token
        let end: Int
        var isBeforeBlankAndWord = false
        if wordwise, let word = PlainWord(text, at: position),
          case let hash = word.key.hash,
          !word.changesCase || vocabulary.knows(hash)
        {
          token = Token(position, word.end, hash, splitter.boundary, word.flags)
          end = word.resume
          isBeforeBlankAndWord = word.isBeforeBlankAndWord
        } else {
          end = takeOther(text, at: position, wordwise: wordwise, &splitter, into: &sink)
          // Nearly always a single token, which goes on in its row.
          guard sink.tokens.count == 1 else {
            position = splitter.skipGap(text, from: end)
            break
          }
          token = sink.tokens[0]
          sink.tokens.removeAll(keepingCapacity: true)
        }
        row[count] = token
        mark[marked] = Int32(truncatingIfNeeded: base &+ count)
        marked &+= filter.mayBegin(with: token.hash) ? 1 : 0
        count &+= 1
        if isBeforeBlankAndWord {
          splitter.boundary = .space
          position = end &+ 1
        } else if wordwise, let gap = PlainGap(text, at: end) {
          splitter.boundary = gap.boundary
          position = gap.end
        } else {
          position = splitter.skipGap(text, from: end)
        }
      }
      table.rows.append(contentsOf: rows[..<count])
      table.candidates.append(contentsOf: marks[..<marked])
      for token in sink.tokens {
        if filter.mayBegin(with: token.hash) {
          table.candidates.append(Int32(truncatingIfNeeded: table.count))
        }
        table.rows.append(token)
      }
      sink.tokens.removeAll(keepingCapacity: true)
    }
    filter.sift(&table.candidates, from: firstCandidate, in: table.rows)
  }

  /// Reads a number or a word that is not plain, hands it to `sink`, and returns where the text goes on.
  ///
  /// Kept out of the loop, which stays small enough for the compiler to lay plain words out in it.
  @inline(never)
  private static func takeOther(
    _ text: Span<UInt8>, at position: Int, wordwise: Bool, _ splitter: inout Splitter,
    into sink: inout TokenList
  ) -> Int {
    guard wordwise, let figure = PlainNumber(text, at: position) else {
      return splitter.takeToken(text, at: position, into: &sink)
    }
    sink.tokens.append(Token(position, figure.end, figure.key.hash, splitter.boundary, .number))
    return figure.end
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

/// Collects the tokens that `Splitter` finds, each with the hash of its word.
private struct TokenList: TokenSink {
  let vocabulary: Vocabulary
  var tokens: [Token] = []
  var repairs: Bool { true }

  init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  func knows(_ canonical: ArraySlice<UInt8>) -> Bool {
    vocabulary.knows(WordKey(canonical).hash)
  }

  mutating func take(
    _ range: Range<Int>, boundary: Boundary, flags: TokenFlags, canonical: ArraySlice<UInt8>
  ) {
    tokens.append(
      Token(range.lowerBound, range.upperBound, WordKey(canonical).hash, boundary, flags))
  }
}
