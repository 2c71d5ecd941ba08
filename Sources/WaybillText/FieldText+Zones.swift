extension FieldText {
  /// What zoning asks of a block.
  private struct Outline {
    var words: Int
    var hasNumber: Bool
    var endsInPoint: Bool
    /// Ends in any sign that a heading or label does not end in.
    var isClosed: Bool
    var isItem: Bool

    /// Prose: long enough for a sentence, and finished like one.
    var isProse: Bool { words >= 8 && endsInPoint && !isItem }
    /// A heading, a menu label, a by-line.
    var isHeading: Bool { !isClosed && !isItem && words <= 30 }
    /// A heading too short to be a headline.
    var isLabel: Bool { isHeading && words <= 3 && !hasNumber }
  }

  /// Gives each block its zone.
  ///
  /// The headline is the first heading before the prose; one of at most three words gives way to a longer one after
  /// it and is then a site's label. A text of a single block has no headline. Before the prose, labels are furniture;
  /// after it only those that stand alone, since several in a row may be a list.
  /// Once somebody speaks, short blocks are what is said: from the first speaker's label on there are no headings.
  func zones(of blocks: [Block], findsTitle: Bool, firstLabel: Int?) -> [Zone] {
    var zones = blocks.map { zoneByWording($0) ?? .body }
    let outlines = blocks.map { outline($0, isSpoken: $0.tokens.upperBound > firstLabel ?? .max) }
    let lead = blocks.indices.first { zones[$0] == .body && outlines[$0].isProse }
    if let lead { zones[lead] = .lead }
    guard blocks.count > 1 else { return zones }

    let head = blocks.indices[..<(lead ?? blocks.count)].filter {
      zones[$0] == .body && outlines[$0].isHeading
    }
    if findsTitle, let title = head.first(where: { outlines[$0].words > 3 }) ?? head.first {
      zones[title] = .title
    }
    for index in head where zones[index] == .body {
      let isBeforeTitle = zones[index...].contains(.title)
      if isBeforeTitle && outlines[index].words <= 3 || lead != nil && outlines[index].isLabel {
        zones[index] = .furniture
      }
    }
    if let lead {
      for index in blocks.indices[(lead + 1)...] where zones[index] == .body && outlines[index].isLabel {
        let hasNeighbour =
          outlines[index - 1].isLabel || index + 1 < blocks.count && outlines[index + 1].isLabel
        if !hasNeighbour { zones[index] = .furniture }
      }
    }
    return zones
  }

  private func outline(_ block: Block, isSpoken: Bool) -> Outline {
    let end = block.tokens.upperBound
    let closing = gapHolds([.colon, .semicolon], before: end)
    let asks = gapHolds(.exclamation, before: end)
    let stops = gapHolds(.period, before: end)
    return Outline(
      words: block.tokens.count,
      hasNumber: block.tokens.contains { table.flags[$0].contains(.number) },
      endsInPoint: stops || asks || endsInAcronymPoint(end - 1),
      isClosed: stops || closing || isSpoken,
      isItem: block.isItem)
  }

  /// The zone that a block's opening words give away.
  private func zoneByWording(_ block: Block) -> Zone? {
    let opening = block.tokens.prefix(4).map(lowercased)
    func opens(with phrase: [String]) -> Bool { opening.starts(with: phrase) }
    let colon = block.tokens.count > 1 && table.boundaries[block.tokens.lowerBound + 1].contains(.colon)
    if Self.captionLabels.contains(opening[0]) && colon || Self.captions.contains(where: opens)
      || hasPhotoCredit(block)
    {
      return .caption
    }
    // A short line that says `subscribe` sells the paper; a long sentence may report on subscribers.
    if block.tokens.count <= 12 && Self.furniture.contains(where: opens) { return .furniture }
    if block.tokens.count <= 50 && Self.notices.contains(where: opens) { return .furniture }
    if block.tokens.count == 1 && isEndMark(block.tokens.lowerBound) { return .furniture }
    return nil
  }

  /// Whether `(Photo by …)` or the like stands in the block.
  private func hasPhotoCredit(_ block: Block) -> Bool {
    block.tokens.dropLast().contains { index in
      table.boundaries[index].contains(.bracket) && lowercased(index) == "photo"
        && ["by", "courtesy", "credit"].contains(lowercased(index + 1))
    }
  }

  /// Whether the token is the 30 of `-30-`.
  private func isEndMark(_ index: Int) -> Bool {
    let next = Int(table.ends[index])
    return lowercased(index) == "30" && next < bytes.count && bytes[next] == UInt8(ascii: "-")
  }

  private static let captionLabels: Set<String> = [
    "caption", "credit", "credits", "image", "images", "photo", "photograph", "photos", "picture", "pictured",
    "video",
  ]

  private static let captions: [[String]] = [
    ["file", "photo"], ["photo", "by"], ["photo", "courtesy"], ["photo", "credit"], ["image", "credit"],
    ["file", "in", "this"], ["in", "this", "photo"], ["in", "this", "image"], ["getty", "images"],
  ]

  private static let furniture: [[String]] = [
    ["advertisement"], ["read", "more"], ["read", "also"], ["also", "read"], ["see", "also"],
    ["share", "this"],
    ["share", "on"], ["follow", "us"], ["subscribe"], ["sign", "up"], ["sign", "in"], ["log", "in"],
    ["click", "here"],
    ["skip", "to"], ["related"], ["most", "read"], ["recommended"], ["tags"],
    ["for", "immediate", "release"],
    ["for", "more", "information"], ["press", "contact"], ["media", "contact"],
    ["all", "rights", "reserved"],
    ["print", "this"], ["email", "this"], ["download", "our"], ["join", "our"], ["support", "our"],
    ["story", "continues"], ["continue", "reading"], ["back", "to", "top"], ["terms", "of"],
    ["privacy", "policy"],
  ]

  private static let notices: [[String]] = [
    ["we", "use", "cookies"], ["this", "site", "uses", "cookies"], ["this", "website", "uses", "cookies"],
    ["copyright"], ["all", "rights", "reserved"], ["by", "signing", "up"], ["by", "clicking"],
    ["you", "can", "unsubscribe"], ["cookies", "help", "us"], ["sign", "up", "for"],
    ["subscribe", "to", "our"],
  ]
}
