import WaybillCore
import WaybillText

/// Turns one article's occurrences into resolved hits. Steps run in the order of `run`.
struct ArticleMatcher {
  let program: RuleProgram
  var reading: Reading
  /// Sorted by start, then end.
  var occurrences: [Occurrence]
  var elided: [ElidedPhrase]
  /// For each sentence, where its occurrences begin; one more at the end.
  private var sentenceStarts: [Int] = []
  /// Axis of each label, for quick looks.
  private let axisOfLabel: [Int]

  init(program: RuleProgram, reading: Reading, occurrences: [Occurrence], elided: [ElidedPhrase]) {
    self.program = program
    self.reading = reading
    self.occurrences = occurrences
    self.elided = elided
    axisOfLabel = program.catalog.labels.map(\.axis)
  }

  mutating func run(trace: inout ResolutionTrace?) {
    indexBySentence()
    splitClauses()
    resolveActors(trace: &trace)
    for stage in program.stages where !stage.isEmpty { extend(by: stage) }
    resolveLabels(trace: &trace)
    attach()
    let active = reading.labels.reduce(into: Set<Int>()) { $0.insert($1.sentence) }.sorted()
    for sentence in active {
      matchFrames(in: sentence)
      matchCues(in: sentence, trace: &trace)
      recordLists(in: sentence)
    }
  }

  // MARK: Sentences and clauses

  /// Sorts occurrences into sentences and drops those that cross a sentence's end.
  private mutating func indexBySentence() {
    var kept: [Occurrence] = []
    kept.reserveCapacity(occurrences.count)
    sentenceStarts = []
    var index = 0
    for sentence in reading.segmentation.sentences {
      sentenceStarts.append(kept.count)
      while index < occurrences.count, Int(occurrences[index].start) < sentence.tokens.upperBound {
        if Int(occurrences[index].end) <= sentence.tokens.upperBound,
          Int(occurrences[index].start) >= sentence.tokens.lowerBound
        {
          kept.append(occurrences[index])
        }
        index += 1
      }
    }
    sentenceStarts.append(kept.count)
    occurrences = kept
  }

  private func occurrences(inSentence index: Int) -> ArraySlice<Occurrence> {
    occurrences[sentenceStarts[index]..<sentenceStarts[index + 1]]
  }

  private mutating func splitClauses() {
    reading.clauses = [UInt8](repeating: 0, count: reading.tokens.count)
    for (index, sentence) in reading.segmentation.sentences.enumerated() {
      let slice = occurrences(inSentence: index)
      guard !slice.isEmpty else { continue }
      let breakers = slice.filter { $0.symbol == program.clauseBreakers }.map(\.tokens)
      Clauses.split(sentence.tokens, table: reading.tokens, breakers: breakers, into: &reading.clauses)
    }
  }

  /// Returns whether an occurrence of `symbol` shares a token with `tokens`.
  private func overlaps(_ symbol: Int32, _ tokens: Range<Int>, sentence: Int) -> Bool {
    symbol >= 0
      && occurrences(inSentence: sentence).contains { $0.symbol == symbol && $0.tokens.overlaps(tokens) }
  }

  // MARK: Guards

  /// Whether what a guard asks for stands near `tokens`.
  private func holds(_ need: Guard, around tokens: Range<Int>, sentence: Int, labels: [LabelCandidate]) -> Bool {
    let sentences: ClosedRange<Int>
    switch need.extent {
    case .clause, .sentence: sentences = sentence...sentence
    case .paragraph:
      let all = reading.segmentation.sentences
      var low = sentence
      var high = sentence
      while low > 0, all[low - 1].paragraph == all[sentence].paragraph { low -= 1 }
      while high + 1 < all.count, all[high + 1].paragraph == all[sentence].paragraph { high += 1 }
      sentences = low...high
    case .article: sentences = 0...(reading.segmentation.sentences.count - 1)
    }
    func isNear(_ other: Range<Int>) -> Bool {
      guard !other.overlaps(tokens) else { return false }
      if need.afterOnly && other.lowerBound < tokens.upperBound { return false }
      if need.extent == .clause, reading.clauses[other.lowerBound] != reading.clauses[tokens.lowerBound] {
        return false
      }
      guard let limit = need.tokens else { return true }
      let distance =
        other.lowerBound >= tokens.upperBound
        ? other.lowerBound - tokens.upperBound : tokens.lowerBound - other.upperBound
      return distance <= limit
    }
    if need.symbol >= 0 {
      let slice = occurrences[sentenceStarts[sentences.lowerBound]..<sentenceStarts[sentences.upperBound + 1]]
      if slice.contains(where: { $0.symbol == need.symbol && isNear($0.tokens) }) { return true }
    }
    if let target = need.label {
      return labels.contains { other in
        sentences.contains(other.sentence) && matches(target, other.label) && isNear(other.core)
      }
    }
    return false
  }

  private func matches(_ target: LabelTarget, _ label: Int) -> Bool {
    switch target {
    case .axis(let axis): axisOfLabel[label] == Int(axis)
    case .label(let wanted): label == Int(wanted)
    }
  }

  // MARK: Actors

  private mutating func resolveActors(trace: inout ResolutionTrace?) {
    var candidates: [(hit: ActorHit, symbol: Int32)] = []
    for sentence in reading.segmentation.sentences.indices {
      if reading.segmentation.sentences[sentence].zone == .furniture { continue }
      for occurrence in occurrences(inSentence: sentence) {
        guard case .actor(let number) = program.symbols[Int(occurrence.symbol)] else { continue }
        let form = program.actorForms[Int(number)]
        if overlaps(program.actorExceptions[Int(form.actor)], occurrence.tokens, sentence: sentence) {
          trace?.losses.append(.init(symbol: occurrence.symbol, tokens: occurrence.tokens, reason: .exception))
          continue
        }
        if let need = form.needs, !holds(need, around: occurrence.tokens, sentence: sentence, labels: []) {
          trace?.losses.append(.init(symbol: occurrence.symbol, tokens: occurrence.tokens, reason: .unmetNeed))
          continue
        }
        candidates.append(
          (
            ActorHit(actor: Int(form.actor), form: form.form, tokens: occurrence.tokens, sentence: sentence),
            occurrence.symbol
          ))
      }
    }
    // Longest first; then the earlier start, the plainer form, the earlier actor.
    candidates.sort {
      ($1.hit.tokens.count, $0.hit.tokens.lowerBound, $0.hit.form.rawValue, $0.hit.actor)
        < ($0.hit.tokens.count, $1.hit.tokens.lowerBound, $1.hit.form.rawValue, $1.hit.actor)
    }
    var taken = [Bool](repeating: false, count: reading.tokens.count)
    for candidate in candidates where !candidate.hit.tokens.contains(where: { taken[$0] }) {
      for token in candidate.hit.tokens { taken[token] = true }
      reading.actors.append(candidate.hit)
    }
    reading.actors.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  private func indices<Hit>(of hits: [Hit], in tokens: Range<Int>, _ start: (Hit) -> Int) -> Range<Int> {
    func lower(_ bound: Int) -> Int {
      var low = 0
      var high = hits.count
      while low < high {
        let middle = (low + high) / 2
        if start(hits[middle]) < bound { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return lower(tokens.lowerBound)..<lower(tokens.upperBound)
  }

  private func context(ofSentence index: Int) -> SentenceContext {
    let tokens = reading.segmentation.sentences[index].tokens
    return SentenceContext(
      reading: reading, sentence: tokens, occurrences: occurrences(inSentence: index),
      actors: indices(of: reading.actors, in: tokens) { $0.tokens.lowerBound },
      labels: indices(of: reading.labels, in: tokens) { $0.tokens.lowerBound })
  }

  // MARK: Patterns

  /// Adds the occurrences that a stage's patterns yield.
  private mutating func extend(by stage: PatternSet) {
    var added: [Occurrence] = []
    for index in reading.segmentation.sentences.indices {
      let slice = occurrences(inSentence: index)
      guard !slice.isEmpty else { continue }
      let context = context(ofSentence: index)
      func apply(_ number: Int32, at anchor: Range<Int>) {
        let pattern = stage.patterns[Int(number)]
        guard case .symbol(let symbol) = pattern.product else { return }
        for match in context.matches(pattern, anchor: anchor, slots: [], axes: axisOfLabel) {
          added.append(
            Occurrence(
              symbol: symbol, start: match.tokens.lowerBound, end: match.tokens.upperBound,
              coreEnd: match.tokens.upperBound))
        }
      }
      for occurrence in slice {
        for number in stage.anchored(at: occurrence.symbol) { apply(number, at: occurrence.tokens) }
      }
      for number in stage.anchoredAtActors {
        guard case .actors(let set) = stage.patterns[Int(number)].elements[stage.patterns[Int(number)].anchor]
        else { continue }
        for actor in context.actors where set.contains(reading.actors[actor].actor) {
          apply(number, at: reading.actors[actor].tokens)
        }
      }
    }
    guard !added.isEmpty else { return }
    occurrences = Array(Set(occurrences + added))
    occurrences.sort { ($0.start, $0.end, $0.symbol) < ($1.start, $1.end, $1.symbol) }
    indexBySentence()
  }

  // MARK: Labels

  /// A rule's match on its way to becoming a hit.
  struct LabelCandidate {
    var symbol: Int32
    var rule: Int
    var label: Int
    var tokens: Range<Int>
    var core: Range<Int>
    var sentence: Int
  }

  private mutating func resolveLabels(trace: inout ResolutionTrace?) {
    var free: [LabelCandidate] = []
    var guarded: [LabelCandidate] = []
    func sort(_ occurrence: Occurrence, sentence: Int, trace: inout ResolutionTrace?) {
      guard case .label(let number) = program.symbols[Int(occurrence.symbol)] else { return }
      let behaviour = program.rules[Int(number)]
      if overlaps(behaviour.exceptions, occurrence.tokens, sentence: sentence) {
        trace?.losses.append(.init(symbol: occurrence.symbol, tokens: occurrence.tokens, reason: .exception))
        return
      }
      let candidate = LabelCandidate(
        symbol: occurrence.symbol, rule: Int(number), label: Int(behaviour.label), tokens: occurrence.tokens,
        core: occurrence.core, sentence: sentence)
      if behaviour.needs == nil { free.append(candidate) } else { guarded.append(candidate) }
    }
    for sentence in reading.segmentation.sentences.indices {
      if reading.segmentation.sentences[sentence].zone == .furniture { continue }
      for occurrence in occurrences(inSentence: sentence) {
        sort(occurrence, sentence: sentence, trace: &trace)
      }
    }
    for phrase in elided { complete(phrase, &free) }
    let unguarded = free
    for candidate in guarded {
      guard let need = program.rules[candidate.rule].needs else { continue }
      if holds(need, around: candidate.tokens, sentence: candidate.sentence, labels: unguarded) {
        free.append(candidate)
      } else {
        trace?.losses.append(.init(symbol: candidate.symbol, tokens: candidate.tokens, reason: .unmetNeed))
      }
    }
    resolveConflicts(free, trace: &trace)
  }

  /// Keeps an elided phrase when a whole phrase ends with the same head: `cruise` of `cruise and ballistic missiles`.
  private func complete(_ phrase: ElidedPhrase, _ candidates: inout [LabelCandidate]) {
    guard case .label(let number) = program.symbols[Int(phrase.occurrence.symbol)] else { return }
    let sentence = reading.sentence(of: Int(phrase.occurrence.start))
    let tokens = phrase.occurrence.tokens
    let whole = candidates.contains {
      $0.sentence == sentence && $0.core.upperBound == phrase.head + 1 && $0.core.count > 1
        && $0.core.lowerBound > tokens.upperBound && axisOfLabel[$0.label] == axisOfLabel[Int(program.rules[Int(number)].label)]
    }
    guard whole, program.rules[Int(number)].needs == nil else { return }
    candidates.append(
      LabelCandidate(
        symbol: phrase.occurrence.symbol, rule: Int(number), label: Int(program.rules[Int(number)].label),
        tokens: tokens, core: tokens, sentence: sentence))
  }

  /// Keeps, per axis, the longer span, then the more specific label, then the earlier rule; then reads head nouns.
  private mutating func resolveConflicts(_ candidates: [LabelCandidate], trace: inout ResolutionTrace?) {
    let names = program.catalog.labels
    func isVague(_ label: Int) -> Bool { names[label].name.hasSuffix("-unspecified") }
    let ordered = candidates.map { withHead($0, candidates) }.sorted { a, b in
      if a.tokens.count != b.tokens.count { return a.tokens.count > b.tokens.count }
      if a.core.count != b.core.count { return a.core.count > b.core.count }
      if isVague(a.label) != isVague(b.label) { return isVague(b.label) }
      if a.rule != b.rule { return program.catalog.rules[a.rule].name < program.catalog.rules[b.rule].name }
      return a.tokens.lowerBound < b.tokens.lowerBound
    }
    var owners: [Int: [Int]] = [:]
    for candidate in ordered {
      let axis = axisOfLabel[candidate.label]
      if owners[axis] == nil { owners[axis] = [Int](repeating: -1, count: reading.tokens.count) }
      if let token = candidate.tokens.first(where: { owners[axis]![$0] >= 0 }) {
        let winner = owners[axis]![token]
        if candidate.rule != winner {
          trace?.losses.append(
            .init(symbol: candidate.symbol, tokens: candidate.tokens, reason: .lost(toRule: winner)))
        }
        continue
      }
      for token in candidate.tokens { owners[axis]![token] = candidate.rule }
      reading.labels.append(
        LabelHit(
          label: candidate.label, rule: candidate.rule, tokens: candidate.tokens, core: candidate.core,
          sentence: candidate.sentence))
    }
    reading.labels.sort { ($0.tokens.lowerBound, $0.label) < ($1.tokens.lowerBound, $1.label) }
  }

  /// Lets a head noun after the match, or one shared by a list of matches, decide the label.
  private func withHead(_ candidate: LabelCandidate, _ all: [LabelCandidate]) -> LabelCandidate {
    let heads = program.rules[candidate.rule].heads
    guard !heads.isEmpty else { return candidate }
    let slice = occurrences(inSentence: candidate.sentence)
    let limit = reading.segmentation.sentences[candidate.sentence].tokens.upperBound
    let plain: Boundary = [.space, .line, .hyphen, .openQuote, .closeQuote]
    // Where a head may start: right after the match, and after one or two words or coordinated names.
    var position = candidate.tokens.upperBound
    var adjectives = 0
    var isShared = false
    while position < limit {
      let boundary = reading.tokens.boundaries[position]
      let isList = boundary.contains(.comma) || boundary == .slash
      guard plain.union([.comma, .slash]).isSuperset(of: boundary) else { break }
      if let head = heads.lazy.compactMap({ head in
        slice.first { $0.symbol == head.symbol && Int($0.start) == position }.map { (head, $0) }
      }).first, !isList {
        var changed = candidate
        changed.rule = Int(head.0.rule)
        changed.label = Int(program.rules[changed.rule].label)
        if !isShared { changed.tokens = candidate.tokens.lowerBound..<Int(head.1.end) }
        return changed
      }
      if let other = all.first(where: { $0.core.lowerBound == position && $0.sentence == candidate.sentence }) {
        guard isShared || isList else { break }
        isShared = true
        position = other.core.upperBound
        adjectives = 0
        continue
      }
      let word = reading.tokens.words[position]
      if word == program.words.and || word == program.words.or {
        isShared = true
      } else {
        adjectives += 1
        if adjectives > 2 || isList { break }
      }
      position += 1
    }
    return candidate
  }

  // MARK: Attachments

  /// Gives the matches of rules with `on:` to the nearest mention in reach.
  private mutating func attach() {
    for sentence in reading.segmentation.sentences.indices {
      for occurrence in occurrences(inSentence: sentence) {
        guard case .attachment(let number) = program.symbols[Int(occurrence.symbol)],
          let attachment = program.rules[Int(number)].attachment,
          !overlaps(program.rules[Int(number)].exceptions, occurrence.tokens, sentence: sentence)
        else { continue }
        if let need = program.rules[Int(number)].needs,
          !holds(need, around: occurrence.tokens, sentence: sentence, labels: [])
        {
          continue
        }
        let tokens = reading.segmentation.sentences[sentence].tokens
        var best: (index: Int, distance: Int)?
        for index in indices(of: reading.labels, in: tokens, { $0.tokens.lowerBound })
        where matches(attachment.target, reading.labels[index].label) {
          let hit = reading.labels[index]
          let distance: Int
          if hit.tokens.overlaps(occurrence.tokens) {
            distance = 0
          } else if hit.tokens.lowerBound >= occurrence.tokens.upperBound {
            guard attachment.after else { continue }
            distance = hit.tokens.lowerBound - occurrence.tokens.upperBound
          } else {
            guard attachment.before else { continue }
            distance = occurrence.tokens.lowerBound - hit.tokens.upperBound
          }
          guard distance <= attachment.tokens,
            reading.clauses[hit.tokens.lowerBound] == reading.clauses[occurrence.tokens.lowerBound]
          else { continue }
          if best == nil || distance < best!.distance { best = (index, distance) }
        }
        guard let best else { continue }
        reading.labels[best.index].attachments.append(
          .init(label: Int(program.rules[Int(number)].label), rule: Int(number), tokens: occurrence.tokens))
      }
    }
  }

  // MARK: Frames

  private mutating func matchFrames(in sentence: Int) {
    let context = context(ofSentence: sentence)
    var byTrigger: [FrameKey: Int] = [:]
    for occurrence in context.occurrences {
      for number in program.frames.anchored(at: occurrence.symbol) {
        let pattern = program.frames.patterns[Int(number)]
        guard case .frame(let rule, let position) = pattern.product else { continue }
        let behaviour = program.rules[Int(rule)]
        let isPassive = isPassive(occurrence.tokens, sentence: context.sentence)
        switch behaviour.voice {
        case .active where isPassive: continue
        case .passive where !isPassive: continue
        default: break
        }
        if overlaps(behaviour.exceptions, occurrence.tokens, sentence: sentence) { continue }
        for match in context.matches(pattern, anchor: occurrence.tokens, slots: behaviour.slots, axes: axisOfLabel) {
          let key = FrameKey(rule: rule, trigger: occurrence.tokens)
          let index: Int
          if let known = byTrigger[key] {
            index = known
          } else {
            index = reading.frames.count
            byTrigger[key] = index
            reading.frames.append(
              FrameHit(
                rule: Int(rule), trigger: occurrence.tokens, sentence: sentence, isPassive: isPassive, candidates: []))
          }
          for filler in match.fillers {
            let candidate = FrameHit.Candidate(
              role: behaviour.slots[filler.slot].role, filler: filler.filler, pattern: position,
              distance: filler.distance)
            if !reading.frames[index].candidates.contains(candidate) {
              reading.frames[index].candidates.append(candidate)
            }
          }
        }
      }
    }
  }

  private struct FrameKey: Hashable {
    var rule: Int32
    var trigger: Range<Int>
  }

  /// Whether the trigger is a participle governed by a form of *be* or *get*.
  private func isPassive(_ trigger: Range<Int>, sentence: Range<Int>) -> Bool {
    let word = reading.tokens.words[trigger.lowerBound]
    guard word != Vocabulary.unknown, program.words.participles[Int(word)] else { return false }
    var index = trigger.lowerBound - 1
    var skipped = 0
    while index >= sentence.lowerBound, skipped < 3 {
      let word = reading.tokens.words[index]
      if program.words.passiveAuxiliaries.contains(word) { return true }
      guard program.words.adverbs.contains(word) || endsInLy(index) else { return false }
      index -= 1
      skipped += 1
    }
    return false
  }

  private func endsInLy(_ token: Int) -> Bool {
    let end = Int(reading.tokens.ends[token])
    guard end - Int(reading.tokens.starts[token]) > 3 else { return false }
    let bytes = reading.fields[reading.tokens.field(of: token)].bytes
    return bytes[end - 2] | 0x20 == UInt8(ascii: "l") && bytes[end - 1] | 0x20 == UInt8(ascii: "y")
  }

  // MARK: Cues

  private mutating func matchCues(in sentence: Int, trace: inout ResolutionTrace?) {
    let slice = occurrences(inSentence: sentence)
    for occurrence in slice {
      guard case .cue(let number) = program.symbols[Int(occurrence.symbol)] else { continue }
      let behaviour = program.modifiers[Int(number)]
      if overlaps(behaviour.pseudo, occurrence.tokens, sentence: sentence) {
        trace?.losses.append(.init(symbol: occurrence.symbol, tokens: occurrence.tokens, reason: .pseudo))
        continue
      }
      // A shorter cue of the same modifier inside a longer one says nothing more.
      let isInside = slice.contains {
        $0.symbol == occurrence.symbol && $0 != occurrence && $0.tokens.count > occurrence.tokens.count
          && $0.start <= occurrence.start && $0.end >= occurrence.end
      }
      if isInside { continue }
      reading.cues.append(
        CueHit(
          modifier: Int(number), tokens: occurrence.tokens,
          scope: scope(of: behaviour, cue: occurrence.tokens, sentence: sentence), sentence: sentence,
          holder: behaviour.holder.flatMap { holder($0, cue: occurrence.tokens, sentence: sentence) }))
    }
  }

  private func scope(of behaviour: ModifierBehaviour, cue: Range<Int>, sentence: Int) -> Range<Int> {
    let bounds: Range<Int>
    let sentences = reading.segmentation.sentences
    switch behaviour.unit {
    case .clause, .sentence: bounds = sentences[sentence].tokens
    case .quotation, .paragraph:
      var low = sentence
      var high = sentence
      while low > 0, sentences[low - 1].paragraph == sentences[sentence].paragraph { low -= 1 }
      while high + 1 < sentences.count, sentences[high + 1].paragraph == sentences[sentence].paragraph { high += 1 }
      bounds = sentences[low].tokens.lowerBound..<sentences[high].tokens.upperBound
    }
    let slice = occurrences(inSentence: sentence)
    func has(_ symbol: Int32, at token: Int) -> Bool {
      symbol >= 0 && slice.contains { $0.symbol == symbol && $0.tokens.contains(token) }
    }
    func stops(at token: Int) -> Bool {
      let boundary = reading.tokens.boundaries[token]
      if !behaviour.stopBoundaries.isDisjoint(with: boundary) { return true }
      if has(behaviour.through, at: token) { return false }
      return has(behaviour.stop, at: token)
    }
    let clause = reading.clauses[cue.lowerBound]
    func isOutside(_ token: Int) -> Bool { behaviour.unit == .clause && reading.clauses[token] != clause }

    var low = cue.lowerBound
    var high = cue.upperBound
    if behaviour.after {
      var left = behaviour.tokens ?? Int.max
      while high < bounds.upperBound, left > 0, !stops(at: high) {
        if isOutside(high) {
          // A parenthetical clause is passed over when the cue's own clause goes on after it.
          guard let next = (high..<bounds.upperBound).first(where: { !isOutside($0) }) else { break }
          high = next
          continue
        }
        high += 1
        left -= 1
      }
    }
    if behaviour.before {
      var left = behaviour.tokens ?? Int.max
      while low > bounds.lowerBound, left > 0, !isOutside(low - 1), !stops(at: low - 1) {
        low -= 1
        left -= 1
      }
    }
    return low..<high
  }

  private func holder(_ holder: ModifierBehaviour.Holder, cue: Range<Int>, sentence: Int) -> Int? {
    let tokens = reading.segmentation.sentences[sentence].tokens
    let range = indices(of: reading.actors, in: tokens) { $0.tokens.lowerBound }
    var best: (index: Int, distance: Int)?
    for index in range where holder.actors.contains(reading.actors[index].actor) {
      let actor = reading.actors[index].tokens
      // Looked for from the cue's last word backwards or from its first word forwards, its own words included.
      let isBefore = holder.before && actor.upperBound <= cue.upperBound
      let isAfter = holder.after && actor.lowerBound >= cue.lowerBound
      guard isBefore || isAfter else { continue }
      let distance = isBefore ? cue.upperBound - actor.upperBound : actor.lowerBound - cue.lowerBound
      if best == nil || distance < best!.distance { best = (index, distance) }
    }
    return best?.index
  }

  // MARK: Lists

  private mutating func recordLists(in sentence: Int) {
    for occurrence in occurrences(inSentence: sentence) {
      if let list = program.recordedLists.firstIndex(of: occurrence.symbol) {
        reading.lists.append(ListHit(list: list, tokens: occurrence.tokens))
      }
    }
  }
}
