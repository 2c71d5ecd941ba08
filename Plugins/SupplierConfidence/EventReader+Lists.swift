import WaybillCore
import WaybillText

/// Lists whose members each name their own source or goal: "Chile bought tanks from Germany; helicopters from the United
/// States; three patrol aircraft from Spain".
extension EventReader {
  /// Returns the events of the further members of a list that begins with `event`.
  ///
  /// A member is one mention or several, then `from` or `to` with a party. Numbers and adjectives may stand before a
  /// mention; a verb or another party ends the list.
  func listed(after event: Event) -> [Event] {
    guard let last = event.items.last, !event.suppliers.isEmpty || !event.recipients.isEmpty else {
      return []
    }
    let sentence = reading.segmentation.sentences[event.sentence].tokens
    var end = reading.labels[weapons[last].hit].tokens.upperBound
    guard sentence.contains(end - 1) else { return [] }
    if let party = marked(from: end, in: event.sentence) { end = party.end }
    var events: [Event] = []
    var members: [Int] = []
    for weapon in index.weapons(in: event.sentence) where !event.items.contains(weapon) {
      let hit = reading.labels[weapons[weapon].hit].tokens
      guard hit.lowerBound >= end else { continue }
      guard continues(from: end, to: hit.lowerBound, in: event.sentence) else { break }
      members.append(weapon)
      end = hit.upperBound
      guard let party = marked(from: end, in: event.sentence) else { continue }
      var next = event
      next.items = members
      next.decoys = []
      if party.isSource { next.suppliers = party.parties } else { next.recipients = party.parties }
      if !next.isLoop { events.append(next) }
      members = []
      end = party.end
    }
    return events
  }

  /// The parties behind *from*, *to* or *for* right after a mention.
  func marked(from end: Int, in sentence: Int) -> (parties: [Event.Party], isSource: Bool, end: Int)? {
    let tokens = reading.segmentation.sentences[sentence].tokens
    guard end + 1 < tokens.upperBound, isWord(end, "from") || isWord(end, "to") || isWord(end, "for") else {
      return nil
    }
    let hit = index.actors(in: sentence).first {
      (end + 1...end + 3).contains(reading.actors[$0].tokens.lowerBound)
    }
    // "from Spanish depots", not "for Spanish shells"
    guard let hit,
      reading.actors[hit].form != .demonym
        || finder.hasOrgan(after: reading.actors[hit].tokens.upperBound, in: tokens)
    else { return nil }
    let group = coordinatedActors(with: hit)
    return (
      group.map { Event.Party($0, .clause, in: reading) },
      isWord(end, "from"),
      group.map { reading.actors[$0].tokens.upperBound }.max() ?? end
    )
  }

  /// Whether nothing but a joint, numbers and adjectives stands between two members.
  private func continues(from end: Int, to start: Int, in sentence: Int) -> Bool {
    guard start - end <= 8, end <= start else { return false }
    let hasJoint =
      (end...start).contains {
        !reading.tokens[$0].boundary.isDisjoint(with: [.comma, .semicolon]) || isWord($0, "and")
          || isWord($0, "plus")
      }
    return hasJoint && !(end..<start).contains { lists.contains(settings.finiteVerbs, $0) }
      && !index.triggers(in: sentence).contains { $0.overlaps(end..<start) }
      && !index.actors(in: sentence).contains {
        reading.actors[$0].tokens.overlaps(end..<start) && reading.actors[$0].form == .name
      }
  }
}
