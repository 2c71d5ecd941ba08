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
  }
}

/// What patterns are matched against: one sentence's occurrences, actors and mentions.
struct SentenceContext {
  let reading: Reading
  let sentence: Range<Int>
  /// The sentence's occurrences by start.
  let occurrences: ArraySlice<Occurrence>
  /// Indices into `reading.actors` and `reading.labels`.
  let actors: Range<Int>
  let labels: Range<Int>

  /// Returns the ways in which `pattern` matches around its anchor, nearest fillers first.
  ///
  /// Gaps count words of the anchor's clause; words of a parenthetical clause in between are passed over uncounted. The
  /// search is bounded: it ends after 32 matches or 512 steps, far above what prose needs.
  func matches(_ pattern: SequencePattern, anchor: Range<Int>, slots: [RuleBehaviour.Slot], axes: [Int])
    -> [PatternMatch]
  {
    var search = PatternSearch(
      context: self, pattern: pattern, anchor: anchor, slots: slots, axes: axes,
      clause: reading.clauses[anchor.lowerBound])
    search.left(pattern.anchor - 1, from: anchor.lowerBound, gap: 0)
    return search.found
  }
}

private struct PatternSearch {
  let context: SentenceContext
  let pattern: SequencePattern
  let anchor: Range<Int>
  let slots: [RuleBehaviour.Slot]
  /// Axis of each label of the catalog.
  let axes: [Int]
  let clause: UInt8
  var found: [PatternMatch] = []
  private var fillers: [PatternMatch.Filler] = []
  private var start = 0
  private var steps = 0

  init(
    context: SentenceContext, pattern: SequencePattern, anchor: Range<Int>, slots: [RuleBehaviour.Slot], axes: [Int],
    clause: UInt8
  ) {
    self.context = context
    self.pattern = pattern
    self.anchor = anchor
    self.slots = slots
    self.axes = axes
    self.clause = clause
  }

  private var isExhausted: Bool { found.count >= 32 || steps >= 512 }

  /// Matches the elements before the anchor, from right to left, then those after it.
  mutating func left(_ index: Int, from position: Int, gap: Int) {
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
    let low = reach(back: position, words: gap)
    for candidate in candidates(pattern.elements[index]).reversed()
    where candidate.tokens.upperBound <= position && candidate.tokens.upperBound >= low
      && (gap == 0 ? adjoins(position) : isInClause(candidate.tokens.upperBound - 1))
    {
      push(candidate, pattern.elements[index])
      left(index - 1, from: candidate.tokens.lowerBound, gap: 0)
      pop(pattern.elements[index])
    }
  }

  /// Matches the elements after the anchor, from left to right.
  private mutating func right(_ index: Int, from position: Int, gap: Int) {
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
    let high = reach(forth: position, words: gap)
    for candidate in candidates(pattern.elements[index])
    where candidate.tokens.lowerBound >= position && candidate.tokens.lowerBound <= high
      && (gap == 0 ? adjoins(position) : isInClause(candidate.tokens.lowerBound))
    {
      push(candidate, pattern.elements[index])
      right(index + 1, from: candidate.tokens.upperBound, gap: 0)
      pop(pattern.elements[index])
    }
  }

  private struct Candidate {
    var tokens: Range<Int>
    var filler: FrameHit.Filler?
  }

  private mutating func push(_ candidate: Candidate, _ element: SequencePattern.Element) {
    guard case .slot(let slot) = element, let filler = candidate.filler else { return }
    let distance =
      candidate.tokens.lowerBound >= anchor.upperBound
      ? candidate.tokens.lowerBound - anchor.upperBound : anchor.lowerBound - candidate.tokens.upperBound
    fillers.append(.init(slot: slot, filler: filler, distance: distance))
  }

  private mutating func pop(_ element: SequencePattern.Element) {
    if case .slot = element { fillers.removeLast() }
  }

  private func candidates(_ element: SequencePattern.Element) -> [Candidate] {
    let reading = context.reading
    switch element {
    case .symbol(let symbol):
      return context.occurrences.lazy.filter { $0.symbol == symbol }
        .map { Candidate(tokens: $0.tokens, filler: nil) }
    case .actors(let set):
      return context.actors.lazy.filter { set.contains(reading.actors[$0].actor) }
        .map { Candidate(tokens: reading.actors[$0].tokens, filler: nil) }
    case .slot(let number):
      let slot = slots[number]
      if let set = slot.actors {
        return context.actors.lazy.filter { set.contains(reading.actors[$0].actor) }
          .map { Candidate(tokens: reading.actors[$0].tokens, filler: .actor($0)) }
      }
      return context.labels.lazy.filter { matches(slot.label, reading.labels[$0].label) }
        .map { Candidate(tokens: reading.labels[$0].tokens, filler: .label($0)) }
    case .number:
      return context.sentence.lazy.filter { reading.tokens.flags[$0].contains(.number) }
        .map { Candidate(tokens: $0..<($0 + 1), filler: nil) }
    case .gap:
      return []
    }
  }

  private func matches(_ target: LabelTarget?, _ label: Int) -> Bool {
    switch target {
    case .axis(let axis): axes[label] == Int(axis)
    case .label(let wanted): label == Int(wanted)
    case nil: true
    }
  }

  /// Whether what stands before a token lets two elements without a gap stand side by side: no comma or stop.
  private func adjoins(_ token: Int) -> Bool {
    PhraseDemands.ordinaryJoins.union(.apostrophe).isSuperset(of: context.reading.tokens.boundaries[token])
  }

  private func isInClause(_ token: Int) -> Bool { context.reading.clauses[token] == clause }

  /// Returns the last start that leaves at most `words` words of the clause after `position`.
  private func reach(forth position: Int, words: Int) -> Int {
    guard words > 0 else { return position }
    var index = position
    var left = words
    while index < context.sentence.upperBound {
      if isInClause(index) {
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
    while index > context.sentence.lowerBound {
      if isInClause(index - 1) {
        if left == 0 { break }
        left -= 1
      }
      index -= 1
    }
    return index
  }
}
