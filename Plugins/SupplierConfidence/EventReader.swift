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
  let weaponOfHit: [Int: Int]
  let voice: Int?
  let cuesBySentence: [Int: [CueHit]]
  let index: SentenceIndex
  let finder: SubjectFinder
  /// The armed group of an article that names just one.
  let onlyGroup: Int?

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

  func cues(in sentence: Int) -> [CueHit] { cuesBySentence[sentence] ?? [] }

  /// The cues of a sentence and of its paragraph, whose scopes may run over sentences.
  func cuesByParagraph(of sentence: Int) -> [CueHit] {
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
  func governs(_ event: Event, _ other: Event) -> Bool {
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

  /// Reads the frames of one trigger; the one that fills most roles wins, then the earlier rule.
  func event(from frames: [FrameHit], after earlier: [Event], _ refusals: inout [Refusal]?) -> Event? {
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
      // "Why has Norway sent …" takes for granted that it has.
      if sentence.isQuestion, !isWord(sentence.tokens.lowerBound, "why") {
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
      if isWhole, isGuess(suppliers, recipients, in: frame) {
        refuse(frame.rule, frame.trigger, "both parties could only be guessed from the text around")
        continue
      }
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

  /// Whether nothing in the clause itself speaks of either party, or a government would arm those whom it accuses.
  func isGuess(_ suppliers: [Event.Party], _ recipients: [Event.Party], in frame: FrameHit) -> Bool {
    guard recipients.allSatisfy({ $0.basis != .clause }) else { return false }
    if let voice, suppliers.contains(where: { $0.actor == voice }),
      recipients.contains(where: { settings.accused.contains($0.actor) })
    {
      return true
    }
    // Where a government speaks, the state named in the sentence is the one that it gives to.
    let isNamed = recipients.contains { recipient in
      recipient.hit.map { reading.actors[$0].sentence == frame.sentence } ?? false
    }
    if let voice, isNamed, suppliers.contains(where: { $0.actor == voice }) { return false }
    return (suppliers + recipients).allSatisfy { $0.basis == .paragraph }
  }

  /// Whether one party alone makes a claim: where the text says that nothing went on to the other, and in the press,
  /// where a definite thing changed hands. A government that says "we provide weapons" speaks of its policy.
  func standsAlone(_ items: [Int], _ attributes: AttributeSet, suppliers: [Event.Party]) -> Bool {
    if ["refused", "halted"].contains(attributes[.status] ?? "") { return !suppliers.isEmpty }
    // What was caught on its way needs no receiver.
    if attributes[.status] == "intercepted" { return true }
    return voice == nil && items.contains { !Self.vague.contains(weapons[$0].leaf) }
  }

  /// Leaves that name no definite thing.
  static let vague: Set = services.union([
    "weapons-unspecified", "ammunition-unspecified", "spare-parts-support",
  ])

  /// Leaves of what is given rather than made: their adjective names the giver.
  static let services: Set = ["aid-package-unspecified", "training-advisers", "personnel-deployment"]

  func isWord(_ token: Int, _ word: String) -> Bool { reading.isWord(token, word) }

  func ends(_ token: Int, in ending: String) -> Bool { reading.ends(token, in: ending) }
}
