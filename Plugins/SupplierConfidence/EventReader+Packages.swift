import WaybillCore
import WaybillText

/// Items that follow an announcement, and destinations that are only pretended.
extension EventReader {
  /// The stretches of a sentence in which a false destination is named: from the wording to the sentence's end.
  func falseDestinations(in sentence: Int) -> [Range<Int>] {
    let tokens = reading.segmentation.sentences[sentence].tokens
    return lists.hits(of: settings.decoyWords, in: tokens).map { $0.upperBound..<tokens.upperBound }
  }

  /// Names of the false destinations told in the trigger's sentence and the two beside it.
  func decoys(near frame: FrameHit) -> [String] {
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
  func withPackages(_ events: [Event]) -> [Event] {
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
