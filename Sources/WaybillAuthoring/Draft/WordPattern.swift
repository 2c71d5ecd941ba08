import WaybillText

/// What some marked spans have in common, column by column: their least general generalisation.
///
/// Rows of words are aligned as in sequence alignment (Needleman and Wunsch 1970), and each column keeps the words seen
/// in it: anti-unification (Plotkin 1970) over words, where the generalisations of a word are its inflections and the
/// lists that hold it.
struct WordPattern: Hashable {
  struct Column: Hashable {
    /// The words seen, as written.
    var words: Set<String>
    /// Some spans have nothing here.
    var isOptional = false
    /// What stands before the word: nothing, a hyphen or a blank.
    var separator: String

    var folded: Set<String> { Set(words.map { $0.lowercased() }) }
    var isNumber: Bool { words.allSatisfy { $0.allSatisfy(\.isNumber) } }
  }

  var columns: [Column]

  /// The pattern of one span.
  /// - Parameter startsSentence: the first word's capital means nothing.
  init(_ text: String, startsSentence: Bool) {
    let bytes = Array(text.utf8)
    var end = 0
    columns = Tokenizer.phrase(text).enumerated().map { index, token in
      let between = String(decoding: bytes[end..<token.range.start], as: UTF8.self)
      end = token.range.end
      var word = String(decoding: bytes[token.range.start..<token.range.end], as: UTF8.self)
      if index == 0, startsSentence, word.dropFirst().allSatisfy(\.isLowercase) { word = word.lowercased() }
      let isPlain = between.isEmpty || ["-", "'", "/"].contains(between)
      return Column(words: [word], separator: isPlain ? between : " ")
    }
  }

  /// The words of a column have a meaning in common.
  private static func relation(_ one: Column, _ other: Column, _ lexicon: DraftLexicon) -> Int {
    let words = one.folded.union(other.folded)
    if !one.folded.isDisjoint(with: other.folded) { return 4 }
    if one.isNumber && other.isNumber { return 3 }
    if lexicon.base(of: words) != nil { return 3 }
    if lexicon.list(of: words) != nil || lexicon.actors(words) != nil { return 2 }
    return 0
  }

  /// Aligns two patterns; nil when no column has anything in common.
  func generalised(with other: WordPattern, _ lexicon: DraftLexicon) -> WordPattern? {
    let a = columns
    let b = other.columns
    // The best score of the first i columns of one and the first j of the other; unlike words may share a column.
    var best = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0..<a.count { best[i + 1][0] = best[i][0] - 1 }
    for j in 0..<b.count { best[0][j + 1] = best[0][j] - 1 }
    var relations = [[Int]](repeating: [Int](repeating: 0, count: b.count), count: a.count)
    for i in 0..<a.count {
      for j in 0..<b.count {
        relations[i][j] = WordPattern.relation(a[i], b[j], lexicon)
        let both = best[i][j] + (relations[i][j] > 0 ? relations[i][j] : -1)
        best[i + 1][j + 1] = max(both, best[i][j + 1] - 1, best[i + 1][j] - 1)
      }
    }
    var merged: [Column] = []
    var anchors = 0
    var (i, j) = (a.count, b.count)
    while i > 0 || j > 0 {
      if i > 0, j > 0,
        case let relation = relations[i - 1][j - 1],
        best[i][j] == best[i - 1][j - 1] + (relation > 0 ? relation : -1)
      {
        var column = a[i - 1]
        column.words.formUnion(b[j - 1].words)
        column.isOptional = column.isOptional || b[j - 1].isOptional
        if column.separator != b[j - 1].separator { column.separator = " " }
        if relation > 0, !column.isOptional { anchors += 1 }
        merged.append(column)
        (i, j) = (i - 1, j - 1)
      } else if i > 0, best[i][j] == best[i - 1][j] - 1 {
        merged.append(a[i - 1])
        merged[merged.count - 1].isOptional = true
        i -= 1
      } else {
        merged.append(b[j - 1])
        merged[merged.count - 1].isOptional = true
        j -= 1
      }
    }
    guard anchors > 0 else { return nil }
    var result = self
    result.columns = merged.reversed()
    return result
  }

  // MARK: Phrases

  /// How far a phrase goes beyond the words seen.
  struct Steps: OptionSet, Hashable {
    let rawValue: Int
    static let inflections = Steps(rawValue: 1)
    static let lists = Steps(rawValue: 2)
    static let gaps = Steps(rawValue: 4)
    /// Not a generalisation: capitals must be as seen.
    static let exactCase = Steps(rawValue: 8)
  }

  /// Returns the pattern as a phrase of the rule language, with the lists it refers to.
  func phrase(_ steps: Steps, _ lexicon: DraftLexicon) -> (text: String, lists: [DraftLexicon.WordList]) {
    var text = ""
    var lists: [DraftLexicon.WordList] = []
    var index = 0
    var isAnchored = false
    while index < columns.count {
      // Words inside of which each may be missing say only that some may stand there.
      var gap = 0
      while steps.contains(.gaps), isAnchored, index < columns.count - 1, columns[index].isOptional {
        (gap, index) = (gap + 1, index + 1)
      }
      if gap > 0 { text += " ..\(gap)" }
      let column = columns[index]
      var piece = element(at: index, steps, lexicon, &lists)
      if column.isOptional { piece = optional(piece) }
      let keepsSeparator = gap == 0 && !column.isOptional && !piece.hasPrefix("$") && !text.hasSuffix("~")
      if index > 0 { text += keepsSeparator ? column.separator : " " }
      text += piece
      isAnchored = isAnchored || !column.isOptional
      index += 1
    }
    return (text, lists)
  }

  private func optional(_ piece: String) -> String {
    piece.hasPrefix("(") && piece.hasSuffix(")") ? piece.dropLast() + "|)" : "(\(piece)|)"
  }

  private func element(
    at index: Int, _ steps: Steps, _ lexicon: DraftLexicon, _ lists: inout [DraftLexicon.WordList]
  ) -> String {
    let column = columns[index]
    let words = column.words.sorted()
    if steps.contains(.lists), column.folded.count > 1 {
      if column.isNumber { return "$number" }
      if lexicon.base(of: column.folded) == nil {
        if let list = lexicon.list(of: column.folded) {
          lists.append(list)
          return "$\(list.name)"
        }
        if let actors = lexicon.actors(column.folded) { return actors }
      }
    }
    if steps.contains(.exactCase), words.contains(where: { $0.contains(where: \.isUppercase) }) {
      return alternation(words.map { "=" + $0 })
    }
    let isHead = index == columns.count - 1
    guard steps.contains(.inflections), !column.isNumber, isHead || column.folded.count > 1 else {
      return alternation(distinct(words))
    }
    // Forms of one word become one.
    var groups: [(base: String?, words: [String])] = []
    for word in words {
      let folded = word.lowercased()
      if let place = groups.firstIndex(where: { group in
        lexicon.base(of: Set(group.words.map { $0.lowercased() } + [folded])) != nil
      }) {
        groups[place].words.append(word)
      } else {
        groups.append((nil, [word]))
      }
    }
    let pieces = groups.map { group -> String in
      let folded = Set(group.words.map { $0.lowercased() })
      guard isHead || folded.count > 1, let base = lexicon.base(of: folded) else {
        return alternation(distinct(group.words))
      }
      // An abbreviation keeps its capitals.
      let written = group.words.first { $0.lowercased().hasPrefix(base) && $0.first!.isUppercase }
      let isName = group.words.allSatisfy { $0.first!.isUppercase }
      return (isName ? written.map { String($0.prefix(base.count)) } ?? base : base) + "~"
    }
    if pieces.count > 1, pieces.allSatisfy({ $0.hasSuffix("~") }) {
      return "(" + pieces.map { String($0.dropLast()) }.joined(separator: "|") + ")~"
    }
    return alternation(pieces)
  }

  /// Words that differ in case only are one.
  private func distinct(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.reversed().filter { seen.insert($0.lowercased()).inserted }.reversed()
  }

  private func alternation(_ pieces: [String]) -> String {
    pieces.count == 1 ? pieces[0] : "(\(pieces.joined(separator: "|")))"
  }
}
