import WaybillCore
import WaybillText

/// Parties that the clause leaves out: taken from the thing, the owner, the sentence before, the story.
extension EventReader {
  func fill(
    _ suppliers: inout [Event.Party], _ recipients: inout [Event.Party], items: [Int], frame: FrameHit,
    isRequest: Bool, earlier: [Event]
  ) {
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    let rule = settings.catalog.rules[frame.rule]
    let roles = rule.inferredRoles
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
      !suppliers.contains(where: { $0.actor == named(owner) }),
      !isOutside(reading.actors[owner].tokens.upperBound, before: frame.trigger)
    {
      recipients = [resolved(owner, .paragraph)]
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
      let pronoun = pronoun(before: frame.trigger.lowerBound, in: sentence, passive: frame.isPassive),
      rule.isVerbal || !isOutside(pronoun.token, before: frame.trigger)
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
    // "from the former", "from them"
    if suppliers.isEmpty, let last = items.last {
      let end = reading.labels[weapons[last].hit].tokens.upperBound
      if end + 1 < sentence.upperBound, isWord(end, "from"),
        let pronoun = (end + 1...min(end + 2, sentence.upperBound - 1)).first(where: {
          lists.contains(settings.thirdPerson, $0) && !isWord($0, "the")
        })
      {
        suppliers = antecedent(of: pronoun, avoiding: recipients)
      }
    }
    // "Ukraine asked Germany to provide tanks": who asks would receive.
    if recipients.isEmpty, roles.contains("recipient"), isRequest {
      switch finder.asker(of: frame.trigger, in: frame.sentence) {
      case .actor(let asker) where isParty(asker) && !suppliers.contains(where: { $0.actor == named(asker) }):
        recipients = [resolved(asker, .clause)]
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
      // "A dealer sold Czech-built rifles": somebody without a name did it; "a plane flew Czech-supplied rifles" tells who.
      let isUnnamed =
        rule.subject == "supplier" && rule.isVerbal && !frame.isPassive
        && finder.hasUnnamedSubject(frame.trigger, in: frame.sentence)
      suppliers = maker(of: items, avoiding: recipients, suppliedOnly: isUnnamed)
    }
    // "Italy has no crews for its old frigates. They were sold to Egypt": whose they were, or who had them.
    if suppliers.isEmpty, !recipients.isEmpty, frame.isPassive || !rule.isVerbal, let first = items.first,
      reading.labels[weapons[first].hit].sentence < frame.sentence
    {
      suppliers = owner(of: first, avoiding: recipients)
      if suppliers.isEmpty, let holder = subject(before: reading.labels[weapons[first].hit]),
        !recipients.contains(where: { $0.actor == named(holder) })
      {
        suppliers = [resolved(holder, .paragraph)]
      }
    }
    takeFromStory(&suppliers, &recipients, frame: frame, earlier: earlier)
    if suppliers.isEmpty, roles.contains("supplier"), !recipients.isEmpty {
      // A government that tells of aid without a giver tells of its own.
      if let voice,
        !recipients.contains(where: {
          let type = settings.catalog.actors[$0.actor].type
          return $0.actor == voice || settings.accused.contains($0.actor) || type == "nonstate"
            || type == "unlisted"
        })
      {
        suppliers = [Event.Party(actor: voice, hit: nil, basis: .paragraph)]
      }
    }
  }

  /// The actor that does something with a mention behind it.
  func subject(before mention: LabelHit) -> Int? {
    guard case .actor(let actor) = finder.subject(before: mention.tokens.lowerBound, in: mention.sentence)
    else { return nil }
    return isParty(actor) && !isSpeaking(reading.actors[actor], apartFrom: 0..<0) ? actor : nil
  }

  /// Takes the members of a collective that the sentence lists: "sold to Gulf states including Qatar and Oman".
  func spelledOut(_ parties: [Event.Party], in frame: FrameHit, avoiding others: [Event.Party])
    -> [Event.Party]
  {
    guard parties.count == 1, let collective = parties[0].hit,
      settings.catalog.actors[reading.actors[collective].actor].type == "group"
    else { return parties }
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    let end = reading.actors[collective].tokens.upperBound
    // Right behind the collective, or at the end of the sentence.
    let joint = (end..<max(end, sentence.upperBound)).first {
      isWord($0, "including") || isWord($0, "them") && $0 > 0 && isWord($0 - 1, "among")
        || isWord($0, "like") && $0 <= end + 1
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
      ? parties : members.map { Event.Party($0, .clause, in: reading) }
  }

  /// Whose thing it is: of "its tanks were supplied by Italy" whoever *its* stands for.
  func owner(of item: Int, avoiding others: [Event.Party]) -> [Event.Party] {
    let hit = reading.labels[weapons[item].hit]
    let sentence = reading.segmentation.sentences[hit.sentence].tokens
    for token in (max(sentence.lowerBound, hit.tokens.lowerBound - 8)..<hit.tokens.lowerBound).reversed() {
      if ["its", "their", "his", "her"].contains(where: { isWord(token, $0) }) {
        return antecedent(of: token, avoiding: others, reach: Self.ownerReach)
      }
      if reading.tokens[token].flags.contains(.possessive) {
        // "Chad's boats", "the Philippine navy's boats"
        let ends = lists.contains(settings.organs, token) ? [token + 1, token] : [token + 1]
        let owner = ends.lazy.compactMap { end in
          index.actors(in: hit.sentence).last { reading.actors[$0].tokens.upperBound == end }
        }.first
        if let owner {
          let party = resolved(owner, .clause)
          return others.contains { $0.actor == party.actor } ? [] : [party]
        }
      }
      if lists.contains(settings.prepositions, token), !isWord(token, "of") { return [] }
    }
    return []
  }

  /// Completes a pair that the article has told before: who got arms from Libya gets what "was supplied by Libya" too.
  ///
  /// Only where the known party has one partner and no other in the story, or where all that was told so far came from one
  /// supplier: "Weapons will be sold to Jordan, too".
  func takeFromStory(
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
  func takeMarked(
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
  func sharedSubject(of frame: FrameHit, earlier: [Event]) -> (parties: [Event.Party], joint: Int)? {
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
  func maker(of items: [Int], avoiding others: [Event.Party], suppliedOnly: Bool) -> [Event.Party] {
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
      if suppliedOnly,
        !["supplied", "provided", "donated", "furnished", "gifted"].contains(where: { isWord(next, $0) })
      {
        return false
      }
      // "Turkish drones", "six Soviet-built military helicopters", but not "Soviet-era tanks"
      return reading.tokens[next].boundary != .hyphen && tokens.lowerBound - next <= 1
        || reading.tokens[next].boundary == .hyphen && lists.contains(settings.origins, next)
          && tokens.lowerBound - next <= 4
    }
    guard
      let maker = maker ?? origin(behind: tokens.upperBound, in: reading.labels[weapons[item].hit].sentence)
    else { return [] }
    return [Event.Party(maker, .paragraph, in: reading)]
  }

  /// The actor of "of Swiss origin", "of Chinese make" right behind a mention.
  func origin(behind end: Int, in sentence: Int) -> Int? {
    guard end + 2 < reading.tokens.count, isWord(end, "of"),
      ["origin", "make", "manufacture", "design", "provenance"].contains(where: { isWord(end + 2, $0) })
    else { return nil }
    return index.actors(in: sentence).first { reading.actors[$0].tokens.lowerBound == end + 1 }
  }

  /// A party from the same paragraph: one that an earlier event gave this role, or the state named last.
  func partyOfParagraph(
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
      if !fitting.isEmpty { return fitting.map { .init(actor: $0.actor, hit: $0.hit, basis: .story) } }
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
        && (settings.catalog.rules[frame.rule].isVerbal || hit.sentence < frame.sentence
          || !isOutside(hit.tokens.upperBound, before: frame.trigger))
        && (voice == nil || !settings.accused.contains(hit.actor))
        && settings.catalog.actors[hit.actor].type == "state"
    }
    guard let nearest else { return [] }
    return [Event.Party(nearest, .paragraph, in: reading)]
  }

  /// Whether a preposition before an actor makes it a place, a route or a companion.
  func isPlace(_ hit: ActorHit) -> Bool {
    let previous = hit.tokens.lowerBound - 1
    return previous >= 0 && lists.contains(settings.prepositions, previous)
  }

  /// How many sentences back a press article still tells of the same recipient.
  static let storyLength = 12

  /// How many sentences back "all of its tanks" may look for whose they are.
  static let ownerReach = 3

  /// How many sentences back a press article's last named state is still near.
  static let pressSentencesBack = 1

  /// How many sentences back a missing party is looked for.
  static let sentencesBack = 4
}
