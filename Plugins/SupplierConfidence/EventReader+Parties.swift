import WaybillCore
import WaybillText

/// Who gives and who gets, as the clause says it.
extension EventReader {
  func parties(_ role: String, of frame: FrameHit) -> [Event.Party] {
    var proposed: [(hit: Int, pattern: Int, distance: Int)] = []
    for candidate in frame.candidates where candidate.role == role {
      guard case .actor(let hit) = candidate.filler else { continue }
      if isElsewhere(proposal(candidate, actor: hit, in: frame)) { continue }
      proposed.append((hit, candidate.pattern, candidate.distance))
    }
    guard let first = proposed.min(by: { ($0.pattern, $0.distance) < ($1.pattern, $1.distance) }) else {
      return []
    }
    var seen: Set<Int> = []
    // "The Baltic states, Estonia, Latvia and Lithuania": the members count, not the group besides.
    let group = coordinatedActors(with: first.hit)
    let members = group.filter { settings.catalog.actors[reading.actors[$0].actor].type != "group" }
    let isSpelledOut = members.count > 1 && group.first != members.first
    return (isSpelledOut ? members : group).filter { seen.insert(named($0)).inserted }
      .map { resolved($0, .clause) }
  }

  /// A name that a phrase proposes for a role, with what stands around it.
  struct Proposal {
    /// Index into `Reading.actors`.
    let actor: Int
    let hit: ActorHit
    let role: String
    let frame: FrameHit
    /// The name stands before the trigger.
    let isLeft: Bool
    /// The pattern itself names the preposition.
    let isGoverned: Bool
    /// The trigger is a verb.
    let isVerbal: Bool
    /// The sentence's tokens.
    let sentence: Range<Int>
    /// The word before the name, articles passed over, or before the list that it stands in; nil where there is none or the
    /// trigger itself stands there.
    let previous: Int?
    /// A noun such as *army* or *ministry* follows.
    let hasOrgan: Bool
    /// The mention right behind the name, or one that it is a part of.
    let mention: LabelHit?

    var trigger: Range<Int> { frame.trigger }
    /// The token behind the name.
    var next: Int { hit.tokens.upperBound }
  }

  func proposal(_ candidate: FrameHit.Candidate, actor: Int, in frame: FrameHit) -> Proposal {
    let hit = reading.actors[actor]
    let sentence = reading.segmentation.sentences[hit.sentence].tokens
    // What stands before the first of a list governs them all: "talks with Israel and Ukraine".
    let first = coordinatedActors(with: actor).first ?? actor
    var previous = reading.actors[first].tokens.lowerBound - 1
    while previous >= sentence.lowerBound, isWord(previous, "the") || isWord(previous, "a") { previous -= 1 }
    let next = hit.tokens.upperBound
    return Proposal(
      actor: actor, hit: hit, role: candidate.role, frame: frame,
      isLeft: hit.tokens.upperBound <= frame.trigger.lowerBound, isGoverned: candidate.isGoverned,
      isVerbal: settings.catalog.rules[frame.rule].isVerbal, sentence: sentence,
      previous: previous >= sentence.lowerBound && !frame.trigger.contains(previous) ? previous : nil,
      hasOrgan: finder.hasOrgan(after: next, in: sentence),
      mention: index.labels(in: hit.sentence).lazy.map { reading.labels[$0] }.first {
        $0.tokens.lowerBound == next || $0.tokens.overlaps(hit.tokens)
      })
  }

  /// Whether the clause gives a name another role than the one proposed.
  func isElsewhere(_ name: Proposal) -> Bool {
    if standsBy(name) || isOtherClause(name) { return true }
    return compound(name) ?? byPreposition(name) ?? besideThing(name) ?? byForm(name)
  }

  /// Whether somebody only looks on, speaks, or is an object of another verb.
  private func standsBy(_ name: Proposal) -> Bool {
    if falseDestinations(in: name.hit.sentence).contains(where: { $0.overlaps(name.hit.tokens) }) {
      return true
    }
    if isUnitedNations(name.hit) { return true }
    // Behind the trigger, a name that speaks (", US says") is a source, not a party.
    guard name.isLeft else { return isSpeaking(name.hit, apartFrom: name.trigger) }
    return looksOn(name.hit, before: name.trigger)
      || (!name.isVerbal || isPlot(before: name.trigger.lowerBound))
        && isOutside(name.hit.tokens.upperBound, before: name.trigger)
      || name.isVerbal && finder.isObjectOfInfinitive(name.hit)
  }

  /// Whether another clause begins with the name: "gives Hawks, Rome Aspide".
  private func isOtherClause(_ name: Proposal) -> Bool {
    !name.isLeft && name.role == "recipient" && !isPlaceBefore(name.hit.tokens.lowerBound)
      && !reading.tokens[name.hit.tokens.lowerBound].boundary.isDisjoint(with: [.comma, .semicolon])
  }

  /// Decides about a name that is a part of a longer one; nil where it stands for itself.
  private func compound(_ name: Proposal) -> Bool? {
    let next = name.next
    guard next < name.sentence.upperBound else { return nil }
    // "Nato-led troops" do not act for Nato. "Turkish-made drones" tell of Turkey, as who gave.
    if reading.tokens[next].boundary == .hyphen, !name.trigger.contains(next) {
      return !(name.role == "supplier" && lists.contains(settings.origins, next))
    }
    let isOwner = name.hit.form == .demonym || reading.tokens[next - 1].flags.contains(.possessive)
    // "Sudan's Rapid Support Forces", "Sudanese RSF": the owner is not the party.
    if isOwner,
      let other = index.actors(in: name.hit.sentence).first(where: {
        reading.actors[$0].tokens.lowerBound == next
      }),
      ["nonstate", "group", "territory"].contains(settings.catalog.actors[reading.actors[other].actor].type)
    {
      return true
    }
    // "to Peru's rival Ecuador" means Ecuador.
    if reading.tokens[next - 1].flags.contains(.possessive), !name.isLeft,
      index.actors(in: name.hit.sentence).contains(where: {
        let other = reading.actors[$0]
        return other.form == .name && (next + 1...next + 2).contains(other.tokens.lowerBound)
          && !(next..<other.tokens.lowerBound).contains {
            lists.contains(settings.prepositions, $0) || isPartyMarker($0)
          }
      })
    {
      return true
    }
    // "Afghan rebels" are not Afghanistan.
    let reach = next..<min(next + (isOwner ? 3 : 1), name.sentence.upperBound)
    return finder.isUnlisted(startingWithin: reach, in: name.hit.sentence) ? true : nil
  }

  private func isPartyMarker(_ token: Int) -> Bool {
    ["to", "for", "from", "by", "and"].contains { isWord(token, $0) }
  }

  /// Decides by the preposition before a name; nil where there is none that decides.
  ///
  /// A pattern names the preposition that marks its role; any other makes a place, a target or a companion.
  private func byPreposition(_ name: Proposal) -> Bool? {
    // "Norwegian-supplied" and "concern about Norway providing" name the supplier whatever stands before.
    if name.isLeft, name.trigger.lowerBound == name.next, name.role == "supplier",
      reading.tokens[name.next].boundary == .hyphen || ends(name.trigger.lowerBound, in: "ing")
    {
      return false
    }
    guard let previous = name.previous else { return nil }
    func follows(_ words: String...) -> Bool { words.contains { isWord(previous, $0) } }
    if name.role == "recipient" {
      // "vehicles made by Norway and fitted with missiles", "supplied by Iran": who made or gave is no receiver.
      if name.isLeft ? follows("by") : !name.isGoverned && follows("by", "from") { return true }
    }
    // "countries like Brazil", "allies such as Oman"
    let isExample =
      previous > name.sentence.lowerBound
      && (follows("like") && lists.contains(settings.collectives, previous - 1)
        || follows("as") && isWord(previous - 1, "such"))
    // "the government of Norway" and "the regime in Beijing" act for their states.
    let isOrgans =
      previous > name.sentence.lowerBound && lists.contains(settings.governments, previous - 1)
      && (follows("of") || follows("in") && name.hit.form == .metonym)
    // "most of Senegal's vehicles" are Senegal's.
    let isPart =
      previous > name.sentence.lowerBound && follows("of")
      && reading.tokens[name.next - 1].flags.contains(.possessive)
      && ["most", "many", "all", "half", "some", "part", "percent", "majority", "third", "few"].contains {
        isWord(previous - 1, $0)
      }
    if !name.isGoverned, !isExample, !isOrgans, !isPart, lists.contains(settings.prepositions, previous) {
      return true
    }
    guard name.isLeft, name.role == "supplier" else { return nil }
    // "bought arms from Croatia and sent them on": the source of one deed does not do the other.
    if !name.isGoverned, name.isVerbal, follows("from") { return true }
    // "for Iran to sell" has a subject; "to Iran" and "for Iran" alone have none.
    let isSubjectOfInfinitive =
      follows("for") && name.next < name.trigger.lowerBound && isWord(name.next, "to")
    return follows("to", "for") && !isSubjectOfInfinitive ? true : nil
  }

  /// Decides about a name, not an adjective, right before arms; nil where it stands elsewhere.
  private func besideThing(_ name: Proposal) -> Bool? {
    guard name.isLeft, name.hit.form == .name, let mention = name.mention,
      mention.tokens.lowerBound == name.next
    else {
      return nil
    }
    let isShort = reading.tokens[name.hit.tokens.lowerBound].flags.contains(.allCapitals)
    // "Iran arms sales", "the Taiwan arms deal": a name before arms is who gets them.
    if name.role == "supplier", !name.isVerbal, !isShort,
      !reading.tokens[name.next - 1].flags.contains(.possessive),
      settings.catalog.actors[name.hit.actor].type == "state"
    {
      return true
    }
    // "the U.S. Patriot system" tells the make as an adjective does; in "sold the U.S. Patriots" the name stands at the verb.
    if isShort, name.hit.tokens.count <= 2, name.next < name.trigger.lowerBound - 1 {
      return name.role == "recipient"
    }
    return nil
  }

  /// Decides by the form: an adjective may tell the make, a possessor may own something else.
  private func byForm(_ name: Proposal) -> Bool {
    if name.hit.form == .demonym { return isMereAdjective(name) }
    guard name.isLeft, reading.tokens[name.next - 1].flags.contains(.possessive) else { return false }
    // "The navy's new missiles came from China": the owner received them.
    if name.role == "recipient", !name.isVerbal,
      index.labels(in: name.hit.sentence).contains(where: {
        let tokens = reading.labels[$0].tokens
        return tokens.upperBound <= name.trigger.lowerBound && tokens.lowerBound >= name.next
          && tokens.lowerBound - name.next <= 4
      })
    {
      return false
    }
    // "Iran's shipment" supplies and "India's purchase" receives; "Russia's war" does not act.
    return !name.hasOrgan && (name.isVerbal || name.trigger.lowerBound - name.next > 3)
  }

  /// Whether an adjective names no party. "Iranian drones" tells the make; "Iranian forces" acts; "the Iranians" are a party;
  /// "American aid" and "American arms sales" tell who gives.
  private func isMereAdjective(_ name: Proposal) -> Bool {
    // "gave the Albanians drones": people, not a make.
    if reading.isPeople(name.hit, before: name.trigger.lowerBound, lists: lists, settings: settings) {
      return false
    }
    if let mention = name.mention {
      // "training to the Nepalese army": inside what is given stands who gets it.
      if name.hasOrgan, mention.tokens.lowerBound < name.hit.tokens.lowerBound { return false }
      guard name.role == "supplier" else { return true }
      let isGiven =
        mention.tokens.overlaps(name.trigger)
        || Self.services.contains(settings.catalog.labels[mention.label].name)
      // A passive rule that begins with the supplier means the adjective of the thing: "Turkish drones were used by …".
      let isSubject = name.frame.isPassive && settings.catalog.rules[name.frame.rule].subject == "supplier"
      return name.isLeft && !isGiven && !isSubject
    }
    // "a Russian gift of pistols" comes from Russia.
    if name.role == "supplier", name.next == name.trigger.lowerBound, !name.isVerbal { return false }
    return !name.hasOrgan && !ends(name.next - 1, in: "s")
  }

  /// Whether a town stands before a comma and a state behind it: "for Benghazi, Libya".
  func isPlaceBefore(_ start: Int) -> Bool {
    start > 1 && reading.tokens[start].boundary.contains(.comma)
      && reading.tokens[start - 1].flags.contains(.capitalised)
      && ["to", "for", "into"].contains { isWord(start - 2, $0) }
  }

  /// Whether a verb between an actor and the trigger makes it a bystander: "China condemned the sale".
  func looksOn(_ hit: ActorHit, before trigger: Range<Int>) -> Bool {
    (hit.tokens.upperBound..<min(hit.tokens.upperBound + 3, trigger.lowerBound)).contains {
      lists.contains(settings.bystanders, $0)
    }
  }

  /// Whether whoever stands before `start` does something to a transfer without a part in it: "Kenya uncovered a shipment".
  func isOutside(_ start: Int, before trigger: Range<Int>) -> Bool {
    let verb = (max(start, trigger.lowerBound - Self.objectReach)..<max(start, trigger.lowerBound)).last {
      lists.contains(settings.outsiders, $0) || lists.contains(settings.bystanders, $0)
    }
    guard let verb else { return false }
    // "struck a deal for the sale": the transfer is not what the verb acts on.
    return !(verb..<trigger.lowerBound).contains { lists.contains(settings.agreements, $0) }
  }

  /// Whether an infinitive tells what somebody was up to: "foiled a plot to smuggle missiles".
  func isPlot(before trigger: Int) -> Bool {
    trigger > 1 && isWord(trigger - 1, "to") && lists.contains(settings.plots, trigger - 2)
  }

  /// How many words may stand between a verb and the noun of transfer that it acts on.
  static let objectReach = 5

  /// Whether a source cue covers an actor's name.
  func isSpeaking(_ hit: ActorHit, apartFrom trigger: Range<Int>) -> Bool {
    cues(in: hit.sentence).contains {
      settings.catalog.modifiers[$0.modifier].sets[.source] != nil && $0.tokens.overlaps(hit.tokens)
        && !$0.tokens.overlaps(trigger)
    }
  }

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
  func takeSubject(
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
      let isSkipped = proposed.allSatisfy {
        $0.hit.map { finder.passesOver(reading.actors[$0], to: frame.trigger, in: frame.sentence) } ?? true
      }
      guard isLeft(of: reading.actors[hit].tokens.lowerBound) || isSkipped, isParty(hit),
        !looksOn(reading.actors[hit], before: frame.trigger),
        !isPlot(before: frame.trigger.lowerBound)
          || !isOutside(reading.actors[hit].tokens.upperBound, before: frame.trigger)
      else { return true }
      var seen = Set((role == "supplier" ? recipients : suppliers).map(\.actor))
      guard !seen.contains(named(hit)) else { return true }
      set(
        coordinatedActors(with: hit).filter { seen.insert(named($0)).inserted }
          .map { resolved($0, .clause) })
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
  func isParty(_ hit: Int) -> Bool {
    let actor = settings.catalog.actors[reading.actors[hit].actor]
    return !["media", "research", "agency"].contains(actor.type) && !isUnitedNations(reading.actors[hit])
  }

  /// The United Nations speak, ban and watch; only their missions get arms.
  func isUnitedNations(_ hit: ActorHit) -> Bool {
    settings.catalog.actors[hit.actor].id == "igo-united-nations" && hit.form != .body
      && !(hit.tokens.upperBound..<min(hit.tokens.upperBound + 2, reading.tokens.count)).contains {
        lists.contains(settings.organs, $0)
      }
  }
}
