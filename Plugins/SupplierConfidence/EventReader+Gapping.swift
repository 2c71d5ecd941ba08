import WaybillCore
import WaybillText

/// Clauses that share the verb of the clause before: "Norway sent howitzers to Ukraine and Denmark missiles".
///
/// What a further conjunct names replaces the part of the event that stands in the same place; the rest is taken over.
/// After Ross (1970), *Gapping and the order of constituents*: the remnants of a gapped clause correspond one by one to
/// constituents of the clause before.
extension EventReader {
  /// Returns the events that follow in the sentence of `event` without a verb of their own.
  func gapped(after event: Event) -> [Event] {
    guard !event.items.isEmpty, !event.suppliers.isEmpty || !event.recipients.isEmpty else { return [] }
    var events: [Event] = []
    var model = event
    while let next = conjunct(after: model) {
      events.append(next)
      model = next
    }
    return events
  }

  /// The event told again of another: "…, as has Spain", "…, as did Spain".
  func echoed(after event: Event) -> Event? {
    let sentence = reading.segmentation.sentences[event.sentence].tokens
    let end = self.end(of: event)
    guard end + 2 < sentence.upperBound, isWord(end, "as") || isWord(end, "so"),
      lists.contains(settings.auxiliaries, end + 1),
      let actor = index.actors(in: event.sentence).first(where: {
        reading.actors[$0].tokens.lowerBound == end + 2
      })
    else { return nil }
    var echo = event
    let parties = coordinatedActors(with: actor).map {
      Event.Party($0, .clause, in: reading)
    }
    switch settings.catalog.rules[event.rule].subject {
    case "supplier": echo.suppliers = parties
    case "recipient": echo.recipients = parties
    default: return nil
    }
    return echo
  }

  private struct Remnant {
    var tokens: Range<Int>
    var actor: Int?
    var weapon: Int?
    /// The preposition right before it, if it is one that marks a party.
    var marker: Marker?
  }

  private enum Marker { case source, goal }

  private func conjunct(after event: Event) -> Event? {
    let sentence = reading.segmentation.sentences[event.sentence].tokens
    let end = self.end(of: event)
    guard end < sentence.upperBound, let joint = joint(at: end, in: sentence) else { return nil }
    // Up to the next verb of transfer or the next joint.
    let stop = index.triggers(in: event.sentence).map(\.lowerBound).filter { $0 >= joint.upperBound }.min()
    let limit = min(sentence.upperBound, joint.upperBound + 14)
    guard stop.map({ $0 >= limit }) ?? true || stop == nil else { return nil }
    let remnants = remnants(in: joint.upperBound..<limit, sentence: event.sentence)
    guard let first = remnants.first, first.tokens.lowerBound - joint.upperBound <= 3 else { return nil }
    var next = event
    next.decoys = []
    // "… and 12 radars by Greece", "… and patrol boats from China to Namibia"
    if let weapon = first.weapon {
      let marked = remnants.dropFirst().prefix { $0.marker != nil && $0.actor != nil }
      guard !marked.isEmpty, !event.items.contains(weapon) else { return nil }
      next.items = [weapon]
      for marker in [Marker.source, .goal] {
        if let remnant = marked.first(where: { $0.marker == marker }) { assign(remnant, to: &next) }
      }
    } else if let actor = first.actor, first.marker == nil, remnants.count > 1 {
      let second = remnants[1]
      guard second.tokens.lowerBound - first.tokens.upperBound <= 4 else { return nil }
      let subject = settings.catalog.rules[event.rule].subject
      let party = Event.Party(actor, .clause, in: reading)
      if let weapon = second.weapon {
        guard !event.items.contains(weapon) else { return nil }
        next.items = [weapon]
        // "sent Ukraine radars and Moldova body armour": a recipient right behind the verb, and no comma, and the further
        // clause begins with a recipient too. A comma or a recipient told otherwise leaves only the sender.
        let isWith = (second.tokens.lowerBound - 2..<second.tokens.lowerBound).contains { isWord($0, "with") }
        let goesOnWithRecipient =
          (!joint.hasComma || isWith) && subject == "supplier"
          && event.recipients.contains {
            $0.hit.map { reading.actors[$0].tokens.lowerBound == event.trigger.upperBound } ?? false
          }
        if subject == "recipient" || goesOnWithRecipient {
          next.recipients = [party]
        } else {
          next.suppliers = [party]
        }
      } else if second.marker != nil, second.actor != nil {
        if subject == "recipient" { next.recipients = [party] } else { next.suppliers = [party] }
        assign(second, to: &next)
      } else {
        return nil
      }
    } else {
      return nil
    }
    let used =
      next.items != event.items || next.suppliers != event.suppliers || next.recipients != event.recipients
    guard used, !next.isLoop else { return nil }
    return next
  }

  private func assign(_ remnant: Remnant, to event: inout Event) {
    guard let actor = remnant.actor else { return }
    let party = Event.Party(actor, .clause, in: reading)
    switch remnant.marker {
    case .source: event.suppliers = [party]
    case .goal: event.recipients = [party]
    case nil: break
    }
  }

  /// Where the last of an event's constituents ends in its own sentence.
  private func end(of event: Event) -> Int {
    let sentence = reading.segmentation.sentences[event.sentence].tokens
    let hits = (event.suppliers + event.recipients).compactMap(\.hit).map { reading.actors[$0].tokens }
    let items = event.items.map { reading.labels[weapons[$0].hit].tokens }
    return ([event.trigger] + hits + items).filter { sentence.contains($0.lowerBound) }.map(\.upperBound)
      .max()
      ?? event.trigger.upperBound
  }

  /// The comma, semicolon or *and* right behind a constituent.
  private func joint(at end: Int, in sentence: Range<Int>) -> (upperBound: Int, hasComma: Bool)? {
    let boundary = reading.tokens[end].boundary
    let hasComma = boundary.contains(.comma) || boundary.contains(.semicolon)
    let isAnd = isWord(end, "and") || isWord(end, "while")
    guard hasComma || isAnd else { return nil }
    return (isAnd ? end + 1 : end, hasComma)
  }

  /// Actors and mentions of a stretch, in order, until something stands there that a verbless clause has not.
  private func remnants(in tokens: Range<Int>, sentence: Int) -> [Remnant] {
    var remnants: [Remnant] = []
    for actor in index.actors(in: sentence) {
      let hit = reading.actors[actor]
      guard tokens.contains(hit.tokens.lowerBound), hit.form != .demonym else { continue }
      remnants.append(
        Remnant(tokens: hit.tokens, actor: actor, marker: marker(before: hit.tokens.lowerBound)))
    }
    for weapon in index.weapons(in: sentence) {
      let hit = reading.labels[weapons[weapon].hit].tokens
      guard tokens.contains(hit.lowerBound) else { continue }
      remnants.append(Remnant(tokens: hit, weapon: weapon, marker: nil))
    }
    remnants.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    // A finite verb ends the stretch: it has a clause of its own.
    let verb = tokens.first { lists.contains(settings.finiteVerbs, $0) }
    // So does a source: "…, Reuters reported from Singapore".
    let source = remnants.first {
      $0.actor.map { !isParty($0) || isSpeaking(reading.actors[$0], apartFrom: 0..<0) } ?? false
    }
    return remnants.filter {
      (verb == nil || $0.tokens.upperBound <= verb! - 1)
        && (source == nil || $0.tokens.upperBound <= source!.tokens.lowerBound)
    }
  }

  private func marker(before token: Int) -> Marker? {
    var previous = token - 1
    if previous >= 0, isWord(previous, "the") { previous -= 1 }
    guard previous >= 0 else { return nil }
    if isWord(previous, "from") || isWord(previous, "by") { return .source }
    if isWord(previous, "to") || isWord(previous, "for") { return .goal }
    return nil
  }
}
