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
  /// The same transfer, denied by one of its parties in another sentence.
  func denied(by holder: Int, in sentence: Int) -> Statement {
    var denial = self
    denial.event.sentence = sentence
    denial.attributes[.stance] = "denied"
    denial.attributes[.source] = nil
    denial.attributes[.certainty] = nil
    denial.attributes[.holder] = holder == supplier?.actor ? "supplier" : "recipient"
    denial.holder = holder
    denial.kind = "denial"
    denial.strength = holder == supplier?.actor ? 0.7 : 0.6
    return denial
  }

  /// Reads an event as a statement on one pair of parties.
  init(
    _ event: Event, supplier: Event.Party?, recipient: Event.Party?, settings: Settings, reading: Reading,
    sources: SourceFinder, voice: Int?
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
        denier = sources.speaker(of: cue)
      }
    }
    holder =
      denier
      ?? source.flatMap { cue in
        sources.speaker(of: cue) ?? sources.confessor(cue, among: event.cues)
          ?? sources.announcer(cue, supplier: supplier, recipient: recipient, status: attributes[.status])
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
    // "They said they used the U.S.-supplied missile": the adjective is the outlet's own.
    if denier == nil, reading.tokens[event.trigger.lowerBound].boundary == .hyphen,
      !reading.tokens[event.trigger.lowerBound].flags.contains(.quoted)
    {
      attributes[.source] = nil
      (source, holder, kind, weight) = (nil, nil, nil, nil)
    }
    // A headline names its source before or behind a colon.
    if source == nil, let headline = sources.headlineSource(of: event) {
      holder = headline.actor
      attributes[.source] = headline.source
      let defaults: (kind: String, weight: Double) =
        switch headline.source {
        case "media": ("media-relay", 0.6)
        case "anonymous": ("anonymous-official", 1.1)
        default: ("named-official", 1.9)
        }
      kind = kind ?? defaults.kind
      weight = weight ?? defaults.weight
    }
    // Words in quotation marks are somebody's, who stands in another sentence.
    if source == nil, voice == nil, attributes[.source] == nil,
      reading.segmentation.sentences[event.sentence].zone != .title,
      reading.tokens[event.trigger.lowerBound].flags.contains(.quoted)
    {
      attributes[.source] = "named"
      kind = kind ?? "named-speaker"
      weight = weight ?? 1.3
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
    // A party's own "we have not" is its denial.
    if attributes[.stance] == "negated", attributes[.source] == "named",
      ["supplier", "recipient"].contains(attributes[.holder] ?? "")
    {
      attributes[.stance] = "denied"
    }
    if attributes[.modality] == "future" {
      let rank = ["unspecified", "delivered", "in-transit"]
      if attributes[.status] == nil || rank.contains(attributes[.status] ?? "") {
        attributes[.status] = "agreed"
      }
    }
    // What is told as finished has arrived: "has shipped", "had smuggled".
    if attributes[.status] == "in-transit", Statement.isFinished(event, settings: settings, reading: reading)
    {
      attributes[.status] = "delivered"
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

  /// Log-odds points of the outlet's own flat statement.
  private static let outletWeight = 1.15

  /// Whether a verb of carrying stands in the perfect and no cue says that the goods are still on the move.
  private static func isFinished(_ event: Event, settings: Settings, reading: Reading) -> Bool {
    guard settings.catalog.rules[event.rule].isVerbal, event.attributes[.concealed] != "true",
      !event.cues.contains(where: { settings.catalog.modifiers[$0.modifier].sets[.status] == "in-transit" })
    else { return false }
    let verb = event.trigger.lowerBound
    guard reading.ends(verb, in: "ed") || reading.ends(verb, in: "n") else { return false }
    return (max(0, verb - 3)..<verb).contains { token in
      ["has", "have", "had", "having", "ve"].contains { reading.isWord(token, $0) }
    }
  }
}
