import WaybillCore
import WaybillText
import WaybillYAML

/// Reading a node as what its field wants. Each function reports what is wrong and returns nil then; `what` names the
/// field in the message.
extension YAMLNode {
  var isBlock: Bool {
    switch content {
    case .mapping(_, .block), .sequence(_, .block): true
    default: false
    }
  }

  /// The text if this is one.
  var plainText: String? {
    if case .scalar(let scalar) = content, !scalar.text.isEmpty { scalar.text } else { nil }
  }

  /// The value under a key if this is a mapping with it.
  func entry(_ key: String) -> YAMLNode? {
    if case .mapping(let entries, _) = content { entries.first { $0.key == key }?.value } else { nil }
  }

  /// The entries of a mapping that needs at least one.
  func mapping(_ what: String, _ problems: inout DiagnosticSink) -> [YAMLEntry]? {
    guard case .mapping(let entries, _) = content else {
      reportWrongType(what, expected: "a mapping", &problems)
      return nil
    }
    if entries.isEmpty { problems.report(.emptyCollection, "\(what) is empty", at: range) }
    return entries
  }

  /// The elements of a list that needs at least one.
  func list(_ what: String, of elements: String, _ problems: inout DiagnosticSink) -> [YAMLNode]? {
    guard case .sequence(let items, _) = content else {
      reportWrongType(
        what, expected: "a list of \(elements)", suggestion: plainText.map { "[\(shortened($0))]" }, &problems
      )
      return nil
    }
    if items.isEmpty { problems.report(.emptyCollection, "\(what) is an empty list", at: range) }
    return items
  }

  func text(_ what: String, _ problems: inout DiagnosticSink) -> Located<String>? {
    guard case .scalar(let scalar) = content else {
      reportWrongType(what, expected: "a text", &problems)
      return nil
    }
    // Texts of white space only match nothing and name nothing.
    guard scalar.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      problems.report(.missingValue, "\(what) has no value", at: range)
      return nil
    }
    return Located(scalar.text, at: range)
  }

  func name(_ what: String, _ problems: inout DiagnosticSink) -> Located<String>? {
    text(what, &problems).flatMap { checkedName($0, what, &problems) }
  }

  /// Phrases, with a look at those that a comma may have cut.
  func phrases(_ what: String, _ problems: inout DiagnosticSink) -> [Located<String>] {
    guard let items = list(what, of: "phrases", &problems) else { return [] }
    if case .sequence(_, .flow) = content { warnOfCutPhrases(items, &problems) }
    return items.compactMap { $0.text("an entry of \(what)", &problems) }
  }

  func integer(_ what: String, in bounds: ClosedRange<Int>, _ problems: inout DiagnosticSink) -> Located<Int>?
  {
    guard let text = text(what, &problems) else { return nil }
    // `Int` would take a sign, which no field of the language wants.
    guard text.value.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      problems.report(
        .notANumber, "\(what) must be a whole number, but is `\(shortened(text.value))`", at: text.range)
      return nil
    }
    guard let value = Int(text.value), bounds.contains(value) else {
      problems.report(
        .numberOutOfRange,
        "\(what) must be from \(bounds.lowerBound) to \(bounds.upperBound), but is \(shortened(text.value))",
        at: text.range)
      return nil
    }
    return Located(value, at: text.range)
  }

  func number(_ what: String, _ problems: inout DiagnosticSink) -> Located<Double>? {
    guard let text = text(what, &problems) else { return nil }
    // `Double` would take `nan`, `inf` and hexadecimal.
    guard text.value.utf8.allSatisfy({ "+-.0123456789".utf8.contains($0) }), let value = Double(text.value)
    else {
      problems.report(
        .notANumber, "\(what) must be a number, but is `\(shortened(text.value))`", at: text.range)
      return nil
    }
    return Located(value, at: text.range)
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ what: String, _ type: Choice.Type, _ problems: inout DiagnosticSink
  ) -> Choice? where Choice.RawValue == String {
    guard let text = text(what, &problems) else { return nil }
    if let choice = Choice(rawValue: text.value) { return choice }
    reportUnknownValue(text, what, Choice.allCases.map(\.rawValue), &problems)
    return nil
  }

  // MARK: Messages

  func reportWrongType(
    _ what: String, expected: String, suggestion: String? = nil, _ problems: inout DiagnosticSink
  ) {
    switch content {
    case .refused: return
    case .scalar(let scalar) where scalar.isAbsent:
      problems.report(.missingValue, "\(what) has no value; it needs \(expected)", at: range)
    default:
      problems.report(
        .wrongType, "\(what) must be \(expected), but is a \(kind)", at: shownRange, suggestion: suggestion)
    }
  }

  /// A block collection's first entry stands for the whole, which may be a page long.
  private var shownRange: ByteRange {
    switch content {
    case .mapping(let entries, .block): entries.first?.keyRange ?? range
    case .sequence(let items, .block): items.first?.shownRange ?? range
    default: range
    }
  }
}

/// Reports a word that is not in a closed set.
func reportUnknownValue(
  _ text: Located<String>, _ what: String, _ values: [String], _ problems: inout DiagnosticSink
) {
  problems.report(
    .unknownValue, "\(what) cannot be `\(shortened(text.value))`", at: text.range,
    notes: [
      .init(values.count == 1 ? "the only value is \(listed(values))" : "the values are \(listed(values))")
    ],
    suggestion: NearestName.nearest(to: text.value, among: values))
}

/// Returns the name if references such as `$list` and `ruleset#rule.name` can be made to it.
func checkedName(
  _ name: Located<String>, _ what: String, _ problems: inout DiagnosticSink
) -> Located<String>? {
  let isName = name.value.unicodeScalars.allSatisfy {
    $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_./".unicodeScalars.contains($0)
  }
  guard isName else {
    problems.report(
      .badName, "\(what) cannot be named `\(shortened(name.value))`", at: name.range,
      notes: [.init("names are made of letters, digits, `-`, `_`, `.` and `/`")])
    return nil
  }
  return name
}

/// Warns where elements such as `1` and `000-pound bomb~` follow one another, once for each run of them.
private func warnOfCutPhrases(_ items: [YAMLNode], _ problems: inout DiagnosticSink) {
  for item in items where hasLostQuote(item) {
    problems.report(
      .warning, Lint.cutPhrase.rawValue,
      "one of two quotation marks is missing here, and a comma may have cut the phrase",
      at: item.range)
  }
  var index = 0
  while index + 1 < items.count {
    var last = index
    while last + 1 < items.count, isCut(items[last], items[last + 1]) { last += 1 }
    if last > index {
      let whole = items[index...last].compactMap(\.plainText).joined(separator: ",")
      problems.report(
        .warning, Lint.cutPhrase.rawValue,
        "a comma probably cut this phrase in \(last - index == 1 ? "two" : "pieces")",
        at: ByteRange(items[index].range.start, items[last].range.end),
        notes: [.init("a phrase with a comma in it needs quotes")], suggestion: "\"\(shortened(whole))\"")
    }
    index = last + 1
  }
}

/// Whether a plain text has a quotation mark without its partner; no phrase is found by one.
private func hasLostQuote(_ node: YAMLNode) -> Bool {
  guard case .scalar(let scalar) = node.content, scalar.style == .plain else { return false }
  return scalar.text.utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 1
}

/// Whether two elements look like one figure with a comma before its last three digits.
private func isCut(_ first: YAMLNode, _ second: YAMLNode) -> Bool {
  guard case .scalar(let before) = first.content, before.style == .plain,
    case .scalar(let after) = second.content, after.style == .plain
  else { return false }
  let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
  guard (1...3).contains(before.text.utf8.count), before.text.utf8.allSatisfy(isDigit) else { return false }
  let digits = after.text.utf8.prefix(while: isDigit).count
  // Two plain figures may both be meant, unless the second could not stand alone.
  return digits == 3 && (after.text.utf8.count > 3 || after.text.utf8.first == UInt8(ascii: "0"))
}
