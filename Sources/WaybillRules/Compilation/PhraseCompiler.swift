import WaybillMatching
import WaybillText

/// Turns phrases into rows of the phrase table and, where they have gaps, into patterns.
struct PhraseCompiler {
  /// A phrase with more spellings, through inflections and hyphens, is refused.
  static let maxSpellings = 4096
  /// All phrases of all rule sets together may have this many spellings.
  static let maxRows = 2_000_000
  /// A list with more rows is not written out in the phrases that refer to it, but looked up.
  static let maxListRows = 4096
  /// A phrase of lists with more rows is looked for as a pattern.
  static let maxPlainRows = 512

  private(set) var symbols: [Symbol] = []
  private(set) var stages: [PatternSet] = []
  /// Every word of every phrase.
  private var vocabulary = Vocabulary()
  /// Rows of words, kept until it is known which symbols lead.
  private var rows: [Row] = []
  /// The hashes of the words of all rows, one row after the other.
  private var wordsOfRows: [UInt64] = []
  /// What rows ask for; most ask for the same as the one before.
  private var demands: [PhraseDemands] = []
  /// Symbols that guards look for beyond their own sentence.
  private var wideSymbols: Set<Int32> = []
  private var rowCount = 0
  let rowLimit: Int
  private var participles: Set<UInt64> = []
  /// Symbols of runs of words inside patterns, by their spelling, so that equal ones are scanned once.
  private var elements: [Phrase.Element: Int32] = [:]
  /// Runs of words already written out; lists bring the same ones into many phrases.
  private var writtenWords: [Phrase.Element: WrittenWords] = [:]
  /// The same for runs of nothing but letters and blanks.
  private var plainWords = PlainWords()
  /// Forms of words already worked out; the same few thousand words fill most phrases.
  private var knownForms: [FormsKey: [Spelling]] = [:]
  /// Lists by `ruleset` and name.
  private var lists: [ListKey: List] = [:]

  private struct Row {
    /// In `wordsOfRows`.
    var words: Range<Int>
    var symbol: Int32
    /// In `demands`.
    var demands: Int32
    /// The set of tails of which one must follow.
    var tails: Int32?
  }

  /// What can follow the stems of designators, by what the author wrote.
  private var tailNumbers: [[DesignatorDeclaration.Tail]: Int32?] = [:]
  private var tailSets: [[WrittenWords]] = []

  private struct FormsKey: Hashable {
    /// The word's hash.
    var word: UInt64
    var inflects: Bool
  }

  /// Which phrase each row and pattern was made of; nil unless it is asked for.
  var index: PhraseIndexBuilder?

  init(rowLimit: Int) { self.rowLimit = rowLimit }

  struct ListKey: Hashable {
    var ruleSet: String
    var name: String
  }

  struct List {
    var phrases: [Phrase]
    var symbol: Int32
    /// Rows of words, when every phrase of the list is plain.
    var rows: [[Phrase.Element]]?
    /// The stage whose patterns complete the list; 0 when it needs none.
    var depth: Int
  }

  /// Has a symbol looked for in whole articles.
  mutating func widen(_ words: SymbolSet) { wideSymbols.formUnion(words.symbols) }
  /// Whether the rules have all the spellings they may have.
  var isFull: Bool { rowCount >= rowLimit }

  /// Makes a symbol.
  mutating func symbol(_ meaning: Symbol) -> Int32 {
    symbols.append(meaning)
    return Int32(symbols.count - 1)
  }

  func list(_ name: String, in ruleSet: String) -> List? { lists[ListKey(ruleSet: ruleSet, name: name)] }

  func listSymbol(_ name: String, in ruleSet: String) -> Int32? { list(name, in: ruleSet)?.symbol }

  /// Whether each phrase of a list is a run of words.
  func isPlain(_ list: ListKey) -> Bool { lists[list].map { $0.rows != nil } ?? true }

  /// Declares a list so that phrases can refer to it; `addPhrases(of:)` fills it once all are declared.
  mutating func declareList(_ key: ListKey, phrases: [Phrase], depth: Int, rows: [[Phrase.Element]]?) {
    lists[key] = List(phrases: phrases, symbol: symbol(.set), rows: rows, depth: depth)
  }

  /// Adds a phrase's variants for a symbol; those with gaps become patterns of the stage after all lists they refer to.
  /// - Parameter resolve: finds a list by the name used in the phrase.
  /// - Returns: false when the phrase has too many spellings, or the rules altogether.
  mutating func add(
    _ phrase: Phrase, symbol: Int32, actors: (String) -> ActorSet?, resolve: (String) -> ListKey?
  ) -> Bool {
    // Actors are found before any pattern is tried, so their names are written out or not found at all.
    let isName = if case .actor = symbols[Int(symbol)] { true } else { false }
    let limit = isName ? PhraseCompiler.maxSpellings : PhraseCompiler.maxPlainRows
    for variant in phrase.variants {
      if let rows = plainRows(variant, limit: limit, resolve: resolve) {
        for row in rows { guard addRow(row, symbol: symbol, extra: nil) else { return false } }
      } else if isName {
        return false
      } else {
        let (elements, depth) = patternElements(variant, slots: [], actors: actors, resolve: resolve)
        guard let anchor = anchor(of: elements, preferSymbols: true) else { continue }
        while stages.count <= depth { stages.append(PatternSet()) }
        stages[depth].add(
          SequencePattern(
            elements: elements, anchor: anchor, product: .symbol(symbol), phrase: index?.current ?? -1))
      }
    }
    return true
  }

  /// Adds a frame's phrase; returns nil when nothing in it can serve as the trigger.
  mutating func framePatterns(
    _ phrase: Phrase, rule: Int32, position: Int, slots: [String], actors: (String) -> ActorSet?,
    resolve: (String) -> ListKey?
  ) -> [SequencePattern]? {
    var patterns: [SequencePattern] = []
    for variant in phrase.variants {
      let (elements, _) = patternElements(variant, slots: slots, actors: actors, resolve: resolve)
      guard let anchor = anchor(of: elements, preferSymbols: false) else { return nil }
      patterns.append(
        SequencePattern(
          elements: elements, anchor: anchor, product: .frame(rule: rule, pattern: position),
          phrase: index?.current ?? -1))
    }
    return patterns
  }

  private func anchor(of elements: [SequencePattern.Element], preferSymbols: Bool) -> Int? {
    let symbol = elements.firstIndex {
      if case .symbol = $0 { true } else { false }
    }
    if let symbol { return symbol }
    guard preferSymbols else { return nil }
    return elements.firstIndex {
      if case .actors = $0 { true } else { false }
    }
  }

  /// Writes out a variant of words and plain lists as rows of words; nil when it has a gap, a slot or more rows than `limit`.
  func plainRows(
    _ variant: [Phrase.Element], limit: Int = PhraseCompiler.maxPlainRows, resolve: (String) -> ListKey?
  ) -> [[Phrase.Element]]? {
    if variant.count == 1, case .words = variant[0] { return [variant] }
    var rows: [[Phrase.Element]] = [[]]
    for element in variant {
      switch element {
      case .words: for index in rows.indices { rows[index].append(element) }
      case .list(let name):
        guard let key = resolve(name), let choices = lists[key]?.rows, rows.count * choices.count <= limit
        else {
          return nil
        }
        rows = rows.flatMap { row in choices.map { row + $0 } }
      case .gap, .actors, .number, .slot: return nil
      }
    }
    return rows
  }

  private mutating func patternElements(
    _ variant: [Phrase.Element], slots: [String], actors: (String) -> ActorSet?, resolve: (String) -> ListKey?
  ) -> ([SequencePattern.Element], depth: Int) {
    var elements: [SequencePattern.Element] = []
    var depth = 0
    for element in variant {
      switch element {
      case .words:
        if let symbol = sharedSymbol(element) { elements.append(.symbol(symbol)) }
      case .gap(let words): elements.append(.gap(words))
      case .list(let name):
        guard let key = resolve(name), let list = lists[key] else { continue }
        elements.append(.symbol(list.symbol))
        depth = max(depth, list.depth)
      case .actors(let type): if let set = actors(type) { elements.append(.actors(set)) }
      case .number: elements.append(.number)
      case .slot(let role): if let slot = slots.firstIndex(of: role) { elements.append(.slot(slot)) }
      }
    }
    return (elements, depth)
  }

  /// Returns the symbol of a run of words, the same for equal runs; nil when it can be spelled in too many ways.
  private mutating func sharedSymbol(_ words: Phrase.Element) -> Int32? {
    if let known = elements[words] { return known }
    let number = symbol(.set)
    guard addRow([words], symbol: number, extra: nil) else { return nil }
    elements[words] = number
    return number
  }

  /// Returns symbols that stand for a phrase and for nothing else, when each of its variants is one run of words or one
  /// list; such symbols are shared by all who ask for the same.
  mutating func sharedSymbols(_ phrase: Phrase, resolve: (String) -> ListKey?) -> [Int32]? {
    var symbols: [Int32] = []
    for variant in phrase.variants {
      guard variant.count == 1 else { return nil }
      switch variant[0] {
      case .words(let text, _, _):
        guard !PhraseCompiler.isPunctuation(text), let symbol = sharedSymbol(variant[0]) else { return nil }
        symbols.append(symbol)
      case .list(let name):
        guard let key = resolve(name), let list = lists[key] else { return nil }
        symbols.append(list.symbol)
      default: return nil
      }
    }
    return symbols
  }

  /// Whether there is no word in a run of words.
  static func isPunctuation(_ text: String) -> Bool {
    // A letter or a digit settles it; only what is left needs a closer look.
    !text.utf8.contains { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 } && Tokenizer.phrase(text).isEmpty
  }

  // MARK: Rows of words

  /// One way to spell a token of a phrase.
  struct Spelling {
    var canonical: [UInt8]
    /// By which the text's words are compared with it.
    var hash: UInt64
    /// Bytes the text must show, for `=Word`.
    var exact: [UInt8]?
  }

  /// One way to spell a word of a phrase: a token, or the two around a hyphen.
  struct Choice {
    var first: Spelling
    var second: Spelling?
  }

  /// A run of words with all its spellings.
  struct WrittenWords {
    var rows = WordRows()
    /// What the author wrote between the words.
    var joins: Boundary = []
    var isTight = false
    var isDesignation = false

    init(rows: WordRows = WordRows(), joins: Boundary = []) {
      self.rows = rows
      self.joins = joins
    }

    /// Takes a tail of nothing but figures; nil for any other.
    init?(figure tail: DesignatorDeclaration.Tail) {
      let bytes = tail.text.utf8.span
      for index in 0..<bytes.count where bytes[index] &- 0x30 >= 10 { return nil }
      rows = WordRows(word: Vocabulary.hash(ofBytes: bytes))
      isDesignation = true
    }
  }

  /// Adds every spelling of a row of words; returns false when they are too many.
  ///
  /// - Parameter separatedTail: how many words at the end must not be glued to those before; 0 when they may.
  mutating func addRow(
    _ row: [Phrase.Element], symbol: Int32, extra: PhraseDemands?, separatedTail: Int = 0
  ) -> Bool {
    var spellings = WordRows()
    var demands = extra ?? PhraseDemands(joins: [])
    // A designator says itself what may stand between its parts; its stem's own blanks and hyphens are kept.
    if extra == nil { demands.joins.formUnion(PhraseDemands.ordinaryJoins) }
    var isDesignation = false
    for element in row {
      guard case .words = element else { continue }
      // Lists bring the same runs of words into many phrases; the names of a designator come once.
      guard let words = extra == nil ? written(element) : spelled(out: element) else { return false }
      // Punctuation alone stands between tokens and cannot be looked up as a word.
      guard words.rows.count > 0 else { continue }
      guard spellings.count * words.rows.count <= PhraseCompiler.maxSpellings else { return false }
      demands.joins.formUnion(words.joins)
      if words.isTight { demands.isTight = true }
      isDesignation = words.isDesignation
      spellings = spellings.count == 0 ? words.rows : spellings.followed(by: words.rows)
    }
    // Words on both sides of a field's end are no phrase.
    demands.joins.subtract(.paragraph)
    demands.isDesignation = demands.isDesignation || isDesignation
    rowCount += max(1, spellings.count)
    guard rowCount < rowLimit else { return false }
    for row in 0..<spellings.count {
      let words = spellings.words[spellings.range(ofRow: row)]
      demands.exact = spellings.exact(inRow: row)
      demands.separated = separatedTail > 0 ? max(0, words.count - separatedTail) : 0
      addRow(words, symbol: symbol, demands: demands)
      index?.note(words, symbol: symbol)
    }
    return true
  }

  /// Returns the number of a set of tails, the same for equal sets; nil when one of them can be spelled in too many ways.
  mutating func tails(_ tails: [DesignatorDeclaration.Tail]) -> Int32? {
    if let known = tailNumbers[tails] { return known }
    let written = tails.compactMap { WrittenWords(figure: $0) ?? spelled(out: $0.element) }
    let number = written.count == tails.count ? Int32(tailSets.count) : nil
    if number != nil { tailSets.append(written) }
    tailNumbers[tails] = .some(number)
    return number
  }

  /// Adds a stem with all its tails; returns nil when they cannot be told apart from it, and false when the spellings are
  /// too many.
  mutating func addStem(
    _ stem: DesignatorDeclaration.Stem, tails: Int32, symbol: Int32, extra: PhraseDemands
  ) -> Bool? {
    // A stem is read as it stands before a number.
    let text = stem.text + stem.separator + "1"
    let tokens = Tokenizer.phrase(text)
    guard tokens.count > 1, tokens[tokens.count - 1].canonical == [UInt8(ascii: "1")] else { return nil }
    guard let rows = wordRows(Array(tokens.dropLast()), text: text, inflects: false, exact: []) else {
      return false
    }
    let shape = PhraseCompiler.shape(of: tokens)
    var demands = extra
    demands.joins = demands.joins.union(shape.joins).subtracting(.paragraph)
    demands.isTight = shape.isTight
    let tailSet = tailSets[Int(tails)]
    rowCount += rows.count * tailSet.reduce(0) { $0 + $1.rows.count }
    guard rowCount < rowLimit else { return false }
    for row in 0..<rows.count {
      let words = rows.words[rows.range(ofRow: row)]
      demands.separated = stem.isSeparated ? words.count : 0
      addRow(words, symbol: symbol, demands: demands, tails: tails)
      guard index != nil else { continue }
      for tail in tailSet {
        for row in 0..<tail.rows.count {
          index?.note(words + tail.rows.words[tail.rows.range(ofRow: row)], symbol: symbol)
        }
      }
    }
    return true
  }

  private mutating func addRow(
    _ words: ArraySlice<UInt64>, symbol: Int32, demands: PhraseDemands, tails: Int32? = nil
  ) {
    if self.demands.last != demands { self.demands.append(demands) }
    let start = wordsOfRows.count
    wordsOfRows.append(contentsOf: words)
    rows.append(
      Row(
        words: start..<wordsOfRows.count, symbol: symbol, demands: Int32(self.demands.count - 1), tails: tails
      ))
  }

  /// Returns the number of a word that has been written out, by its hash.
  func number(ofWord hash: UInt64) -> Int32 { Int32(vocabulary.number(ofHash: hash)) }

  /// Returns a run of words with all its spellings, of which there are none when it is only punctuation; nil when they
  /// are too many.
  mutating func written(_ element: Phrase.Element) -> WrittenWords? {
    if case .words(let text, let inflects, let exact) = element, let run = PlainRun(text, exact: exact) {
      return written(run, text, inflects: inflects)
    }
    if let known = writtenWords[element] { return known }
    let words = spelled(out: element)
    if let words { writtenWords[element] = words }
    return words
  }

  /// Returns a run of letters and blanks with all its spellings; nil when they are too many.
  private mutating func written(_ run: PlainRun, _ text: String, inflects: Bool) -> WrittenWords? {
    let (number, isNew) = plainWords.number(of: text, inflects: inflects)
    guard isNew else { return plainWords.written[number] }
    var choices: [PlainWords.Choice] = []
    choices.reserveCapacity(run.words.count)
    for (index, word) in run.words.enumerated() {
      let inflects = inflects && index == run.words.count - 1
      if let second = word.second {
        choices.append(
          .init(
            first: forms(text, word.first, inflects: false), second: forms(text, second, inflects: inflects),
            joined: forms(text, word.first, second, inflects: inflects)))
      } else {
        choices.append(.init(first: forms(text, word.first, inflects: inflects)))
      }
    }
    let words = WordRows(choices, of: plainWords.forms, limit: PhraseCompiler.maxSpellings)
      .map { WrittenWords(rows: $0, joins: run.joins) }
    plainWords.written.append(words)
    return words
  }

  /// Returns where the forms of a word of letters are among those of plain words.
  private mutating func forms(_ text: String, _ word: Range<Int>, inflects: Bool) -> Range<Int> {
    let span = text.utf8.span.extracting(word)
    let hash = Vocabulary.hash(ofLetters: span)
    let (number, isNew) = plainWords.number(ofWord: hash, inflects: inflects)
    guard isNew else { return plainWords.ranges[number] }
    return addForms((0..<span.count).map { span[$0] | 0x20 }, hash, inflects: inflects)
  }

  /// Adds the forms of a new word to those of plain words.
  private mutating func addForms(_ canonical: [UInt8], _ hash: UInt64, inflects: Bool) -> Range<Int> {
    let start = plainWords.forms.count
    for word in PhraseCompiler.words(canonical, inflects: inflects) {
      plainWords.forms.append(intern(word, word == canonical ? hash : Vocabulary.hash(of: word)))
    }
    plainWords.ranges.append(start..<plainWords.forms.count)
    return start..<plainWords.forms.count
  }

  /// Makes a word known and returns its hash.
  private mutating func intern(_ word: [UInt8], _ hash: UInt64) -> UInt64 {
    vocabulary.intern(hash)
    if PhraseCompiler.isParticiple(word, hash) { participles.insert(hash) }
    return hash
  }

  /// Returns where the forms of two words are that a hyphen joins into one.
  private mutating func forms(_ text: String, _ first: Range<Int>, _ second: Range<Int>, inflects: Bool)
    -> Range<Int>
  {
    let bytes = text.utf8.span
    var joined: [UInt8] = []
    joined.reserveCapacity(first.count + second.count)
    for index in first { joined.append(bytes[index] | 0x20) }
    for index in second { joined.append(bytes[index] | 0x20) }
    let hash = Vocabulary.hash(of: joined)
    let (number, isNew) = plainWords.number(ofWord: hash, inflects: inflects)
    return isNew ? addForms(joined, hash, inflects: inflects) : plainWords.ranges[number]
  }

  /// Spells a run of words out in every way; nil when the ways are too many.
  private mutating func wordRows(
    _ tokens: [PhraseToken], text: String, inflects: Bool, exact: [Bool]
  ) -> WordRows? {
    var rows = WordRows()
    for (_, choices) in choices(tokens, text: text, inflects: inflects, exact: exact) {
      guard rows.count * choices.count <= PhraseCompiler.maxSpellings else { return nil }
      rows = rows.count == 0 ? WordRows(choices) : rows.followed(by: WordRows(choices))
    }
    return rows
  }

  private mutating func spelled(out element: Phrase.Element) -> WrittenWords? {
    guard case .words(let text, let inflects, let exact) = element else { return nil }
    var words = WrittenWords()
    let tokens = Tokenizer.phrase(text)
    if !tokens.isEmpty {
      guard let rows = wordRows(tokens, text: text, inflects: inflects, exact: exact) else { return nil }
      words.rows = rows
      (words.joins, words.isTight, words.isDesignation) = PhraseCompiler.shape(of: tokens)
    }
    return words
  }

  /// What the signs and figures of a run of words ask of the text.
  static func shape(of tokens: [PhraseToken]) -> (joins: Boundary, isTight: Bool, isDesignation: Bool) {
    var joins: Boundary = []
    var isTight = false
    for (index, token) in tokens.enumerated() where index > 0 {
      joins.formUnion(token.boundary)
      let previous = tokens[index - 1]
      if token.flags.contains(.number), !previous.flags.contains(.number), previous.canonical.count == 1,
        !token.boundary.contains(.space)
      {
        isTight = true
      }
    }
    guard let last = tokens.last else { return (joins, isTight, false) }
    let isDesignation =
      tokens.contains { $0.flags.contains(.number) }
      && (last.flags.contains(.number)
        || (tokens.count > 1 && tokens[tokens.count - 2].flags.contains(.number) && last.canonical.count <= 3))
    return (joins, isTight, isDesignation)
  }

  /// Returns word by word every way to spell it: inflections of the last, British and American forms, hyphens joined.
  private mutating func choices(
    _ tokens: [PhraseToken], text: String, inflects: Bool, exact: [Bool]
  ) -> [(tokens: Range<Int>, choices: [Choice])] {
    // Which of the author's blank-separated words each token belongs to, for `=`.
    var word = 0
    let wordOfToken = tokens.enumerated().map { index, token in
      if index > 0, token.boundary.contains(.space) || token.boundary.contains(.line) { word += 1 }
      return word
    }
    let bytes = Array(text.utf8)
    var words: [(tokens: Range<Int>, choices: [Choice])] = []
    var index = 0
    while index < tokens.count {
      let isExact = wordOfToken[index] < exact.count && exact[wordOfToken[index]]
      // A hyphen between letters may be missing in the text: anti-ship, anti ship, antiship.
      var joined: [UInt8]?
      var end = index + 1
      if !isExact, end < tokens.count, tokens[end].boundary == .hyphen,
        !tokens[index].flags.contains(.number),
        !tokens[end].flags.contains(.number), tokens[index].canonical.count > 1
      {
        joined = tokens[index].canonical + tokens[end].canonical
        end += 1
      }
      let isLast = end == tokens.count
      func written(_ token: PhraseToken) -> [UInt8]? {
        isExact ? Array(bytes[token.range.start..<token.range.end]) : nil
      }
      var choices: [Choice] = []
      if let joined {
        let first = forms(tokens[index].canonical, written: nil, inflects: false)
        let second = forms(tokens[index + 1].canonical, written: nil, inflects: inflects && isLast)
        for first in first { choices += second.map { Choice(first: first, second: $0) } }
        choices += forms(joined, written: nil, inflects: inflects && isLast).map { Choice(first: $0) }
      } else {
        choices = forms(
          tokens[index].canonical, written: written(tokens[index]), inflects: inflects && isLast
        )
        .map { Choice(first: $0) }
      }
      words.append((index..<end, choices))
      index = end
    }
    return words
  }

  /// Returns the forms of one word: itself, its inflections, and the other spelling of each.
  private mutating func forms(_ canonical: [UInt8], written: [UInt8]?, inflects: Bool) -> [Spelling] {
    let key = FormsKey(word: Vocabulary.hash(of: canonical), inflects: inflects)
    let spellings: [Spelling]
    if let known = knownForms[key] {
      spellings = known
    } else {
      spellings = PhraseCompiler.words(canonical, inflects: inflects).map { word in
        Spelling(canonical: word, hash: intern(word, Vocabulary.hash(of: word)))
      }
      knownForms[key] = spellings
    }
    guard let written else { return spellings }
    return spellings.map { spelling in
      // The ending follows the case of the word it is put to: Pole, Poles; but UAV, UAVs.
      let word = spelling.canonical
      let shared = zip(word, canonical).prefix { $0 == $1 }.count
      let exact = Array(written.prefix(shared)) + word[shared...]
      return Spelling(canonical: word, hash: spelling.hash, exact: word == canonical ? written : exact)
    }
  }

  private static func words(_ canonical: [UInt8], inflects: Bool) -> [[UInt8]] {
    guard canonical.allSatisfy({ (97...122).contains($0) }) else { return [canonical] }
    var words = [canonical]
    if inflects {
      for form in Inflection.forms(of: String(decoding: canonical, as: UTF8.self)) {
        let bytes = Array(form.utf8)
        if !words.contains(bytes) { words.append(bytes) }
      }
    }
    for word in words {
      for other in WaybillText.Spelling.variants(of: word) where !words.contains(other) {
        words.append(other)
      }
    }
    return words
  }

  /// Whether a word can be a past participle: *-ed*, or one of the irregular ones that transfers are told with.
  private static func isParticiple(_ word: [UInt8], _ hash: UInt64) -> Bool {
    let count = word.count
    if count > 3, word[count - 2] == UInt8(ascii: "e"), word[count - 1] == UInt8(ascii: "d") { return true }
    return irregularParticiples.contains(hash)
  }

  private static let irregularParticiples = Set(participleWords.map { Vocabulary.hash(of: Array($0.utf8)) })

  private static let participleWords = [
    "sent", "given", "sold", "bought", "lent", "brought", "taken", "flown", "held", "got", "gotten", "sought",
    "withheld", "made", "paid", "left", "lost", "found", "shown", "driven", "begun", "let", "put", "built",
    "told",
    "said", "known", "seen", "spent", "caught", "stolen", "hidden", "laid", "led", "won", "withdrawn",
    "drawn",
    "thrown", "borne", "chosen", "written", "met", "kept", "set", "split", "cut", "shot",
  ]

  // MARK: Showing

  /// Returns how a run of words is looked for; nil for anything else and for signs alone.
  mutating func spelled(_ element: Phrase.Element) -> SpelledWords? {
    guard case .words(let text, let inflects, let exact) = element else { return nil }
    let tokens = Tokenizer.phrase(text)
    guard !tokens.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    let shape = PhraseCompiler.shape(of: tokens)
    let words = choices(tokens, text: text, inflects: inflects, exact: exact).map { word in
      let range = tokens[word.tokens.lowerBound].range.start..<tokens[word.tokens.upperBound - 1].range.end
      return SpelledWords.Word(
        written: String(decoding: bytes[range], as: UTF8.self),
        forms: word.choices.map { choice in
          [choice.first, choice.second].compactMap { spelling in
            spelling.map { String(decoding: $0.exact ?? $0.canonical, as: UTF8.self) }
          }
        },
        isExact: word.choices.contains { $0.first.exact != nil })
    }
    return SpelledWords(
      words: words, joins: PhraseDemands.ordinaryJoins.union(shape.joins).subtracting(.paragraph),
      isTight: shape.isTight, isDesignation: shape.isDesignation)
  }

  // MARK: Freezing

  /// The words whose grammar the engine itself knows; they are known to the vocabulary from now on.
  mutating func functionWords() -> FunctionWords {
    func hash(_ word: String) -> UInt64 { Vocabulary.hash(of: Array(word.utf8)) }
    let auxiliaries = [
      "be", "is", "are", "was", "were", "been", "being", "am", "get", "gets", "got", "getting",
    ]
    let adverbs = [
      "not", "also", "already", "been", "being", "now", "still", "then", "never", "ever", "yet", "soon",
    ]
    let numerals = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
      "fifteen", "sixteen", "eighteen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "dozen",
      "dozens", "several",
    ]
    let anaphors = [
      "it", "they", "them", "these", "those", "ones", "both", "shipment", "shipments", "consignment",
      "consignments", "cargo",
      "delivery", "deliveries", "deal", "sale", "sales", "order", "transfer", "transfers", "package",
      "purchase", "contract",
    ]
    for word in ["and", "or"] + auxiliaries + adverbs + numerals + anaphors { vocabulary.intern(hash(word)) }
    return FunctionWords(
      and: hash("and"), or: hash("or"), passiveAuxiliaries: Vocabulary(auxiliaries.map(hash)),
      adverbs: Vocabulary(adverbs.map(hash)), numerals: Vocabulary(numerals.map(hash)),
      participles: Vocabulary(participles), anaphors: Vocabulary(anaphors.map(hash)))
  }

  /// Freezes the words and the two tables: phrases that lead to findings, and all others.
  func freeze(_ forms: [ActorForm], _ words: FunctionWords) -> (
    vocabulary: Vocabulary, leads: PhraseTable, phrases: PhraseTable, labelPatterns: LabelPatterns
  ) {
    var leads = PhraseTableBuilder()
    var others = PhraseTableBuilder()
    var isLead = RuleProgram.labellingSymbols(symbols, stages, forms)
    // Known of early, these tell which sentences are worth a look.
    let patterns = LabelPatterns(stages, isLabelling: isLead, isCommon: commonSymbols)
    for symbol in wideSymbols.union(patterns.leading) { isLead[Int(symbol)] = true }
    for row in rows {
      if isLead[Int(row.symbol)] {
        leads.add(
          wordsOfRows[row.words], symbol: row.symbol, demands: demands[Int(row.demands)], tails: row.tails)
      } else {
        // The names of designators, which alone have tails, are labels and lead.
        others.add(wordsOfRows[row.words], symbol: row.symbol, demands: demands[Int(row.demands)])
      }
    }
    for (number, tails) in tailSets.enumerated() {
      for tail in tails {
        let demands = PhraseDemands(
          joins: tail.joins.subtracting(.paragraph), isDesignation: tail.isDesignation, isTight: tail.isTight)
        for row in 0..<tail.rows.count {
          leads.addTail(tail.rows.words[tail.rows.range(ofRow: row)], demands: demands, to: Int32(number))
        }
      }
    }
    let coordinators = (words.and, words.or)
    return (
      vocabulary, leads.freeze(coordinators: coordinators), others.freeze(coordinators: coordinators),
      patterns
    )
  }

  /// For each symbol, whether it stands for one of the commonest words by itself.
  private var commonSymbols: [Bool] {
    let words = Set(PhraseCompiler.commonWords.map { Vocabulary.hash(of: Array($0.utf8)) })
    var isCommon = [Bool](repeating: false, count: symbols.count)
    for row in rows where row.words.count == 1 && words.contains(wordsOfRows[row.words.lowerBound]) {
      isCommon[Int(row.symbol)] = true
    }
    return isCommon
  }

  /// Nearly every sentence has some of these.
  private static let commonWords = [
    "a", "an", "and", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that",
    "the",
    "to", "was", "with",
  ]
}
