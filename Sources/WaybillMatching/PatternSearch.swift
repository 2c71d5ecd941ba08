import WaybillCore
import WaybillText

/// One way in which a pattern matched.
struct PatternMatch {
  var tokens: Range<Int>
  var fillers: [Filler]

  struct Filler {
    var slot: Int
    var filler: FrameHit.Filler
    var distance: Int
    var isGoverned: Bool
  }
}

/// Matches patterns around their anchors, nearest fillers first.
///
/// Gaps count words of the anchor's clause; words of a parenthetical clause in between are passed over uncounted. The
/// search is bounded: it ends after 32 matches or 512 steps, far above what prose needs.
final class PatternSearch {
  private let table: TokenTable
  private let clauses: [UInt8]
  /// Axis of each label of the catalog.
  private let axes: [Int]

  private var context: SentenceContext
  private var pattern: SequencePattern
  private var slots: [RuleBehaviour.Slot] = []
  private var anchor = 0..<0
  private var clause: UInt8 = 0
  private var found: [PatternMatch] = []
  private var fillers: [PatternMatch.Filler] = []
  private var start = 0
  /// What the last search took.
  private(set) var steps = 0

  init(table: TokenTable, clauses: [UInt8], axes: [Int], context: SentenceContext) {
    self.table = table
    self.clauses = clauses
    self.axes = axes
    self.context = context
    pattern = SequencePattern(elements: [], anchor: 0, product: .symbol(0))
  }

  /// Turns to another sentence.
  func enter(_ context: SentenceContext) { self.context = context }

  /// Turns to the slots of another rule.
  func take(slots: [RuleBehaviour.Slot]) { self.slots = slots }

  /// Returns the ways in which `pattern` matches with its anchor at `anchor`.
  func matches(_ pattern: SequencePattern, anchor: Range<Int>, slots: [RuleBehaviour.Slot] = [])
    -> [PatternMatch]
  {
    steps = 0
    self.pattern = pattern
    self.anchor = anchor
    self.slots = slots
    clause = clauses[anchor.lowerBound]
    found.removeAll(keepingCapacity: true)
    fillers.removeAll(keepingCapacity: true)
    left(pattern.anchor - 1, from: anchor.lowerBound, gap: 0)
    return found
  }

  private var isExhausted: Bool { found.count >= 32 || steps >= 512 }

  /// Matches the elements before the anchor, from right to left, then those after it.
  private func left(_ index: Int, from position: Int, gap: Int) {
    guard !isExhausted else { return }
    steps += 1
    guard index >= 0 else {
      start = position
      right(pattern.anchor + 1, from: anchor.upperBound, gap: 0)
      return
    }
    if case .gap(let words) = pattern.elements[index] {
      left(index - 1, from: position, gap: words)
      return
    }
    if gap == 0, !adjoins(position) { return }
    let low = reach(back: position, words: gap)
    forEachCandidate(pattern.elements[index], reversed: true) { tokens, filler in
      guard tokens.upperBound <= position, tokens.upperBound >= low,
        gap == 0 || clauses[tokens.upperBound - 1] == clause
      else { return }
      push(tokens, filler, index)
      left(index - 1, from: tokens.lowerBound, gap: 0)
      pop(filler)
    }
  }

  /// Matches the elements after the anchor, from left to right.
  private func right(_ index: Int, from position: Int, gap: Int) {
    guard !isExhausted else { return }
    steps += 1
    guard index < pattern.elements.count else {
      found.append(PatternMatch(tokens: start..<position, fillers: fillers))
      return
    }
    if case .gap(let words) = pattern.elements[index] {
      right(index + 1, from: position, gap: words)
      return
    }
    guard position < context.tokens.upperBound else { return }
    if gap == 0, !adjoins(position) { return }
    let high = reach(forth: position, words: gap)
    forEachCandidate(pattern.elements[index], reversed: false) { tokens, filler in
      guard tokens.lowerBound >= position, tokens.lowerBound <= high,
        gap == 0 || clauses[tokens.lowerBound] == clause
      else { return }
      push(tokens, filler, index)
      right(index + 1, from: tokens.upperBound, gap: 0)
      pop(filler)
    }
  }

  private func push(_ tokens: Range<Int>, _ filler: FrameHit.Filler?, _ index: Int) {
    guard let filler, case .slot(let slot) = pattern.elements[index] else { return }
    let distance =
      tokens.lowerBound >= anchor.upperBound
      ? tokens.lowerBound - anchor.upperBound : anchor.lowerBound - tokens.upperBound
    fillers.append(.init(slot: slot, filler: filler, distance: distance, isGoverned: pattern.governs(index)))
  }

  private func pop(_ filler: FrameHit.Filler?) {
    if filler != nil { fillers.removeLast() }
  }

  /// Calls `body` with each place of the sentence where an element could stand.
  func forEachCandidate(
    _ element: SequencePattern.Element, reversed: Bool, _ body: (Range<Int>, FrameHit.Filler?) -> Void
  ) {
    func each(_ count: Int, _ visit: (Int) -> Void) {
      if reversed {
        var index = count - 1
        while index >= 0 {
          visit(index)
          index -= 1
        }
      } else {
        var index = 0
        while index < count {
          visit(index)
          index += 1
        }
      }
    }
    // Taken out of their objects first: each look into one that others may change is guarded.
    let context = context
    switch element {
    case .symbol(let symbol):
      guard context.mayHave(symbol) else { return }
      let occurrences = context.occurrences
      each(occurrences.count) {
        let occurrence = occurrences[$0]
        if occurrence.symbol == symbol { body(occurrence.tokens, nil) }
      }
    case .actors(let set):
      let actors = context.actors
      each(actors.count) {
        let actor = actors[$0]
        if set.contains(actor.actor) { body(actor.tokens, nil) }
      }
    case .slot(let number):
      let slot = slots[number]
      if let set = slot.actors {
        let actors = context.actors
        each(actors.count) {
          let actor = actors[$0]
          if set.contains(actor.actor) { body(actor.tokens, .actor(actor.index)) }
        }
      } else {
        let labels = context.labels
        each(labels.count) {
          let label = labels[$0]
          if slot.label.map({ matches($0, label.label) }) ?? true { body(label.tokens, .label(label.index)) }
        }
      }
    case .number:
      each(context.tokens.count) {
        let token = context.tokens.lowerBound + $0
        if table[token].flags.contains(.number) { body(token..<(token + 1), nil) }
      }
    case .gap: break
    }
  }

  private func matches(_ target: LabelTarget, _ label: Int) -> Bool {
    switch target {
    case .axis(let axis): axes[label] == Int(axis)
    case .label(let wanted): label == Int(wanted)
    }
  }

  /// Whether what stands before a token lets two elements without a gap stand side by side: no comma, no stop.
  func adjoins(_ token: Int) -> Bool {
    PhraseDemands.ordinaryJoins.union(.apostrophe).isSuperset(of: table[token].boundary)
  }

  /// Returns the last start that leaves at most `words` words of the clause after `position`.
  private func reach(forth position: Int, words: Int) -> Int {
    guard words > 0 else { return position }
    var index = position
    var left = words
    while index < context.tokens.upperBound {
      if clauses[index] == clause {
        if left == 0 { break }
        left -= 1
      }
      index += 1
    }
    return index
  }

  /// Returns the first end that leaves at most `words` words of the clause before `position`.
  private func reach(back position: Int, words: Int) -> Int {
    guard words > 0 else { return position }
    var index = position
    var left = words
    while index > context.tokens.lowerBound {
      if clauses[index - 1] == clause {
        if left == 0 { break }
        left -= 1
      }
      index -= 1
    }
    return index
  }
}
