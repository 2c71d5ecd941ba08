import WaybillCore
import WaybillMatching
import WaybillRules
import WaybillText

extension MissFinder {
  /// The phrases that come nearest to a sentence without matching.
  func unaligned() -> [Miss] {
    var misses: [Miss] = []
    for alignment in inspection.alignments where misses.count < 5 {
      if alignment.isMatch {
        if let miss = unexplained(alignment) { misses.append(miss) }
      } else if let miss = miss(of: alignment) {
        misses.append(miss)
      }
    }
    return misses
  }

  /// The phrases that match, with the words at which they do.
  func matches() -> [(span: Span, phrase: RuleAnatomy.Source)] {
    inspection.alignments.filter(\.isMatch).map {
      (inspection.reading.span($0.tokens), anatomy.phrases[anatomy.variants[$0.pattern].phrase])
    }
  }

  private var sentences: [Sentence] { inspection.reading.segmentation.sentences }

  /// A phrase whose words all stand as they should, and of which nothing came.
  private func unexplained(_ alignment: Alignment) -> Miss? {
    let isLost = inspection.trace.losses.contains { $0.tokens.overlaps(alignment.tokens) && isOwnLoss($0) }
    let isHit =
      inspection.reading.frames.contains {
        catalog.rules[$0.rule].name == anatomy.name && alignment.tokens.contains($0.trigger.lowerBound)
      }
      || inspection.reading.labels.contains {
        catalog.rules[$0.rule].name == anatomy.name && $0.tokens.overlaps(alignment.tokens)
      }
      || inspection.trace.reaches.contains { $0.cue.overlaps(alignment.tokens) }
    let zone = sentences[alignment.sentence].zone
    let words = words(alignment.tokens)
    let summary: String
    if zone == .furniture {
      summary = "`\(words)` stands in page furniture (a menu, a button, a credit line), which is not read"
    } else if isLost || isHit {
      return nil
    } else if anatomy.kind == .frame {
      summary =
        "`\(words)` fits, but frames are looked for only in sentences in which a rule gives a label, and none does here"
    } else if anatomy.kind == .attachment {
      summary = "`\(words)` has no mention in its sentence to attach to"
    } else {
      summary =
        "`\(words)` has the words, but not spelled or joined as the phrase asks"
        + (anatomy.kind == .designator ? " (see `join`)" : "")
    }
    return Miss(
      summary: summary, sentence: sentence(alignment.sentence),
      span: inspection.reading.span(alignment.tokens),
      place: anatomy.phrases[anatomy.variants[alignment.pattern].phrase].place, rows: rows(alignment), cost: 4
    )
  }

  private func isOwnLoss(_ loss: ResolutionTrace.Loss) -> Bool {
    loss.rule.map { catalog.rules[$0].name == anatomy.name } ?? (loss.symbol == anatomy.symbol)
  }

  /// A phrase that something keeps from matching.
  private func miss(of alignment: Alignment) -> Miss? {
    let variant = anatomy.variants[alignment.pattern]
    let placed = alignment.placements.filter { $0.tokens != nil }
    // A lone preposition in place says nothing.
    guard placed.count > 1 || alignment.placements.count == 1 || isTelling(placed[0].piece, variant) else {
      return nil
    }
    let rows = rows(alignment)
    guard let objection = rows.compactMap(\.objection).first else { return nil }
    let place = anatomy.phrases[variant.phrase].place
    return Miss(
      summary: objection, sentence: sentence(alignment.sentence),
      span: inspection.reading.span(alignment.tokens), place: place, rows: rows, repairs: repairs(alignment),
      cost: alignment.cost + 4)
  }

  /// Whether an element says something of what the phrase is about.
  private func isTelling(_ piece: Int, _ variant: RuleAnatomy.Variant) -> Bool {
    // Of a family of names only the stem: numbers and units stand everywhere.
    if anatomy.kind == .designator {
      return piece == 0 && variant.written[0].first.map { !$0.isNumber } ?? false
    }
    if case .symbol = variant.pattern.pieces[piece].element {
      return variant.lists[piece] != nil || variant.written[piece].utf8.count > 3
    }
    return false
  }

  // MARK: Rows

  /// The phrase's elements beside the words of the text.
  private func rows(_ alignment: Alignment) -> [Miss.Row] {
    let variant = anatomy.variants[alignment.pattern]
    let anchor = variant.pattern.anchor
    return alignment.placements.map { placement in
      let element = variant.written[placement.piece]
      guard let tokens = placement.tokens else {
        return Miss.Row(element: element, text: nil, objection: missing(placement.piece, alignment))
      }
      var objections: [String] = []
      for obstacle in placement.obstacles {
        switch obstacle {
        case .tooFar(let allowed, let needed):
          let neighbour = neighbour(of: placement.piece, anchor: anchor, alignment) ?? tokens
          let between =
            neighbour.lowerBound < tokens.lowerBound
            ? neighbour.upperBound..<tokens.lowerBound : tokens.upperBound..<neighbour.lowerBound
          let pair =
            neighbour.lowerBound < tokens.lowerBound
            ? "`\(words(neighbour))` and `\(words(tokens))`" : "`\(words(tokens))` and `\(words(neighbour))`"
          objections.append(
            allowed > 0
              ? "`..\(allowed)` allows \(count(allowed, "word")), \(needed) stand\(needed == 1 ? "s" : "") between \(pair)"
              : "\(pair) must stand side by side, and `\(words(between))` stands between")
        case .otherClause: objections.append(border(before: tokens, alignment))
        case .mark:
          objections.append("a mark stands beside `\(words(tokens))`, where no gap lets one pass")
        case .letterCase:
          objections.append("`\(element)` asks for this case, and the text has `\(words(tokens))`")
        case .form:
          objections.append("`\(element)` has no `~` for other endings, and the text has `\(words(tokens))`")
        }
      }
      return Miss.Row(
        element: element, text: words(tokens),
        objection: objections.isEmpty ? nil : objections.joined(separator: "; "))
    }
  }

  /// The element in place next to one, on the side of the anchor.
  private func neighbour(of piece: Int, anchor: Int, _ alignment: Alignment) -> Range<Int>? {
    guard let index = alignment.placements.firstIndex(where: { $0.piece == piece }) else { return nil }
    // The anchor may be missing: then what is laid out first has no obstacles, and lies between.
    let before = alignment.placements[..<index].last { $0.tokens != nil }
    let after = alignment.placements[(index + 1)...].first { $0.tokens != nil }
    return (piece > anchor ? before ?? after : after ?? before)?.tokens
  }

  private func border(before tokens: Range<Int>, _ alignment: Alignment) -> String {
    let clauses = inspection.reading.clauses
    let anchorPiece = anatomy.variants[alignment.pattern].pattern.anchor
    let pivot =
      alignment.placements.first { $0.piece == anchorPiece && $0.tokens != nil }
      ?? alignment.placements.first { $0.tokens != nil && $0.obstacles.isEmpty }
    guard let other = pivot?.tokens else { return "`\(words(tokens))` stands in another clause" }
    let lower = min(tokens.lowerBound, other.lowerBound)
    let upper = max(tokens.lowerBound, other.lowerBound)
    let edge = (lower..<upper).first { clauses[$0] != clauses[$0 + 1] }.map { $0 + 1 }
    let at = edge.map { ": a clause begins at `\(words($0..<($0 + 1)))`" } ?? ""
    return "`\(words(tokens))` stands in another clause than `\(words(other))`\(at)"
  }

  /// What is said of an element that is not there.
  private func missing(_ piece: Int, _ alignment: Alignment) -> String {
    let variant = anatomy.variants[alignment.pattern]
    let written = variant.written[piece]
    let room = room(for: piece, alignment)
    let there = room.isEmpty ? "" : "; `\(words(room))` stands there"
    if case .slot(let slot) = variant.pattern.pieces[piece].element {
      let filler = variant.pattern.slots[slot]
      let what = filler.actors != nil ? "no actor that may fill it" : "no mention that may fill it"
      return "`\(written)`: \(what) stands in reach\(elsewhere(piece, alignment))"
    }
    if variant.lists[piece] != nil {
      return "no phrase of `\(written)` stands in reach\(elsewhere(piece, alignment))\(there)"
    }
    return "`\(written)` is missing\(elsewhere(piece, alignment))\(there)"
  }

  /// Says when an element stands just past the end of the sentence.
  private func elsewhere(_ piece: Int, _ alignment: Alignment) -> String {
    guard case .symbol(let symbol) = anatomy.variants[alignment.pattern].pattern.pieces[piece].element else {
      return ""
    }
    let next = alignment.sentence + 1
    guard inspection.occurrences.indices.contains(next),
      let found = inspection.occurrences[next].first(where: { $0.symbol == symbol }),
      !inspection.occurrences[alignment.sentence].contains(where: { $0.symbol == symbol })
    else { return "" }
    return ": the sentence ends before `\(words(found.tokens))`"
  }

  /// The words between the elements in place beside a missing one, at most eight of them.
  private func room(for piece: Int, _ alignment: Alignment) -> Range<Int> {
    guard let index = alignment.placements.firstIndex(where: { $0.piece == piece }) else { return 0..<0 }
    let tokens = sentences[alignment.sentence].tokens
    let before = alignment.placements[..<index].last { $0.tokens != nil }?.tokens
    let after = alignment.placements[(index + 1)...].first { $0.tokens != nil }?.tokens
    switch (before, after) {
    case (let before?, let after?): return before.upperBound..<max(before.upperBound, after.lowerBound)
    case (let before?, nil): return before.upperBound..<min(before.upperBound + 3, tokens.upperBound)
    case (nil, let after?): return max(tokens.lowerBound, after.lowerBound - 3)..<after.lowerBound
    case (nil, nil): return 0..<0
    }
  }

  // MARK: Repairs

  /// Edits that would let the phrase match here, as far as any are known.
  private func repairs(_ alignment: Alignment) -> [[RuleEdit]] {
    let variant = anatomy.variants[alignment.pattern]
    let missing = alignment.placements.filter { $0.tokens == nil }
    guard missing.count <= 1 else { return [] }
    if anatomy.kind == .designator { return numberRepairs(missing.first?.piece, alignment) }
    guard let piece = missing.first?.piece else { return [rewrite(variant, alignment, replacing: [:])] }
    guard case .symbol = variant.pattern.pieces[piece].element else { return [] }
    let words = room(for: piece, alignment).filter { isOpen($0) }
    return words.prefix(4).map { token -> [RuleEdit] in
      let word = self.words(token..<(token + 1)).lowercased()
      if let list = variant.lists[piece], let first = list.phrases.first {
        let others = rewrite(variant, alignment, replacing: [:])
        return [editor.add(BaseForm.of(word) + "~", to: "$" + list.name, before: first)] + others
      }
      let written = variant.written[piece]
      let choice = written.hasSuffix("~") ? "\(BaseForm.of(word))~" : word
      return rewrite(variant, alignment, replacing: [piece: "(\(written)|\(choice))"])
    }
  }

  /// Whether a word may be what an author left out: no number, nothing that already stands for something else.
  private func isOpen(_ token: Int) -> Bool {
    let text = words(token..<(token + 1))
    return text.utf8.count > 1 && text.utf8.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 }
      && !inspection.reading.actors.contains { $0.tokens.contains(token) }
      && !inspection.reading.labels.contains { $0.tokens.contains(token) }
  }

  /// The phrase with wider gaps, freer case and forms, and some pieces replaced.
  private func rewrite(_ variant: RuleAnatomy.Variant, _ alignment: Alignment, replacing: [Int: String])
    -> [RuleEdit]
  {
    let source = anatomy.phrases[variant.phrase]
    var written = variant.written
    for (piece, text) in replacing { written[piece] = text }
    var gaps: [(piece: Int, from: Int, to: Int)] = []
    var insertions: [(before: Int, words: Int)] = []
    var isRewritten = !replacing.isEmpty
    for placement in alignment.placements {
      for obstacle in placement.obstacles {
        // The gap lies between the element and the anchor.
        let isAfter = placement.piece > variant.pattern.anchor
        let gap = isAfter ? placement.piece - 1 : placement.piece + 1
        switch obstacle {
        case .tooFar(let allowed, let needed) where allowed > 0:
          guard variant.pattern.pieces.indices.contains(gap),
            case .gap(let words) = variant.pattern.pieces[gap].element
          else { return [] }
          gaps.append((gap, words, words + needed - allowed))
        case .tooFar(_, let needed):
          insertions.append((isAfter ? placement.piece : placement.piece + 1, needed))
        case .mark: insertions.append((isAfter ? placement.piece : placement.piece + 1, 1))
        case .otherClause: return []
        case .letterCase:
          written[placement.piece].removeAll { $0 == "=" }
          isRewritten = true
        case .form:
          written[placement.piece] += "~"
          isRewritten = true
        }
      }
    }
    if !isRewritten, insertions.isEmpty, let edits = widened(gaps, variant, source) { return edits }
    guard !gaps.isEmpty || isRewritten || !insertions.isEmpty else { return [] }
    for gap in gaps { written[gap.piece] = "..\(gap.to)" }
    for insertion in insertions.sorted(by: { $0.before > $1.before }) {
      written.insert("..\(insertion.words)", at: insertion.before)
    }
    let text = written.joined(separator: " ")
    let variants = anatomy.variants.count { $0.phrase == variant.phrase }
    return variants == 1
      ? [editor.replace(source, with: text)]
      : [
        editor.add(
          text, to: source.list.map { "$" + $0 } ?? (anatomy.kind == .modifier ? "cues" : "match"),
          before: source)
      ]
  }

  /// Edits of the gaps in place; nil when the variant's gaps are not those that are written.
  private func widened(
    _ gaps: [(piece: Int, from: Int, to: Int)], _ variant: RuleAnatomy.Variant, _ source: RuleAnatomy.Source
  )
    -> [RuleEdit]?
  {
    guard !gaps.isEmpty else { return nil }
    let own = variant.pattern.pieces.indices.filter { index in
      if case .gap = variant.pattern.pieces[index].element { true } else { false }
    }
    guard source.text.split(separator: "..", omittingEmptySubsequences: false).count - 1 == own.count else {
      return nil
    }
    var edits: [RuleEdit] = []
    for gap in gaps {
      guard let index = own.firstIndex(of: gap.piece),
        let edit = editor.replaceGap(index, from: gap.from, to: gap.to, in: source)
      else { return nil }
      edits.append(edit)
    }
    return edits
  }

  /// A further number for a family of names whose stem stands in the text.
  private func numberRepairs(_ piece: Int?, _ alignment: Alignment) -> [[RuleEdit]] {
    let variant = anatomy.variants[alignment.pattern]
    guard let piece, variant.phrase < anatomy.numbers.count, let last = anatomy.numbers[variant.phrase].first,
      piece > 0
    else { return [] }
    let room = room(for: piece, alignment)
    guard let token = room.first, inspection.reading.tokens[token].flags.contains(.number) else { return [] }
    return [[editor.add(words(token..<(token + 1)), to: "number", before: last)]]
  }
}
