import WaybillCore
import WaybillText

/// What was found in one sentence so far: the ground on which patterns are matched.
///
/// A class, because matching looks at it millions of times and a value would be copied, counts and all, for each look.
final class SentenceContext {
  let index: Int
  let tokens: Range<Int>
  /// By start, then by end.
  private(set) var occurrences: [Occurrence]
  /// The sentence's actors and mentions, as indices into the reading's, with their tokens.
  private(set) var actors: [(index: Int, actor: Int, tokens: Range<Int>)] = []
  private(set) var labels: [(index: Int, label: Int, tokens: Range<Int>)] = []
  /// One bit for each symbol that occurs, by its number's last digits: an early no.
  private var present = InlineArray<16, UInt64>(repeating: 0)

  init(index: Int, tokens: Range<Int>, occurrences: [Occurrence]) {
    self.index = index
    self.tokens = tokens
    self.occurrences = occurrences.sorted { ($0.start, $0.end, $0.symbol) < ($1.start, $1.end, $1.symbol) }
    for occurrence in occurrences { mark(occurrence.symbol) }
  }

  private func mark(_ symbol: Int32) { present[Int(symbol >> 6) & 15] |= 1 << UInt64(symbol & 63) }

  /// Whether an occurrence of the symbol may lie in the sentence; a no is certain.
  func mayHave(_ symbol: Int32) -> Bool {
    symbol >= 0 && present[Int(symbol >> 6) & 15] & (1 << UInt64(symbol & 63)) != 0
  }

  /// Adds what patterns yielded, each once.
  func add(_ added: [Occurrence]) {
    guard !added.isEmpty else { return }
    for occurrence in added where !(mayHave(occurrence.symbol) && occurrences.contains(occurrence)) {
      occurrences.append(occurrence)
      mark(occurrence.symbol)
    }
    occurrences.sort { ($0.start, $0.end, $0.symbol) < ($1.start, $1.end, $1.symbol) }
  }

  func setActors(_ hits: [ActorHit], _ range: Range<Int>) {
    actors = range.map { ($0, hits[$0].actor, hits[$0].tokens) }
  }

  func setLabels(_ hits: [LabelHit], _ range: Range<Int>) {
    labels = range.map { ($0, hits[$0].label, hits[$0].tokens) }
  }

  /// Whether an occurrence of a symbol of the set may lie in the sentence; a no is certain.
  func mayHave(_ set: SymbolSet) -> Bool { set.symbols.contains(where: mayHave) }

  /// Returns whether an occurrence of a symbol of the set is where `isThere` asks for it.
  func has(_ set: SymbolSet, where isThere: (Range<Int>) -> Bool) -> Bool {
    mayHave(set) && occurrences.contains { isThere($0.tokens) && set.contains($0.symbol) }
  }

  /// Returns whether an occurrence of a symbol of the set shares a token with `tokens`.
  func overlaps(_ set: SymbolSet, _ tokens: Range<Int>) -> Bool { has(set) { $0.overlaps(tokens) } }
}
