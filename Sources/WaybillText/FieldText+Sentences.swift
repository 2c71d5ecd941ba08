extension FieldText {
  /// Whether a sentence ends between token `index` and the one before.
  func endsSentence(before index: Int, blockStart: Int) -> Bool {
    let boundary = table.boundaries[index]
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
    guard bytes[Int(table.ends[previous])] == UInt8(ascii: ".") else { return true }
    return !isAbbreviation(previous, before: index, blockStart: blockStart)
  }

  /// Whether the token is a capitalised word or a number, or begins a quotation.
  private func startsLikeSentence(_ index: Int) -> Bool {
    !table.flags[index].isDisjoint(with: [.capitalised, .number])
      || table.boundaries[index].contains(.openQuote)
  }

  /// Whether the last full stop before the token has a blank after it, with only closing quotes and brackets between.
  private func blankFollowsStop(before index: Int) -> Bool {
    let text = bytes.span
    let range = gap(before: index)
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
      Self.verbsOfSpeech.contains(lowercased($0))
    }
  }

  private static let verbsOfSpeech: Set<String> = [
    "said", "says", "asked", "asks", "added", "told", "wrote", "replied",
  ]

  private func isSentenceStarter(_ index: Int) -> Bool {
    table.flags[index].contains(.capitalised) && Self.sentenceStarters.contains(lowercased(index))
  }

  /// Words that seldom begin with a capital unless they begin a sentence.
  private static let sentenceStarters: Set<String> = [
    "a", "according", "after", "again", "all", "also", "although", "an", "and", "another", "any", "as",
    "asked",
    "at", "because", "before", "both", "but", "by", "despite", "during", "each", "earlier", "even", "every",
    "for",
    "from", "he", "her", "here", "his", "how", "however", "i", "if", "in", "instead", "it", "its", "last",
    "later",
    "many", "meanwhile", "more", "moreover", "most", "my", "neither", "no", "none", "nor", "not", "nothing",
    "now",
    "on", "once", "one", "only", "or", "other", "our", "over", "since", "she", "so", "some", "still", "such",
    "that",
    "the", "their", "then", "there", "these", "they", "this", "those", "though", "through", "thus", "to",
    "two",
    "under", "until", "we", "what", "when", "where", "whether", "which", "while", "who", "why", "with",
    "without",
    "yet", "you", "your",
  ]

  /// Whether the point after `previous` belongs to an abbreviation rather than ends a sentence before `index`.
  private func isAbbreviation(_ previous: Int, before index: Int, blockStart: Int) -> Bool {
    let length = Int(table.ends[previous]) - Int(table.starts[previous])
    guard length <= 6 else { return false }
    let flags = table.flags[previous]
    if flags.contains(.number) { return previous == blockStart && length <= 2 }
    // The st of 1st is no saint.
    if previous > tokens.lowerBound && table.boundaries[previous].isEmpty
      && table.flags[previous - 1].contains(.number)
    {
      return false
    }
    let word = lowercased(previous)
    let capitalised = flags.contains(.capitalised)
    if length == 1 && capitalised && word != "i" { return !isSentenceStarter(index) }
    if capitalised && Self.titles.contains(word) { return true }
    if word == "vs" { return true }
    if word == "no" || word == "nos" { return capitalised && table.flags[index].contains(.number) }
    if Self.abbreviations.contains(word) { return !isSentenceStarter(index) }
    return false
  }

  /// Abbreviations before a name: no sentence ends after them.
  private static let titles: Set<String> = [
    "adm", "amb", "atty", "brig", "capt", "cmdr", "col", "cpl", "cpt", "dr", "fr", "ft", "gen", "gens", "gov",
    "govs",
    "hon", "lt", "ltc", "maj", "messrs", "mr", "mrs", "ms", "msgr", "mt", "pfc", "pres", "prof", "pvt", "rep",
    "reps",
    "rev", "sen", "sens", "sgt", "spc", "st", "supt", "vice",
  ]

  /// Abbreviations that may stand at a sentence's end.
  private static let abbreviations: Set<String> = [
    "al", "apr", "approx", "assn", "aug", "ave", "bros", "ca", "cf", "co", "corp", "dec", "dept", "div",
    "est", "etc",
    "feb", "fig", "govt", "inc", "intl", "jan", "jr", "jul", "jun", "llc", "ltd", "mar", "natl", "nov", "oct",
    "pp",
    "sec", "sep", "sept", "sr", "univ", "viz",
  ]
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
      for index in block.tokens {
        let boundary = table.boundaries[index]
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
