/// Finds sentences, the zone each belongs to, and who speaks.
package enum Segmenter {
  /// Finds the sentences, zones and turns of tokenised fields, and flags the tokens of quotations in `table`.
  ///
  /// Every token belongs to exactly one sentence, and sentences ascend. A speaker's label is a sentence of its own, of
  /// the zone `.furniture`.
  ///
  /// - Parameters:
  ///   - table: the tokens of all fields.
  ///   - fields: `fields[i]` are the bytes of field i.
  ///   - titleField: which field is the title; nil for a text whose headline is its first short line.
  /// - Complexity: O(*n*) in the number of tokens and of the bytes between them.
  package static func segment(
    _ table: inout TokenTable, fields: [[UInt8]], titleField: Int?
  ) -> Segmentation {
    var result = Segmentation()
    var paragraph: Int32 = 0
    var quotations: [Range<Int>] = []
    let wording = Wording.english
    for field in fields.indices {
      let text = FieldText(table: table, field: field, bytes: fields[field], wording: wording)
      let blocks = text.blocks()
      let labels = text.speakerLabels()
      let zones =
        field == titleField
        ? Array(repeating: Zone.title, count: blocks.count)
        : text.zones(
          of: blocks, findsTitle: titleField == nil && field == 0,
          firstLabel: labels.first?.label.lowerBound)
      var nextLabel = 0
      var turn: Int32 = -1
      for (block, zone) in zip(blocks, zones) {
        var start = block.tokens.lowerBound
        func close(at end: Int, as zone: Zone) {
          guard end > start else { return }
          result.sentences.append(
            Sentence(
              tokens: start..<end, zone: zone, paragraph: paragraph,
              isQuestion: text.endsInQuestion(end), turn: turn))
          start = end
        }
        for index in text.breaks[block.breaks] {
          if nextLabel < labels.count, labels[nextLabel].label.lowerBound == index {
            let label = labels[nextLabel]
            close(at: index, as: zone)
            turn = Int32(result.turns.count)
            result.turns.append(label)
            close(at: label.label.upperBound, as: .furniture)
            nextLabel += 1
          } else if index > start, text.endsSentence(before: index, blockStart: block.tokens.lowerBound) {
            close(at: index, as: zone)
          }
        }
        close(at: block.tokens.upperBound, as: zone)
        paragraph += 1
      }
      quotations += text.quotations(in: blocks)
    }
    for tokens in quotations {
      for index in tokens { table.rows[index].flags.insert(.quoted) }
    }
    return result
  }
}

/// A paragraph, a heading, a list item: what white space sets apart.
struct Block {
  var tokens: Range<Int>
  /// Which of the field's `breaks` stand in it.
  var breaks: Range<Int>
  /// Introduced by a bullet or a number.
  var isItem: Bool
}

/// One field's tokens together with its bytes: all that the segmenter looks at.
struct FieldText {
  let table: TokenTable
  let bytes: [UInt8]
  /// The field's tokens.
  let tokens: Range<Int>
  /// The tokens before which something may end or begin: all that is found here is found at one of them, and nine
  /// tokens in ten need no second look. The first is the field's first token.
  let breaks: [Int]
  let wording: Wording

  init(table: TokenTable, field: Int, bytes: [UInt8], wording: Wording) {
    self.table = table
    self.bytes = bytes
    self.wording = wording
    let end = field + 1 < table.fieldStarts.count ? table.fieldStarts[field + 1] : table.count
    tokens = table.fieldStarts[field]..<end
    breaks = Self.breaks(table, in: tokens)
  }

  private static func breaks(_ table: TokenTable, in tokens: Range<Int>) -> [Int] {
    let rows = table.rows.span.extracting(tokens)
    var breaks: [Int] = []
    breaks.reserveCapacity(tokens.count / 8)
    var followsAcronym = false
    for index in rows.indices {
      if followsAcronym || !rows[index].boundary.isDisjoint(with: breaking) {
        breaks.append(tokens.lowerBound &+ index)
      }
      followsAcronym = rows[index].flags.contains(.acronym)
    }
    return breaks
  }

  private static let breaking: Boundary = [
    .line, .paragraph, .dash, .period, .exclamation, .openQuote, .closeQuote, .bracket,
  ]

  /// The bytes between token `index` and the one before; with the field's end for `index`, those after the last.
  func gap(before index: Int) -> Range<Int> {
    let start = index > tokens.lowerBound ? Int(table[index - 1].end) : 0
    let end = index < tokens.upperBound ? Int(table[index].start) : bytes.count
    return start..<max(start, end)
  }

  /// The lists that a token's word is in.
  func lists(of index: Int) -> WordLists { wording.lists(ofHash: table[index].hash) }

  /// Whether the token is an acronym that brought its final point along.
  func endsInAcronymPoint(_ index: Int) -> Bool {
    table[index].flags.contains(.acronym) && bytes[Int(table[index].end) - 1] == UInt8(ascii: ".")
  }

  /// Whether a sign of `signs` stands between token `index` and the one before, or after the last token.
  func gapHolds(_ signs: Boundary, before index: Int) -> Bool {
    if index < tokens.upperBound { return !table[index].boundary.isDisjoint(with: signs) }
    return gap(before: index).contains { position in
      switch bytes[position] {
      case UInt8(ascii: "."): signs.contains(.period)
      case UInt8(ascii: "!"), UInt8(ascii: "?"): signs.contains(.exclamation)
      case UInt8(ascii: ":"): signs.contains(.colon)
      case UInt8(ascii: ";"): signs.contains(.semicolon)
      default: false
      }
    }
  }

  /// Whether a full stop, an exclamation or a question mark follows the token before `index`.
  func hasFinalStop(before index: Int) -> Bool {
    gapHolds([.period, .exclamation], before: index)
      || index > tokens.lowerBound && endsInAcronymPoint(index - 1)
  }

  /// Whether a question mark follows the token before `index`.
  func endsInQuestion(_ index: Int) -> Bool {
    gapHolds(.exclamation, before: index) && gap(before: index).contains { bytes[$0] == UInt8(ascii: "?") }
  }
}

// MARK: - Blocks

extension FieldText {
  /// A line of fewer bytes than this, without a final stop, may be a heading.
  private static let shortLine = 60

  /// Splits the field at blank lines, list items and, unless its lines are wrapped, at line breaks that end a
  /// sentence or a heading.
  func blocks() -> [Block] {
    guard !tokens.isEmpty else { return [] }
    let isWrapped = isHardWrapped()
    var blocks: [Block] = []
    var start = 0
    var lineStart = tokens.lowerBound
    func close(at end: Int, before index: Int) {
      let first = breaks[start]
      blocks.append(Block(tokens: first..<index, breaks: start..<end, isItem: isItem(first)))
      start = end
    }
    for position in 1..<breaks.count {
      let index = breaks[position]
      let boundary = table[index].boundary
      guard !boundary.isDisjoint(with: [.line, .paragraph]) else { continue }
      if boundary.contains(.paragraph) || !isWrapped && startsBlock(index, lineStart: lineStart) {
        close(at: position, before: index)
      }
      lineStart = index
    }
    close(at: breaks.count, before: tokens.upperBound)
    return blocks
  }

  /// Whether sentences run on over single line breaks: at least one break in four is followed by a small letter.
  private func isHardWrapped() -> Bool {
    var lines = 0
    var runOn = 0
    for index in breaks.dropFirst() where table[index].boundary.contains(.line) {
      lines += 1
      if table[index].flags.isDisjoint(with: [.capitalised, .number]) && !hasFinalStop(before: index) {
        runOn += 1
      }
    }
    return runOn > 0 && runOn * 4 >= lines
  }

  private func startsBlock(_ index: Int, lineStart: Int) -> Bool {
    if hasFinalStop(before: index) { return true }
    let length = Int(table[index - 1].end) - Int(table[lineStart].start)
    return length < Self.shortLine
      && (!table[index].flags.isDisjoint(with: [.capitalised, .number])
        || table[index].boundary.contains(.openQuote))
  }

  /// Whether a bullet stands before the token at the start of its line, or it is a list number itself.
  private func isItem(_ start: Int) -> Bool {
    let text = bytes.span
    let range = gap(before: start)
    let mayHoldBullet = !table[start].boundary.isDisjoint(with: [.hyphen, .dash, .other])
    var position = mayHoldBullet ? range.lowerBound : range.upperBound
    var atLineStart = start == tokens.lowerBound
    while position < range.upperBound {
      let (sign, length) = signAndLength(text, at: position)
      switch sign {
      case .lineBreak, .paragraphBreak: atLineStart = true
      case .blank, .ignorable: break
      case .bullet, .asterisk, .hyphen, .enDash:
        if atLineStart && isBlank(text, at: position + length) { return true }
        atLineStart = false
      default: atLineStart = false
      }
      position += length
    }
    let next = Int(table[start].end)
    return table[start].flags.contains(.number) && next < bytes.count
      && (bytes[next] == UInt8(ascii: ".") || bytes[next] == UInt8(ascii: ")"))
  }
}
