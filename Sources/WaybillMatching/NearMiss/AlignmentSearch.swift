import WaybillText

/// Lays phrases beside a sentence when they do not match, and says what is between them and a match.
///
/// Candidates and adjacency are those of `PatternSearch`; what the engine demands has a price here. An alignment
/// without any cost is a match of the engine, and the other way round.
struct AlignmentSearch {
  private let table: TokenTable
  private let clauses: [UInt8]
  private let context: SentenceContext
  private let search: PatternSearch
  private var pattern: ProbePattern
  private var clause: UInt8 = 0
  /// The anchor is taken as missing: another element is what the others are laid around.
  private var withoutAnchor = false
  private var known: [State: Chain] = [:]

  private struct State: Hashable {
    var piece: Int
    var position: Int
    var gap: Int
    var forth: Bool
  }

  private struct Chain {
    var cost: Int
    var placements: [Alignment.Placement]
  }

  /// What a missing element costs: as much as a gap that is much too narrow.
  private static let missing = 100

  init(table: TokenTable, clauses: [UInt8], axes: [Int], context: SentenceContext) {
    self.table = table
    self.clauses = clauses
    self.context = context
    search = PatternSearch(table: table, clauses: clauses, axes: axes, context: context)
    pattern = ProbePattern(pieces: [], anchor: 0)
  }

  /// Returns the best alignment of a pattern; nil when not even one of its elements stands in the sentence.
  mutating func best(_ pattern: ProbePattern, number: Int) -> Alignment? {
    self.pattern = pattern
    search.take(slots: pattern.slots)
    var best: Alignment?
    for pivot in pattern.pieces.indices {
      if case .gap = pattern.pieces[pivot].element { continue }
      withoutAnchor = pivot != pattern.anchor
      for candidate in candidates(pivot) {
        clause = clauses[candidate.tokens.lowerBound]
        known.removeAll(keepingCapacity: true)
        let before = chain(pivot - 1, from: candidate.tokens.lowerBound, gap: 0, forth: false)
        let after = chain(pivot + 1, from: candidate.tokens.upperBound, gap: 0, forth: true)
        let own = candidate.obstacle.map { [$0] } ?? []
        let cost = before.cost + after.cost + own.reduce(0) { $0 + price($1) }
        guard cost < best?.cost ?? .max else { continue }
        best = Alignment(
          pattern: number, sentence: context.index,
          placements: before.placements.reversed()
            + [.init(piece: pivot, tokens: candidate.tokens, obstacles: own)] + after.placements,
          cost: cost)
      }
    }
    return best
  }

  /// The places where a piece could stand, also in another case or form.
  private func candidates(_ piece: Int) -> [(tokens: Range<Int>, obstacle: Alignment.Obstacle?)] {
    if withoutAnchor && piece == pattern.anchor { return [] }
    var found: [(tokens: Range<Int>, obstacle: Alignment.Obstacle?)] = []
    func add(_ element: SequencePattern.Element, _ obstacle: Alignment.Obstacle?) {
      search.forEachCandidate(element, reversed: false) { tokens, _ in
        if !found.contains(where: { $0.tokens == tokens }) { found.append((tokens, obstacle)) }
      }
    }
    add(pattern.pieces[piece].element, nil)
    if let symbol = pattern.pieces[piece].anyCase { add(.symbol(symbol), .letterCase) }
    if let symbol = pattern.pieces[piece].anyForm { add(.symbol(symbol), .form) }
    return found
  }

  private func price(_ obstacle: Alignment.Obstacle) -> Int {
    switch obstacle {
    case .tooFar(let allowed, let needed): 10 + 2 * (needed - allowed)
    case .otherClause: 25
    case .mark: 8
    case .letterCase, .form: 5
    }
  }

  /// The best way to place the pieces from `piece` on, away from the anchor.
  private mutating func chain(_ piece: Int, from position: Int, gap: Int, forth: Bool) -> Chain {
    guard pattern.pieces.indices.contains(piece) else { return Chain(cost: 0, placements: []) }
    let next = forth ? piece + 1 : piece - 1
    if case .gap(let words) = pattern.pieces[piece].element {
      return chain(next, from: position, gap: gap + words, forth: forth)
    }
    let state = State(piece: piece, position: position, gap: gap, forth: forth)
    if let chain = known[state] { return chain }
    // Missing: where it would stand is left to the gaps on both sides.
    var best = chain(next, from: position, gap: gap + 1, forth: forth)
    best.cost += AlignmentSearch.missing
    best.placements.insert(.init(piece: piece, tokens: nil), at: 0)
    for candidate in candidates(piece) {
      let tokens = candidate.tokens
      guard forth ? tokens.lowerBound >= position : tokens.upperBound <= position else { continue }
      var obstacles = obstacles(to: tokens, from: position, gap: gap, forth: forth)
      if let own = candidate.obstacle { obstacles.append(own) }
      let cost = obstacles.reduce(0) { $0 + price($1) }
      guard cost < best.cost else { continue }
      var chain = chain(next, from: forth ? tokens.upperBound : tokens.lowerBound, gap: 0, forth: forth)
      chain.cost += cost
      guard chain.cost < best.cost else { continue }
      chain.placements.insert(.init(piece: piece, tokens: tokens, obstacles: obstacles), at: 0)
      best = chain
    }
    known[state] = best
    return best
  }

  /// What the engine would object to an element at `tokens` after what ends (or before what starts) at `position`.
  private func obstacles(to tokens: Range<Int>, from position: Int, gap: Int, forth: Bool)
    -> [Alignment.Obstacle]
  {
    let between = forth ? position..<tokens.lowerBound : tokens.upperBound..<position
    guard gap > 0 else {
      if !between.isEmpty { return [.tooFar(allowed: 0, needed: between.count)] }
      return search.adjoins(forth ? tokens.lowerBound : position) ? [] : [.mark]
    }
    var obstacles: [Alignment.Obstacle] = []
    let words = between.count { clauses[$0] == clause }
    if words > gap { obstacles.append(.tooFar(allowed: gap, needed: words)) }
    if clauses[forth ? tokens.lowerBound : tokens.upperBound - 1] != clause { obstacles.append(.otherClause) }
    return obstacles
  }
}
