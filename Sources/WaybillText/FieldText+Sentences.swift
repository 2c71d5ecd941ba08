extension FieldText {
  /// Whether a sentence ends between token `index` and the one before.
  func endsSentence(before index: Int, blockStart: Int) -> Bool {
    let boundary = table[index].boundary
    let previous = index - 1
    let afterAcronym = endsInAcronymPoint(previous)
    guard afterAcronym || !boundary.isDisjoint(with: [.period, .exclamation]) else { return false }
    guard startsLikeSentence(index) else { return false }
    if boundary.isDisjoint(with: [.period, .exclamation]) {
      return gap(before: index).first.map { isBlank(bytes.span, at: $0) } ?? false
        && isSentenceStarter(index)
    }
    guard blankFollowsStop(before: index) else { return false }
    if boundary.contains(.exclamation) {
      return !(boundary.contains(.closeQuote) && isAttribution(index))
    }
    guard bytes[Int(table[previous].end)] == UInt8(ascii: ".") else { return true }
    return !isAbbreviation(previous, before: index, blockStart: blockStart)
  }

  /// Whether the token is a capitalised word or a number, or begins a quotation.
  private func startsLikeSentence(_ index: Int) -> Bool {
    !table[index].flags.isDisjoint(with: [.capitalised, .number])
      || table[index].boundary.contains(.openQuote)
  }

  /// Whether the last full stop before the token has a blank after it, with only closing quotes and brackets between.
  private func blankFollowsStop(before index: Int) -> Bool {
    let text = bytes.span
    let range = gap(before: index)
    // Nearly every sentence ends like this.
    if range.count == 2, text[range.lowerBound] == UInt8(ascii: "."), text[range.lowerBound + 1] == 0x20 {
      return true
    }
    var position = range.lowerBound
    var afterStop = false
    var result = false
    while position < range.upperBound {
      let (sign, length) = signAndLength(text, at: position)
      switch sign {
      case .period, .exclamation:
        afterStop = true
        result = false
      case .blank, .lineBreak, .paragraphBreak, .lessThan:
        result = result || afterStop
      case .closeDouble, .closeSingle, .doubleQuote, .apostrophe, .bracket, .ignorable, .asterisk:
        break
      default:
        afterStop = false
      }
      position += length
    }
    return result
  }

  /// Whether `index` begins the words that say who spoke, as in `"Will he?" Kirby asked`.
  private func isAttribution(_ index: Int) -> Bool {
    (index + 1..<min(index + 3, tokens.upperBound)).contains {
      lists(of: $0).contains(.verbsOfSpeech)
    }
  }

  private func isSentenceStarter(_ index: Int) -> Bool {
    table[index].flags.contains(.capitalised) && lists(of: index).contains(.sentenceStarters)
  }

  /// Whether the point after `previous` belongs to an abbreviation rather than ends a sentence before `index`.
  private func isAbbreviation(_ previous: Int, before index: Int, blockStart: Int) -> Bool {
    let length = Int(table[previous].end) - Int(table[previous].start)
    guard length <= 6 else { return false }
    let flags = table[previous].flags
    if flags.contains(.number) { return previous == blockStart && length <= 2 }
    // The st of 1st is no saint.
    if previous > tokens.lowerBound && table[previous].boundary.isEmpty
      && table[previous - 1].flags.contains(.number)
    {
      return false
    }
    let capitalised = flags.contains(.capitalised)
    let lists = lists(of: previous)
    if length == 1 && capitalised && bytes[Int(table[previous].start)] != UInt8(ascii: "I") {
      return !isSentenceStarter(index)
    }
    if capitalised && lists.contains(.titles) || lists.contains(.versus) { return true }
    if lists.contains(.numero) { return capitalised && table[index].flags.contains(.number) }
    return lists.contains(.abbreviations) && !isSentenceStarter(index)
  }
}

// MARK: - Quotations

extension FieldText {
  /// Quotation marks around no more words than this set off a term, not somebody's speech.
  private static let longestQuotedTerm = 3

  /// Returns the tokens of each quotation of more than three words.
  ///
  /// A quotation left open ends with its block; the next one that starts with a quotation mark goes on with it.
  func quotations(in blocks: [Block]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    func add(_ start: Int?, _ end: Int) {
      if let start, end - start > Self.longestQuotedTerm { result.append(start..<end) }
    }
    let text = bytes.span
    for block in blocks {
      var double: Int?
      var single: Int?
      for index in breaks[block.breaks] {
        let boundary = table[index].boundary
        guard !boundary.isDisjoint(with: [.openQuote, .closeQuote]) else { continue }
        let range = gap(before: index)
        var position = range.lowerBound
        while position < range.upperBound {
          let (sign, length) = signAndLength(text, at: position)
          position += length
          let opens: Bool
          switch sign {
          case .openDouble, .openSingle: opens = true
          case .closeDouble, .closeSingle: opens = false
          case .doubleQuote:
            opens = boundary.contains(.openQuote) && (double == nil || !boundary.contains(.closeQuote))
          case .apostrophe: opens = boundary.contains(.openQuote) && single == nil
          default: continue
          }
          if sign == .openDouble || sign == .closeDouble || sign == .doubleQuote {
            add(double, index)
            double = opens ? index : nil
          } else {
            add(single, index)
            single = opens ? index : nil
          }
        }
      }
      add(double, block.tokens.upperBound)
      add(single, block.tokens.upperBound)
    }
    return result
  }
}
