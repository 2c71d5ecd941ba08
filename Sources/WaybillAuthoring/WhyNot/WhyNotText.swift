import WaybillCore
import WaybillPipeline
import WaybillRules
import WaybillText

extension WhyNot {
  /// The answer for people.
  package var text: String {
    var lines: [String] = []
    if isHit {
      lines.append("\(name) hits")
      for (span, cause) in zip(hits, causes) {
        lines.append("  “\(oneLine(span.text))”  (\(span.field) \(span.range.start)–\(span.range.end))")
        if let cause { lines.append("    by `\(cause.text)`  \(workshop.shown(cause.place))") }
      }
      let values = contribution.values.map { "\($0.key): \($0.value)" }
      var seen: Set<String> = []
      let once = values.filter { seen.insert($0).inserted }
      if !once.isEmpty { lines.append("  " + once.joined(separator: ", ")) }
      return lines.joined(separator: "\n") + "\n"
    }
    lines.append("\(name) does not hit  (\(workshop.shown(place)))")
    lines.append("")
    let first = repair?.miss ?? 0
    guard misses.indices.contains(first) else {
      lines.append("none of its words stands in the article")
      for phrase in phrases.prefix(6) { lines.append("  \(phrase)") }
      if phrases.count > 6 { lines.append("  … and \(phrases.count - 6) more") }
      return lines.joined(separator: "\n") + "\n"
    }
    lines += nearest(misses[first])
    lines += change()
    let others = misses.indices.filter { $0 != first }
    if !others.isEmpty {
      lines.append("")
      lines.append("other near misses")
      for index in others {
        lines.append(
          "  - " + misses[index].summary + (misses[index].place.map { "  (\(workshop.shown($0)))" } ?? ""))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Which phrases hit, on one line; nil when none is known.
  package var cause: String? {
    var seen: Set<RuleAnatomy.Source> = []
    let known = causes.compactMap { $0 }.filter { seen.insert($0).inserted }
    return known.isEmpty
      ? nil : known.map { "`\($0.text)`  \(workshop.shown($0.place))" }.joined(separator: ", ")
  }

  /// Why it does not hit, on one line; nil when it does.
  package var hint: String? {
    if isHit { return nil }
    guard let miss = repair.map({ misses[$0.miss] }) ?? misses.first else {
      return "none of its words stands in the text"
    }
    guard let edits = repair?.edits else { return miss.summary }
    return miss.summary + "; "
      + edits.map { "\(workshop.shown($0.mark ?? $0.place)) \($0.summary)" }.joined(separator: ", ")
  }

  private func nearest(_ miss: Miss) -> [String] {
    var lines = ["nearest  " + miss.summary]
    if let place = miss.place {
      lines.append("rule     \(workshop.shown(place))  \(miss.written ?? written(place))")
    }
    if let sentence = miss.sentence {
      lines.append(
        "text     “\(excerpt(sentence, around: miss.span))”  (\(sentence.field) \(sentence.range.start)–\(sentence.range.end))"
      )
    }
    guard !miss.rows.isEmpty else { return lines }
    lines.append("")
    let element = miss.rows.map(\.element.count).max() ?? 0
    let text = miss.rows.map { ($0.text ?? "–").count }.max() ?? 0
    for row in miss.rows {
      var line = "  \(padded(row.element, element))  \(padded(row.text ?? "–", text))"
      if let objection = row.objection { line += "  ✗ \(objection)" }
      while line.hasSuffix(" ") { line.removeLast() }
      lines.append(line)
    }
    return lines
  }

  private func change() -> [String] {
    guard let repair else { return ["", "change   no small edit was found that makes it hit"] }
    var lines = [""]
    for (index, edit) in repair.edits.enumerated() {
      lines.append(
        (index == 0 ? "change   " : "         ")
          + "\(workshop.shown(edit.mark ?? edit.place))  \(edit.summary)")
    }
    lines.append("         tried: with \(repair.edits.count == 1 ? "it" : "these together") the rule hits")
    return lines
  }

  /// What the rule file says at a place, on one line.
  private func written(_ place: Place) -> String {
    let bytes = workshop.files.first { $0.path == place.file }?.bytes ?? []
    guard place.range.end <= bytes.count else { return "" }
    return oneLine(String(decoding: bytes[place.range.start..<place.range.end], as: UTF8.self))
  }

  /// A sentence, or of a long one the part around some words.
  private func excerpt(_ sentence: Span, around span: Span?) -> String {
    let whole = oneLine(sentence.text)
    guard whole.count > 200, let span, sentence.field == span.field else {
      return whole.count > 200 ? String(whole.prefix(199)) + "…" : whole
    }
    let bytes = Array(sentence.text.utf8)
    func boundary(_ offset: Int) -> Int {
      var offset = min(max(0, offset), bytes.count)
      while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      return offset
    }
    let start = boundary(span.range.start - sentence.range.start - 60)
    let end = boundary(span.range.end - sentence.range.start + 60)
    return (start > 0 ? "…" : "") + oneLine(String(decoding: bytes[start..<max(start, end)], as: UTF8.self))
      + (end < bytes.count ? "…" : "")
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension WhyNot {
  /// The answer for programs, as one JSON object.
  package var json: JSONValue {
    .object([
      ("rule", .string(name)), ("hit", .flag(isHit)), ("place", .string(workshop.shown(place))),
      (
        "spans",
        .array(
          zip(hits, causes).map { span, cause in
            guard case .object(let members) = json(span) else { return .null }
            return .object(
              members + [
                ("phrase", cause.map { .string($0.text) } ?? .null),
                ("place", cause.map { .string(workshop.shown($0.place)) } ?? .null),
              ])
          })
      ),
      ("misses", .array(misses.map(json))),
      ("edits", repair.map { .array($0.edits.map(json)) } ?? .null),
      ("mends", repair.map { .integer($0.miss) } ?? .null),
    ])
  }

  private func json(_ span: Span) -> JSONValue {
    .object([
      ("field", .string(span.field)), ("start", .integer(span.range.start)),
      ("end", .integer(span.range.end)),
      ("text", .string(span.text)),
    ])
  }

  private func json(_ miss: Miss) -> JSONValue {
    .object([
      ("summary", .string(miss.summary)), ("place", miss.place.map { .string(workshop.shown($0)) } ?? .null),
      ("sentence", miss.sentence.map(json) ?? .null), ("span", miss.span.map(json) ?? .null),
      (
        "elements",
        .array(
          miss.rows.map { row in
            .object([
              ("element", .string(row.element)), ("text", row.text.map { .string($0) } ?? .null),
              ("objection", row.objection.map { .string($0) } ?? .null),
            ])
          })
      ),
    ])
  }

  private func json(_ edit: RuleEdit) -> JSONValue {
    .object([
      ("place", .string(workshop.shown(edit.mark ?? edit.place))), ("file", .string(edit.place.file)),
      ("start", .integer(edit.place.range.start)), ("end", .integer(edit.place.range.end)),
      ("replacement", .string(edit.replacement)), ("summary", .string(edit.summary)),
    ])
  }
}
