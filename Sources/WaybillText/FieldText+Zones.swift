extension FieldText {
  /// What zoning asks of a block.
  private struct Outline {
    static let longestLabel = 3

    var words: Int
    /// A number is among as many words as a label may have.
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
    var isLabel: Bool { isHeading && words <= Self.longestLabel && !hasNumber }
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
    let title = findsTitle ? head.first { outlines[$0].words > 3 } ?? head.first : nil
    if let title { zones[title] = .title }
    for index in head where zones[index] == .body {
      let isBeforeTitle = index < title ?? 0
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
      hasNumber: block.tokens.prefix(Outline.longestLabel).contains { table[$0].flags.contains(.number) },
      endsInPoint: stops || asks || endsInAcronymPoint(end - 1),
      isClosed: stops || closing || isSpoken,
      isItem: block.isItem)
  }

  /// The zone that a block's opening words give away.
  private func zoneByWording(_ block: Block) -> Zone? {
    let first = block.tokens.lowerBound
    let lists = lists(of: first)
    let isOpener = lists.contains(.openers)
    let isLabelled =
      lists.contains(.captionLabels) && block.tokens.count > 1 && table[first + 1].boundary.contains(.colon)
    if isLabelled || isOpener && opens(block, as: .caption) || hasPhotoCredit(block) { return .caption }
    if isOpener && opens(block, as: .furniture) { return .furniture }
    return block.tokens.count == 1 && lists.contains(.endMark) && hyphenFollows(first) ? .furniture : nil
  }

  /// Whether the block begins with words that a block of this zone begins with.
  private func opens(_ block: Block, as zone: Zone) -> Bool {
    let first = table[block.tokens.lowerBound].hash
    return wording.openings.contains { opening in
      opening.words[0] == first && opening.zone == zone && block.tokens.count <= opening.longestBlock
        && table.rows[block.tokens].lazy.map(\.hash).starts(with: opening.words)
    }
  }

  private func hyphenFollows(_ index: Int) -> Bool {
    let next = Int(table[index].end)
    return next < bytes.count && bytes[next] == UInt8(ascii: "-")
  }

  /// Whether `(Photo by …)` or the like stands in the block.
  private func hasPhotoCredit(_ block: Block) -> Bool {
    breaks[block.breaks].contains { index in
      table[index].boundary.contains(.bracket) && index + 1 < block.tokens.upperBound
        && lists(of: index).contains(.photo) && lists(of: index + 1).contains(.credits)
    }
  }
}
