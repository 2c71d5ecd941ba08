import WaybillCore
import WaybillPipeline
import WaybillRules
import WaybillText

extension TestReport {
  /// The failures for people, and the known gaps where they are wanted; empty when there are none.
  package func text(usesColour: Bool = false, showsGaps: Bool = false) -> String {
    cases.filter { $0.outcome.failure != nil || showsGaps && $0.outcome.verdict == .knownGap }
      .map { text($0, Paint(isOn: usesColour)) }.joined(separator: "\n")
  }

  private struct Paint {
    var isOn: Bool
    func red(_ text: String) -> String { isOn ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }
    func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func dim(_ text: String) -> String { isOn ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
  }

  private func text(_ item: Case, _ paint: Paint) -> String {
    let test = item.outcome.test
    let isGap = item.outcome.verdict == .knownGap
    var lines = [
      "\(isGap ? paint.bold("GAP") + " " : paint.red("FAIL"))  \(paint.bold(item.rule))  \(item.place)"
    ]
    func add(_ title: String, _ texts: [String]) {
      for (index, text) in texts.enumerated() where !text.isEmpty {
        let name = index == 0 ? title + String(repeating: " ", count: max(0, 8 - title.count)) : "        "
        lines.append("  \(paint.dim(name))  \(text)")
      }
    }
    if item.outcome.verdict == .gapClosed {
      add("text", [item.marked(test.marks)])
      add("found", ["what the test asks for: the gap is closed"])
      add("change", ["take `status: known-gap` away"])
      return lines.joined(separator: "\n") + "\n"
    }
    let spans = item.outcome.contribution.ranges
    if test.expectation == nil {
      add("expected", ["nothing in: \(item.marked([]))"])
      add("found", [item.marked(spans), item.foundValues.joined(separator: ", ")])
    } else {
      add("expected", [item.marked(test.marks), item.expectedValues.joined(separator: ", ")])
      if item.outcome.contribution.isEmpty {
        add("found", ["nothing"])
      } else {
        // Frames have no spans of their own; what they say is all there is to show.
        let values = item.foundValues.isEmpty ? "none of these" : item.foundValues.joined(separator: ", ")
        add("found", spans.isEmpty ? [values] : [item.marked(spans), values])
      }
    }
    if let why = test.why { add("why", [why]) }
    if let cause = item.cause { add("by", [cause]) }
    if let override = item.override { add("but", [override]) }
    if let hint = item.hint { add("why not", [hint]) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The counts on one line: `12 tests: 10 passed, 1 failed, 1 known gap`.
  package var summary: String {
    var text = "\(cases.count) test\(cases.count == 1 ? "" : "s")"
    if cases.count < total { text += " of \(total)" }
    text += ": \(passed) passed, \(failures) failed"
    if knownGaps > 0 { text += ", \(knownGaps) known gap\(knownGaps == 1 ? "" : "s")" }
    return text
  }

  /// The rules that lack tests, for people; empty when there are none.
  /// - Parameter isWhole: whether all are named, or the first few.
  package func gapText(isWhole: Bool) -> String {
    guard !gaps.isEmpty else { return "" }
    let shown = isWhole ? gaps.count : 5
    var lines = ["\(gaps.count) rule\(gaps.count == 1 ? " lacks" : "s lack") a test"]
    for gap in gaps.prefix(shown) { lines.append("  \(gap.name) has \(gap.lack)") }
    if gaps.count > shown { lines.append("  … and \(gaps.count - shown) more; --strict names them all") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Each test as one JSON object on one line.
  package var json: String {
    cases.map { item in
      let test = item.outcome.test
      let verdict =
        switch item.outcome.verdict {
        case .passed: "passed"
        case .failed: "failed"
        case .knownGap: "known-gap"
        case .gapClosed: "gap-closed"
        }
      func span(_ start: Int, _ end: Int) -> JSONValue {
        .object([("start", .integer(start)), ("end", .integer(end))])
      }
      func pairs(_ values: [(key: String, value: String)]) -> JSONValue {
        .array(values.map { .object([("key", .string($0.key)), ("value", .string($0.value))]) })
      }
      return JSONValue.object([
        ("rule", .string(item.rule)), ("file", .string(item.file)), ("line", .integer(item.line)),
        ("text", .string(test.text)), ("verdict", .string(verdict)),
        ("marks", .array(test.marks.map { span($0.start, $0.end) })),
        ("expected", test.expectation.map(pairs) ?? .null),
        ("spans", .array(item.outcome.contribution.ranges.map { span($0.start, $0.end) })),
        ("found", pairs(item.outcome.contribution.values)),
        ("failure", item.outcome.failure.map { .string($0) } ?? .null),
        ("why", test.why.map { .string($0) } ?? .null),
        ("by", item.cause.map { .string($0) } ?? .null),
        ("override", item.override.map { .string($0) } ?? .null),
        ("whyNot", item.hint.map { .string($0) } ?? .null),
      ]).flat + "\n"
    }.joined()
  }
}
