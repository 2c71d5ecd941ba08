import WaybillText

/// Runs of letters and blanks that have been written out, and the forms of their words: what nearly all phrases are.
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
}

/// A run of words of ASCII letters with single blanks between, none of which must be written as it is.
struct PlainRun {
  /// Where the words are in the text.
  var words: [Range<Int>] = []

  /// Takes a run of words apart; nil for any other.
  init?(_ text: String, exact: [Bool]) {
    guard !exact.contains(true) else { return nil }
    let bytes = text.utf8.span
    var start = 0
    for index in 0..<bytes.count {
      if (bytes[index] | 0x20) &- 0x61 < 26 { continue }
      guard bytes[index] == 0x20, index > start else { return nil }
      words.append(start..<index)
      start = index + 1
    }
    guard bytes.count > start else { return nil }
    words.append(start..<bytes.count)
  }
}
