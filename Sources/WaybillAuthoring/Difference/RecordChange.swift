import WaybillCore
import WaybillCorpus
import WaybillText

/// What one article's record gains, loses or says otherwise under other rules.
package struct RecordChange: Sendable {
  /// What became of an entry.
  package enum Effect: String, Sendable, CaseIterable {
    case gained, lost, changed
  }

  package var effect: Effect
  /// The article's id.
  package var article: String
  package var old: RecordEntry?
  package var new: RecordEntry?
  /// The fields in which the two differ.
  package var fields: [String] = []
  /// The rule or modifier, without its fingerprint, that the change is put down to.
  package var rule: String
  /// Why the other rules do not say the same, as far as the trace tells.
  package var reason: String?
  /// The words around, on one line.
  package var before = ""
  package var after = ""

  /// What the article says now, or said.
  package var entry: RecordEntry { (new ?? old)! }
  package var kind: RecordEntry.Kind { entry.kind }
}

extension RecordChange {
  /// Returns how the entries of one kind differ between two readings of an article.
  static func between(
    _ old: ArticleReading, _ new: ArticleReading, _ kind: RecordEntry.Kind, rules: RuleChanges
  )
    -> [RecordChange]
  {
    if old.findings.says(same: kind, as: new.findings) { return [] }
    var pairing = Pairing(
      old: RecordEntry.all(kind, of: old.findings), new: RecordEntry.all(kind, of: new.findings))
    if kind == .claim {
      pairing.pair {
        $0["supplier"] == $1["supplier"] && $0["recipient"] == $1["recipient"] && $0["status"] == $1["status"]
      }
      pairing.pair { $0["supplier"] == $1["supplier"] && $0["recipient"] == $1["recipient"] }
      pairing.pair { old, new in
        (old["supplier"] == new["supplier"] || old["recipient"] == new["recipient"])
          && old.spans.contains { span in
            new.spans.contains { span.field == $0.field && span.range == $0.range }
          }
      }
    } else {
      pairing.pairByPlace()
      pairing.pair { old, new in
        old["axis"] == new["axis"] && old.spans[0].field == new.spans[0].field
          && old.spans[0].range.overlaps(new.spans[0].range)
      }
    }
    var changes: [RecordChange] = []
    for (was, now) in pairing.pairs {
      let fields = now.differences(from: was)
      if fields.isEmpty { continue }
      changes.append(
        RecordChange(
          effect: .changed, article: new.reading.article.id, old: was, new: now, fields: fields,
          rule: kind == .claim ? cause(was, old, now, new, fields, rules) : now.ruleName))
    }
    for entry in pairing.old {
      changes.append(
        RecordChange(
          effect: .lost, article: new.reading.article.id, old: entry, rule: entry.ruleName,
          reason: new.whyNot(entry)))
    }
    for entry in pairing.new {
      changes.append(
        RecordChange(
          effect: .gained, article: new.reading.article.id, new: entry, rule: entry.ruleName,
          reason: old.whyNot(entry)))
    }
    for index in changes.indices { changes[index].takeContext(from: changes[index].new == nil ? old : new) }
    return changes.sorted { $0.position < $1.position }
  }

  private var position: (String, Int, String, String) {
    // The title before the text.
    (
      entry.spans.first?.field == "title" ? "" : "text", entry.spans.first?.range.start ?? 0, rule,
      effect.rawValue
    )
  }

  /// What a changed claim is put down to: the rule of an item that came or went; else a modifier that reaches it under
  /// one rule set only, or is another one now; else the frame that tells it.
  private static func cause(
    _ was: RecordEntry, _ old: ArticleReading, _ now: RecordEntry, _ new: ArticleReading, _ fields: [String],
    _ rules: RuleChanges
  ) -> String {
    if Set(fields).isSubset(of: ["items", "guidance"]) {
      let came = now.itemRules.filter { was.itemRules[$0.key] != $0.value }.values.min()
      let went = was.itemRules.filter { now.itemRules[$0.key] != $0.value }.values.min()
      return came ?? went ?? now.ruleName
    }
    let before = old.modifiers(around: was.spans)
    let after = new.modifiers(around: now.spans)
    return before.symmetricDifference(after).min() ?? after.filter { rules[$0] != .same }.min()
      ?? now.ruleName
  }

  private mutating func takeContext(from side: ArticleReading) {
    guard let span = entry.spans.first else { return }
    (before, after) = side.reading.context(of: span)
  }
}

/// Entries of two records, put together in steps: the surest first.
private struct Pairing {
  var old: [RecordEntry]
  var new: [RecordEntry]
  var pairs: [(RecordEntry, RecordEntry)] = []

  init(old: [RecordEntry], new: [RecordEntry]) {
    self.old = old
    self.new = new
  }

  /// Pairs what is not paired yet and belongs together, each with the first that does.
  mutating func pair(where belong: (RecordEntry, RecordEntry) -> Bool) {
    var left: [RecordEntry] = []
    for entry in old {
      if let index = new.firstIndex(where: { belong(entry, $0) }) {
        pairs.append((entry, new.remove(at: index)))
      } else {
        left.append(entry)
      }
    }
    old = left
  }

  /// Pairs what stands at the same place.
  mutating func pairByPlace() {
    var waiting: [Place: [RecordEntry]] = [:]
    for entry in new.reversed() { waiting[Place(entry), default: []].append(entry) }
    var left: [RecordEntry] = []
    for entry in old {
      if let other = waiting[Place(entry)]?.popLast() {
        pairs.append((entry, other))
      } else {
        left.append(entry)
      }
    }
    old = left
    new = new.filter { entry in
      guard let first = waiting[Place(entry)]?.popLast() else { return false }
      waiting[Place(entry)]?.insert(first, at: 0)
      return true
    }
  }

  private struct Place: Hashable {
    var span: Span
    var axis: RecordEntry.Value

    init(_ entry: RecordEntry) {
      span = entry.spans[0]
      axis = entry["axis"]
    }
  }
}

extension Findings {
  /// Whether two findings say the same of a kind: a quick look, for most articles of a corpus do.
  fileprivate func says(same kind: RecordEntry.Kind, as other: Findings) -> Bool {
    switch kind {
    case .mention:
      weapons.elementsEqual(other.weapons) {
        $0.span == $1.span && $0.leaf == $1.leaf && $0.branch == $1.branch && $0.guidance == $1.guidance
          && $0.designation == $1.designation
      }
    case .label:
      spans.elementsEqual(other.spans) { $0.span == $1.span && $0.axis == $1.axis && $0.label == $1.label }
    case .claim: claims.isEmpty && other.claims.isEmpty
    }
  }
}

extension Reading {
  /// How many bytes of context are shown on each side.
  private static let contextBytes = 60

  /// Returns what stands before and after a span, on one line, cut between words.
  func context(of span: Span) -> (before: String, after: String) {
    guard let bytes = fields.first(where: { $0.name == span.field })?.bytes else { return ("", "") }
    var start = max(0, span.range.start - Self.contextBytes)
    if start > 0 {
      while start < span.range.start, bytes[start] != 0x20, bytes[start] != 0x0A { start += 1 }
    }
    var end = min(bytes.count, span.range.end + Self.contextBytes)
    if end < bytes.count {
      while end > span.range.end, bytes[end] != 0x20, bytes[end] != 0x0A { end -= 1 }
    }
    func text(_ range: Range<Int>) -> String {
      let text = String(decoding: bytes[range], as: UTF8.self).printable
      let line = text.printableLine
      // A blank between the span and its neighbours stays.
      return (text.first?.isWhitespace == true ? " " : "") + line
        + (text.last?.isWhitespace == true && !line.isEmpty ? " " : "")
    }
    let before = text(start..<span.range.start).drop { $0 == " " }
    let after = text(span.range.end..<end).reversed().drop { $0 == " " }.reversed()
    return ((start > 0 ? "…" : "") + before, String(after) + (end < bytes.count ? "…" : ""))
  }
}
