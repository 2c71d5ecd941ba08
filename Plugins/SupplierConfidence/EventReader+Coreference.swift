import WaybillCore
import WaybillText

/// What pronouns and general words stand for.
extension EventReader {
  /// Takes words such as *the rebels* for the armed group that the text named last, or for its only one.
  func named(_ hit: Int) -> Int {
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
  static let collectives: Set = [
    "grp-allied-countries", "grp-european-countries", "grp-foreign-countries", "grp-gulf-states",
    "grp-baltic-states",
    "grp-chinese-companies", "grp-arms-traffickers",
  ]

  /// The nearest subject pronoun at most six words before the trigger.
  func pronoun(before trigger: Int, in sentence: Range<Int>, passive: Bool) -> (
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
  func objectPronoun(after end: Int, in sentence: Range<Int>) -> (token: Int, isFirst: Bool)? {
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
  func ownSide(of frame: FrameHit) -> [Event.Party] {
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
    return [Event.Party(speaker, .pronoun, in: reading)]
  }

  /// Who *you* are in a quotation: whom the speaker told.
  func hearer(of frame: FrameHit, avoiding others: [Event.Party]) -> [Event.Party] {
    let sentence = reading.segmentation.sentences[frame.sentence].tokens
    guard reading.tokens[frame.trigger.lowerBound].flags.contains(.quoted),
      let told = sentence.first(where: { isWord($0, "told") || isWord($0, "tells") })
    else { return [] }
    let taken = Set(others.map(\.actor))
    let hearer = index.actors(in: frame.sentence).first {
      reading.actors[$0].tokens.lowerBound > told && !taken.contains(reading.actors[$0].actor)
    }
    return hearer.map { [Event.Party($0, .pronoun, in: reading)] } ?? []
  }

  /// The party for which an actor's hit stands: words for rebels may mean a group named before.
  func resolved(_ hit: Int, _ basis: Event.Basis) -> Event.Party {
    Event.Party(actor: named(hit), hit: hit, basis: basis)
  }

  /// The nearest fitting actor before a pronoun: subjects of the sentence before first.
  ///
  /// - Parameter reach: how many sentences back it may stand.
  func antecedent(of token: Int, avoiding others: [Event.Party], reach: Int = 1) -> [Event.Party] {
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
    // In "thanked Israel for the rifles it had sent" the pronoun goes back to the nearer one.
    let own =
      hasMention(endingAt: token)
      ? before.last { reading.actors[$0].sentence == sentence }
      : before.first { reading.actors[$0].sentence == sentence }
    let previous = before.first { reading.actors[$0].sentence == sentence - 1 }
    let farther = (max(0, sentence - reach)..<max(0, sentence - 1)).reversed().lazy.flatMap(index.actors)
      .first(where: fits)
    guard let choice = own ?? previous ?? farther else { return [] }
    return [resolved(choice, .pronoun)]
  }

  /// How many *both countries* or *the three nations* are; nil for any other pronoun.
  func groupSize(at token: Int) -> Int? {
    for word in max(0, token - 1)...token {
      if isWord(word, "both") || isWord(word, "two") { return 2 }
      if isWord(word, "three") { return 3 }
    }
    return nil
  }

  /// The last states named one after another before a token, as many as are asked for.
  ///
  /// - Parameter isClose: only states joined by commas and conjunctions; else the last ones named, wherever.
  func group(of count: Int, before token: Int, in sentence: Int, isClose: Bool = true) -> [Event
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
          return named.map { Event.Party($0, .pronoun, in: reading) }
        }
      }
      return []
    }
    for last in before.reversed() {
      let group = coordinatedActors(with: last)
      if Set(group.map { reading.actors[$0].actor }).count == count {
        return group.map { Event.Party($0, .pronoun, in: reading) }
      }
    }
    return self.group(of: count, before: token, in: sentence, isClose: false)
  }
}
