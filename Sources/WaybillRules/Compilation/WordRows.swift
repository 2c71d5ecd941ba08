import WaybillMatching

/// Rows of words, laid end to end: all the ways to spell a run of words.
struct WordRows {
  /// The hashes of the words of all rows.
  private(set) var words: [UInt64] = []
  /// Where each row ends in `words`.
  private(set) var ends: [Int] = []
  /// For each row, the words that must be written as they are; empty when there are none in any row.
  private(set) var exact: [[PhraseDemands.ExactWord]] = []

  var count: Int { ends.count }

  /// Where a row's words lie in `words`.
  func range(ofRow row: Int) -> Range<Int> { (row > 0 ? ends[row - 1] : 0)..<ends[row] }

  /// The words of a row that must be written as they are.
  func exact(inRow row: Int) -> [PhraseDemands.ExactWord] { exact.isEmpty ? [] : exact[row] }

  /// Creates no row.
  init() {}

  /// Creates a row of one word.
  init(word: UInt64) {
    words = [word]
    ends = [1]
  }

  /// Creates a row for each choice.
  init(_ choices: [PhraseCompiler.Choice]) {
    words.reserveCapacity(choices.count)
    ends.reserveCapacity(choices.count)
    for choice in choices {
      words.append(choice.first.hash)
      if let second = choice.second { words.append(second.hash) }
      ends.append(words.count)
    }
    guard choices.contains(where: { $0.first.exact != nil }) else { return }
    exact = choices.map { choice in choice.first.exact.map { [.init(position: 0, bytes: $0)] } ?? [] }
  }

  /// Creates a row for each way to choose among the forms of each word; nil when they are too many.
  init?(_ choices: [PlainWords.Choice], of forms: [UInt64], limit: Int) {
    var count = 1
    for choice in choices {
      count *= choice.count
      guard count <= limit else { return nil }
    }
    words.reserveCapacity(count * choices.count)
    ends.reserveCapacity(count)
    for row in 0..<count {
      // The last word changes fastest.
      var rest = row
      var repeats = count
      for choice in choices {
        repeats /= choice.count
        choice.append(rest / repeats, of: forms, to: &words)
        rest %= repeats
      }
      ends.append(words.count)
    }
  }

  /// Returns every row of these followed by every row of others.
  func followed(by others: WordRows) -> WordRows {
    var result = WordRows()
    result.words.reserveCapacity(words.count * others.count + others.words.count * count)
    result.ends.reserveCapacity(count * others.count)
    for row in 0..<count {
      for other in 0..<others.count {
        result.words.append(contentsOf: words[range(ofRow: row)])
        result.words.append(contentsOf: others.words[others.range(ofRow: other)])
        result.ends.append(result.words.count)
      }
    }
    guard !exact.isEmpty || !others.exact.isEmpty else { return result }
    for row in 0..<count {
      let position = range(ofRow: row).count
      for other in 0..<others.count {
        result.exact.append(
          exact(inRow: row)
            + others.exact(inRow: other).map { .init(position: position + $0.position, bytes: $0.bytes) })
      }
    }
    return result
  }
}
