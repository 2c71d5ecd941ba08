import WaybillCore
import WaybillText

/// Decides the roles around each trigger.
///
/// In this order: items, then parties named in the clause, then pronouns, then the paragraph. A party that the clause
/// puts in another role (a place, a target, a possessor of something else, a false destination) is passed over.
struct EventReader {
  let settings: Settings
  let reading: Reading
  let weapons: [WeaponMention]
  let lists: ListLookup
  /// Weapon by index of its label hit.
  private let weaponOfHit: [Int: Int]
  private let voice: Int?
  private let cuesBySentence: [Int: [CueHit]]
  let index: SentenceIndex
  private let finder: SubjectFinder
  /// The armed group of an article that names just one.
  private let onlyGroup: Int?

  init(settings: Settings, reading: Reading, weapons: [WeaponMention]) {
    self.settings = settings
    self.reading = reading
    self.weapons = weapons
    lists = ListLookup(reading)
    weaponOfHit = Dictionary(weapons.enumerated().map { ($1.hit, $0) }) { first, _ in first }
    voice = settings.voice(of: reading.article)
    cuesBySentence = Dictionary(grouping: reading.cues, by: \.sentence)
    index = SentenceIndex(reading, weapons: weapons)
    finder = SubjectFinder(settings: settings, reading: reading, lists: lists, index: index)
    let groups = Set(reading.actors.map(\.actor).filter { settings.catalog.actors[$0].type == "nonstate" })
    onlyGroup = groups.count == 1 ? groups.first : nil
  }

  private func cues(in sentence: Int) -> [CueHit] { cuesBySentence[sentence] ?? [] }

  /// The cues of a sentence and of its paragraph, whose scopes may run over sentences.
  private func cuesByParagraph(of sentence: Int) -> [CueHit] {
    let sentences = reading.segmentation.sentences
    var first = sentence
    while first > 0, sentences[first - 1].paragraph == sentences[sentence].paragraph { first -= 1 }
    var last = sentence
    while last + 1 < sentences.count, sentences[last + 1].paragraph == sentences[sentence].paragraph {
      last += 1
    }
    return (first...last).flatMap(cues)
  }

  /// - Parameter refusals: takes frames of which nothing was made, when it is not nil.
  func events(refusals: inout [Refusal]?) -> [Event] {
    var byTrigger: [Int: [FrameHit]] = [:]
    for frame in reading.frames { byTrigger[frame.trigger.lowerBound, default: []].append(frame) }
    var events: [Event] = []
    for trigger in byTrigger.keys.sorted() {
      guard let event = event(from: byTrigger[trigger] ?? [], after: events, &refusals) else { continue }
      let members = listed(after: event)
      let further = members.isEmpty ? gapped(after: event) : members
      events += distributed(event) + further + [echoed(after: event)].compactMap { $0 }
    }
    return withPackages(events.filter { event in !events.contains { governs($0, event) } })
  }

  /// Whether an event tells what becomes of another: of "ban on exports of tanks" the export is no event of its own.
  private func governs(_ event: Event, _ other: Event) -> Bool {
    guard event.sentence == other.sentence, event.trigger.upperBound <= other.trigger.lowerBound,
      event.items == other.items, let item = event.items.first,
      other.trigger.upperBound <= reading.labels[weapons[item].hit].tokens.upperBound,
      !(event.trigger.upperBound..<other.trigger.lowerBound).contains(where: {
        isWord($0, "and") || isWord($0, "but") || isWord($0, "then")
      })
    else { return false }
    return Set(other.suppliers.map(\.actor)).isSubset(of: event.suppliers.map(\.actor))
      && Set(other.recipients.map(\.actor)).isSubset(of: event.recipients.map(\.actor))
  }

  // MARK: One trigger

  /// Reads the frames of one trigger; the one that fills most roles wins, then the earlier rule.
  private func event(from frames: [FrameHit], after earlier: [Event], _ refusals: inout [Refusal]?) -> Event?
  {
    var best: (event: Event, score: Int)?
    func refuse(_ rule: Int, _ trigger: Range<Int>, _ reason: @autoclosure () -> String) {
      refusals?.append(Refusal(rule: rule, tokens: trigger, reason: reason()))
    }
    func refuseLoser(_ rule: Int, to winner: Int) {
      refuse(
        rule, frames[0].trigger,
        "\(settings.catalog.rules[winner].name) at the same trigger fills more roles, or as many and comes first"
      )
    }
    for frame in frames {
      let sentence = reading.segmentation.sentences[frame.sentence]
      if sentence.isQuestion {
        refuse(frame.rule, frame.trigger, "the sentence is a question, and a question asserts nothing")
        continue
      }
      if settings.catalog.rules[frame.rule].isVerbal, !frame.isPassive,
        isNoun(frame.trigger, in: sentence.tokens)
      {
        refuse(frame.rule, frame.trigger, "the word is a noun here")
        continue
      }
      if settings.catalog.rules[frame.rule].isVerbal, !frame.isPassive,
        frame.trigger.upperBound < sentence.tokens.upperBound,
        isWord(frame.trigger.upperBound, "by"),
        reading.tokens[frame.trigger.upperBound].boundary.isSubset(of: [.space, .line]),
        !ends(frame.trigger.upperBound - 1, in: "ing")
      {
        refuse(frame.rule, frame.trigger, "the participle is passive: \"by\" names who did it")
        continue
      }
      if settings.catalog.rules[frame.rule].isVerbal,
        reading.tokens[frame.trigger.lowerBound].boundary == .hyphen
      {
        refuse(frame.rule, frame.trigger, "behind a hyphen the participle describes the thing")
        continue
      }
      if isAttribute(frame.trigger, in: sentence.tokens) {
        refuse(frame.rule, frame.trigger, "the participle describes the thing: nobody is said to do it")
        continue
      }
      let cues = cuesByParagraph(of: frame.sentence).filter { $0.scope.contains(frame.trigger.lowerBound) }
      var attributes = settings.catalog.rules[frame.rule].sets
      for cue in cues { attributes.formUnion(settings.catalog.modifiers[cue.modifier].sets) }
      if let modality = attributes[.modality], modality == "question" || modality == "conditional" {
        refuse(frame.rule, frame.trigger, "a cue makes it a \(modality), which asserts nothing")
        continue
      }
      var items = items(of: frame)
      if items.isEmpty { items = antecedentItems(of: frame) }
      if items.isEmpty { items = itemsBefore(frame, earlier: earlier) }
      guard !items.isEmpty else {
        refuse(frame.rule, frame.trigger, "no weapon or aid is named as what was transferred")
        continue
      }
      var suppliers = parties("supplier", of: frame)
      var recipients = parties("recipient", of: frame)
      guard takeSubject(of: frame, &suppliers, &recipients) else {
        refuse(frame.rule, frame.trigger, "an outlet or a research body does it")
        continue
      }
      let named = (suppliers.isEmpty ? 0 : 1) + (recipients.isEmpty ? 0 : 1)
      let firstNames = Set(suppliers.map(\.actor))
      recipients.removeAll { firstNames.contains($0.actor) }
      // Seized goods went where the clause says, or nowhere.
      if attributes[.status] != "intercepted" {
        fill(
          &suppliers, &recipients, items: items, frame: frame, isRequest: attributes[.status] == "requested",
          earlier: earlier)
      }
      suppliers = spelledOut(suppliers, in: frame, avoiding: recipients)
      recipients = spelledOut(recipients, in: frame, avoiding: suppliers)
      let isWhole = !suppliers.isEmpty && !recipients.isEmpty
      // "Latvia's supply of shells" is what Latvia has.
      if recipients.isEmpty, !settings.catalog.rules[frame.rule].isVerbal,
        isWord(frame.trigger.lowerBound, "supply") || isWord(frame.trigger.lowerBound, "supplies")
      {
        refuse(frame.rule, frame.trigger, "a supply of somebody's without a receiver is a stock")
        continue
      }
      guard isWhole || named > 0 && standsAlone(items, attributes, suppliers: suppliers) else {
        refuse(
          frame.rule, frame.trigger,
          suppliers.isEmpty && recipients.isEmpty
            ? "neither supplier nor recipient is named or can be inferred"
            : "no \(suppliers.isEmpty ? "supplier" : "recipient") is named or can be inferred")
        continue
      }
      let score = named * 4 + (suppliers.isEmpty || recipients.isEmpty ? 0 : 2) + (items.isEmpty ? 0 : 1)
      if score > best?.score ?? -1 {
        if let best { refuseLoser(best.event.rule, to: frame.rule) }
        best = (
          Event(
            trigger: frame.trigger, sentence: frame.sentence, rule: frame.rule, suppliers: suppliers,
            recipients: recipients, items: items, attributes: attributes, cues: cues,
            decoys: decoys(near: frame)),
          score
        )
      } else if let best {
        refuseLoser(frame.rule, to: best.event.rule)
      }
    }
    return best?.event
  }

  /// Whether one party alone makes a claim: where the text says that nothing went on to the other, and in the press,
  /// where a definite thing changed hands. A government that says "we provide weapons" speaks of its policy.
  private func standsAlone(_ items: [Int], _ attributes: AttributeSet, suppliers: [Event.Party]) -> Bool {
    if ["refused", "halted"].contains(attributes[.status] ?? "") { return !suppliers.isEmpty }
    // What was caught on its way needs no receiver.
    if attributes[.status] == "intercepted" { return true }
    return voice == nil && items.contains { !Self.vague.contains(weapons[$0].leaf) }
  }

  /// Leaves that name no definite thing.
  private static let vague: Set = services.union([
    "weapons-unspecified", "ammunition-unspecified", "spare-parts-support",
  ])

  /// Whether a word that can be a verb is a noun: "supplies of arms", "weapons transfers", "its exports".
  private func isNoun(_ trigger: Range<Int>, in sentence: Range<Int>) -> Bool {
    let word = trigger.lowerBound
    guard trigger.count == 1, ends(word, in: "s") || Self.nounsAndVerbs.contains(where: { isWord(word, $0) })
    else {
      return false
    }
    let next = trigger.upperBound
    if next < sentence.upperBound, isWord(next, "of") { return true }
    // "weapons transfers", "boarded ships": part of what is named.
    if index.labels(in: reading.sentence(of: word)).contains(where: {
      reading.labels[$0].tokens.contains(word)
    }) {
      return true
    }
    let before = word - 1
    guard before >= sentence.lowerBound, reading.tokens[word].boundary.isSubset(of: [.space, .line]) else {
      return false
    }
    if hasMention(endingAt: word) || reading.tokens[before].flags.contains(.possessive) { return true }
    return !isWord(before, "to") && lists.contains(settings.prepositions, before)
      || [
        "the", "its", "their", "his", "her", "a", "an", "any", "some", "more", "such", "these", "those",
        "from", "for",
      ]
      .contains { isWord(before, $0) }
  }

  /// Verbs of transfer whose plain form is a noun too.
  private static let nounsAndVerbs = [
    "supply", "transfer", "export", "loan", "lease", "gift", "ship", "purchase", "order",
  ]

  /// Whether a trigger is an adjective: the participle of "evidence about smuggled howitzers".
  private func isAttribute(_ trigger: Range<Int>, in sentence: Range<Int>) -> Bool {
    let before = trigger.lowerBound - 1
    let next = trigger.upperBound
    guard trigger.count == 1, ends(trigger.lowerBound, in: "ed"), before >= sentence.lowerBound,
      next < sentence.upperBound,
      index.labels(in: reading.sentence(of: next)).contains(where: {
        reading.labels[$0].tokens.lowerBound == next
      })
    else { return false }
    return lists.contains(settings.prepositions, before)
      || ["a", "an", "any", "for", "from", "more", "of", "some", "the", "to", "with"].contains {
        isWord(before, $0)
      }
  }

  // MARK: Items

  /// The nearest proposed mention by the earliest pattern, and those coordinated with it.
  private func items(of frame: FrameHit) -> [Int] {
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
  private func isMoney(_ token: Int) -> Bool {
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
  private func isAside(_ hit: Int, from trigger: Range<Int>) -> Bool {
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
  private func isGovernedVerb(_ word: Int) -> Bool {
    guard word > 1 else { return false }
    // "to sell oil and to buy drones"
    if isWord(word - 1, "to"), isWord(word - 2, "and") { return true }
    if isWord(word - 1, "to") { return lists.contains(settings.purposes, word) }
    return ends(word, in: "ing")
      && lists.contains(settings.prepositions, word - 1)
  }

  private func hasMention(endingAt end: Int) -> Bool {
    index.labels(in: reading.sentence(of: end)).contains { reading.labels[$0].tokens.upperBound == end }
  }

  /// The mention that the trigger stands in, or that its relative clause hangs on: `missiles, which we are providing`.
  private func antecedentItems(of frame: FrameHit) -> [Int] {
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
  private func itemsBefore(_ frame: FrameHit, earlier: [Event]) -> [Int] {
    guard index.weapons(in: frame.sentence).isEmpty, isAnaphoric(frame) else { return [] }
    for sentence in (max(0, frame.sentence - 2)..<frame.sentence).reversed() {
      if let event = earlier.last(where: { $0.sentence == sentence }) { return event.items }
      if let last = index.weapons(in: sentence).last { return coordinated(with: last) }
    }
    return []
  }

  /// Whether a frame's thing is named by a pronoun, or its trigger is a noun that points back.
  private func isAnaphoric(_ frame: FrameHit) -> Bool {
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
  private func coordinated(with weapon: Int) -> [Int] {
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

  func isWord(_ token: Int, _ word: String) -> Bool { reading.isWord(token, word) }

  // MARK: Parties

  private func parties(_ role: String, of frame: FrameHit) -> [Event.Party] {
    var proposed: [(hit: Int, pattern: Int, distance: Int)] = []
    for candidate in frame.candidates where candidate.role == role {
      guard case .actor(let hit) = candidate.filler else { continue }
      let isLeft = reading.actors[hit].tokens.upperBound <= frame.trigger.lowerBound
      if isElsewhere(
        hit, role: role, isLeft: isLeft, frame: frame, isGoverned: candidate.isGoverned)
      {
        continue
      }
      proposed.append((hit, candidate.pattern, candidate.distance))
    }
    guard let first = proposed.min(by: { ($0.pattern, $0.distance) < ($1.pattern, $1.distance) }) else {
      return []
    }
    var seen: Set<Int> = []
    return coordinatedActors(with: first.hit).filter { seen.insert(named($0)).inserted }
      .map { Event.Party(actor: named($0), hit: $0, basis: .clause) }
  }

  /// Whether the clause gives an actor another role than the one proposed.
  ///
  /// - Parameter isGoverned: the pattern names the preposition itself.
  private func isElsewhere(
    _ actor: Int, role: String, isLeft: Bool, frame: FrameHit, isGoverned: Bool
  ) -> Bool {
    let trigger = frame.trigger
    let hit = reading.actors[actor]
    if falseDestinations(in: hit.sentence).contains(where: { $0.overlaps(hit.tokens) }) { return true }
    if isUnitedNations(hit) { return true }
    if isLeft, looksOn(hit, before: trigger) { return true }
    if isLeft, settings.catalog.rules[frame.rule].isVerbal, finder.isObjectOfInfinitive(hit) { return true }
    // "gives Hawks, Rome Aspide": behind a comma another clause begins.
    if !isLeft, role == "recipient", !isPlaceBefore(hit.tokens.lowerBound),
      !reading.tokens[hit.tokens.lowerBound].boundary.isDisjoint(with: [.comma, .semicolon])
    {
      return true
    }
    // Behind the trigger, a name that speaks (", US says") is a source, not a party.
    if !isLeft, isSpeaking(hit, apartFrom: trigger) { return true }
    let sentence = reading.segmentation.sentences[hit.sentence].tokens
    let next = hit.tokens.upperBound
    // "Nato-led troops", "Iranian-backed fighters": not the ones who act. "Turkish-made drones" tell of Turkey, as who gave.
    if next < sentence.upperBound, reading.tokens[next].boundary == .hyphen, !trigger.contains(next) {
      return !(role == "supplier" && lists.contains(settings.origins, next))
    }
    // "Sudan's Rapid Support Forces", "Sudanese RSF": the owner is not the party.
    if next < sentence.upperBound,
      hit.form == .demonym || reading.tokens[next - 1].flags.contains(.possessive),
      let other = index.actors(in: hit.sentence).first(where: { reading.actors[$0].tokens.lowerBound == next }
      ),
      ["nonstate", "group", "territory"].contains(settings.catalog.actors[reading.actors[other].actor].type)
    {
      return true
    }
    // "Afghan rebels" are not Afghanistan.
    let isOwner = hit.form == .demonym || reading.tokens[next - 1].flags.contains(.possessive)
    if next < sentence.upperBound,
      isUnlisted(startingWithin: next..<min(next + (isOwner ? 3 : 1), sentence.upperBound), in: hit.sentence)
    {
      return true
    }
    // What stands before the first of a list governs them all: "talks with Israel and Ukraine".
    let first = coordinatedActors(with: actor).first ?? actor
    var previous = reading.actors[first].tokens.lowerBound - 1
    while previous >= sentence.lowerBound, isWord(previous, "the") || isWord(previous, "a") { previous -= 1 }
    let governs = previous >= sentence.lowerBound && !trigger.contains(previous)
    // "vehicles made by Norway and fitted with missiles": who made something is no receiver.
    if isLeft, role == "recipient", governs, isWord(previous, "by") { return true }
    // The pattern itself names the preposition when it stands right before its filler; any other makes a place, a
    // target or a companion.
    // "Norwegian-supplied" and "concern about Norway providing" name the supplier whatever stands before.
    if isLeft, trigger.lowerBound == next, role == "supplier",
      reading.tokens[next].boundary == .hyphen || ends(trigger.lowerBound, in: "ing")
    {
      return false
    }
    // Who gave is no receiver: "supplied by Iran".
    if !isLeft, role == "recipient", governs, !isGoverned, isWord(previous, "by") || isWord(previous, "from")
    {
      return true
    }
    // "countries like Brazil", "allies such as Oman"
    let isExample =
      governs && previous > sentence.lowerBound
      && (isWord(previous, "like") && lists.contains(settings.collectives, previous - 1)
        || isWord(previous, "as") && isWord(previous - 1, "such"))
    if governs, !isGoverned, !isExample, lists.contains(settings.prepositions, previous) {
      // "the government of Norway" and "the regime in Beijing" act for their states.
      let isOrgan =
        (isWord(previous, "of") || isWord(previous, "in") && hit.form == .metonym)
        && previous > sentence.lowerBound
        && lists.contains(settings.organs, previous - 1)
      if !isOrgan { return true }
    }
    // "bought arms from Croatia and sent them on": the source of one deed does not do the other.
    if isLeft, role == "supplier", governs, !isGoverned, settings.catalog.rules[frame.rule].isVerbal,
      isWord(previous, "from")
    {
      return true
    }
    // "for Iran to sell" has a subject; "to Iran" and "for Iran" alone have none.
    let isSubjectOfInfinitive =
      governs && isWord(previous, "for") && next < trigger.lowerBound && isWord(next, "to")
    if isLeft, role == "supplier", governs, !isSubjectOfInfinitive,
      isWord(previous, "to") || isWord(previous, "for")
    {
      return true
    }
    let mention = index.labels(in: hit.sentence).lazy.map { reading.labels[$0] }.first {
      $0.tokens.lowerBound == next || $0.tokens.overlaps(hit.tokens)
    }
    let organ = (next..<min(next + 3, sentence.upperBound)).contains { lists.contains(settings.organs, $0) }
    // "Iran arms sales", "the Taiwan arms deal": a name before arms is who gets them.
    if isLeft, role == "supplier", hit.form == .name, !settings.catalog.rules[frame.rule].isVerbal,
      let mention,
      mention.tokens.lowerBound == next, !reading.tokens[hit.tokens.lowerBound].flags.contains(.allCapitals),
      !reading.tokens[next - 1].flags.contains(.possessive),
      settings.catalog.actors[hit.actor].type == "state"
    {
      return true
    }
    // "the U.S. Patriot system" tells the make as an adjective does; in "sold the U.S. Patriots" the name stands at the verb.
    if isLeft, hit.form == .name, next - hit.tokens.lowerBound == 1 || hit.tokens.count == 2,
      reading.tokens[hit.tokens.lowerBound].flags.contains(.allCapitals), let mention,
      mention.tokens.lowerBound == next,
      next < trigger.lowerBound - 1
    {
      return role == "recipient"
    }
    if hit.form == .demonym {
      // "Iranian drones" tells the make; "Iranian forces" acts; "the Iranians" are a party; "American aid" and "American
      // arms sales" tell who gives.
      // "gave the Albanians drones": people, not a make.
      if reading.isPeople(hit, before: trigger.lowerBound, lists: lists, settings: settings) {
        return false
      }
      // "training to the Nepalese army": inside what is given stands who gets it.
      if organ, let mention, mention.tokens.lowerBound < hit.tokens.lowerBound { return false }
      if let mention {
        let isGiven =
          mention.tokens.overlaps(trigger)
          || Self.services.contains(settings.catalog.labels[mention.label].name)
        // A passive rule that begins with the supplier means the adjective of the thing: "Turkish drones were used by …".
        let isSubject = frame.isPassive && settings.catalog.rules[frame.rule].subject == "supplier"
        return role == "supplier" ? isLeft && !isGiven && !isSubject : true
      }
      // "a Russian gift of pistols" comes from Russia.
      if role == "supplier", next == trigger.lowerBound, !settings.catalog.rules[frame.rule].isVerbal {
        return false
      }
      return !organ && !ends(hit.tokens.upperBound - 1, in: "s")
    }
    let isPossessive = reading.tokens[hit.tokens.upperBound - 1].flags.contains(.possessive)
    if isPossessive, isLeft {
      // "Iran's shipment" supplies and "India's purchase" receives; "Russia's war" does not act.
      let isVerbal = settings.catalog.rules[frame.rule].isVerbal
      // "The navy's new missiles came from China": the owner received them.
      if role == "recipient", !isVerbal,
        index.labels(in: hit.sentence).contains(where: {
          let tokens = reading.labels[$0].tokens
          return tokens.upperBound <= trigger.lowerBound && tokens.lowerBound >= next
            && tokens.lowerBound - next <= 4
        })
      {
        return false
      }
      return !organ && (isVerbal || trigger.lowerBound - next > 3)
    }
    return false
  }

  /// Whether a town stands before a comma and a state behind it: "for Benghazi, Libya".
  private func isPlaceBefore(_ start: Int) -> Bool {
    start > 1 && reading.tokens[start].boundary.contains(.comma)
      && reading.tokens[start - 1].flags.contains(.capitalised)
      && ["to", "for", "into"].contains { isWord(start - 2, $0) }
  }

  /// Whether a party without a name stands right behind another name: "Afghan rebels".
  private func isUnlisted(startingWithin tokens: Range<Int>, in sentence: Int) -> Bool {
    index.actors(in: sentence).contains {
      let hit = reading.actors[$0]
      return tokens.contains(hit.tokens.lowerBound) && settings.catalog.actors[hit.actor].type == "unlisted"
    }
  }

  /// Takes words such as *the rebels* for the armed group that the text named last, or for its only one.
  private func named(_ hit: Int) -> Int {
    let own = reading.actors[hit]
    guard settings.catalog.actors[own.actor].type == "unlisted" else { return own.actor }
    // "rebels in Libya" says which, whoever was named before.
    let end = own.tokens.upperBound
    if end < reading.tokens.count, isWord(end, "in"),
      index.actors(in: own.sentence).contains(where: {
        (end + 1...end + 2).contains(reading.actors[$0].tokens.lowerBound)
      })
    {
      return own.actor
    }
    for sentence in (max(0, own.sentence - Self.sentencesBack)...own.sentence).reversed() {
      let group = index.actors(in: sentence).last {
        let type = settings.catalog.actors[reading.actors[$0].actor].type
        return $0 < hit
          && (type == "nonstate"
            || type == "group"
              && !Self.collectives.contains(settings.catalog.actors[reading.actors[$0].actor].id))
      }
      if let group { return reading.actors[group].actor }
    }
    return onlyGroup ?? own.actor
  }

  /// Groups of states and of dealers: no armed groups.
  private static let collectives: Set = [
    "grp-allied-countries", "grp-european-countries", "grp-foreign-countries", "grp-gulf-states",
    "grp-baltic-states",
    "grp-chinese-companies", "grp-arms-traffickers",
  ]

  /// Whether a verb between an actor and the trigger makes it a bystander: "China condemned the sale".
  private func looksOn(_ hit: ActorHit, before trigger: Range<Int>) -> Bool {
    (hit.tokens.upperBound..<min(hit.tokens.upperBound + 3, trigger.lowerBound)).contains {
      lists.contains(settings.bystanders, $0)
    }
  }

  /// Whether a source cue covers an actor's name.
  private func isSpeaking(_ hit: ActorHit, apartFrom trigger: Range<Int>) -> Bool {
    cues(in: hit.sentence).contains {
      settings.catalog.modifiers[$0.modifier].sets[.source] != nil && $0.tokens.overlaps(hit.tokens)
        && !$0.tokens.overlaps(trigger)
    }
  }

  /// Leaves of what is given rather than made: their adjective names the giver.
  private static let services: Set = ["aid-package-unspecified", "training-advisers", "personnel-deployment"]

  private func ends(_ token: Int, in ending: String) -> Bool { reading.ends(token, in: ending) }

  /// Actors joined to one by commas and conjunctions only.
  func coordinatedActors(with index: Int) -> [Int] {
    func isJoined(_ a: Int, _ b: Int) -> Bool {
      let first = reading.actors[a]
      let second = reading.actors[b]
      guard first.sentence == second.sentence else { return false }
      let between = first.tokens.upperBound..<second.tokens.lowerBound
      guard between.count <= 2 else { return false }
      let words = between.filter { !isWord($0, "the") && !isWord($0, "our") && !isWord($0, "its") }
      let isAnd = words.count == 1 && (isWord(words[0], "and") || isWord(words[0], "or"))
      let isComma = words.isEmpty && reading.tokens[second.tokens.lowerBound].boundary.contains(.comma)
      let sameForm = (first.form == .demonym) == (second.form == .demonym)
      let next = second.tokens.upperBound
      // ", and China will protest" begins a clause of its own.
      if isAnd, reading.tokens[words[0]].boundary.contains(.comma), next < reading.tokens.count,
        lists.contains(settings.finiteVerbs, next)
      {
        return false
      }
      return (isAnd || isComma) && sameForm && isParty(b) && !isSpeaking(second, apartFrom: 0..<0)
        && !reading.tokens[first.tokens.upperBound - 1].flags.contains(.possessive)
        && (isAnd || !reading.tokens[next - 1].flags.contains(.possessive))
    }
    var group = [index]
    var last = index
    while last + 1 < reading.actors.count, isJoined(last, last + 1) {
      last += 1
      group.append(last)
    }
    var first = index
    while first > 0, isJoined(first - 1, first) {
      first -= 1
      group.insert(first, at: 0)
    }
    // "…, India approved": two names at a comma are no list, but in a headline.
    let isList = zip(group, group.dropFirst()).contains { pair in
      (reading.actors[pair.0].tokens.upperBound..<reading.actors[pair.1].tokens.lowerBound).contains {
        isWord($0, "and") || isWord($0, "or")
      }
    }
    let isTitle = reading.segmentation.sentences[reading.actors[index].sentence].zone == .title
    return isList || isTitle ? group : [index]
  }

  /// Gives the subject of the trigger's clause the role that the rule has for it.
  ///
  /// Phrases propose the nearest name to the left. They are overruled where somebody without a name acts ("a network of
  /// traders selling arms"), or a pronoun stands nearer.
  ///
  /// - Returns: false where somebody acts who is no party to anything.
  private func takeSubject(
    of frame: FrameHit, _ suppliers: inout [Event.Party], _ recipients: inout [Event.Party]
  ) -> Bool {
    let rule = settings.catalog.rules[frame.rule]
    guard rule.isVerbal, !frame.isPassive, let role = rule.subject, role == "supplier" || role == "recipient"
    else { return true }
    let proposed = role == "supplier" ? suppliers : recipients
    func set(_ parties: [Event.Party]) {
      if role == "supplier" { suppliers = parties } else { recipients = parties }
    }
    /// Whether the phrases' choice stands left of a token.
    func isLeft(of token: Int) -> Bool {
      proposed.allSatisfy { $0.hit.map { reading.actors[$0].tokens.upperBound <= token } ?? true }
    }
    switch finder.subject(of: frame.trigger, in: frame.sentence) {
    case .actor(let hit):
      // A paper that "obtained a request for tanks" has no part in it, and neither has anybody before it.
      if !isParty(hit), isLeft(of: reading.actors[hit].tokens.lowerBound) { return false }
      guard isLeft(of: reading.actors[hit].tokens.lowerBound), isParty(hit),
        !looksOn(reading.actors[hit], before: frame.trigger)
      else { return true }
      var seen = Set((role == "supplier" ? recipients : suppliers).map(\.actor))
      guard !seen.contains(named(hit)) else { return true }
      set(
        coordinatedActors(with: hit).filter { seen.insert(named($0)).inserted }
          .map { Event.Party(actor: named($0), hit: $0, basis: .clause) })
    case .pronoun(let token):
      if isLeft(of: token) { set([]) }
    case .other:
      if isLeft(of: frame.trigger.lowerBound) { set([]) }
    case nil:
      break
    }
    return true
  }

  /// Whether an actor can give or get at all: outlets, research bodies and agencies cannot.
  private func isParty(_ hit: Int) -> Bool {
    let actor = settings.catalog.actors[reading.actors[hit].actor]
    return !["media", "research", "agency"].contains(actor.type) && !isUnitedNations(reading.actors[hit])
  }

  /// The United Nations speak, ban and watch; only their missions get arms.
  private func isUnitedNations(_ hit: ActorHit) -> Bool {
    settings.catalog.actors[hit.actor].id == "igo-united-nations" && hit.form != .body
      && !(hit.tokens.upperBound..<min(hit.tokens.upperBound + 2, reading.tokens.count)).contains {
        lists.contains(settings.organs, $0)
      }
  }

  // MARK: What the clause leaves out

  private func fill(
    _ suppliers: inout [Event.Party], _ recipients: inout [Event.Party], items: [Int], frame: FrameHit,
    isRequest: Bool, earlier: [Event]
  ) {
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    let roles = settings.catalog.rules[frame.rule].inferredRoles
    if !frame.isPassive, let (shared, joint) = sharedSubject(of: frame, earlier: earlier) {
      // What the clause before names behind its verb is not the subject of this one.
      func isBefore(_ party: Event.Party) -> Bool {
        party.hit.map { reading.actors[$0].tokens.upperBound <= joint } ?? true
      }
      switch settings.catalog.rules[frame.rule].subject {
      case "supplier" where suppliers.allSatisfy(isBefore): suppliers = shared
      case "recipient" where recipients.allSatisfy(isBefore): recipients = shared
      default: break
      }
      suppliers.removeAll { supplier in recipients.contains { $0.actor == supplier.actor } }
    }
    // "bought helicopters for the Afghan army from Russia": who gets them is named with the thing.
    if settings.catalog.rules[frame.rule].subject == "recipient", let item = items.last {
      let hit = reading.labels[weapons[item].hit]
      if let party = marked(from: hit.tokens.upperBound, in: hit.sentence), !party.isSource,
        party.parties.allSatisfy({ party in !suppliers.contains { $0.actor == party.actor } })
      {
        recipients = party.parties
      }
    }
    takeMarked(of: items, &suppliers, &recipients)
    if frame.isPassive, recipients.isEmpty, !suppliers.isEmpty, let first = items.first {
      recipients = owner(of: first, avoiding: suppliers)
    }
    // "The navy commissioned two boats bought from Israel": who acts has what was bought.
    if roles.contains("recipient"), !settings.catalog.rules[frame.rule].isVerbal, recipients.isEmpty,
      !suppliers.isEmpty,
      settings.catalog.rules[frame.rule].subject != "supplier", let first = items.first,
      let owner = subject(before: reading.labels[weapons[first].hit]),
      !suppliers.contains(where: { $0.actor == named(owner) })
    {
      recipients = [Event.Party(actor: named(owner), hit: owner, basis: .paragraph)]
    }
    // "its arms sales to Nepal": a possessor supplies where the receiver is named.
    if roles.contains("supplier"), !settings.catalog.rules[frame.rule].isVerbal, suppliers.isEmpty,
      !recipients.isEmpty,
      let first = items.first
    {
      suppliers = owner(of: first, avoiding: recipients)
    }
    if recipients.isEmpty, roles.contains("recipient"),
      settings.catalog.rules[frame.rule].subject == "recipient",
      let pronoun = pronoun(before: frame.trigger.lowerBound, in: sentence, passive: false)
    {
      recipients = pronoun.isFirst ? ownSide(of: frame) : antecedent(of: pronoun.token, avoiding: suppliers)
    }
    if suppliers.isEmpty, roles.contains("supplier"),
      settings.catalog.rules[frame.rule].subject != "recipient",
      let pronoun = pronoun(before: frame.trigger.lowerBound, in: sentence, passive: frame.isPassive)
    {
      suppliers = pronoun.isFirst ? ownSide(of: frame) : antecedent(of: pronoun.token, avoiding: recipients)
    }
    if recipients.isEmpty, roles.contains("recipient"),
      let pronoun = objectPronoun(after: frame.trigger.upperBound, in: sentence)
    {
      recipients =
        isWord(pronoun.token, "you")
        ? hearer(of: frame, avoiding: suppliers)
        : pronoun.isFirst ? ownSide(of: frame) : antecedent(of: pronoun.token, avoiding: suppliers)
    }
    // "Ukraine asked Germany to provide tanks": who asks would receive.
    if recipients.isEmpty, roles.contains("recipient"), isRequest {
      switch finder.asker(of: frame.trigger, in: frame.sentence) {
      case .actor(let asker) where isParty(asker) && !suppliers.contains(where: { $0.actor == named(asker) }):
        recipients = [Event.Party(actor: named(asker), hit: asker, basis: .clause)]
      case .pronoun(let token): recipients = antecedent(of: token, avoiding: suppliers)
      default: break
      }
    }
    if recipients.isEmpty, roles.contains("recipient"),
      voice == nil || !suppliers.contains(where: { settings.accused.contains($0.actor) })
    {
      recipients = partyOfParagraph(role: \.recipients, frame: frame, avoiding: suppliers, earlier: earlier)
    }
    if suppliers.isEmpty, !recipients.isEmpty {
      suppliers = maker(of: items, avoiding: recipients)
    }
    takeFromStory(&suppliers, &recipients, frame: frame, earlier: earlier)
    if suppliers.isEmpty, roles.contains("supplier"), !recipients.isEmpty {
      // A government that tells of aid without a giver tells of its own.
      if let voice, !recipients.contains(where: { $0.actor == voice || settings.accused.contains($0.actor) })
      {
        suppliers = [Event.Party(actor: voice, hit: nil, basis: .paragraph)]
      }
    }
  }

  /// The actor that does something with a mention behind it.
  private func subject(before mention: LabelHit) -> Int? {
    guard case .actor(let actor) = finder.subject(before: mention.tokens.lowerBound, in: mention.sentence)
    else { return nil }
    return isParty(actor) && !isSpeaking(reading.actors[actor], apartFrom: 0..<0) ? actor : nil
  }

  /// Takes the members of a collective that the sentence lists: "sold to Gulf states including Qatar and Oman".
  private func spelledOut(_ parties: [Event.Party], in frame: FrameHit, avoiding others: [Event.Party])
    -> [Event.Party]
  {
    guard parties.count == 1, let collective = parties[0].hit,
      settings.catalog.actors[reading.actors[collective].actor].type == "group"
    else { return parties }
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    let end = reading.actors[collective].tokens.upperBound
    // Right behind the collective, or at the end of the sentence.
    let joint = (end..<max(end, sentence.upperBound)).first {
      isWord($0, "including") || isWord($0, "like") && $0 <= end + 1
        || isWord($0, "as") && $0 > 0 && isWord($0 - 1, "such")
    }
    guard let joint, sentence.contains(joint),
      let first = index.actors(in: frame.sentence).first(where: {
        (joint + 1...joint + 2).contains(reading.actors[$0].tokens.lowerBound)
      })
    else { return parties }
    let taken = Set(others.map(\.actor))
    let members = coordinatedActors(with: first).filter {
      isParty($0) && !taken.contains(reading.actors[$0].actor)
    }
    return members.isEmpty
      ? parties : members.map { Event.Party(actor: reading.actors[$0].actor, hit: $0, basis: .clause) }
  }

  /// Whose thing it is: of "its tanks were supplied by Italy" whoever *its* stands for.
  private func owner(of item: Int, avoiding others: [Event.Party]) -> [Event.Party] {
    let hit = reading.labels[weapons[item].hit]
    let sentence = reading.segmentation.sentences[hit.sentence].tokens
    for token in (max(sentence.lowerBound, hit.tokens.lowerBound - 8)..<hit.tokens.lowerBound).reversed() {
      if ["its", "their", "his", "her"].contains(where: { isWord(token, $0) }) {
        return antecedent(of: token, avoiding: others, reach: Self.ownerReach)
      }
      if reading.tokens[token].flags.contains(.possessive),
        let actor = index.actors(in: hit.sentence).last(where: {
          reading.actors[$0].tokens.upperBound == token + 1
        })
      {
        let party = Event.Party(actor: named(actor), hit: actor, basis: .clause)
        return others.contains { $0.actor == party.actor } ? [] : [party]
      }
      if lists.contains(settings.prepositions, token), !isWord(token, "of") { return [] }
    }
    return []
  }

  /// Completes a pair that the article has told before: who got arms from Libya gets what "was supplied by Libya" too.
  ///
  /// Only where the known party has one partner and no other in the story, or where all that was told so far came from one
  /// supplier: "Weapons will be sold to Jordan, too".
  private func takeFromStory(
    _ suppliers: inout [Event.Party], _ recipients: inout [Event.Party], frame: FrameHit, earlier: [Event]
  ) {
    guard voice == nil, suppliers.isEmpty != recipients.isEmpty else { return }
    let known = suppliers.isEmpty ? recipients : suppliers
    let side: KeyPath<Event, [Event.Party]> = suppliers.isEmpty ? \.recipients : \.suppliers
    let other: KeyPath<Event, [Event.Party]> = suppliers.isEmpty ? \.suppliers : \.recipients
    guard known.count == 1, let party = known.first else { return }
    let told = earlier.filter { $0[keyPath: side].contains { $0.actor == party.actor } }
    let partners = told.flatMap { $0[keyPath: other] }
    if partners.isEmpty, suppliers.isEmpty, frame.isPassive, let supplier = earlier.last?.suppliers.first,
      Set(earlier.flatMap(\.suppliers).map(\.actor)).count == 1, supplier.actor != party.actor
    {
      suppliers = [Event.Party(actor: supplier.actor, hit: supplier.hit, basis: .paragraph)]
      return
    }
    guard let partner = partners.first, Set(partners.map(\.actor)).count == 1, partner.actor != party.actor
    else { return }
    let found = [Event.Party(actor: partner.actor, hit: partner.hit, basis: .paragraph)]
    if suppliers.isEmpty { suppliers = found } else { recipients = found }
  }

  /// Takes the parties that stand with the thing itself: "howitzers from South Korea", "missiles for Ukraine".
  private func takeMarked(
    of items: [Int], _ suppliers: inout [Event.Party], _ recipients: inout [Event.Party]
  ) {
    for item in items {
      let hit = reading.labels[weapons[item].hit]
      guard let party = marked(from: hit.tokens.upperBound, in: hit.sentence) else { continue }
      let taken = Set((suppliers + recipients).map(\.actor))
      guard party.parties.allSatisfy({ !taken.contains($0.actor) }) else { continue }
      if party.isSource, suppliers.isEmpty { suppliers = party.parties }
      if !party.isSource, recipients.isEmpty { recipients = party.parties }
    }
  }

  /// The subject that a clause shares with the one before it: "Slovenia gave tanks and got trucks".
  private func sharedSubject(of frame: FrameHit, earlier: [Event]) -> (parties: [Event.Party], joint: Int)? {
    guard let event = earlier.last(where: { $0.sentence == frame.sentence }),
      reading.clauses[event.trigger.lowerBound] == reading.clauses[frame.trigger.lowerBound]
    else { return nil }
    let between = event.trigger.upperBound..<max(event.trigger.upperBound, frame.trigger.lowerBound)
    guard
      let joint = between.suffix(4).last(where: {
        isWord($0, "and") || isWord($0, "but") || isWord($0, "then")
      }),
      !index.actors(in: frame.sentence).contains(where: {
        reading.actors[$0].tokens.overlaps(joint..<frame.trigger.lowerBound)
      })
    else { return nil }
    let parties =
      switch settings.catalog.rules[event.rule].subject {
      case "supplier": event.suppliers
      case "recipient": event.recipients
      default: [Event.Party]()
      }
    return parties.isEmpty || parties.contains { $0.basis != .clause } ? nil : (parties, joint)
  }

  /// The state whose adjective stands before the first item: of "Turkish drones were delivered to Mali" Turkey.
  private func maker(of items: [Int], avoiding others: [Event.Party]) -> [Event.Party] {
    guard let item = items.first else { return [] }
    let tokens = reading.labels[weapons[item].hit].tokens
    let maker = index.actors(in: reading.labels[weapons[item].hit].sentence).last {
      let hit = reading.actors[$0]
      let next = hit.tokens.upperBound
      let isShort = hit.form == .name && reading.tokens[hit.tokens.lowerBound].flags.contains(.allCapitals)
      guard hit.form == .demonym || isShort, next <= tokens.lowerBound,
        !others.contains(where: { $0.actor == hit.actor }),
        settings.catalog.actors[hit.actor].type.hasSuffix("state")
      else { return false }
      // "Turkish drones", "six Soviet-built military helicopters", but not "Soviet-era tanks"
      return reading.tokens[next].boundary != .hyphen && tokens.lowerBound - next <= 1
        || reading.tokens[next].boundary == .hyphen && lists.contains(settings.origins, next)
          && tokens.lowerBound - next <= 4
    }
    guard
      let maker = maker ?? origin(behind: tokens.upperBound, in: reading.labels[weapons[item].hit].sentence)
    else { return [] }
    return [Event.Party(actor: reading.actors[maker].actor, hit: maker, basis: .paragraph)]
  }

  /// The actor of "of Swiss origin", "of Chinese make" right behind a mention.
  private func origin(behind end: Int, in sentence: Int) -> Int? {
    guard end + 2 < reading.tokens.count, isWord(end, "of"),
      ["origin", "make", "manufacture", "design", "provenance"].contains(where: { isWord(end + 2, $0) })
    else { return nil }
    return index.actors(in: sentence).first { reading.actors[$0].tokens.lowerBound == end + 1 }
  }

  /// The nearest subject pronoun at most six words before the trigger.
  private func pronoun(before trigger: Int, in sentence: Range<Int>, passive: Bool) -> (
    token: Int, isFirst: Bool
  )? {
    guard !passive else { return nil }
    var token = trigger - 1
    while token >= sentence.lowerBound, trigger - token <= 6,
      reading.clauses[token] == reading.clauses[trigger]
    {
      if lists.contains(settings.firstPerson, token) { return (token, true) }
      if lists.contains(settings.thirdPerson, token) { return (token, false) }
      token -= 1
    }
    return nil
  }

  /// A pronoun right after the trigger, or after *to* or *for* soon after it.
  private func objectPronoun(after end: Int, in sentence: Range<Int>) -> (token: Int, isFirst: Bool)? {
    for token in end..<min(end + 10, sentence.upperBound) {
      // "sold it to Chad": the pronoun is the thing, and the receiver follows.
      if token == end, token + 1 < sentence.upperBound, isWord(token + 1, "to") { continue }
      let isObject = token == end || isWord(token - 1, "to") || isWord(token - 1, "for")
      guard isObject else { continue }
      // "delivered its first drones" gives nothing to *it*; "handed its army drones" does.
      let isPossessive = ["its", "their", "his"].contains { isWord(token, $0) }
      let isOrgan = token + 1 < sentence.upperBound && lists.contains(settings.organs, token + 1)
      if lists.contains(settings.thirdPerson, token), !isPossessive || isOrgan { return (token, false) }
      if isWord(token, "us") || isWord(token, "you") { return (token, true) }
    }
    return nil
  }

  /// Who *we* are: the document's voice, unless a quotation is somebody else's.
  private func ownSide(of frame: FrameHit) -> [Event.Party] {
    if let voice { return [Event.Party(actor: voice, hit: nil, basis: .pronoun)] }
    // In a quotation the speaker is named in the same sentence, outside the quotation.
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    let speaker = index.actors(in: frame.sentence).first {
      let hit = reading.actors[$0]
      return sentence.contains(hit.tokens.lowerBound)
        && !reading.tokens[hit.tokens.lowerBound].flags.contains(.quoted)
        && settings.catalog.actors[hit.actor].type == "state"
    }
    guard let speaker, reading.tokens[frame.trigger.lowerBound].flags.contains(.quoted) else { return [] }
    return [Event.Party(actor: reading.actors[speaker].actor, hit: speaker, basis: .pronoun)]
  }

  /// Who *you* are in a quotation: whom the speaker told.
  private func hearer(of frame: FrameHit, avoiding others: [Event.Party]) -> [Event.Party] {
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    guard reading.tokens[frame.trigger.lowerBound].flags.contains(.quoted),
      let told = sentence.first(where: { isWord($0, "told") || isWord($0, "tells") })
    else { return [] }
    let taken = Set(others.map(\.actor))
    let hearer = index.actors(in: frame.sentence).first {
      reading.actors[$0].tokens.lowerBound > told && !taken.contains(reading.actors[$0].actor)
    }
    return hearer.map { [Event.Party(actor: reading.actors[$0].actor, hit: $0, basis: .pronoun)] } ?? []
  }

  /// The nearest fitting actor before a pronoun: subjects of the sentence before first.
  ///
  /// - Parameter reach: how many sentences back it may stand.
  private func antecedent(of token: Int, avoiding others: [Event.Party], reach: Int = 1) -> [Event.Party] {
    let taken = Set(others.map(\.actor))
    let sentence = reading.sentence(of: token)
    if isWord(token, "former") || isWord(token, "latter") {
      let pair = group(of: 2, before: token, in: sentence, isClose: false)
      guard pair.count == 2 else { return [] }
      return [isWord(token, "former") ? pair[0] : pair[1]]
    }
    if let count = groupSize(at: token) { return group(of: count, before: token, in: sentence) }
    let isHuman = ["he", "him", "his", "she", "her"].contains { isWord(token, $0) }
    func fits(_ actor: Int) -> Bool {
      let hit = reading.actors[actor]
      // "he" is whoever speaks for a state, not the state.
      if isHuman, hit.form != .person, hit.form != .demonym, !isSpeaking(hit, apartFrom: 0..<0) {
        return false
      }
      let end = hit.tokens.upperBound
      let isOfficial = (end..<min(end + 3, reading.tokens.count)).contains {
        lists.contains(settings.organs, $0)
      }
      guard hit.form != .demonym || isHuman && isOfficial, !taken.contains(hit.actor) else { return false }
      let type = settings.catalog.actors[hit.actor].type
      guard isParty(actor) else { return false }
      if type == "unlisted", isWord(token, "it") || isWord(token, "its") { return false }
      // "the junta", "the army" are a state's.
      if lists.contains(settings.organs, token) || isWord(token - 1, "the"), !type.hasSuffix("state") {
        return false
      }
      let previous = hit.tokens.lowerBound - 1
      return previous < 0 || !lists.contains(settings.prepositions, previous)
    }
    let before = (index.actors(in: sentence - 1) + index.actors(in: sentence)).filter {
      reading.actors[$0].tokens.upperBound <= token && fits($0)
    }
    // The subject of an earlier clause stands first in its sentence.
    let own = before.first { reading.actors[$0].sentence == sentence }
    let previous = before.first { reading.actors[$0].sentence == sentence - 1 }
    let farther = (max(0, sentence - reach)..<max(0, sentence - 1)).reversed().lazy.flatMap(index.actors)
      .first(where: fits)
    guard let choice = own ?? previous ?? farther else { return [] }
    return [Event.Party(actor: named(choice), hit: choice, basis: .pronoun)]
  }

  /// How many *both countries* or *the three nations* are; nil for any other pronoun.
  private func groupSize(at token: Int) -> Int? {
    for word in max(0, token - 1)...token {
      if isWord(word, "both") || isWord(word, "two") { return 2 }
      if isWord(word, "three") { return 3 }
    }
    return nil
  }

  /// The last states named one after another before a token, as many as are asked for.
  ///
  /// - Parameter isClose: only states joined by commas and conjunctions; else the last ones named, wherever.
  private func group(of count: Int, before token: Int, in sentence: Int, isClose: Bool = true) -> [Event
    .Party]
  {
    let before = (max(0, sentence - Self.sentencesBack)...sentence).flatMap(index.actors).filter {
      reading.actors[$0].tokens.upperBound <= token
        && settings.catalog.actors[reading.actors[$0].actor].type == "state"
    }
    if !isClose {
      // The last sentence that names just that many.
      for sentence in Set(before.map { reading.actors[$0].sentence }).sorted().reversed() {
        var seen: Set<Int> = []
        let named = before.filter {
          reading.actors[$0].sentence == sentence && seen.insert(reading.actors[$0].actor).inserted
        }
        if named.count == count {
          return named.map { Event.Party(actor: reading.actors[$0].actor, hit: $0, basis: .pronoun) }
        }
      }
      return []
    }
    for last in before.reversed() {
      let group = coordinatedActors(with: last)
      if Set(group.map { reading.actors[$0].actor }).count == count {
        return group.map { Event.Party(actor: reading.actors[$0].actor, hit: $0, basis: .pronoun) }
      }
    }
    return self.group(of: count, before: token, in: sentence, isClose: false)
  }

  /// How many sentences back a press article still tells of the same recipient.
  private static let storyLength = 12

  /// How many sentences back "all of its tanks" may look for whose they are.
  private static let ownerReach = 3

  /// How many sentences back a press article's last named state is still near.
  private static let pressSentencesBack = 1

  /// How many sentences back a missing party is looked for.
  private static let sentencesBack = 4

  /// A party from the same paragraph: one that an earlier event gave this role, or the state named last.
  private func partyOfParagraph(
    role: KeyPath<Event, [Event.Party]>, frame: FrameHit, avoiding others: [Event.Party], earlier: [Event]
  ) -> [Event.Party] {
    let taken = Set(others.map(\.actor))
    let sentences = reading.segmentation.sentences
    // A headline says all that it has to say.
    if voice == nil, sentences[frame.sentence].zone == .title { return [] }
    func isNear(_ sentence: Int) -> Bool {
      frame.sentence - sentence <= Self.sentencesBack && sentence <= frame.sentence
        && (sentences[sentence].paragraph == sentences[frame.sentence].paragraph
          || sentences[sentence].turn == sentences[frame.sentence].turn)
    }
    for event in earlier.reversed() {
      // A press article keeps to its story; a transcript goes from one to the next.
      guard frame.sentence - event.sentence <= (voice == nil ? Self.storyLength : Self.sentencesBack) else {
        break
      }
      guard voice == nil || isNear(event.sentence) else { continue }
      let fitting = event[keyPath: role].filter { !taken.contains($0.actor) }
      if !fitting.isEmpty { return fitting.map { .init(actor: $0.actor, hit: $0.hit, basis: .paragraph) } }
    }
    // In the press one paragraph names many states; only what stands right before is near enough.
    let back = voice == nil ? Self.pressSentencesBack : Self.sentencesBack
    let near = max(0, frame.sentence - back)...frame.sentence
    let nearest = near.flatMap(index.actors).last {
      let hit = reading.actors[$0]
      return isNear(hit.sentence) && hit.tokens.upperBound <= frame.trigger.lowerBound
        && !taken.contains(hit.actor) && !isPlace(hit)
        && (hit.form == .name || hit.form == .metonym) && hit.actor != voice
        && (hit.sentence == frame.sentence || !isSpeaking(hit, apartFrom: 0..<0))
        && (voice == nil || !settings.accused.contains(hit.actor))
        && settings.catalog.actors[hit.actor].type == "state"
    }
    guard let nearest else { return [] }
    return [Event.Party(actor: reading.actors[nearest].actor, hit: nearest, basis: .paragraph)]
  }

  /// Whether a preposition before an actor makes it a place, a route or a companion.
  private func isPlace(_ hit: ActorHit) -> Bool {
    let previous = hit.tokens.lowerBound - 1
    return previous >= 0 && lists.contains(settings.prepositions, previous)
  }

  // MARK: Decoys and packages

  /// The stretches of a sentence in which a false destination is named: from the wording to the sentence's end.
  private func falseDestinations(in sentence: Int) -> [Range<Int>] {
    let tokens = reading.segmentation.sentences[sentence].tokens
    return lists.hits(of: settings.decoyWords, in: tokens).map { $0.upperBound..<tokens.upperBound }
  }

  /// Names of the false destinations told in the trigger's sentence and the two beside it.
  private func decoys(near frame: FrameHit) -> [String] {
    var names: [String] = []
    let sentences = reading.segmentation.sentences.indices
    for sentence in max(0, frame.sentence - 1)...min(sentences.upperBound - 1, frame.sentence + 1) {
      for stretch in falseDestinations(in: sentence) where !stretch.isEmpty {
        var places = lists.hits(of: settings.regions, in: stretch)
        places += index.actors(in: sentence).lazy.map { reading.actors[$0] }.filter {
          let type = settings.catalog.actors[$0.actor].type
          return stretch.contains($0.tokens.lowerBound) && $0.form == .name
            && (type == "state" || type == "territory")
        }.map(\.tokens)
        for place in places.sorted(by: { $0.lowerBound < $1.lowerBound }) {
          // "North Africa" holds "Africa".
          let isInside = places.contains {
            $0 != place && $0.lowerBound <= place.lowerBound && $0.upperBound >= place.upperBound
          }
          let name = reading.text(place)
          if !isInside, !names.contains(name) { names.append(name) }
        }
      }
    }
    return names
  }

  /// Gives the items of "The package includes …" and of bullet points to the event they go on from.
  private func withPackages(_ events: [Event]) -> [Event] {
    var events = events
    let taken = Set(events.flatMap(\.items))
    for index in events.indices {
      let isPackage = events[index].items.contains { weapons[$0].leaf == "aid-package-unspecified" }
      guard isPackage else { continue }
      let sentences = reading.segmentation.sentences
      let next = index + 1 < events.count ? events[index + 1].sentence : Int.max
      var sentence = events[index].sentence
      while sentence < sentences.count, sentence <= next, sentence - events[index].sentence <= 25 {
        let tokens = sentences[sentence].tokens
        let opener = lists.hits(of: settings.including, in: tokens).first
        let isBullet =
          sentence > events[index].sentence
          && sentences[sentence].paragraph != sentences[events[index].sentence].paragraph
          && reading.tokens[tokens.lowerBound].boundary.contains(.other)
        guard sentence == events[index].sentence || opener != nil || isBullet else { break }
        let start = opener?.upperBound ?? (isBullet ? tokens.lowerBound : tokens.upperBound)
        for weapon in self.index.weapons(in: sentence)
        where !taken.contains(weapon) && !events[index].items.contains(weapon) {
          let hit = reading.labels[weapons[weapon].hit].tokens
          if hit.lowerBound >= start && hit.upperBound <= tokens.upperBound {
            events[index].items.append(weapon)
          }
        }
        sentence += 1
      }
    }
    return events
  }
}
