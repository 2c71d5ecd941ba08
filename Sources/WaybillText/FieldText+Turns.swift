extension FieldText {
  /// Finds the labels that introduce speakers in a transcript: `MR. KIRBY:`, `QUESTION:`, a lone `Q`.
  ///
  /// A label of capitals without a title counts only in a text that holds another label, since `UPDATE:` is none.
  func speakerLabels() -> [Turn] {
    var found: [(turn: Turn, isCertain: Bool)] = []
    var end = tokens.lowerBound
    for index in breaks where index >= end && table[index].flags.contains(.allCapitals) {
      guard mayStartTurn(index), let label = label(at: index) else { continue }
      found.append(label)
      end = label.turn.label.upperBound
    }
    guard found.contains(where: \.isCertain) || hasRepeatedLabel(found.map(\.turn.label)) else { return [] }
    return found.map(\.turn)
  }

  private func hasRepeatedLabel(_ labels: [Range<Int>]) -> Bool {
    var seen: Set<[UInt8]> = []
    return labels.contains { label in
      let range = table.bytes(of: label)
      return !seen.insert(Array(bytes[range.start..<range.end])).inserted
    }
  }

  /// Whether the token stands at the start of a line or after something that ends or breaks off a sentence.
  private func mayStartTurn(_ index: Int) -> Bool {
    let boundary = table[index].boundary
    return startsLine(index)
      || !boundary.isDisjoint(with: [.period, .exclamation, .bracket, .closeQuote, .dash])
      || endsInAcronymPoint(index - 1)
  }

  private func startsLine(_ index: Int) -> Bool {
    index == tokens.lowerBound || !table[index].boundary.isDisjoint(with: [.line, .paragraph])
  }

  private static let longestLabel = 8

  private func label(at start: Int) -> (turn: Turn, isCertain: Bool)? {
    if isLoneQuestion(start) {
      return (Turn(label: start..<start + 1, isQuestioner: true), true)
    }
    var isQuestioner = false
    var isCertain = false
    var end = start
    while end < tokens.upperBound, end - start < Self.longestLabel,
      !table[end].flags.isDisjoint(with: [.allCapitals, .number])
    {
      if end > start,
        !table[end].boundary.isDisjoint(with: Boundary(rawValue: ~0).subtracting(Self.withinLabel))
      {
        return nil
      }
      let lists = lists(of: end)
      if lists.contains(.questioners) { isQuestioner = true }
      if isQuestioner || lists.contains(.speakers) { isCertain = true }
      end += 1
      if colonFollows(end - 1) { return (Turn(label: start..<end, isQuestioner: isQuestioner), isCertain) }
    }
    return nil
  }

  private static let withinLabel: Boundary = [.space, .period, .hyphen, .apostrophe]

  private func colonFollows(_ index: Int) -> Bool {
    let end = Int(table[index].end)
    return end < bytes.count && bytes[end] == UInt8(ascii: ":")
  }

  /// Whether the token is the `Q` before a reporter's question.
  private func isLoneQuestion(_ index: Int) -> Bool {
    let start = Int(table[index].start)
    guard Int(table[index].end) == start + 1, bytes[start] == UInt8(ascii: "Q"),
      index + 1 < tokens.upperBound
    else { return false }
    let gap = gap(before: index + 1)
    guard let first = gap.first else { return false }
    if bytes[first] == UInt8(ascii: ":") { return true }
    guard isBlank(bytes.span, at: first) else { return false }
    if gap.count > 1 && isBlank(bytes.span, at: first + 1) || bytes[first] != 0x20 { return true }
    return startsLine(index) && table[index + 1].flags.contains(.capitalised)
  }
}
