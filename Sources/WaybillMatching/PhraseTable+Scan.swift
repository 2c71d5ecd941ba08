import WaybillCore
import WaybillText

/// A phrase whose last word stands further on, shared with a coordinated phrase: `cruise` in
/// `cruise and ballistic missiles`.
struct ElidedPhrase {
  var occurrence: Occurrence
  /// The token that serves as the shared last word.
  var head: Int
}

extension PhraseTable {
  /// Finds every phrase that starts at one of some tokens, in order of start; overlaps and all.
  ///
  /// - Parameters:
  ///   - starts: tokens, ascending, at which a phrase may start, as `filter` has it.
  ///   - limit: where phrases end at the latest.
  /// - Complexity: O(starts) for all practical tables; each starts at most one walk, of at most the longest phrase's
  ///   length.
  func scan(
    _ starts: [Int32], limit: Int, in reading: Reading, into found: inout [Occurrence],
    elided: inout [ElidedPhrase]
  ) {
    let tokens = reading.tokens.rows.span
    let entries = entries.span
    // Looked up for all starts at once, since look-ups that need not wait for one another overlap.
    let firstEntries = starts.map { start in
      let start = Int(start)
      let word = tokens[start].hash
      let next = start + 1 < limit ? tokens[start + 1].hash : 0
      return (one: entry(ofFirst: word), two: entry(of: PhraseTable.hash(word, next)))
    }
    for (start, firstEntry) in zip(starts, firstEntries) {
      let start = Int(start)
      var beginning = tokens[start].hash
      var first = firstEntry.one
      var end = start + 1
      var crossed: Boundary = []
      while first >= 0 {
        if first != PhraseTable.noEntries {
          var index = Int(first)
          while true {
            let entry = entries[index]
            if entry.tails >= 0 {
              scanTails(of: entry, start..<end, crossed, limit, reading, &found, &elided)
            } else if entry.joins.isSuperset(of: crossed) {
              if entry.isPlain {
                found.append(Occurrence(symbol: entry.symbol, start: start, end: end, coreEnd: end))
              } else if let full = self.end(
                of: start..<end, demands: demands[Int(entry.demands)], limit: limit, reading)
              {
                found.append(Occurrence(symbol: entry.symbol, start: start, end: full, coreEnd: end))
              }
            }
            if entry.isLast { break }
            index += 1
          }
        }
        guard end < limit else { break }
        let next = tokens[end]
        let isCrossable = crossable.isSuperset(of: next.boundary)
        // Whether the last word is shared must not hang on what other phrases go on with.
        if let from = elisionStart(at: end, next) {
          findElided(
            beginning, first == PhraseTable.noEntries ? nil : Int(first), start..<end, from: from, limit,
            reading,
            &elided)
        }
        guard isCrossable else { break }
        beginning = PhraseTable.hash(beginning, next.hash)
        first = end == start + 1 ? firstEntry.two : entry(of: beginning)
        crossed.formUnion(next.boundary)
        end += 1
      }
    }
  }

  /// Returns where the rest of a phrase may stand that breaks off before token `end`; nil where it cannot break off.
  private func elisionStart(at end: Int, _ next: Token) -> Int? {
    if next.boundary == [.comma, .space] { return end }
    guard next.hash == coordinators.0 || next.hash == coordinators.1, crossable.isSuperset(of: next.boundary)
    else { return nil }
    return end + 1
  }

  /// Finds the names that begin with a stem and end with one of its tails.
  private func scanTails(
    of stem: Entry, _ words: Range<Int>, _ crossed: Boundary, _ limit: Int, _ reading: Reading,
    _ found: inout [Occurrence], _ elided: inout [ElidedPhrase]
  ) {
    let tokens = reading.tokens.rows.span
    let start = words.lowerBound
    var beginning = PhraseTable.hash(ofTails: stem.tails)
    var end = words.upperBound
    var crossed = crossed
    while end < limit {
      let next = tokens[end]
      if let from = elisionStart(at: end, next) {
        // The stem as a whole was asked before; what is left is a number that lacks what follows it.
        if end > words.upperBound {
          findElided(beginning, nil, start..<end, from: from, limit, reading, symbol: stem.symbol, &elided)
        }
      }
      guard crossable.isSuperset(of: next.boundary) else { return }
      beginning = PhraseTable.hash(beginning, next.hash)
      let first = entry(of: beginning)
      guard first >= 0 else { return }
      crossed.formUnion(next.boundary)
      end += 1
      guard first != PhraseTable.noEntries else { continue }
      var index = Int(first)
      while true {
        let tail = entries[index]
        if stem.joins.union(tail.joins).isSuperset(of: crossed) {
          var demands = demands[Int(stem.demands)]
          demands.add(self.demands[Int(tail.demands)])
          if let full = self.end(of: start..<end, demands: demands, limit: limit, reading) {
            let occurrence = Occurrence(symbol: stem.symbol, start: start, end: full, coreEnd: end)
            // Two stems may be spelled alike, or two sets hold the same number.
            if !found.reversed().prefix(while: { $0.start == occurrence.start }).contains(occurrence) {
              found.append(occurrence)
            }
          }
        }
        if tail.isLast { break }
        index += 1
      }
    }
  }

  /// Returns the end of a phrase that asks for more than its words, or nil when the text does not spell it so.
  private func end(of phrase: Range<Int>, demands demand: PhraseDemands, limit: Int, _ reading: Reading)
    -> Int?
  {
    guard meets(demand, phrase, reading) else { return nil }
    return demand.isDesignation
      ? suffixEnd(after: phrase.upperBound, limit: limit, reading) : phrase.upperBound
  }

  /// Looks up to four words ahead for the last word of a phrase that broke off before a coordinator.
  ///
  /// - Parameters:
  ///   - stems: the first entry of the beginning, among which there may be stems; nil when there is none.
  ///   - symbol: the symbol of the stem when the beginning is one of a tail.
  private func findElided(
    _ beginning: UInt64, _ stems: Int?, _ prefix: Range<Int>, from: Int, _ limit: Int, _ reading: Reading,
    symbol: Int32? = nil, _ elided: inout [ElidedPhrase]
  ) {
    let limit = min(from + 6, limit)
    var head = from + 1
    while head < limit {
      let word = reading.tokens[head].hash
      var isFound = addElided(PhraseTable.hash(beginning, word), prefix, head, symbol: symbol, &elided)
      if var index = stems {
        while true {
          let entry = entries[index]
          if entry.tails >= 0,
            addElided(
              PhraseTable.hash(PhraseTable.hash(ofTails: entry.tails), word), prefix, head,
              symbol: entry.symbol, &elided)
          {
            isFound = true
          }
          if entry.isLast { break }
          index += 1
        }
      }
      if isFound { return }
      head += 1
    }
  }

  /// Adds the phrases that a shared last word completes; returns false when there is none.
  private func addElided(
    _ whole: UInt64, _ prefix: Range<Int>, _ head: Int, symbol: Int32?, _ elided: inout [ElidedPhrase]
  ) -> Bool {
    let first = entry(of: whole)
    // A beginning without entries leads to longer phrases only.
    guard first >= 0, first != PhraseTable.noEntries else { return false }
    var index = Int(first)
    var isFound = false
    while true {
      let entry = entries[index]
      if entry.tails < 0 {
        isFound = true
        if demands[Int(entry.demands)].exact.isEmpty {
          elided.append(
            ElidedPhrase(
              occurrence: Occurrence(
                symbol: symbol ?? entry.symbol, start: prefix.lowerBound, end: prefix.upperBound,
                coreEnd: prefix.upperBound),
              head: head))
        }
      }
      if entry.isLast { return isFound }
      index += 1
    }
  }

  /// Whether the text spells a phrase's words as the phrase demands.
  private func meets(_ demand: PhraseDemands, _ range: Range<Int>, _ reading: Reading) -> Bool {
    if demand.separated > 0, reading.tokens[range.lowerBound + demand.separated].boundary.isEmpty {
      return false
    }
    if demand.isCapital, !reading.tokens[range.lowerBound].flags.contains(.allCapitals) { return false }
    if demand.isTight {
      for index in range.dropLast()
      where reading.tokens[index].end - reading.tokens[index].start == 1
        && !reading.tokens[index].flags.contains(.number) && reading.tokens[index + 1].flags.contains(.number)
      {
        guard reading.tokens[index].flags.contains(.capitalised),
          Boundary.hyphen.isSuperset(of: reading.tokens[index + 1].boundary)
        else { return false }
      }
    }
    guard !demand.exact.isEmpty else { return true }
    let bytes = reading.fields[reading.tokens.field(of: range.lowerBound)].bytes
    for word in demand.exact {
      let index = range.lowerBound + word.position
      let span = Int(reading.tokens[index].start)..<Int(reading.tokens[index].end)
      guard bytes[span].elementsEqual(word.bytes) else { return false }
    }
    return true
  }

  /// Returns the end of a designation after its plural `s`, variant letters and numbers, marks and blocks.
  ///
  /// `F-16` takes in the rest of `F-16s`, `F-16C/D` and `F-16 Block 52`, but of `Shahed-136which` and of `F-16/F-15`
  /// only the name.
  private func suffixEnd(after end: Int, limit: Int, _ reading: Reading) -> Int {
    var end = end
    while end < limit {
      let boundary = reading.tokens[end].boundary
      let flags = reading.tokens[end].flags
      let length = Int(reading.tokens[end].end - reading.tokens[end].start)
      if boundary.isEmpty || boundary == .hyphen || boundary == .slash {
        let isPluralS = boundary.isEmpty && length == 1 && isLowerS(end, reading)
        if isPluralS { return end + 1 }
        let isNumber = flags.contains(.number)
        guard isNumber || flags.contains(.allCapitals), length <= 4, !flags.contains(.repaired) else {
          return end
        }
        // A slash goes on with a thing of the same kind: C/D, 131/136; else another name begins.
        if boundary == .slash, reading.tokens[end - 1].flags.contains(.number) != isNumber { return end }
        if !boundary.isEmpty, !isNumber, beginsName(end, limit: limit, reading) { return end }
        end += 1
      } else if boundary == .space, end + 1 < limit, isMarkJoin(reading.tokens[end + 1].boundary),
        flags.contains(.capitalised), isMark(end, reading),
        reading.tokens[end + 1].flags.contains(.number) || isRomanNumber(end + 1, reading)
      {
        end += 2
      } else {
        return end
      }
    }
    return end
  }

  /// Whether letters stand before a number of their own, as the second `F` of `F-16C/F-15E` or `SS-N` of `P-15M/SS-N-2C`.
  private func beginsName(_ index: Int, limit: Int, _ reading: Reading) -> Bool {
    var next = index + 1
    while next < min(index + 3, limit), Boundary.hyphen.isSuperset(of: reading.tokens[next].boundary) {
      if reading.tokens[next].flags.contains(.number) { return true }
      guard reading.tokens[next].flags.contains(.allCapitals) else { return false }
      next += 1
    }
    return false
  }

  private func isRomanNumber(_ index: Int, _ reading: Reading) -> Bool {
    let bytes = reading.fields[reading.tokens.field(of: index)].bytes
    return bytes[Int(reading.tokens[index].start)..<Int(reading.tokens[index].end)].allSatisfy {
      $0 == UInt8(ascii: "I") || $0 == UInt8(ascii: "V") || $0 == UInt8(ascii: "X")
    }
  }

  private func isLowerS(_ index: Int, _ reading: Reading) -> Bool {
    let bytes = reading.fields[reading.tokens.field(of: index)].bytes
    return bytes[Int(reading.tokens[index].start)] == UInt8(ascii: "s")
  }

  /// Whether a mark's number may stand after such a boundary: `Mk 2`, `Mk-2`, `Mk2`.
  private func isMarkJoin(_ boundary: Boundary) -> Bool {
    boundary.isEmpty || boundary == .space || boundary == .hyphen
  }

  /// Whether a token introduces a variant's number: `Mk`, `Mod`, `Mark`, `Block`, `Batch`.
  private func isMark(_ index: Int, _ reading: Reading) -> Bool {
    let bytes = reading.fields[reading.tokens.field(of: index)].bytes
    let word = bytes[Int(reading.tokens[index].start)..<Int(reading.tokens[index].end)]
    return ["Mk", "Mod", "Mark", "Block", "Batch"].contains { word.elementsEqual($0.utf8) }
  }
}
