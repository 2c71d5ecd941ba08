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

  /// What any phrase lets stand between its words: blanks, line breaks, hyphens, and the quotation marks of a word
  /// that is set apart.
  package static let ordinaryJoins: Boundary = [.space, .line, .hyphen, .openQuote, .closeQuote]
}

/// Phrases in one table, keyed by word numbers.
///
/// A trie whose first step is an array by word and whose further steps are one open-addressing hash table behind a
/// bitmap, so that the cost of a text hardly grows with the number of phrases: most words begin none, and of the rest
/// most are turned away by the bitmap at the second word.
package struct PhraseTable: Sendable {
  /// Node reached by a first word; 0 where no phrase begins with it.
  let firstNodes: [Int32]
  /// One bit for each hash of an edge that exists.
  let edgeBits: [UInt64]
  /// Keys are `node << 32 | word`; 0 marks a free slot.
  let edgeKeys: [UInt64]
  let edgeNodes: [Int32]
  let edgeMask: Int
  /// For each node, its first entry in `entries`; one more at the end.
  let entryStarts: [Int32]
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
  }

  static let bitmapBits = 1 << 18

  /// Returns the node after `word` from `node`, or 0.
  @inline(__always)
  func child(of node: Int32, _ word: UInt32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(word)
    let hash = PhraseTable.hash(key)
    let bit = hash & (PhraseTable.bitmapBits - 1)
    guard edgeBits[bit >> 6] & (1 << UInt64(bit & 63)) != 0 else { return 0 }
    var slot = hash & edgeMask
    while true {
      let found = edgeKeys[slot]
      if found == key { return edgeNodes[slot] }
      if found == 0 { return 0 }
      slot = (slot + 1) & edgeMask
    }
  }

  @inline(__always)
  static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 29)
  }
}

/// Collects phrases and freezes them into a `PhraseTable`.
package struct PhraseTableBuilder: Sendable {
  private var children: [UInt64: Int32] = [:]
  private var entriesByNode: [[PhraseTable.Entry]] = [[], []]
  private var demands: [PhraseDemands] = []
  private var demandNumbers: [PhraseDemands: Int32] = [:]
  private var crossable: Boundary = []

  package init() {}

  /// Adds a phrase, given as the vocabulary numbers of its words.
  /// - Complexity: O(words)
  package mutating func add(_ words: [UInt32], symbol: Int32, demands phraseDemands: PhraseDemands) {
    precondition(!words.isEmpty, "a phrase has at least one word")
    var node: Int32 = 1
    for word in words {
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(word)
      if let next = children[key] {
        node = next
      } else {
        node = Int32(entriesByNode.count)
        entriesByNode.append([])
        children[key] = node
      }
    }
    crossable.formUnion(phraseDemands.joins)
    let number: Int32
    if let known = demandNumbers[phraseDemands] {
      number = known
    } else {
      number = Int32(demands.count)
      demands.append(phraseDemands)
      demandNumbers[phraseDemands] = number
    }
    let isKnown = entriesByNode[Int(node)].contains { $0.symbol == symbol && $0.demands == number }
    guard !isKnown else { return }
    entriesByNode[Int(node)].append(
      PhraseTable.Entry(
        symbol: symbol, demands: number, joins: phraseDemands.joins,
        isPlain: phraseDemands.exact.isEmpty && !phraseDemands.isTight && !phraseDemands.isDesignation
          && phraseDemands.separated == 0 && !phraseDemands.isCapital))
  }

  /// Freezes the phrases; `wordCount` is one more than the highest word number.
  package func freeze(wordCount: Int) -> PhraseTable {
    var first = [Int32](repeating: 0, count: wordCount)
    var capacity = 64
    while capacity < children.count * 2 { capacity *= 2 }
    var bits = [UInt64](repeating: 0, count: PhraseTable.bitmapBits / 64)
    var keys = [UInt64](repeating: 0, count: capacity)
    var nodes = [Int32](repeating: 0, count: capacity)
    for (key, node) in children {
      if key >> 32 == 1 {
        first[Int(key & 0xFFFF_FFFF)] = node
        continue
      }
      let hash = PhraseTable.hash(key)
      let bit = hash & (PhraseTable.bitmapBits - 1)
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
      var slot = hash & (capacity - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      keys[slot] = key
      nodes[slot] = node
    }
    var starts: [Int32] = []
    var entries: [PhraseTable.Entry] = []
    for nodeEntries in entriesByNode {
      starts.append(Int32(entries.count))
      entries.append(contentsOf: nodeEntries)
    }
    starts.append(Int32(entries.count))
    return PhraseTable(
      firstNodes: first, edgeBits: bits, edgeKeys: keys, edgeNodes: nodes, edgeMask: capacity - 1,
      entryStarts: starts, entries: entries, demands: demands, crossable: crossable)
  }
}
