import WaybillRules
import WaybillText

extension Expansion {
  /// Returns the expansion for people.
  /// - Parameter limit: how many variants, and how many forms or phrases of a part, are shown.
  package func text(limit: Int) -> String {
    var out = (field.map { "\($0): " } ?? "") + phrase + "\n"
    for (index, variant) in variants.prefix(limit).enumerated() {
      var indent = "  "
      if variants.count > 1 {
        let written = variant.parts.map(\.written).joined(separator: " ")
        out += "  \(index + 1). \(written)\n"
        indent = "       "
      }
      let rows = variant.parts.flatMap { Self.rows($0, limit: limit) }
      let width = rows.map(\.name.count).max() ?? 0
      for row in rows {
        out +=
          indent + row.name + String(repeating: " ", count: width - row.name.count + 3) + row.meaning + "\n"
      }
    }
    if variants.count > limit { out += "  … and \(Self.count(variants.count - limit, "variant")) more\n" }
    out += "  = \(Self.count(variants.count, "variant")), \(Self.sequences(sequences))"
    let gaps = variants.map { $0.parts.count { if case .gap = $0 { true } else { false } } }.max() ?? 0
    if gaps > 0 { out += ", gaps not counted" }
    out += "\n"
    for note in notes { out += "  note: \(note)\n" }
    return out
  }

  private static func rows(_ part: Part, limit: Int) -> [(name: String, meaning: String)] {
    switch part {
    case .words(let run, let inflects):
      return run.words.enumerated().map { index, word in
        let isLast = index + 1 == run.words.count
        let name = (word.isExact ? "=" : "") + word.written + (inflects && isLast ? "~" : "")
        let forms = listed(word.forms.map { $0.joined(separator: " ") }, limit: limit)
        return (name, forms + (word.isExact ? " (in this case only)" : ""))
      }
    case .mark:
      return [(part.written, "a mark, which counts in `stop` and `through` and is passed over elsewhere")]
    case .gap(let words): return [(part.written, "up to \(count(words, "word")) of the same clause")]
    case .list(_, let id, let phrases, let sequences):
      return [
        (part.written, "\(id): \(count(phrases.count, "phrase")), \(Self.sequences(sequences))"),
        ("", listed(phrases, limit: limit)),
      ]
    case .actors(_, let count):
      return [(part.written, "\(Self.count(count, "actor")) under any of their names")]
    case .number: return [(part.written, "a number in figures")]
    case .slot: return [(part.written, "a slot of the frame")]
    }
  }

  /// What the signs and figures of the phrase mean for the text.
  private var notes: [String] {
    let runs = variants.flatMap(\.parts).compactMap { part in
      if case .words(let run, _) = part { run } else { nil }
    }
    var notes: [String] = []
    if runs.contains(where: { $0.words.contains { $0.forms.contains { $0.count > 1 } } || $0.words.count > 1 }
    ) {
      let joins = runs.reduce(into: Boundary()) { joins, run in
        joins.formUnion(run.isTight ? run.joins.subtracting([.space, .line]) : run.joins)
      }
      notes.append("between the words \(Self.described(joins)) may stand")
    }
    if runs.contains(where: \.isTight) {
      notes.append("a capital and a number stand tight: T-72 or T72, not T 72")
    }
    if runs.contains(where: \.isDesignation) {
      notes.append("what is glued to the number belongs to the name: F-16C, F-16s")
    }
    return notes
  }

  private static func described(_ joins: Boundary) -> String {
    let names: [(Boundary, String)] = [
      (.space, "a blank"), (.line, "a line break"), (.hyphen, "a hyphen"),
      ([.openQuote, .closeQuote], "a quotation mark"), (.dash, "a dash"), (.comma, "a comma"),
      (.semicolon, "a semicolon"), (.colon, "a colon"), (.period, "a full stop"),
      (.exclamation, "an exclamation or question mark"), (.bracket, "a bracket"), (.slash, "a slash"),
      (.apostrophe, "an apostrophe"), (.other, "another sign"),
    ]
    let found = names.filter { !joins.isDisjoint(with: $0.0) }.map(\.1)
    return found.count < 2 ? found.joined() : found.dropLast().joined(separator: ", ") + " or \(found.last!)"
  }

  private static func listed(_ texts: [String], limit: Int) -> String {
    let shown = texts.prefix(limit).joined(separator: ", ")
    return texts.count > limit ? "\(shown), … and \(texts.count - limit) more" : shown
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func sequences(_ number: Int) -> String {
    number == .max ? "more sequences of words than can be counted" : "\(count(number, "sequence")) of words"
  }

  /// The expansion for programs: one JSON object on one line.
  package var json: String {
    let variants = variants.map { variant in
      JSONValue.object([
        ("phrase", .string(variant.parts.map(\.written).joined(separator: " "))),
        ("sequences", .integer(variant.sequences)), ("parts", .array(variant.parts.map(Self.json))),
      ])
    }
    return JSONValue.object([
      ("phrase", .string(phrase)), ("field", field.map { .string($0) } ?? .null),
      ("sequences", .integer(sequences)), ("variants", .array(variants)),
    ]).flat
  }

  private static func json(_ part: Part) -> JSONValue {
    switch part {
    case .words(let run, let inflects):
      let words = run.words.map { word in
        JSONValue.object([
          ("written", .string(word.written)), ("exact", .flag(word.isExact)),
          ("forms", .array(word.forms.map { .string($0.joined(separator: " ")) })),
        ])
      }
      return .object([("kind", .string("words")), ("inflects", .flag(inflects)), ("words", .array(words))])
    case .mark(let text): return .object([("kind", .string("mark")), ("text", .string(text))])
    case .gap(let words): return .object([("kind", .string("gap")), ("words", .integer(words))])
    case .list(let name, let id, let phrases, let sequences):
      return .object([
        ("kind", .string("list")), ("name", .string(name)), ("id", .string(id)),
        ("sequences", .integer(sequences)), ("phrases", .array(phrases.map { .string($0) })),
      ])
    case .actors(let type, let count):
      return .object([("kind", .string("actors")), ("type", .string(type)), ("actors", .integer(count))])
    case .number: return .object([("kind", .string("number"))])
    case .slot(let role): return .object([("kind", .string("slot")), ("role", .string(role))])
    }
  }
}
