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
  /// Returns a filter that lets every place pass at which `scan` finds something.
  ///
  /// - Parameter coordinators: the words after which a shared last word is looked for.
  func filter(_ vocabulary: Vocabulary, coordinators: [UInt32]) -> PhraseFilter {
    let hashes = vocabulary.wordHashes()
    var lone: [UInt64] = []
    var first: [UInt64] = []
    var pairs: [(UInt64, UInt64)] = []
    var wordOfNode: [Int32: UInt64] = [:]
    for (word, node) in firstNodes.enumerated() where node != 0 {
      first.append(hashes[word])
      wordOfNode[node] = hashes[word]
      if entryStarts[Int(node)] < entryStarts[Int(node) + 1] { lone.append(hashes[word]) }
      for coordinator in coordinators { pairs.append((hashes[word], hashes[Int(coordinator)])) }
    }
    for key in edgeKeys where key != 0 {
      if let word = wordOfNode[Int32(key >> 32)] { pairs.append((word, hashes[Int(key & 0xFFFF_FFFF)])) }
    }
    return PhraseFilter(lone: lone, first: first, pairs: pairs)
  }

  /// Finds every phrase that starts at one of some tokens, in order of start; overlaps and all.
  ///
  /// - Parameters:
  ///   - starts: tokens, ascending, at which a phrase may start.
  ///   - limit: where phrases end at the latest.
  ///   - coordinators: word numbers of *and* and *or*, after which a shared last word is looked for.
  /// - Complexity: O(starts) for all practical tables; each starts at most one walk, of at most the longest phrase's
  ///   length.
  func scan(
    _ starts: some Sequence<Int>, limit: Int, in reading: inout Reading, by vocabulary: Vocabulary,
    coordinators: (UInt32, UInt32), into found: inout [Occurrence], elided: inout [ElidedPhrase]
  ) {
    for start in starts {
      let word = reading.tokens.word(at: start, by: vocabulary)
      guard word != Vocabulary.unknown else { continue }
      var node = firstNodes[Int(word)]
      guard node != 0 else { continue }
      var end = start + 1
      var crossed: Boundary = []
      while true {
        var index = Int(entryStarts[Int(node)])
        let last = Int(entryStarts[Int(node) + 1])
        while index < last {
          let entry = entries[index]
          index += 1
          guard entry.joins.isSuperset(of: crossed) else { continue }
          if entry.isPlain {
            found.append(Occurrence(symbol: entry.symbol, start: start, end: end, coreEnd: end))
          } else if let full = self.end(of: start..<end, demands: Int(entry.demands), limit: limit, reading) {
            found.append(Occurrence(symbol: entry.symbol, start: start, end: full, coreEnd: end))
          }
        }
        guard end < limit else { break }
        let boundary = reading.tokens.boundaries[end]
        let next = reading.tokens.word(at: end, by: vocabulary)
        let isCrossable = crossable.isSuperset(of: boundary)
        // Whether the last word is shared must not hang on what other phrases go on with.
        if boundary == [.comma, .space] {
          findElided(node, start..<end, from: end, limit, &reading, vocabulary, &elided)
        } else if isCrossable, next != Vocabulary.unknown, next == coordinators.0 || next == coordinators.1 {
          findElided(node, start..<end, from: end + 1, limit, &reading, vocabulary, &elided)
        }
        let child = isCrossable && next != Vocabulary.unknown ? self.child(of: node, next) : 0
        guard child != 0 else { break }
        crossed.formUnion(boundary)
        node = child
        end += 1
      }
    }
  }

  /// Returns the end of a phrase that asks for more than its words, or nil when the text does not spell it so.
  private func end(of phrase: Range<Int>, demands number: Int, limit: Int, _ reading: Reading) -> Int? {
    let demand = demands[number]
    guard meets(demand, phrase, reading) else { return nil }
    return demand.isDesignation
      ? suffixEnd(after: phrase.upperBound, limit: limit, reading) : phrase.upperBound
  }

  /// Looks up to four words ahead for the last word of a phrase that broke off before a coordinator.
  private func findElided(
    _ node: Int32, _ prefix: Range<Int>, from: Int, _ limit: Int, _ reading: inout Reading,
    _ vocabulary: Vocabulary, _ elided: inout [ElidedPhrase]
  ) {
    let limit = min(from + 6, limit)
    var index = from + 1
    while index < limit {
      let word = reading.tokens.word(at: index, by: vocabulary)
      if word != Vocabulary.unknown {
        let child = self.child(of: node, word)
        // A child without entries leads to longer phrases only.
        if child != 0, entryStarts[Int(child)] < entryStarts[Int(child) + 1] {
          for entryIndex in entryStarts[Int(child)]..<entryStarts[Int(child) + 1] {
            let entry = entries[Int(entryIndex)]
            guard demands[Int(entry.demands)].exact.isEmpty else { continue }
            elided.append(
              ElidedPhrase(
                occurrence: Occurrence(
                  symbol: entry.symbol, start: prefix.lowerBound, end: prefix.upperBound,
                  coreEnd: prefix.upperBound),
                head: index))
          }
          return
        }
      }
      index += 1
    }
  }

  /// Whether the text spells a phrase's words as the phrase demands.
  private func meets(_ demand: PhraseDemands, _ range: Range<Int>, _ reading: Reading) -> Bool {
    if demand.separated > 0, reading.tokens.boundaries[range.lowerBound + demand.separated].isEmpty {
      return false
    }
    if demand.isCapital, !reading.tokens.flags[range.lowerBound].contains(.allCapitals) { return false }
    if demand.isTight {
      for index in range.dropLast()
      where reading.tokens.ends[index] - reading.tokens.starts[index] == 1
        && !reading.tokens.flags[index].contains(.number) && reading.tokens.flags[index + 1].contains(.number)
      {
        guard reading.tokens.flags[index].contains(.capitalised),
          Boundary.hyphen.isSuperset(of: reading.tokens.boundaries[index + 1])
        else { return false }
      }
    }
    guard !demand.exact.isEmpty else { return true }
    let bytes = reading.fields[reading.tokens.field(of: range.lowerBound)].bytes
    for word in demand.exact {
      let index = range.lowerBound + word.position
      let span = Int(reading.tokens.starts[index])..<Int(reading.tokens.ends[index])
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
      let boundary = reading.tokens.boundaries[end]
      let flags = reading.tokens.flags[end]
      let length = Int(reading.tokens.ends[end] - reading.tokens.starts[end])
      if boundary.isEmpty || boundary == .hyphen || boundary == .slash {
        let isPluralS = boundary.isEmpty && length == 1 && isLowerS(end, reading)
        if isPluralS { return end + 1 }
        let isNumber = flags.contains(.number)
        guard isNumber || flags.contains(.allCapitals), length <= 4, !flags.contains(.repaired) else {
          return end
        }
        // A slash goes on with a thing of the same kind: C/D, 131/136; else another name begins.
        if boundary == .slash, reading.tokens.flags[end - 1].contains(.number) != isNumber { return end }
        if !boundary.isEmpty, !isNumber, beginsName(end, limit: limit, reading) { return end }
        end += 1
      } else if boundary == .space, end + 1 < limit, isMarkJoin(reading.tokens.boundaries[end + 1]),
        flags.contains(.capitalised), isMark(end, reading),
        reading.tokens.flags[end + 1].contains(.number) || isRomanNumber(end + 1, reading)
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
    while next < min(index + 3, limit), Boundary.hyphen.isSuperset(of: reading.tokens.boundaries[next]) {
      if reading.tokens.flags[next].contains(.number) { return true }
      guard reading.tokens.flags[next].contains(.allCapitals) else { return false }
      next += 1
    }
    return false
  }

  private func isRomanNumber(_ index: Int, _ reading: Reading) -> Bool {
    let bytes = reading.fields[reading.tokens.field(of: index)].bytes
    return bytes[Int(reading.tokens.starts[index])..<Int(reading.tokens.ends[index])].allSatisfy {
      $0 == UInt8(ascii: "I") || $0 == UInt8(ascii: "V") || $0 == UInt8(ascii: "X")
    }
  }

  private func isLowerS(_ index: Int, _ reading: Reading) -> Bool {
    let bytes = reading.fields[reading.tokens.field(of: index)].bytes
    return bytes[Int(reading.tokens.starts[index])] == UInt8(ascii: "s")
  }

  /// Whether a mark's number may stand after such a boundary: `Mk 2`, `Mk-2`, `Mk2`.
  private func isMarkJoin(_ boundary: Boundary) -> Bool {
    boundary.isEmpty || boundary == .space || boundary == .hyphen
  }

  /// Whether a token introduces a variant's number: `Mk`, `Mod`, `Mark`, `Block`, `Batch`.
  private func isMark(_ index: Int, _ reading: Reading) -> Bool {
    let bytes = reading.fields[reading.tokens.field(of: index)].bytes
    let word = bytes[Int(reading.tokens.starts[index])..<Int(reading.tokens.ends[index])]
    return ["Mk", "Mod", "Mark", "Block", "Batch"].contains { word.elementsEqual($0.utf8) }
  }
}
