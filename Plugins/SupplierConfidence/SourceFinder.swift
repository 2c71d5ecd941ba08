import WaybillCore
import WaybillText

/// Finds out whose word a statement is, where the cue itself does not say.
struct SourceFinder {
  let settings: Settings
  let reading: Reading
  let index: SentenceIndex

  // MARK: Speakers

  /// Kinds of sources that speak for themselves, never for the state whose name stands beside them.
  private static let impersonal: Set = [
    "expert-analyst", "investigative-body", "report", "media-relay", "hearsay-rumour",
    "intelligence-assessment",
    "imagery-tracking", "physical-evidence", "official-record", "media-own-investigation",
  ]

  /// The actor for whom the speaker of a cue speaks.
  ///
  /// Named in the cue or right before it (`the Pentagon's spokesman said`), or where the speaker was introduced: "Mr
  /// Novak said" speaks for Slovakia after "the Slovak defence minister, Peter Novak".
  func speaker(of cue: CueHit) -> Int? {
    let evidence = settings.catalog.modifiers[cue.modifier].evidence ?? ""
    if let holder = cue.holder.map({ reading.actors[$0] }), !isSubject(holder, after: cue) {
      // "accused Minsk of": the accused stands in the cue, the accuser before it.
      if evidence != "accusation" || holder.tokens.upperBound <= cue.tokens.lowerBound {
        // "the Union's envoy to Minsk said"
        let first = index.actors(in: cue.sentence).lazy.map { reading.actors[$0] }
          .first { $0.tokens.overlaps(cue.tokens) }
        return isPlace(holder) ? first?.actor : holder.actor
      }
      return index.actors(in: cue.sentence).lazy.map { reading.actors[$0] }
        .last { $0.tokens.upperBound <= cue.tokens.lowerBound }?.actor
    }
    if Self.impersonal.contains(evidence) {
      return index.actors(in: cue.sentence).lazy.map { reading.actors[$0] }.last {
        $0.tokens.overlaps(cue.tokens)
          && ["research", "igo", "agency"].contains(settings.catalog.actors[$0.actor].type)
      }?.actor
    }
    let named = index.actors(in: cue.sentence).lazy.map { reading.actors[$0] }.last { isSpeaker($0, of: cue) }
    return named?.actor ?? introduced(by: cue) ?? speaker(behind: cue)
  }

  /// The actor right behind a verb that ends a quotation: `… in April," said Fiji's defence minister`.
  private func speaker(behind cue: CueHit) -> Int? {
    guard cue.tokens.count == 1, reading.tokens[cue.tokens.lowerBound].boundary.contains(.closeQuote) else {
      return nil
    }
    return index.actors(in: cue.sentence).lazy.map { reading.actors[$0] }.first {
      $0.tokens.lowerBound >= cue.tokens.upperBound && $0.tokens.lowerBound - cue.tokens.upperBound <= 1
        && isUnbroken(cue.tokens.upperBound...$0.tokens.lowerBound)
    }?.actor
  }

  private func isSpeaker(_ actor: ActorHit, of cue: CueHit) -> Bool {
    let previous = actor.tokens.lowerBound - 1
    func follows(_ words: [String]) -> Bool {
      previous >= 0 && words.contains { reading.isWord(previous, $0) }
    }
    if actor.tokens.overlaps(cue.tokens) { return !isPlace(actor) }
    guard actor.tokens.upperBound <= cue.tokens.lowerBound,
      cue.tokens.lowerBound - actor.tokens.upperBound <= 3,
      !follows(["to", "in", "on", "against", "from", "with", "at", "by", "about", "over", "for"])
    else { return false }
    // "to Minsk, the minister said": the name ends another phrase.
    return isUnbroken(actor.tokens.upperBound...cue.tokens.lowerBound)
  }

  /// Whether an actor is where a speaker stands, not for whom: "the envoy to Minsk"; "the ministry in Minsk" is its state's.
  private func isPlace(_ actor: ActorHit) -> Bool {
    let previous = actor.tokens.lowerBound - 1
    guard previous > 0 else { return false }
    if reading.isWord(previous, "in") {
      return !["ministry", "government", "parliament", "authorities", "presidency", "officials", "cabinet"]
        .contains {
          reading.isWord(previous - 1, $0)
        }
    }
    return ["to", "on", "against"].contains { reading.isWord(previous, $0) }
  }

  /// Whether nothing but blanks stands before each of these tokens.
  private func isUnbroken(_ tokens: ClosedRange<Int>) -> Bool {
    tokens.allSatisfy { reading.tokens[$0].boundary.isSubset(of: [.space, .line, .hyphen, .apostrophe]) }
  }

  /// Whether an actor after a cue is the subject of what is reported: "according to the minister, Minsk sent …".
  private func isSubject(_ actor: ActorHit, after cue: CueHit) -> Bool {
    actor.tokens.lowerBound >= cue.tokens.upperBound
      && !(isUnbroken(cue.tokens.upperBound...actor.tokens.lowerBound)
        && ["of", "for", "in", "from"].contains { reading.isWord(actor.tokens.lowerBound - 1, $0) })
  }

  /// Whether nothing but an office, and a comma before a capitalised name, stands between a country and the name's end.
  private func isIntroduction(_ tokens: ClosedRange<Int>) -> Bool {
    guard let comma = tokens.first(where: { !isUnbroken($0...$0) }) else { return true }
    return comma > tokens.lowerBound && reading.tokens[comma].boundary.isSubset(of: [.space, .line, .comma])
      && (comma...tokens.upperBound).allSatisfy {
        reading.tokens[$0].flags.contains(.capitalised) && ($0 == comma || isUnbroken($0...$0))
      }
  }

  /// How far back a speaker's first mention is looked for, in words.
  private static let memory = 3000

  /// The actor with which the name right before the cue's verb was introduced.
  private func introduced(by cue: CueHit) -> Int? {
    let sentence = reading.segmentation.sentences[cue.sentence].tokens
    // The verb ends the cue, or is it: "Novak said", "told reporters".
    let places = [cue.tokens.upperBound - 2, cue.tokens.lowerBound - 1]
    guard let name = places.first(where: { $0 > sentence.lowerBound && isName($0) }) else { return nil }
    let text = reading.text(name..<(name + 1))
    let first = max(0, name - Self.memory)
    for token in first..<name where isName(token) && reading.text(token..<(token + 1)) == text {
      let hits = index.actors(in: reading.sentence(of: token)).lazy.map { reading.actors[$0] }
      // "Slovak defence minister Peter Novak", "Slovakia's defence minister, Peter Novak"
      if let before = hits.last(where: { $0.tokens.upperBound <= token && token - $0.tokens.upperBound <= 7 }
      ),
        isIntroduction(before.tokens.upperBound...token)
      {
        return before.actor
      }
      // "Peter Novak, the Slovak defence minister"
      let next = token + 1
      if next < reading.tokens.count, reading.tokens[next].boundary.contains(.comma),
        let after = hits.first(where: {
          $0.tokens.lowerBound == next
            || ["the", "a", "an"].contains { reading.isWord(next, $0) } && $0.tokens.lowerBound == next + 1
        })
      {
        return after.actor
      }
    }
    return nil
  }

  private func isName(_ token: Int) -> Bool {
    reading.tokens[token].flags.contains(.capitalised) && !reading.tokens[token].flags.contains(.number)
      && ![
        "Minister", "President", "Secretary", "General", "Spokesman", "Spokeswoman", "Ministry",
      ]
      .contains { $0 == reading.text(token..<(token + 1)) }
      && !index.actors(in: reading.sentence(of: token)).contains { reading.actors[$0].tokens.contains(token) }
  }

  // MARK: Headlines

  /// A source set off from a headline: `… to Russia: White House`, `UN report: …`, `… to Chad, sources`.
  struct HeadlineSource {
    var actor: Int?
    var source: String
  }

  func headlineSource(of event: Event) -> HeadlineSource? {
    let sentence = reading.segmentation.sentences[event.sentence]
    guard sentence.zone == .title else { return nil }
    let tokens = sentence.tokens
    if let mark = tokens.dropFirst().last(where: {
      !reading.tokens[$0].boundary.isDisjoint(with: [.colon, .dash])
    }),
      mark > event.trigger.lowerBound, let source = source(in: mark..<tokens.upperBound)
    {
      return source
    }
    if let mark = tokens.dropFirst().first(where: { reading.tokens[$0].boundary.contains(.colon) }),
      mark <= event.trigger.lowerBound, let source = source(in: tokens.lowerBound..<mark)
    {
      return source
    }
    return nil
  }

  private func source(in tokens: Range<Int>) -> HeadlineSource? {
    guard tokens.count <= 4,
      index.weapons(in: reading.sentence(of: tokens.lowerBound)).allSatisfy({
        !reading.labels[$0].tokens.overlaps(tokens)
      })
    else { return nil }
    func has(_ words: [String]) -> Bool {
      tokens.contains { token in words.contains { reading.isWord(token, $0) } }
    }
    let actor = index.actors(in: reading.sentence(of: tokens.lowerBound)).last {
      tokens.contains(reading.actors[$0].tokens.lowerBound)
    }.map { reading.actors[$0] }
    if has(["source", "sources", "official", "officials"]) { return HeadlineSource(source: "anonymous") }
    if actor.map({ settings.catalog.actors[$0.actor].type == "media" }) ?? false {
      return HeadlineSource(source: "media")
    }
    if let actor, actor.tokens == tokens { return HeadlineSource(actor: actor.actor, source: "named") }
    if has(["report", "study", "panel", "expert", "experts"]) {
      return HeadlineSource(source: actor == nil && !has(["study", "panel"]) ? "media" : "named")
    }
    if has(["reports", "media", "paper", "newspaper"]) { return HeadlineSource(source: "media") }
    if has(["minister", "ministry", "president", "spokesman", "army", "police", "general", "envoy"]) {
      return HeadlineSource(actor: actor?.actor, source: "named")
    }
    return nil
  }

  // MARK: Announcements

  /// Who owns up in the first person: "We have received tanks," Mali's minister said, where the cue itself names nobody.
  func confessor(_ cue: CueHit, among cues: [CueHit]) -> Int? {
    guard settings.catalog.modifiers[cue.modifier].evidence == "self-admission",
      reading.isWord(cue.tokens.lowerBound, "we")
    else { return nil }
    return cues.lazy.filter {
      ["named-official", "named-speaker"].contains(settings.catalog.modifiers[$0.modifier].evidence ?? "")
    }
    .compactMap { speaker(of: $0) }.first
  }

  /// The party that announces its own step, where a minister or office without a country tells what will be done.
  ///
  /// The subject of the reported clause: "Poland will send tanks, the minister said" is Poland's word. Of those who are
  /// accused rather than announce, nothing is taken so.
  func announcer(_ cue: CueHit, supplier: Event.Party?, recipient: Event.Party?, status: String?) -> Int? {
    // Who tells of a step to come, or announces one taken, takes it.
    let isAnnounced = cue.tokens.contains { token in
      ["announced", "announces", "confirmed", "confirms"].contains { reading.isWord(token, $0) }
    }
    guard isAnnounced || ["agreed", "considered", "offered", "halted", "refused"].contains(status ?? ""),
      ["named-official", "named-speaker"].contains(settings.catalog.modifiers[cue.modifier].evidence ?? ""),
      cue.tokens.count > 1, let supplier, !settings.accused.contains(supplier.actor)
    else { return nil }
    guard let recipient, let first = supplier.hit, let second = recipient.hit else { return supplier.actor }
    return reading.actors[first].tokens.lowerBound <= reading.actors[second].tokens.lowerBound
      ? supplier.actor : recipient.actor
  }
}
