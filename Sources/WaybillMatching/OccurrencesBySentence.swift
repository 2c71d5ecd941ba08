import WaybillText

/// Occurrences sorted into sentences; those that cross a sentence's end are dropped.
struct OccurrencesBySentence {
  private var occurrences: [Occurrence] = []
  /// For each sentence, where its occurrences begin; one more at the end. Empty when there are none.
  private var starts: [Int] = []

  /// Sorts occurrences, which come by start, into sentences.
  init(_ found: [Occurrence], _ sentences: [Sentence]) {
    if found.isEmpty { return }
    occurrences.reserveCapacity(found.count)
    starts.reserveCapacity(sentences.count + 1)
    var index = 0
    for sentence in sentences {
      starts.append(occurrences.count)
      while index < found.count, Int(found[index].start) < sentence.tokens.upperBound {
        if Int(found[index].end) <= sentence.tokens.upperBound { occurrences.append(found[index]) }
        index += 1
      }
    }
    starts.append(occurrences.count)
  }

  subscript(sentence: Int) -> ArraySlice<Occurrence> {
    starts.isEmpty ? [] : occurrences[starts[sentence]..<starts[sentence + 1]]
  }

  /// Returns whether an occurrence of a symbol of the set lies in some sentences where `isThere` asks for it.
  func contains(
    _ set: SymbolSet, in sentences: ClosedRange<Int>, where isThere: (Range<Int>) -> Bool
  ) -> Bool {
    guard !starts.isEmpty else { return false }
    let occurrences = occurrences.span
    for place in starts[sentences.lowerBound]..<starts[sentences.upperBound + 1]
    where set.contains(occurrences[place].symbol) && isThere(occurrences[place].tokens) {
      return true
    }
    return false
  }
}
