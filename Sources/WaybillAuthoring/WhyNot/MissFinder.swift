import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// Reads from the engine's trace how a construct missed, nearest first.
struct MissFinder {
  let workshop: RuleWorkshop
  let rules: CompiledRules
  let anatomy: RuleAnatomy
  /// What classifiers see.
  let reading: Reading
  let findings: Findings
  /// All sentences, with the phrases laid beside them.
  let inspection: Inspection
  let editor: RuleEditor
  var catalog: Catalog { rules.program.catalog }

  init(
    workshop: RuleWorkshop, rules: CompiledRules, anatomy: RuleAnatomy, article: Article, reading: Reading,
    findings: Findings
  ) {
    self.workshop = workshop
    self.rules = rules
    self.anatomy = anatomy
    self.reading = reading
    self.findings = findings
    inspection = rules.program.inspect(article, for: anatomy.variants.map(\.pattern))
    editor = RuleEditor(workshop)
  }

  /// The nearest misses; at most a handful.
  func misses() -> [Miss] {
    var misses: [Miss]
    switch anatomy.subject {
    case .rules(let numbers): misses = refused(numbers) + lost(numbers)
    case .modifier(let number): misses = unreached(number) + lost([])
    case .record: misses = []
    }
    let lost = misses.compactMap(\.span?.range)
    // Of words that matched and lost, that other phrases did not match says nothing.
    misses += unaligned().filter { miss in
      anatomy.kind == .frame || !lost.contains { miss.span?.range.overlaps($0) == true }
    }
    // The same words are told of once, by what stands first.
    var seen: Set<String> = []
    misses = misses.filter { seen.insert("\($0.summary) \($0.span?.range.start ?? -1)").inserted }
    misses.sort { $0.cost < $1.cost }
    return Array(misses.prefix(5))
  }

  // MARK: Words

  private var sentences: [Sentence] { inspection.reading.segmentation.sentences }

  func sentence(_ index: Int) -> Span? {
    sentences.indices.contains(index) && !sentences[index].tokens.isEmpty
      ? inspection.reading.span(sentences[index].tokens) : nil
  }

  func words(_ tokens: Range<Int>) -> String {
    tokens.isEmpty
      ? "" : inspection.reading.text(tokens).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  private func miss(
    _ summary: String, at tokens: Range<Int>, cost: Int, place: Place? = nil, written: String? = nil,
    repairs: [[RuleEdit]] = []
  ) -> Miss {
    Miss(
      summary: summary, sentence: sentence(inspection.reading.sentence(of: tokens.lowerBound)),
      span: inspection.reading.span(tokens), place: place, written: written, repairs: repairs, cost: cost)
  }

  // MARK: What classifiers decided

  /// Frames that matched and of which no claim was made.
  private func refused(_ numbers: Set<Int>) -> [Miss] {
    guard anatomy.kind == .frame else { return [] }
    return reading.frames.filter { numbers.contains($0.rule) }.map { frame in
      let refusal = findings.refusals?.first {
        numbers.contains($0.rule) && $0.tokens == frame.trigger
      }
      let words = words(frame.trigger)
      return miss(
        "the frame matched at `\(words)`, and the classifier left it out: "
          + (refusal?.reason ?? "another statement of the same claim stands for it"),
        at: frame.trigger, cost: 0)
    }
  }

  // MARK: What the engine took away

  private func lost(_ numbers: Set<Int>) -> [Miss] {
    var misses: [Miss] = []
    for loss in inspection.trace.losses where isOwn(loss, numbers) {
      // A trigger without the rest of the phrase is no near miss of its own: the alignments say more.
      if anatomy.kind == .frame, !isAligned(at: loss.tokens) { continue }
      if let miss = miss(of: loss) { misses.append(miss) }
    }
    // What was found only because all sentences were worked on.
    for hit in inspection.reading.labels where numbers.contains(hit.rule) && isFurniture(hit.sentence) {
      misses.append(furniture(hit.tokens))
    }
    return misses
  }

  private func isOwn(_ loss: ResolutionTrace.Loss, _ numbers: Set<Int>) -> Bool {
    if let rule = loss.rule { return numbers.contains(rule) }
    return loss.symbol == anatomy.symbol
  }

  private func isAligned(at tokens: Range<Int>) -> Bool {
    inspection.alignments.contains { alignment in
      alignment.isMatch
        && alignment.placements.contains {
          $0.piece == anatomy.variants[alignment.pattern].pattern.anchor && $0.tokens == tokens
        }
    }
  }

  private func isFurniture(_ sentence: Int) -> Bool {
    sentences.indices.contains(sentence) && sentences[sentence].zone == .furniture
  }

  private func furniture(_ tokens: Range<Int>) -> Miss {
    miss(
      "`\(words(tokens))` stands in page furniture (a menu, a button, a credit line), which is not read",
      at: tokens, cost: 1)
  }

  private func miss(of loss: ResolutionTrace.Loss) -> Miss? {
    let words = words(loss.tokens)
    let sentence = inspection.reading.sentence(of: loss.tokens.lowerBound)
    if isFurniture(sentence) { return furniture(loss.tokens) }
    switch loss.reason {
    case .exception:
      return covered(loss.tokens, words, key: "unless", sentence: sentence)
    case .pseudo:
      return covered(loss.tokens, words, key: "pseudo", sentence: sentence)
    case .unmetNeed: return unmet(loss.tokens, words, sentence: sentence)
    case .voice(let isPassive):
      let written = anatomy.voice == .active ? "active" : "passive"
      let repair = editor.replaceValue(of: "voice", from: written, to: "any", in: anatomy.place)
      return miss(
        "`voice: \(written)`, and `\(words)` is \(isPassive ? "passive" : "not passive") here",
        at: loss.tokens,
        cost: 2, place: repair?.place, repairs: repair.map { [[$0]] } ?? [])
    case .lost(let rule): return beaten(loss.tokens, words, by: rule)
    case .noMention: return unattached(loss.tokens, words, sentence: sentence)
    }
  }

  /// A match that a phrase of `unless` or `pseudo` covers.
  private func covered(_ tokens: Range<Int>, _ words: String, key: String, sentence: Int) -> Miss {
    for companion in anatomy.unless {
      guard
        let cover = inspection.occurrences[sentence].first(where: {
          $0.tokens.overlaps(tokens) && companion.symbols.contains($0.symbol)
        })
      else { continue }
      let removal = editor.remove(companion.source, from: key, isOnly: anatomy.unless.count == 1)
      return miss(
        "`\(words)` is covered by `\(companion.source.text)` of `\(key)`, which stands at `\(self.words(cover.tokens))`",
        at: tokens, cost: 1, place: companion.source.place, repairs: removal.map { [[$0]] } ?? [])
    }
    return miss("`\(words)` is covered by a phrase of `\(key)`", at: tokens, cost: 1)
  }

  /// A match whose guard does not hold.
  private func unmet(_ tokens: Range<Int>, _ words: String, sentence: Int) -> Miss {
    guard let need = anatomy.need else {
      return miss("`\(words)` lacks what its guard asks for", at: tokens, cost: 2)
    }
    // The nearest word of the guard, wherever it stands.
    var nearest: (tokens: Range<Int>, distance: Int)?
    for occurrence in inspection.occurrences.joined()
    where need.companions.contains(where: { $0.symbols.contains(occurrence.symbol) }) {
      let other = occurrence.tokens
      guard !other.overlaps(tokens) else { continue }
      let distance = max(other.lowerBound - tokens.upperBound, tokens.lowerBound - other.upperBound)
      if distance < nearest?.distance ?? .max { nearest = (other, distance) }
    }
    var wanted = need.companions.prefix(4).map { "`\($0.source.text)`" }
    if need.companions.count > 4 { wanted.append("…") }
    if let label = need.label { wanted.append("a mention of `\(label)`") }
    let limit = need.tokens.map { " and \(count($0, "word"))" } ?? ""
    let isNext = need.key == "next"
    var summary =
      isNext
      ? "`\(words)` must be followed by one of \(wanted.joined(separator: ", ")) within \(count(need.tokens ?? 0, "word"))"
      : "`\(words)` needs one of \(wanted.joined(separator: ", ")) within one \(need.within)\(limit)"
    let written = isNext ? "next: {within: \(need.tokens ?? 0), …}" : nil
    var repairs: [[RuleEdit]] = []
    guard let nearest else {
      return miss(
        summary + "; none stands in the article", at: tokens, cost: 6, place: need.place, written: written)
    }
    let place = inspection.reading.sentence(of: nearest.tokens.lowerBound)
    let isBefore = nearest.tokens.upperBound <= tokens.lowerBound
    let side =
      place == sentence
      ? "in the sentence"
      : abs(place - sentence) == 1
        ? "in the \(place < sentence ? "sentence before" : "next sentence")"
        : "\(abs(place - sentence)) sentences \(place < sentence ? "before" : "on")"
    summary +=
      "; the nearest, `\(self.words(nearest.tokens))`, stands \(count(nearest.distance, "word")) \(isBefore ? "before" : "after"), \(side)"
    var edits: [RuleEdit] = []
    if let tokens = need.tokens, let place = need.tokensPlace, nearest.distance > tokens {
      edits.append(
        editor.replace(
          place, from: "\(tokens)", to: "\(nearest.distance)", key: need.key == "next" ? "within" : "tokens"))
    }
    let extents = ["clause", "sentence", "paragraph", "article"]
    let own = extents.firstIndex(of: need.within) ?? 0
    for wider in extents[(own + 1)...] where need.key == "needs" {
      if let widening = editor.replaceValue(of: "within", from: need.within, to: wider, in: need.place) {
        repairs.append(edits + [widening])
      }
    }
    if !edits.isEmpty { repairs.insert(edits, at: 0) }
    return miss(summary, at: tokens, cost: 3, place: need.place, written: written, repairs: repairs)
  }

  /// A match that another rule's match outdid.
  private func beaten(_ tokens: Range<Int>, _ words: String, by rule: Int) -> Miss {
    let winner = catalog.rules[rule]
    let hit = inspection.reading.labels.first { $0.rule == rule && $0.tokens.overlaps(tokens) }
    let how: String
    if let hit, hit.tokens.count > tokens.count {
      how = "by the longer span `\(self.words(hit.tokens))`"
    } else if let hit, let own = catalog.rules.first(where: { $0.name == anatomy.name })?.emits.first,
      catalog.labels[own].name.hasSuffix("-unspecified"),
      !catalog.labels[hit.label].name.hasSuffix("-unspecified")
    {
      how = "by the more specific label `\(catalog.labels[hit.label].name)`"
    } else {
      how = "by the earlier rule id"
    }
    return miss("`\(words)` went to \(winner.name), \(how)", at: tokens, cost: 1)
  }

  /// A match of a rule with `on:` that found nothing to attach to.
  private func unattached(_ tokens: Range<Int>, _ words: String, sentence: Int) -> Miss {
    let mentions = inspection.reading.labels.filter { $0.sentence == sentence }
    func distance(_ hit: LabelHit) -> Int {
      max(0, max(hit.tokens.lowerBound - tokens.upperBound, tokens.lowerBound - hit.tokens.upperBound))
    }
    guard let nearest = mentions.min(by: { distance($0) < distance($1) }) else {
      return miss("`\(words)` has no mention in its sentence to attach to", at: tokens, cost: 4)
    }
    let isOtherClause =
      inspection.reading.clauses[nearest.tokens.lowerBound] != inspection.reading.clauses[tokens.lowerBound]
    var summary =
      "`\(words)` reaches no mention that `on` accepts: the nearest, `\(self.words(nearest.tokens))`, stands "
      + "\(count(distance(nearest), "word")) \(nearest.tokens.lowerBound >= tokens.upperBound ? "after" : "before")"
    if isOtherClause { summary += ", in another clause" }
    var repairs: [[RuleEdit]] = []
    if let reach = anatomy.reach, distance(nearest) > reach.tokens {
      summary += "; `tokens: \(reach.tokens)` reaches \(count(reach.tokens, "word"))"
      repairs.append([
        editor.replace(reach.place, from: "\(reach.tokens)", to: "\(distance(nearest))", key: "tokens")
      ])
    }
    return miss(
      summary, at: tokens, cost: 2, place: anatomy.reach?.place,
      written: anatomy.reach.map { "on: {tokens: \($0.tokens), …}" }, repairs: repairs)
  }

  // MARK: Scopes

  /// Cues that were seen and reach no frame.
  private func unreached(_ number: Int) -> [Miss] {
    guard !rules.program.frames.isEmpty else { return [] }
    return inspection.trace.reaches.filter { $0.modifier == number }.map { reach in
      let cue = words(reach.cue)
      let sentence = inspection.reading.sentence(of: reach.cue.lowerBound)
      if isFurniture(sentence) { return furniture(reach.cue) }
      let triggers = inspection.reading.frames.map(\.trigger)
        .filter { inspection.reading.sentence(of: $0.lowerBound) == sentence }
      guard let trigger = triggers.min(by: { distance($0, reach.scope) < distance($1, reach.scope) }) else {
        return miss(
          "`\(cue)` was seen, and no frame in its sentence is there to be reached", at: reach.cue, cost: 3)
      }
      return stopped(reach, cue, before: trigger, sentence: sentence)
    }
  }

  private func distance(_ a: Range<Int>, _ b: Range<Int>) -> Int {
    max(0, max(a.lowerBound - b.upperBound, b.lowerBound - a.upperBound))
  }

  private func stopped(
    _ reach: ResolutionTrace.Reach, _ cue: String, before trigger: Range<Int>, sentence: Int
  )
    -> Miss
  {
    let isAfter = trigger.lowerBound >= reach.scope.upperBound
    let end = isAfter ? reach.after : reach.before
    var summary = "`\(cue)` reaches “\(words(reach.scope))” and "
    var repairs: [[RuleEdit]] = []
    let edge = isAfter ? reach.scope.upperBound : reach.scope.lowerBound - 1
    let needed =
      isAfter ? trigger.lowerBound + 1 - reach.cue.upperBound : reach.cue.lowerBound - trigger.lowerBound
    let longer = anatomy.scope.flatMap { scope in
      scope.tokens < needed
        ? editor.replace(scope.place, from: "\(scope.tokens)", to: "\(needed)", key: "tokens") : nil
    }
    switch end {
    case .noReach:
      let written = isAfter ? "before" : "after"
      summary += "looks only \(written) itself"
      if let edit = editor.replaceValue(of: "reach", from: written, to: "both", in: anatomy.place) {
        repairs.append([edit])
        if let longer { repairs.append([edit, longer]) }
      }
    case .unit: summary += "its unit ends there"
    case .clause:
      summary += "the clause ends at `\(words(edge..<(edge + 1)))`"
      if let edit = editor.replaceValue(of: "within", from: "clause", to: "sentence", in: anatomy.place) {
        repairs.append([edit])
      }
    case .tokens:
      summary += "ends after \(count(anatomy.scope?.tokens ?? 0, "word"))"
      if let longer { repairs.append([longer]) }
    case .mark:
      summary +=
        "a mark of `stop` stands before `\(words((isAfter ? edge : edge + 1)..<((isAfter ? edge : edge + 1) + 1)))`"
    case .phrase:
      let stop = anatomy.stop.first { companion in
        inspection.occurrences[sentence].contains {
          $0.tokens.contains(edge) && companion.symbols.contains($0.symbol)
        }
      }
      summary += "`\(words(edge..<(edge + 1)))` stops it"
      if let stop {
        summary += ", by `\(stop.source.text)` of `stop`"
        if !stop.source.text.hasPrefix("$"),
          let removal = editor.remove(stop.source, from: "stop", isOnly: anatomy.stop.count == 1)
        {
          repairs.append([removal])
          if let longer { repairs.append([removal, longer]) }
        }
      }
    }
    let away = distance(trigger, reach.scope)
    summary += "; `\(words(trigger))` stands \(away == 0 ? "next" : "\(count(away, "word")) further")"
    return miss(
      summary, at: reach.cue, cost: 2, place: anatomy.scope?.place,
      written: anatomy.scope.map { "scope: {tokens: \($0.tokens), …}" }, repairs: repairs)
  }
}
