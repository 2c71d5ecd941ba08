import WaybillCore
import WaybillText

/// What one event says about one claim: the words, who holds them, and how much they weigh.
struct Statement {
  var event: Event
  var supplier: Event.Party?
  var recipient: Event.Party?
  var status: String
  var attributes: AttributeSet
  /// Actor number of who says or denies it, when that is a known actor.
  var holder: Int?
  /// Kind of evidence, by the modifier with the greatest weight; `outlet` when nobody is named.
  var kind: String
  /// Log-odds points before support, always positive.
  var strength: Double

  var isDenied: Bool { attributes[.stance] == "denied" }
  /// Denied or negated: speaks against the claim.
  var isAgainst: Bool { isDenied || attributes[.stance] == "negated" }
}

extension Statement {
  /// Reads an event as a statement on one pair of parties.
  init(
    _ event: Event, supplier: Event.Party?, recipient: Event.Party?, settings: Settings, reading: Reading,
    index: SentenceIndex, voice: Int?
  ) {
    self.event = event
    self.supplier = supplier
    self.recipient = recipient
    var attributes = event.attributes
    var weight: Double?
    var kind: String?
    var factors: [Double] = []
    var source: CueHit?
    var denier: Int?
    for cue in event.cues {
      let modifier = settings.catalog.modifiers[cue.modifier]
      if let factor = modifier.factor { factors.append(factor) }
      if modifier.sets[.source] != nil, source == nil || modifier.weight ?? 0 > weight ?? 0 { source = cue }
      if let w = modifier.weight, w > weight ?? 0 {
        weight = w
        kind = modifier.evidence
      }
      if modifier.sets[.stance] == "denied" {
        denier =
          cue.holder.map { reading.actors[$0].actor }
          ?? Statement.speaker(of: cue, reading: reading, index: index)
      }
    }
    holder =
      denier
      ?? source.flatMap { cue in
        cue.holder.map { reading.actors[$0].actor }
          ?? Statement.speaker(of: cue, reading: reading, index: index)
      }
    // A document that speaks for the supplier or names no other source speaks for its own side.
    if let voice, denier == nil, source == nil || supplier?.actor == voice { holder = voice }
    // A reporter's question may carry a claim; nobody has answered for it yet.
    let turn = reading.segmentation.sentences[event.sentence].turn
    if turn >= 0, reading.segmentation.turns[Int(turn)].isQuestioner {
      var doubt = AttributeSet()
      doubt[.certainty] = "possible"
      attributes.formUnion(doubt)
    }
    // A headline names its source behind a colon.
    if source == nil, let speaker = Statement.headlineSource(of: event, reading: reading, index: index) {
      holder = speaker
      attributes[.source] = "named"
      kind = kind ?? "named-official"
      weight = weight ?? 1.9
    }
    // Another government's account of somebody else's transfer is its accusation, not plain fact.
    if let voice, holder == voice, source == nil, let actor = supplier?.actor, actor != voice,
      settings.accused.contains(actor)
    {
      attributes[.source] = "named"
      kind = kind ?? "named-official"
      weight = weight ?? 1.9
    }
    if let holder {
      if holder == supplier?.actor {
        attributes[.holder] = "supplier"
      } else if holder == recipient?.actor {
        attributes[.holder] = "recipient"
      } else {
        attributes[.holder] = "other"
      }
    }
    if attributes[.modality] == "future" {
      let rank = ["unspecified", "delivered", "in-transit"]
      if attributes[.status] == nil || rank.contains(attributes[.status] ?? "") {
        attributes[.status] = "agreed"
      }
    }
    self.attributes = attributes
    // A party's own word on its own deed is stronger than the office of whoever spoke it.
    switch attributes[.holder] {
    case "supplier" where attributes[.stance] == nil || attributes[.stance] == "affirmed":
      self.kind = "supplier-declares"
    case "recipient" where attributes[.stance] == nil || attributes[.stance] == "affirmed":
      self.kind = "recipient-declares"
    default: self.kind = kind ?? "outlet"
    }
    status = attributes[.status] ?? "unspecified"

    // Two hedges: the smaller factor, and a little less; a booster beside a hedge counts for nothing.
    var factor = 1.0
    let hedges = factors.filter { $0 < 1 }.sorted()
    if let least = hedges.first {
      factor = hedges.count > 1 ? least * 0.9 : least
    } else if let boost = factors.max() {
      factor = boost
    }
    let base: Double =
      switch attributes[.holder] {
      case "supplier" where !(attributes[.stance] == "denied"): 3.0
      case "recipient" where !(attributes[.stance] == "denied"): 2.4
      case "supplier": 0.7
      case "recipient": 0.6
      default: weight ?? Statement.outletWeight
      }
    let isTitle = reading.segmentation.sentences[event.sentence].zone == .title
    let role = min(supplier?.basis.factor ?? 1, recipient?.basis.factor ?? 1, isTitle ? 0.9 : 1)
    let time = attributes[.background] == "true" ? 0.7 : 1.0
    strength = base * factor * role * time
  }

  /// The actor alone behind the colon of a headline: `… to Russia: White House`.
  private static func headlineSource(of event: Event, reading: Reading, index: SentenceIndex) -> Int? {
    let sentence = reading.segmentation.sentences[event.sentence]
    guard sentence.zone == .title,
      let last = index.actors(in: event.sentence).last.map({ reading.actors[$0] }),
      last.tokens.upperBound == sentence.tokens.upperBound,
      reading.tokens[last.tokens.lowerBound].boundary.contains(.colon)
    else { return nil }
    return last.actor
  }

  /// Log-odds points of the outlet's own flat statement.
  private static let outletWeight = 1.15

  /// The actor named in a source cue or right before it, as in `the Pentagon's spokesman said`.
  private static func speaker(of cue: CueHit, reading: Reading, index: SentenceIndex) -> Int? {
    index.actors(in: cue.sentence).lazy.map { reading.actors[$0] }.last {
      // "the envoy to Minsk said" does not speak for Minsk.
      let previous = $0.tokens.lowerBound - 1
      if previous >= 0, reading.isWord(previous, "to") || reading.isWord(previous, "in") { return false }
      return $0.tokens.overlaps(cue.tokens)
        || ($0.tokens.upperBound <= cue.tokens.lowerBound
          && cue.tokens.lowerBound - $0.tokens.upperBound <= 3)
    }?.actor
  }
}
