package import WaybillText

/// A run of tokens that spells a phrase, and the symbol that the phrase stands for.
package struct Occurrence: Sendable, Hashable {
  /// Number of the symbol.
  package var symbol: Int32
  package var start: Int32
  /// The token after the last.
  package var end: Int32
  /// Where the phrase itself ends; before `end` when a variant suffix or a plural was taken in.
  package var coreEnd: Int32

  package init(symbol: Int32, start: Int, end: Int, coreEnd: Int) {
    self.symbol = symbol
    self.start = Int32(start)
    self.end = Int32(end)
    self.coreEnd = Int32(coreEnd)
  }

  package var tokens: Range<Int> { Int(start)..<Int(end) }
  package var core: Range<Int> { Int(start)..<Int(coreEnd) }
}

/// What a phrase asks of the text beyond its words.
package struct PhraseDemands: Sendable, Hashable {
  /// What may stand between two of its words.
  package var joins: Boundary
  /// Words whose spelling must match byte for byte: position in the phrase and bytes.
  package var exact: [ExactWord]
  /// A name with a number: plural and variant suffixes belong to it, glued words do not.
  package var isDesignation: Bool
  /// Single letters before a number must be capitals and stand tight, as in `F-16`.
  package var isTight: Bool
  /// The word before which something must stand, as the hyphen of `G-20`; 0 when the words may be glued together.
  package var separated = 0
  /// The first word must be written in capitals, as in `AS-2`.
  package var isCapital = false

  package struct ExactWord: Sendable, Hashable {
    package var position: Int
    package var bytes: [UInt8]
    package init(position: Int, bytes: [UInt8]) {
      self.position = position
      self.bytes = bytes
    }
  }

  package init(joins: Boundary, exact: [ExactWord] = [], isDesignation: Bool = false, isTight: Bool = false) {
    self.joins = joins
    self.exact = exact
    self.isDesignation = isDesignation
    self.isTight = isTight
  }

  /// Is a designation, and tight, where the tail that follows is; what may stand between is the caller's to unite.
  mutating func add(_ other: PhraseDemands) {
    isDesignation = isDesignation || other.isDesignation
    isTight = isTight || other.isTight
  }

  /// What any phrase lets stand between its words: blanks, line breaks, hyphens, and the quotation marks of a word
  /// that is set apart.
  package static let ordinaryJoins: Boundary = [.space, .line, .hyphen, .openQuote, .closeQuote]
}

/// Phrases in one table, keyed by the hashes of words.
///
/// A phrase is known by the hash of its words, and so is each beginning of it: a walk goes from beginning to beginning,
/// word by word. The cost of a text hardly grows with the number of phrases: the filter turns most words away, and of the
/// rest most are turned away by a bitmap at the second word.
///
/// Names with a number are kept in two parts, or a family of fifty stems and three hundred numbers would fill the table by
/// itself: stems, and sets of tails that many stems share. Where a stem ends, a second walk goes through its tails.
package struct PhraseTable: Sendable {
  /// Which tokens are worth a walk at all.
  package let filter: PhraseFilter
  /// Words after which a shared last word is looked for: *and*, *or*.
  let coordinators: (UInt64, UInt64)
  /// Beginnings of one word, and longer ones: the index of the first of their entries, or `noEntries`.
  private let firstWords: HashTable
  private let beginnings: HashTable
  /// One bit for each longer beginning.
  private let bits: [UInt64]
  /// What ends with each beginning.
  let entries: [Entry]
  let demands: [PhraseDemands]
  /// Union of the joins of all phrases: what a walk may cross at all.
  let crossable: Boundary

  struct Entry: Sendable {
    var symbol: Int32
    var demands: Int32
    var joins: Boundary
    /// Nothing is asked beyond the joins.
    var isPlain: Bool
    /// No further entry belongs to the same beginning.
    var isLast = false
    /// The set of tails of which one must follow; -1 when the phrase ends here.
    var tails: Int32 = -1
  }

  /// Stands for the entries of words with which phrases only begin.
  static let noEntries = Int32.max

  /// The symbol of the entries of tails, which get theirs from the stem.
  static let noSymbol: Int32 = -1

  fileprivate init(
    firstWords: HashTable, beginnings: HashTable, pairs: [(UInt64, UInt64)], numbered: [UInt64],
    entries: [Entry], demands: [PhraseDemands], crossable: Boundary, coordinators: (UInt64, UInt64)
  ) {
    self.firstWords = firstWords
    self.beginnings = beginnings
    self.entries = entries
    self.demands = demands
    self.crossable = crossable
    self.coordinators = coordinators
    let first = firstWords.hashes
    filter = PhraseFilter(
      lone: first.filter { hash in
        let index = firstWords.number(of: hash)
        return index != PhraseTable.noEntries && PhraseTable.hasWhole(entries, from: Int(index))
      },
      first: first, pairs: pairs, numbered: numbered, coordinators: coordinators)
    var count = 64
    while count * 8 < beginnings.count { count *= 2 }
    var bits = [UInt64](repeating: 0, count: count)
    for hash in beginnings.hashes { bits[PhraseTable.place(hash, count)] |= 1 << (hash >> 58) }
    self.bits = bits
  }

  /// Whether a phrase ends with the beginning that has these entries.
  private static func hasWhole(_ entries: [Entry], from first: Int) -> Bool {
    var index = first
    while entries[index].tails >= 0 {
      if entries[index].isLast { return false }
      index += 1
    }
    return true
  }

  /// Returns the first entry of a first word, or -1 where no phrase begins with it.
  @inline(__always)
  func entry(ofFirst word: UInt64) -> Int32 { firstWords.number(of: word) }

  /// Returns the first entry of a beginning of several words, or -1 where no phrase begins so.
  @inline(__always)
  func entry(of beginning: UInt64) -> Int32 {
    guard bits[PhraseTable.place(beginning, bits.count)] &>> (beginning &>> 58) & 1 != 0 else { return -1 }
    return beginnings.number(of: beginning)
  }

  /// The hash of a beginning and the word after it; never 0.
  @inline(__always)
  static func hash(_ beginning: UInt64, _ word: UInt64) -> UInt64 {
    let product = (beginning &* 0xA24B_AED4_963E_E407 ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product &>> 32 | 1
  }

  /// What stands for the beginning of nothing but a set of tails.
  @inline(__always)
  static func hash(ofTails number: Int32) -> UInt64 {
    (UInt64(UInt32(bitPattern: number)) &+ 1) &* 0xBF58_476D_1CE4_E5B9 | 1
  }

  @inline(__always)
  private static func place(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: hash &>> 8) & (count &- 1)
  }
}

/// Collects phrases and freezes them into a `PhraseTable`.
package struct PhraseTableBuilder: Sendable {
  /// The beginnings of phrases, and for each the latest of its entries, or -1.
  private struct Beginnings {
    var table = HashTable()
    var latestEntries: [Int32] = []

    /// Returns the number of a beginning and whether it is new.
    mutating func intern(_ hash: UInt64) -> (number: Int, isNew: Bool) {
      let number = Int(table.intern(hash))
      let isNew = number == latestEntries.count
      if isNew { latestEntries.append(-1) }
      return (number, isNew)
    }
  }

  private var firstWords = Beginnings()
  private var longer = Beginnings()
  /// The first two words of phrases.
  private var pairs: [(UInt64, UInt64)] = []
  /// First words after which a number may follow.
  private var numbered: [UInt64] = []
  /// Each with the entry of the same beginning before it, or -1.
  private var entries: [(entry: PhraseTable.Entry, before: Int32)] = []
  private var demands: [PhraseDemands] = []
  private var demandNumbers: [PhraseDemands: Int32] = [:]
  /// What the latest phrase asked for, or -1.
  private var latestDemands: Int32 = -1
  private var crossable: Boundary = []

  package init() {}

  /// Adds a phrase, given as the hashes of its words, or a stem with which phrases begin.
  /// - Parameter tails: the number of the set of tails of which one must follow; nil when the phrase is whole.
  /// - Complexity: O(words)
  package mutating func add(
    _ words: ArraySlice<UInt64>, symbol: Int32, demands phraseDemands: PhraseDemands, tails: Int32? = nil
  ) {
    guard let first = words.first else { preconditionFailure("a phrase has at least one word") }
    var beginning = first
    var number = firstWords.intern(first).number
    for index in words.indices.dropFirst() {
      beginning = PhraseTable.hash(beginning, words[index])
      let (next, isNew) = longer.intern(beginning)
      if isNew, index == words.startIndex + 1 { pairs.append((first, words[index])) }
      number = next
    }
    if words.count == 1 {
      if tails != nil { numbered.append(first) }
      firstWords.latestEntries[number] = add(
        symbol, phraseDemands, tails: tails ?? -1, after: firstWords.latestEntries[number])
    } else {
      longer.latestEntries[number] = add(
        symbol, phraseDemands, tails: tails ?? -1, after: longer.latestEntries[number])
    }
  }

  /// Adds a tail to a set of tails: a number with whatever follows it, given as the hashes of its words.
  /// - Complexity: O(words)
  package mutating func addTail(
    _ words: ArraySlice<UInt64>, demands tailDemands: PhraseDemands, to tails: Int32
  ) {
    var beginning = PhraseTable.hash(ofTails: tails)
    var number = 0
    for word in words {
      beginning = PhraseTable.hash(beginning, word)
      number = longer.intern(beginning).number
    }
    longer.latestEntries[number] = add(
      PhraseTable.noSymbol, tailDemands, tails: -1, after: longer.latestEntries[number])
  }

  /// Adds an entry, unless it is among those of its beginning, and returns the latest of these.
  private mutating func add(
    _ symbol: Int32, _ phraseDemands: PhraseDemands, tails: Int32, after latest: Int32
  ) -> Int32 {
    let number = self.number(of: phraseDemands)
    var index = latest
    while index >= 0 {
      let (entry, before) = entries[Int(index)]
      if entry.symbol == symbol, entry.demands == number, entry.tails == tails { return latest }
      index = before
    }
    let isPlain =
      phraseDemands.exact.isEmpty && !phraseDemands.isTight && !phraseDemands.isDesignation
      && phraseDemands.separated == 0 && !phraseDemands.isCapital
    entries.append(
      (
        .init(
          symbol: symbol, demands: number, joins: phraseDemands.joins, isPlain: isPlain, tails: tails),
        latest
      ))
    return Int32(entries.count - 1)
  }

  private mutating func number(of phraseDemands: PhraseDemands) -> Int32 {
    // Most phrases ask for the same as the one before.
    if latestDemands >= 0, demands[Int(latestDemands)] == phraseDemands { return latestDemands }
    if let known = demandNumbers[phraseDemands] {
      latestDemands = known
      return known
    }
    crossable.formUnion(phraseDemands.joins)
    latestDemands = Int32(demands.count)
    demands.append(phraseDemands)
    demandNumbers[phraseDemands] = latestDemands
    return latestDemands
  }

  /// Freezes the phrases.
  /// - Parameter coordinators: the hashes of *and* and *or*, after which a shared last word is looked for.
  package func freeze(coordinators: (UInt64, UInt64)) -> PhraseTable {
    var laid: [PhraseTable.Entry] = []
    laid.reserveCapacity(entries.count)
    /// Lays the entries of each beginning side by side, in the order in which they came.
    func table(of beginnings: Beginnings) -> HashTable {
      var table = beginnings.table
      table.renumber(
        beginnings.latestEntries.map { latest in
          guard latest >= 0 else { return PhraseTable.noEntries }
          let first = laid.count
          var index = latest
          while index >= 0 {
            laid.append(entries[Int(index)].entry)
            index = entries[Int(index)].before
          }
          laid[first...].reverse()
          laid[laid.count - 1].isLast = true
          return Int32(first)
        })
      return table
    }
    return PhraseTable(
      firstWords: table(of: firstWords), beginnings: table(of: longer), pairs: pairs,
      numbered: numbered, entries: laid, demands: demands, crossable: crossable, coordinators: coordinators)
  }
}
