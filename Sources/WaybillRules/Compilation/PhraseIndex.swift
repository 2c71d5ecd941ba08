package import WaybillCore
import WaybillText

/// The phrases of all rule sets as their authors wrote them, and which of them an occurrence spells.
package struct PhraseIndex: Sendable {
  /// What a phrase belongs to.
  package enum Owner: Sendable, Hashable {
    /// By `ruleset#list.name`.
    case list(String)
    /// By the catalog's numbers.
    case rule(Int)
    case modifier(Int)
    case actor(Int)
  }

  /// One phrase.
  package struct Entry: Sendable {
    package var owner: Owner
    package var text: String
    package var place: Place
  }

  package let entries: [Entry]
  /// The symbols of lists, by their owner.
  package let listSymbols: [Int32: String]
  fileprivate let numbers: [UInt64: Int32]

  /// Returns the number of the phrase that an occurrence of a symbol spells by its words; of several phrases that are
  /// spelled alike the first. Nil where a pattern with gaps found it.
  /// - Complexity: O(words)
  package func phrase(of symbol: Int32, words: some Sequence<UInt64>) -> Int? {
    numbers[Self.hash(symbol, words)].map(Int.init)
  }

  /// Sixty-four bits of a symbol and its words; among a million spellings two alike are not to be expected.
  fileprivate static func hash(_ symbol: Int32, _ words: some Sequence<UInt64>) -> UInt64 {
    var hash = UInt64(UInt32(bitPattern: symbol)) &* 0x9E37_79B9_7F4A_7C15
    for word in words {
      hash = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 29
    }
    return hash
  }
}

/// Collects phrases while they are compiled.
struct PhraseIndexBuilder: Sendable {
  private var entries: [PhraseIndex.Entry] = []
  private var numbers: [UInt64: Int32] = [:]
  private var listSymbols: [Int32: String] = [:]
  private var symbol: Int32 = -1
  /// Number of the phrase being compiled, or -1.
  private(set) var current: Int32 = -1

  /// Begins a phrase; without an owner what follows belongs to none.
  mutating func open(_ source: Located<String>, symbol: Int32, owner: PhraseIndex.Owner?, file: String) {
    self.symbol = symbol
    guard let owner else {
      current = -1
      return
    }
    current = Int32(entries.count)
    entries.append(.init(owner: owner, text: source.value, place: Place(file: file, range: source.range)))
    if case .list(let name) = owner { listSymbols[symbol] = name }
  }

  /// Notes a spelling of the phrase; words inside its patterns have other symbols and are none.
  mutating func note(_ words: ArraySlice<UInt64>, symbol: Int32) {
    guard current >= 0, symbol == self.symbol else { return }
    let key = PhraseIndex.hash(symbol, words)
    if numbers[key] == nil { numbers[key] = current }
  }

  func freeze() -> PhraseIndex { PhraseIndex(entries: entries, listSymbols: listSymbols, numbers: numbers) }
}
