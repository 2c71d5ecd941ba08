import WaybillText

/// Runs of letters, blanks and hyphens that have been written out, and the forms of their words: what nearly all phrases are.
///
/// Known by hashes of their texts; what has the same hash is the same.
struct PlainWords {
  /// For each run, its spellings; nil where they are too many.
  var written: [PhraseCompiler.WrittenWords?] = []
  /// For each word, where its forms are in `forms`.
  var ranges: [Range<Int>] = []
  /// The hashes of the forms of all words, one word after the other.
  var forms: [UInt64] = []
  private var runs = HashTable()
  private var words = HashTable()

  /// Returns the number of a run; when it is new, the caller adds to `written`.
  mutating func number(of text: String, inflects: Bool) -> (number: Int, isNew: Bool) {
    let number = Int(runs.intern(Self.key(Vocabulary.hash(ofBytes: text.utf8.span), inflects)))
    return (number, number == written.count)
  }

  /// Returns the number of a word; when it is new, the caller adds to `ranges`.
  mutating func number(ofWord hash: UInt64, inflects: Bool) -> (number: Int, isNew: Bool) {
    let number = Int(words.intern(Self.key(hash, inflects)))
    return (number, number == ranges.count)
  }

  private static func key(_ hash: UInt64, _ inflects: Bool) -> UInt64 {
    inflects ? hash &* 0xA24B_AED4_963E_E407 | 1 : hash
  }

  /// The forms of a word; of a word with a hyphen those of its two halves, and of the two in one.
  struct Choice {
    var first: Range<Int>
    var second: Range<Int>?
    var joined: Range<Int> = 0..<0

    var count: Int { second.map { first.count * $0.count + joined.count } ?? first.count }

    /// Appends the words of one of so many ways to spell it.
    func append(_ way: Int, of forms: [UInt64], to words: inout [UInt64]) {
      guard let second else {
        words.append(forms[first.lowerBound + way])
        return
      }
      let apart = first.count * second.count
      guard way < apart else {
        words.append(forms[joined.lowerBound + way - apart])
        return
      }
      words.append(forms[first.lowerBound + way / second.count])
      words.append(forms[second.lowerBound + way % second.count])
    }
  }
}

/// A run of words of ASCII letters with single blanks or hyphens between, none of which must be written as it is.
struct PlainRun {
  /// Where the words are in the text; two that a hyphen joins are one.
  var words: [(first: Range<Int>, second: Range<Int>?)] = []
  /// What stands between them.
  var joins: Boundary = []

  /// Takes a run of words apart; nil for any other.
  init?(_ text: String, exact: [Bool]) {
    guard !exact.contains(true) else { return nil }
    let bytes = text.utf8.span
    var start = 0
    /// Whether the word that is read goes on from the one before.
    var isSecond = false
    for index in 0...bytes.count {
      if index < bytes.count, (bytes[index] | 0x20) &- 0x61 < 26 { continue }
      guard index > start else { return nil }
      if isSecond {
        words[words.count - 1].second = start..<index
        isSecond = false
      } else {
        words.append((start..<index, nil))
        // A single letter stays apart, as in e-mail.
        isSecond = index < bytes.count && bytes[index] == UInt8(ascii: "-") && index > start + 1
      }
      guard index < bytes.count else { break }
      switch bytes[index] {
      case 0x20: joins.formUnion(.space)
      case UInt8(ascii: "-"): joins.formUnion(.hyphen)
      default: return nil
      }
      start = index + 1
    }
  }
}
