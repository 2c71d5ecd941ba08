import WaybillCore
import WaybillText

/// What is transferred: the mentions that fill the item of a frame.
extension EventReader {
  /// The nearest proposed mention by the earliest pattern, and those coordinated with it.
  func items(of frame: FrameHit) -> [Int] {
    var proposed: [(weapon: Int, pattern: Int, distance: Int)] = []
    for candidate in frame.candidates where candidate.role == "item" {
      if case .label(let hit) = candidate.filler, let weapon = weaponOfHit[hit],
        !isAside(hit, from: frame.trigger)
      {
        proposed.append((weapon, candidate.pattern, candidate.distance))
      }
    }
    guard let first = proposed.min(by: { ($0.pattern, $0.distance) < ($1.pattern, $1.distance) }) else {
      return []
    }
    return coordinated(with: first.weapon)
  }

  /// Whether a token ends a sum of money: `$300 million`, `300 million euros`.
  func isMoney(_ token: Int) -> Bool {
    guard isWord(token, "million") || isWord(token, "billion"), token > 0 else { return false }
    let start = Int(reading.tokens[token - 1].start)
    let bytes = reading.fields[reading.tokens.field(of: token)].bytes
    // A dollar sign, or the last byte of another currency's.
    if start > 0, bytes[start - 1] == UInt8(ascii: "$") || bytes[start - 1] >= 0x80 { return true }
    return token + 1 < reading.tokens.count
      && ["dollars", "euros", "pounds", "rials", "riyals", "roubles", "rubles", "rupees", "yuan", "crowns"]
        .contains {
          isWord(token + 1, $0)
        }
  }

  /// Whether a mention is about something else: an attribute ("tank crews") or the object of a preposition that no
  /// pattern asks for ("evidence about howitzers").
  func isAside(_ hit: Int, from trigger: Range<Int>) -> Bool {
    let label = reading.labels[hit]
    let sentence = reading.segmentation.sentences[label.sentence].tokens
    let next = label.tokens.upperBound
    if next < sentence.upperBound, lists.contains(settings.attributive, next),
      reading.tokens[next].boundary.isSubset(of: [.space, .line, .hyphen])
    {
      return true
    }
    // Before the trigger a preposition governs the mention for another verb: "relies on jets bought from Italy".
    guard label.tokens.lowerBound >= trigger.upperBound else { return false }
    // "lent Oman $300 million, more than its missiles cost": the object is money, unless it is money's worth of arms.
    if let money = (trigger.upperBound..<label.tokens.lowerBound).last(where: {
      isMoney($0)
    }),
      !(money..<label.tokens.lowerBound).contains(where: { token in
        ["in", "of", "for", "worth", "on"].contains { isWord(token, $0) }
      })
    {
      return true
    }
    // "sent a delegation to discuss buying weapons": the thing is the object of the nearer verb.
    if trigger.count == 1,
      ((trigger.upperBound + 1)..<max(trigger.upperBound + 1, label.tokens.lowerBound)).contains(
        where: isGovernedVerb)
    {
      return true
    }
    // "word that no carriers were damaged", "details of how goggles are tested": what a clause is about does not move.
    let between = (trigger.upperBound + 1)..<max(trigger.upperBound + 1, label.tokens.lowerBound)
    if between.contains(where: { token in
      ["how", "whether", "why"].contains { isWord(token, $0) }
        || isWord(token, "that") && reading.tokens[token].boundary.isSubset(of: [.space, .line])
          && !isWord(token - 1, "so") && !hasMention(endingAt: token)
    }) {
      return true
    }
    for token in [label.tokens.lowerBound - 1, label.tokens.lowerBound - 2] where token >= sentence.lowerBound
    {
      // "a list of military equipment"
      if isWord(token, "of"), lists.contains(settings.abstracts, token - 1) { return true }
      if trigger.contains(token) || ["of", "like", "with", "than"].contains(where: { isWord(token, $0) }) {
        return false
      }
      // "sent over 2,100 rifles"
      if reading.tokens[token + 1].flags.contains(.number) { return false }
      // "$2 billion in weapons"
      if isWord(token, "in"), (max(sentence.lowerBound, token - 4)..<token).contains(where: isMoney) {
        return false
      }
      if lists.contains(settings.prepositions, token) { return true }
      if !reading.tokens[token].boundary.isSubset(of: [.space, .line]) { return false }
    }
    return false
  }

  /// Whether a word is an infinitive or a gerund behind a preposition: a verb with objects of its own.
  func isGovernedVerb(_ word: Int) -> Bool {
    guard word > 1 else { return false }
    // "to sell oil and to buy drones"
    if isWord(word - 1, "to"), isWord(word - 2, "and") { return true }
    if isWord(word - 1, "to") { return lists.contains(settings.purposes, word) }
    return ends(word, in: "ing")
      && lists.contains(settings.prepositions, word - 1)
  }

  func hasMention(endingAt end: Int) -> Bool {
    index.labels(in: reading.sentence(of: end)).contains { reading.labels[$0].tokens.upperBound == end }
  }

  /// The mention that the trigger stands in, or that its relative clause hangs on: `missiles, which we are providing`.
  func antecedentItems(of frame: FrameHit) -> [Int] {
    // "arms sales" names the arms and the transfer at once.
    if let own = index.weapons(in: frame.sentence).first(where: {
      reading.labels[weapons[$0].hit].tokens.overlaps(frame.trigger)
    }) {
      return coordinated(with: own)
    }
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    // "the missiles that we are supplying", "the tanks Italy lent": the subject stands between.
    let end = finder.clauseStart(of: frame.trigger.lowerBound, in: frame.sentence)
    if end < frame.trigger.lowerBound,
      let mention = index.weapons(in: frame.sentence).last(where: {
        reading.labels[weapons[$0].hit].tokens.upperBound == end
      })
    {
      return coordinated(with: mention)
    }
    let clause = reading.clauses[frame.trigger.lowerBound]
    var start = frame.trigger.lowerBound
    while start > sentence.lowerBound, reading.clauses[start - 1] == clause { start -= 1 }
    guard start > sentence.lowerBound else { return [] }
    let before = index.weapons(in: frame.sentence).last {
      let tokens = reading.labels[weapons[$0].hit].tokens
      return tokens.upperBound <= start && start - tokens.upperBound <= 1
        && sentence.contains(tokens.lowerBound)
    }
    return before.map { coordinated(with: $0) } ?? []
  }

  /// The things of the sentence before, where this one goes on about them: "They were sold to Chad", "The deal with Chad …".
  func itemsBefore(_ frame: FrameHit, earlier: [Event]) -> [Int] {
    guard index.weapons(in: frame.sentence).isEmpty, isAnaphoric(frame) else { return [] }
    for sentence in (max(0, frame.sentence - 2)..<frame.sentence).reversed() {
      if let event = earlier.last(where: { $0.sentence == sentence }) { return event.items }
      if let last = index.weapons(in: sentence).last { return coordinated(with: last) }
    }
    return []
  }

  /// Whether a frame's thing is named by a pronoun, or its trigger is a noun that points back.
  func isAnaphoric(_ frame: FrameHit) -> Bool {
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    let start = frame.trigger.lowerBound
    func isThing(_ token: Int) -> Bool {
      ["it", "them", "they", "these", "those", "both"].contains { isWord(token, $0) }
    }
    let isSubject = (max(sentence.lowerBound, start - 5)..<start).contains {
      isThing($0) || lists.contains(settings.anaphors, $0)
    }
    if frame.isPassive { return isSubject }
    if !settings.catalog.rules[frame.rule].isVerbal {
      let before = start - 1
      let isDefinite = ["the", "this", "that", "these", "those", "such"].contains { word in
        before >= sentence.lowerBound && isWord(before, word)
      }
      return isSubject || isDefinite
    }
    let end = frame.trigger.upperBound
    guard end < sentence.upperBound else { return false }
    // "sent them to Chad", but "sent it 30" has a receiver.
    if isThing(end), !isWord(end, "both") {
      return end + 1 >= sentence.upperBound || !reading.tokens[end + 1].flags.contains(.number)
    }
    return (end..<min(end + 6, sentence.upperBound)).contains { lists.contains(settings.anaphors, $0) }
      || (end..<min(end + 4, sentence.upperBound)).contains {
        reading.tokens[$0].flags.contains(.number) && $0 + 1 < sentence.upperBound && isWord($0 + 1, "of")
      }
  }

  /// Mentions joined to one by commas and conjunctions, on both sides, adjectives and quantities between them allowed.
  func coordinated(with weapon: Int) -> [Int] {
    var items = [weapon]
    func tokens(_ weapon: Int) -> Range<Int> { reading.labels[weapons[weapon].hit].tokens }
    func isJoined(_ a: Int, _ b: Int) -> Bool {
      guard reading.labels[weapons[a].hit].sentence == reading.labels[weapons[b].hit].sentence else {
        return false
      }
      let between = tokens(a).upperBound..<tokens(b).lowerBound
      guard between.count <= 6, tokens(a).upperBound <= tokens(b).lowerBound else { return false }
      let boundaries = (tokens(a).upperBound...tokens(b).lowerBound).map { reading.tokens[$0].boundary }
      let hasComma = boundaries.contains { $0.contains(.comma) || $0.contains(.semicolon) }
      let hasAnd = between.contains { isWord($0, "and") || isWord($0, "or") || isWord($0, "plus") }
      let sentence = reading.labels[weapons[a].hit].sentence
      let hasActor = index.actors(in: sentence).contains {
        reading.actors[$0].tokens.overlaps(between) && reading.actors[$0].form == .name
      }
      let hasTrigger = index.triggers(in: sentence).contains { $0.overlaps(between) }
      return (hasComma || hasAnd) && !hasActor && !hasTrigger
    }
    var next = weapon
    while next + 1 < weapons.count, isJoined(next, next + 1) {
      next += 1
      items.append(next)
    }
    next = weapon
    while next > 0, isJoined(next - 1, next) {
      next -= 1
      items.insert(next, at: 0)
    }
    return items
  }
}
