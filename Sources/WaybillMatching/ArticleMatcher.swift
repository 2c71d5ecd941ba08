import WaybillCore
import WaybillText

/// Turns one article's occurrences into resolved hits. Steps run in the order of `run`.
///
/// Sentences in which nothing can carry a label are left alone, save for the actors named shortly before
/// and for sentences that go on about a mention.
final class ArticleMatcher {
  let program: RuleProgram
  private(set) var reading: Reading
  /// What leads to findings, for each sentence.
  private var leads: OccurrencesBySentence
  /// Everything else, for the sentences around the leads.
  private var others: OccurrencesBySentence
  private let elided: [ElidedPhrase]
  private let outlook: Outlook
  /// The sentences worked on, by index; nil for those left alone.
  private var contexts: [SentenceContext?] = []
  private(set) var active: [SentenceContext] = []
  /// Axis of each label, for quick looks.
  let axisOfLabel: [Int]
  private var trace: ResolutionTrace?

  /// How many sentences before a frame its missing parties are looked for.
  private static let sentencesBefore = 5

  init(
    program: RuleProgram, reading: consuming Reading, leads: [Occurrence], elided: [ElidedPhrase],
    outlook: Outlook
  ) {
    self.program = program
    self.leads = OccurrencesBySentence(leads, reading.segmentation.sentences)
    others = OccurrencesBySentence([], reading.segmentation.sentences)
    self.reading = reading
    self.elided = elided
    self.outlook = outlook
    axisOfLabel = program.catalog.labels.map(\.axis)
  }

  func run(trace: inout ResolutionTrace?) {
    self.trace = trace
    openContexts()
    reading.clauses = [UInt8](repeating: 0, count: reading.tokens.count)
    prepare(active)
    resolveLabels()
    attach()
    let sequels = openSequels()
    for context in active where !context.labels.isEmpty || sequels.contains(context.index) {
      matchFrames(in: context)
    }
    // Cues bear on frames alone; without any frame in the rules they are for whichever classifier reads them.
    let framed = Set(reading.frames.map(\.sentence))
    let told = active.filter {
      program.frames.isEmpty || framed.contains($0.index) || trace?.isThorough == true
    }
    for stage in program.stages where !stage.isEmpty { extend(told, by: stage, cues: true) }
    for context in told {
      matchCues(in: context)
      recordLists(in: context)
    }
    lookBack()
    if self.trace?.work != nil {
      for context in active { self.trace?.work?.occurrences += context.occurrences }
    }
    trace = self.trace
  }

  private func note(
    _ symbol: Int32, _ tokens: Range<Int>, _ reason: ResolutionTrace.Reason, rule: Int32? = nil
  ) {
    trace?.losses.append(.init(symbol: symbol, rule: rule.map(Int.init), tokens: tokens, reason: reason))
  }

  // MARK: Sentences and clauses

  /// Opens the sentences in which something can carry a label.
  private func openContexts() {
    let sentences = reading.segmentation.sentences
    var leading: [Int] = []
    let isThorough = trace?.isThorough == true
    for index in sentences.indices where sentences[index].zone != .furniture || isThorough {
      if isThorough {
        leading.append(index)
        continue
      }
      let slice = leads[index]
      let isPromising = slice.contains {
        program.isLabelling[Int($0.symbol)] && outlook.isPromising($0, among: slice)
      }
      if isPromising { leading.append(index) }
    }
    contexts = [SentenceContext?](repeating: nil, count: sentences.count)
    var room: [Occurrence] = []
    active.reserveCapacity(leading.count)
    for index in leading { active.append(open(index, &room)) }
  }

  /// Opens a sentence.
  /// - Parameter room: to work in, so that many sentences need it once.
  private func open(_ index: Int, _ room: inout [Occurrence]) -> SentenceContext {
    room.removeAll(keepingCapacity: true)
    room.append(contentsOf: leads[index])
    scan(index, into: &room)
    let context = SentenceContext(
      index: index, tokens: reading.segmentation.sentences[index].tokens, occurrences: room)
    contexts[index] = context
    return context
  }

  /// How many sentences on a text may still speak of *them*.
  private static let sequelLength = 2

  /// Opens the sentences without a mention that go on about the mentions of one shortly before, and returns their indices.
  private func openSequels() -> Set<Int> {
    guard !program.frames.isEmpty else { return [] }
    let sentences = reading.segmentation.sentences
    var sequels: Set<Int> = []
    var opened: [SentenceContext] = []
    var room: [Occurrence] = []
    for context in active where !context.labels.isEmpty {
      for index in context.index + 1..<min(context.index + 1 + ArticleMatcher.sequelLength, sentences.count) {
        guard sentences[index].zone != .furniture, !sequels.contains(index),
          hasAnaphor(sentences[index].tokens)
        else { continue }
        if let known = contexts[index] {
          if known.labels.isEmpty { sequels.insert(index) }
          continue
        }
        sequels.insert(index)
        opened.append(open(index, &room))
      }
    }
    guard !opened.isEmpty else { return sequels }
    active = (active + opened).sorted { $0.index < $1.index }
    prepare(opened)
    return sequels
  }

  /// Whether some tokens hold a word by which a sentence goes on about one shortly before.
  private func hasAnaphor(_ tokens: Range<Int>) -> Bool {
    let rows = reading.tokens.rows
    return tokens.contains { program.words.anaphors.knows(rows[$0].hash) }
  }

  /// Finds in a sentence all phrases that do not lead.
  private func scan(_ sentence: Int, into found: inout [Occurrence]) {
    let tokens = reading.segmentation.sentences[sentence].tokens
    var starts: [Int32] = []
    var ignored: [ElidedPhrase] = []
    program.phrases.filter.append(tokens, in: reading.tokens.rows, to: &starts)
    program.phrases.scan(starts, limit: tokens.upperBound, in: reading, into: &found, elided: &ignored)
  }

  /// Finds the actors named shortly before frames, whose pronouns and missing parties they may be.
  private func lookBack() {
    var near: Set<Int> = []
    for frame in reading.frames {
      for index in max(0, frame.sentence - ArticleMatcher.sentencesBefore)..<frame.sentence
      where contexts[index] == nil {
        near.insert(index)
      }
    }
    guard !near.isEmpty else { return }
    let sentences = near.sorted()
    var found: [Occurrence] = []
    for index in sentences { scan(index, into: &found) }
    others = OccurrencesBySentence(found, reading.segmentation.sentences)
    let known = reading.actors
    resolveActors(in: sentences)
    // Frames and cues name actors by position, and the new ones stand between the known.
    let positions = Dictionary(
      uniqueKeysWithValues: reading.actors.enumerated().map { ($1.tokens.lowerBound, $0) })
    let moved = known.map { positions[$0.tokens.lowerBound] ?? 0 }
    for index in reading.frames.indices {
      for candidate in reading.frames[index].candidates.indices {
        if case .actor(let old) = reading.frames[index].candidates[candidate].filler {
          reading.frames[index].candidates[candidate].filler = .actor(moved[old])
        }
      }
    }
    for index in reading.cues.indices {
      reading.cues[index].holder = reading.cues[index].holder.map { moved[$0] }
    }
  }

  /// Finds the clauses, the actors and the lists of opened sentences.
  private func prepare(_ contexts: [SentenceContext]) {
    splitClauses(of: contexts)
    resolveActors(in: contexts.map(\.index))
    for stage in program.stages where !stage.isEmpty { extend(contexts, by: stage, cues: false) }
  }

  private func splitClauses(of contexts: [SentenceContext]) {
    var numbers: [UInt8] = []
    for context in contexts {
      let breakers =
        context.mayHave(program.clauseBreakers)
        ? context.occurrences.filter { $0.symbol == program.clauseBreakers }.map(\.tokens) : []
      Clauses.split(context.tokens, table: reading.tokens, breakers: breakers, into: &numbers)
      reading.clauses.replaceSubrange(context.tokens, with: numbers)
    }
  }

  /// Whether a symbol of the set occurs in some sentences where `isNear` accepts it.
  private func occurs(
    _ set: SymbolSet, in sentences: ClosedRange<Int>, where isNear: (Range<Int>) -> Bool
  ) -> Bool {
    if sentences.count == 1, let context = contexts[sentences.lowerBound] {
      return context.has(set, where: isNear)
    }
    // A context has its sentence's leads and more besides.
    if outlook.mayHave(set), leads.contains(set, in: sentences, where: isNear) { return true }
    return others.contains(set, in: sentences, where: isNear)
      || active.contains { sentences.contains($0.index) && $0.has(set, where: isNear) }
  }

  // MARK: Guards

  /// Whether what a guard asks for stands near `tokens`.
  ///
  /// - Parameter labels: the mentions by sentence, which few guards ask for.
  private func holds(
    _ need: Guard, around tokens: Range<Int>, sentence: Int,
    labels: @autoclosure () -> [Int: [LabelCandidate]]
  ) -> Bool {
    if need.isCounted, !isCounted(tokens.lowerBound) { return false }
    if !need.company.isEmpty,
      !occurs(need.company, in: sentence...sentence, where: { !$0.overlaps(tokens) })
    {
      return false
    }
    let sentences = sentences(of: need.extent, around: sentence)
    // Numbers only, so that asking does not keep and release the guard for each answer.
    let afterOnly = need.afterOnly
    let clause = need.extent == .clause ? reading.clauses[tokens.lowerBound] : nil
    let limit = need.tokens ?? Int.max
    func isNear(_ other: Range<Int>) -> Bool {
      guard !other.overlaps(tokens) else { return false }
      let isAfter = other.lowerBound >= tokens.upperBound
      if afterOnly && !isAfter { return false }
      if let clause, reading.clauses[other.lowerBound] != clause { return false }
      let distance =
        isAfter ? other.lowerBound - tokens.upperBound : tokens.lowerBound - other.upperBound
      return distance <= limit
    }
    if !need.words.isEmpty, occurs(need.words, in: sentences, where: isNear) { return true }
    guard let target = need.label else { return false }
    let labels = labels()
    func hasLabel(_ candidates: [LabelCandidate]) -> Bool {
      candidates.contains { matches(target, $0.label) && isNear($0.core) }
    }
    // Whichever are fewer: an article has more sentences than such as mention something.
    return sentences.count <= labels.count
      ? sentences.contains { labels[$0].map(hasLabel) ?? false }
      : labels.contains { sentences.contains($0.key) && hasLabel($0.value) }
  }

  /// Returns the sentences in which a guard of such an extent looks.
  private func sentences(of extent: Guard.Extent, around sentence: Int) -> ClosedRange<Int> {
    let all = reading.segmentation.sentences
    switch extent {
    case .clause, .sentence: return sentence...sentence
    case .paragraph:
      var low = sentence
      var high = sentence
      while low > 0, all[low - 1].paragraph == all[sentence].paragraph { low -= 1 }
      while high + 1 < all.count, all[high + 1].paragraph == all[sentence].paragraph { high += 1 }
      return low...high
    case .article: return 0...(all.count - 1)
    }
  }

  /// Whether a number in figures or words stands right before a token.
  private func isCounted(_ token: Int) -> Bool {
    guard token > 0, Boundary([.space, .line]).isSuperset(of: reading.tokens[token].boundary) else {
      return false
    }
    return reading.tokens[token - 1].flags.contains(.number)
      || program.words.numerals.knows(reading.tokens[token - 1].hash)
  }

  private func matches(_ target: LabelTarget, _ label: Int) -> Bool {
    switch target {
    case .axis(let axis): axisOfLabel[label] == Int(axis)
    case .label(let wanted): label == Int(wanted)
    }
  }

  // MARK: Actors

  /// Adds the actors named in some sentences.
  private func resolveActors(in sentences: [Int]) {
    var candidates: [(hit: ActorHit, symbol: Int32)] = []
    for sentence in sentences where reading.segmentation.sentences[sentence].zone != .furniture {
      let occurrences = contexts[sentence].map { $0.occurrences[...] } ?? (leads[sentence] + others[sentence])
      for occurrence in occurrences {
        guard case .actor(let number) = program.symbols[Int(occurrence.symbol)] else { continue }
        let actor = Int(program.actorForms[Int(number)].actor)
        if !program.actorExceptions[actor].isEmpty,
          occurs(
            program.actorExceptions[actor], in: sentence...sentence,
            where: { $0.overlaps(occurrence.tokens) })
        {
          note(occurrence.symbol, occurrence.tokens, .exception)
          continue
        }
        if let need = program.actorForms[Int(number)].needs,
          !holds(need, around: occurrence.tokens, sentence: sentence, labels: [:])
        {
          note(occurrence.symbol, occurrence.tokens, .unmetNeed)
          continue
        }
        candidates.append(
          (
            ActorHit(
              actor: actor, form: program.actorForms[Int(number)].form, tokens: occurrence.tokens,
              sentence: sentence),
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
    for context in active {
      context.setActors(
        reading.actors, indices(of: reading.actors, in: context.tokens) { $0.tokens.lowerBound })
    }
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

  // MARK: Patterns

  /// Adds the occurrences that a stage's patterns yield: cues, or everything else.
  private func extend(_ contexts: [SentenceContext], by stage: PatternSet, cues: Bool) {
    guard let first = contexts.first else { return }
    let search = PatternSearch(
      table: reading.tokens, clauses: reading.clauses, axes: axisOfLabel, context: first)
    var added: [Occurrence] = []
    for context in contexts {
      search.enter(context)
      added.removeAll(keepingCapacity: true)
      func apply(_ number: Int32, at anchor: Range<Int>) {
        guard case .symbol(let symbol) = stage.patterns[Int(number)].product else { return }
        let isCue = if case .cue = program.symbols[Int(symbol)] { true } else { false }
        guard isCue == cues else { return }
        let matches = search.matches(stage.patterns[Int(number)], anchor: anchor)
        trace?.work?.note(stage.patterns[Int(number)], steps: search.steps, matches: matches.count)
        for match in matches {
          added.append(
            Occurrence(
              symbol: symbol, start: match.tokens.lowerBound, end: match.tokens.upperBound,
              coreEnd: match.tokens.upperBound))
        }
      }
      for occurrence in context.occurrences where stage.isAnchor(occurrence.symbol) {
        for number in stage.anchored(at: occurrence.symbol) where stage.mayMatch(number, in: context) {
          apply(number, at: occurrence.tokens)
        }
      }
      if !context.actors.isEmpty {
        for number in stage.anchoredAtActors where stage.mayMatch(number, in: context) {
          let pattern = stage.patterns[Int(number)]
          guard case .actors(let set) = pattern.elements[pattern.anchor] else { continue }
          for actor in context.actors where set.contains(actor.actor) { apply(number, at: actor.tokens) }
        }
      }
      context.add(added)
    }
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

    /// A mention that has become a hit, for guards that ask for one.
    init(_ hit: LabelHit) {
      self.init(
        symbol: -1, rule: hit.rule, label: hit.label, tokens: hit.tokens, core: hit.core,
        sentence: hit.sentence)
    }

    init(symbol: Int32, rule: Int, label: Int, tokens: Range<Int>, core: Range<Int>, sentence: Int) {
      self.symbol = symbol
      self.rule = rule
      self.label = label
      self.tokens = tokens
      self.core = core
      self.sentence = sentence
    }
  }

  private func resolveLabels() {
    var free: [LabelCandidate] = []
    var guarded: [LabelCandidate] = []
    for context in active {
      for occurrence in context.occurrences {
        guard case .label(let number) = program.symbols[Int(occurrence.symbol)] else { continue }
        if context.overlaps(program.rules[Int(number)].exceptions, occurrence.tokens) {
          note(occurrence.symbol, occurrence.tokens, .exception)
          continue
        }
        let candidate = LabelCandidate(
          symbol: occurrence.symbol, rule: Int(number), label: Int(program.rules[Int(number)].label),
          tokens: occurrence.tokens, core: occurrence.core, sentence: context.index)
        if program.rules[Int(number)].needs == nil {
          free.append(candidate)
        } else {
          guarded.append(candidate)
        }
      }
    }
    guard !free.isEmpty || !guarded.isEmpty else { return }
    if !elided.isEmpty {
      let ends = Dictionary(grouping: free.filter { $0.core.count > 1 }) { $0.core.upperBound }
      for phrase in elided { complete(phrase, &free, ends: ends) }
    }
    if !guarded.isEmpty {
      let unguarded = Dictionary(grouping: free, by: \.sentence)
      for candidate in guarded {
        guard let need = program.rules[candidate.rule].needs else { continue }
        if holds(need, around: candidate.tokens, sentence: candidate.sentence, labels: unguarded) {
          free.append(candidate)
        } else {
          note(candidate.symbol, candidate.tokens, .unmetNeed)
        }
      }
    }
    resolveConflicts(free)
    for context in active {
      context.setLabels(
        reading.labels, indices(of: reading.labels, in: context.tokens) { $0.tokens.lowerBound })
    }
  }

  /// Keeps an elided phrase when a whole phrase ends with the same head: `cruise` of `cruise and ballistic missiles`.
  private func complete(
    _ phrase: ElidedPhrase, _ candidates: inout [LabelCandidate], ends: [Int: [LabelCandidate]]
  ) {
    guard case .label(let number) = program.symbols[Int(phrase.occurrence.symbol)] else { return }
    let behaviour = program.rules[Int(number)]
    let tokens = phrase.occurrence.tokens
    let isShared = (ends[phrase.head + 1] ?? []).contains {
      $0.core.lowerBound > tokens.upperBound && axisOfLabel[$0.label] == Int(behaviour.axis)
    }
    let sentence = reading.sentence(of: tokens.lowerBound)
    guard isShared, behaviour.needs == nil,
      reading.segmentation.sentences[sentence].tokens.contains(phrase.head)
    else { return }
    candidates.append(
      LabelCandidate(
        symbol: phrase.occurrence.symbol, rule: Int(number), label: Int(behaviour.label), tokens: tokens,
        core: tokens,
        sentence: sentence))
  }

  /// Keeps, per axis, the longer span, then the more specific label, then the earlier rule; then reads head nouns.
  private func resolveConflicts(_ candidates: [LabelCandidate]) {
    func isVague(_ label: Int) -> Bool { program.isVague[label] }
    let starts = Dictionary(candidates.map { ($0.core.lowerBound, $0.core.upperBound) }) { max($0, $1) }
    let ordered = candidates.map { withHead($0, starts) }.sorted { a, b in
      if a.tokens.count != b.tokens.count { return a.tokens.count > b.tokens.count }
      if a.core.count != b.core.count { return a.core.count > b.core.count }
      if isVague(a.label) != isVague(b.label) { return isVague(b.label) }
      if a.rule != b.rule { return program.catalog.rules[a.rule].name < program.catalog.rules[b.rule].name }
      return a.tokens.lowerBound < b.tokens.lowerBound
    }
    /// For each axis with candidates, the rule that has each token.
    var owners = [[Int]](repeating: [], count: program.catalog.axes.count)
    for candidate in ordered {
      let axis = axisOfLabel[candidate.label]
      if owners[axis].isEmpty { owners[axis] = [Int](repeating: -1, count: reading.tokens.count) }
      if let token = candidate.tokens.first(where: { owners[axis][$0] >= 0 }) {
        let winner = owners[axis][token]
        if candidate.rule != winner {
          note(candidate.symbol, candidate.tokens, .lost(toRule: winner))
        }
        continue
      }
      for token in candidate.tokens { owners[axis][token] = candidate.rule }
      reading.labels.append(
        LabelHit(
          label: candidate.label, rule: candidate.rule, tokens: candidate.tokens, core: candidate.core,
          sentence: candidate.sentence))
    }
    reading.labels.sort { ($0.tokens.lowerBound, $0.label) < ($1.tokens.lowerBound, $1.label) }
  }

  /// Lets a head noun after the match, or one shared by a list of matches, decide the label.
  ///
  /// `ends` gives, for each token where a match starts, where the longest ends.
  private func withHead(_ match: LabelCandidate, _ ends: [Int: Int]) -> LabelCandidate {
    var candidate = match
    let heads = program.rules[candidate.rule].heads
    guard !heads.isEmpty, let context = contexts[candidate.sentence] else { return candidate }
    let slice = context.occurrences
    let limit = reading.segmentation.sentences[candidate.sentence].tokens.upperBound
    let plain: Boundary = [.space, .line, .hyphen, .openQuote, .closeQuote]
    // Where a head may start: right after the match, and after one or two words or coordinated names.
    var position = candidate.tokens.upperBound
    var adjectives = 0
    var isShared = false
    while position < limit {
      let boundary = reading.tokens[position].boundary
      let isList = boundary.contains(.comma) || boundary == .slash
      guard plain.union([.comma, .slash]).isSuperset(of: boundary) else { break }
      let head = heads.lazy.compactMap({ head in
        slice.lazy.filter { Int($0.start) == position && head.words.contains($0.symbol) }
          .max { $0.end < $1.end }.map { (head, $0) }
      }).first
      if let head, Int(head.0.rule) == candidate.rule {
        // A second name of the same thing; it may stand after a slash too, and a third or a noun may follow.
        guard !isShared, adjectives == 0, !boundary.contains(.comma) else { break }
        candidate.tokens = candidate.tokens.lowerBound..<Int(head.1.end)
        position = Int(head.1.end)
        continue
      }
      if let head, !isList {
        var changed = candidate
        changed.rule = Int(head.0.rule)
        changed.label = Int(program.rules[changed.rule].label)
        if !isShared { changed.tokens = candidate.tokens.lowerBound..<Int(head.1.end) }
        return changed
      }
      if let end = ends[position] {
        guard isShared || isList else { break }
        isShared = true
        position = end
        adjectives = 0
        continue
      }
      let word = reading.tokens[position].hash
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

  /// What guards of rules that build on mentions can ask for; such guards are rare.
  private var mentionsBySentence: [Int: [LabelCandidate]] {
    Dictionary(grouping: reading.labels.map(LabelCandidate.init), by: \.sentence)
  }

  // MARK: Attachments

  /// Gives the matches of rules with `on:` to the nearest mention in reach.
  private func attach() {
    for context in active where !context.labels.isEmpty {
      for occurrence in context.occurrences {
        guard case .attachment(let number) = program.symbols[Int(occurrence.symbol)],
          let attachment = program.rules[Int(number)].attachment
        else { continue }
        if context.overlaps(program.rules[Int(number)].exceptions, occurrence.tokens) {
          note(occurrence.symbol, occurrence.tokens, .exception)
          continue
        }
        if let need = program.rules[Int(number)].needs,
          !holds(need, around: occurrence.tokens, sentence: context.index, labels: mentionsBySentence)
        {
          note(occurrence.symbol, occurrence.tokens, .unmetNeed)
          continue
        }
        guard let index = nearest(to: occurrence.tokens, attachment, in: context) else {
          note(occurrence.symbol, occurrence.tokens, .noMention)
          continue
        }
        reading.labels[index].attachments.append(
          .init(label: Int(program.rules[Int(number)].label), rule: Int(number), tokens: occurrence.tokens))
      }
    }
  }

  /// The mention that an attachment belongs to: the nearest in reach and clause, the one it stands in first of all.
  private func nearest(
    to tokens: Range<Int>, _ attachment: RuleBehaviour.Attachment, in context: SentenceContext
  ) -> Int? {
    var best: (index: Int, distance: Int)?
    for label in context.labels where matches(attachment.target, label.label) {
      let distance: Int
      if label.tokens.overlaps(tokens) {
        distance = 0
      } else if label.tokens.lowerBound >= tokens.upperBound {
        guard attachment.after else { continue }
        distance = label.tokens.lowerBound - tokens.upperBound
      } else {
        guard attachment.before else { continue }
        distance = tokens.lowerBound - label.tokens.upperBound
      }
      guard distance <= attachment.tokens,
        reading.clauses[label.tokens.lowerBound] == reading.clauses[tokens.lowerBound]
      else { continue }
      if best == nil || distance < best!.distance { best = (label.index, distance) }
    }
    return best?.index
  }

  // MARK: Frames

  private func matchFrames(in context: SentenceContext) {
    let search = PatternSearch(
      table: reading.tokens, clauses: reading.clauses, axes: axisOfLabel, context: context)
    var byTrigger: [FrameKey: Int] = [:]
    for occurrence in context.occurrences where program.frames.isAnchor(occurrence.symbol) {
      // A trace tells of all that fails, whatever else the sentence lacks.
      let numbers = program.frames.anchored(at: occurrence.symbol).filter {
        trace != nil || program.frames.mayMatch($0, in: context)
      }
      if numbers.isEmpty { continue }
      let isPassive = isPassive(occurrence.tokens, sentence: context.tokens)
      for number in numbers {
        guard case .frame(let rule, let position) = program.frames.patterns[Int(number)].product else {
          continue
        }
        switch program.rules[Int(rule)].voice {
        case .active where isPassive, .passive where !isPassive:
          note(occurrence.symbol, occurrence.tokens, .voice(isPassive: isPassive), rule: rule)
          continue
        default: break
        }
        if context.overlaps(program.rules[Int(rule)].exceptions, occurrence.tokens) {
          note(occurrence.symbol, occurrence.tokens, .exception, rule: rule)
          continue
        }
        if let need = program.rules[Int(rule)].needs,
          !holds(need, around: occurrence.tokens, sentence: context.index, labels: mentionsBySentence)
        {
          note(occurrence.symbol, occurrence.tokens, .unmetNeed, rule: rule)
          continue
        }
        let matches = search.matches(
          program.frames.patterns[Int(number)], anchor: occurrence.tokens,
          slots: program.rules[Int(rule)].slots)
        trace?.work?.note(
          program.frames.patterns[Int(number)], steps: search.steps, matches: matches.count)
        for match in matches {
          let key = FrameKey(rule: rule, trigger: occurrence.tokens)
          let index: Int
          if let known = byTrigger[key] {
            index = known
          } else {
            index = reading.frames.count
            byTrigger[key] = index
            reading.frames.append(
              FrameHit(
                rule: Int(rule), trigger: occurrence.tokens, sentence: context.index, isPassive: isPassive,
                candidates: []))
          }
          for filler in match.fillers {
            let candidate = FrameHit.Candidate(
              role: program.rules[Int(rule)].slots[filler.slot].role, filler: filler.filler,
              pattern: position,
              distance: filler.distance, isGoverned: filler.isGoverned)
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
    guard program.words.participles.knows(reading.tokens[trigger.lowerBound].hash) else { return false }
    var index = trigger.lowerBound - 1
    var skipped = 0
    while index >= sentence.lowerBound, skipped < 3 {
      let word = reading.tokens[index].hash
      if program.words.passiveAuxiliaries.knows(word) { return true }
      guard program.words.adverbs.knows(word) || endsInLy(index) else { return false }
      index -= 1
      skipped += 1
    }
    return false
  }

  private func endsInLy(_ token: Int) -> Bool {
    let end = Int(reading.tokens[token].end)
    guard end - Int(reading.tokens[token].start) > 3 else { return false }
    let bytes = reading.fields[reading.tokens.field(of: token)].bytes
    return bytes[end - 2] | 0x20 == UInt8(ascii: "l") && bytes[end - 1] | 0x20 == UInt8(ascii: "y")
  }

  // MARK: Cues

  private func matchCues(in context: SentenceContext) {
    for occurrence in context.occurrences {
      guard case .cue(let number) = program.symbols[Int(occurrence.symbol)] else { continue }
      let behaviour = program.modifiers[Int(number)]
      if context.overlaps(behaviour.pseudo, occurrence.tokens) {
        note(occurrence.symbol, occurrence.tokens, .pseudo)
        continue
      }
      // A shorter cue of the same modifier inside a longer one says nothing more.
      let isInside = context.occurrences.contains {
        $0.symbol == occurrence.symbol && $0 != occurrence && $0.tokens.count > occurrence.tokens.count
          && $0.start <= occurrence.start && $0.end >= occurrence.end
      }
      if isInside { continue }
      reading.cues.append(
        CueHit(
          modifier: Int(number), tokens: occurrence.tokens,
          scope: scope(of: Int(number), cue: occurrence.tokens, context: context), sentence: context.index,
          holder: behaviour.holder.flatMap { holder($0, cue: occurrence.tokens, context: context) }))
    }
  }

  private func scope(of modifier: Int, cue: Range<Int>, context: SentenceContext) -> Range<Int> {
    let behaviour = program.modifiers[modifier]
    let bounds: Range<Int>
    let sentences = reading.segmentation.sentences
    switch behaviour.unit {
    case .clause, .sentence: bounds = context.tokens
    case .quotation, .paragraph:
      let sentence = context.index
      var low = sentence
      var high = sentence
      while low > 0, sentences[low - 1].paragraph == sentences[sentence].paragraph { low -= 1 }
      while high + 1 < sentences.count, sentences[high + 1].paragraph == sentences[sentence].paragraph {
        high += 1
      }
      bounds = sentences[low].tokens.lowerBound..<sentences[high].tokens.upperBound
    }
    func has(_ set: SymbolSet, at token: Int) -> Bool { context.has(set) { $0.contains(token) } }
    /// Whether the scope ends before `token`, which stands behind the gap before `edge`.
    func stops(at token: Int, edge: Int) -> Bool {
      let stopping = behaviour.stopBoundaries.subtracting(behaviour.throughBoundaries)
      if !stopping.isDisjoint(with: reading.tokens[edge].boundary) { return true }
      if has(behaviour.through, at: token) { return false }
      return has(behaviour.stop, at: token)
    }
    let clause = reading.clauses[cue.lowerBound]
    func isOutside(_ token: Int) -> Bool { behaviour.unit == .clause && reading.clauses[token] != clause }

    var low = cue.lowerBound
    var high = cue.upperBound
    var left = behaviour.tokens ?? Int.max
    var leftBefore = left
    if behaviour.after {
      while high < bounds.upperBound, left > 0, !stops(at: high, edge: high) {
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
      while low > bounds.lowerBound, leftBefore > 0, !isOutside(low - 1), !stops(at: low - 1, edge: low) {
        low -= 1
        leftBefore -= 1
      }
    }
    if trace != nil {
      /// Why the scope ends before `token`; asked in the order in which the loops above give up.
      func end(_ token: Int, edge: Int, isUnitEnd: Bool, left: Int) -> ResolutionTrace.ScopeEnd {
        if isUnitEnd { return .unit }
        if left == 0 { return .tokens }
        if stops(at: token, edge: edge) {
          let marks = behaviour.stopBoundaries.subtracting(behaviour.throughBoundaries)
          return marks.isDisjoint(with: reading.tokens[edge].boundary) ? .phrase : .mark
        }
        return .clause
      }
      trace?.reaches.append(
        .init(
          modifier: modifier, cue: cue, scope: low..<high,
          before: behaviour.before
            ? end(low - 1, edge: low, isUnitEnd: low == bounds.lowerBound, left: leftBefore) : .noReach,
          after: behaviour.after
            ? end(high, edge: high, isUnitEnd: high == bounds.upperBound, left: left) : .noReach))
    }
    return low..<high
  }

  private func holder(_ holder: ModifierBehaviour.Holder, cue: Range<Int>, context: SentenceContext) -> Int? {
    var best: (index: Int, distance: Int)?
    for hit in context.actors where holder.actors.contains(hit.actor) {
      let actor = hit.tokens
      // Looked for from the cue's last word backwards or from its first word forwards, its own words included.
      let isBefore = holder.before && actor.upperBound <= cue.upperBound
      let isAfter = holder.after && actor.lowerBound >= cue.lowerBound
      guard isBefore || isAfter else { continue }
      let distance = isBefore ? cue.upperBound - actor.upperBound : actor.lowerBound - cue.lowerBound
      if best == nil || distance < best!.distance { best = (hit.index, distance) }
    }
    return best?.index
  }

  // MARK: Lists

  private func recordLists(in context: SentenceContext) {
    for occurrence in context.occurrences {
      let list = program.recordedListOfSymbol[Int(occurrence.symbol)]
      if list >= 0 { reading.lists.append(ListHit(list: Int(list), tokens: occurrence.tokens)) }
    }
  }
}
