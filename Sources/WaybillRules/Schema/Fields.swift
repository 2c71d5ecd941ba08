import WaybillCore
import WaybillText
import WaybillYAML

/// The entries of a mapping whose keys the language knows.
///
/// Every question reports what is wrong with its own entry and answers nil or an empty list then, so that a construct
/// reads all its fields before it gives up on any.
struct Fields {
  /// What the mapping is, with its name where it has one: ``rule `bombs` ``.
  let owner: String
  /// Where a problem with the mapping as a whole is shown.
  let place: ByteRange
  let range: ByteRange
  private let entries: [String: YAMLEntry]
  /// Keys that were asked for in vain and reported.
  private let missing: Set<String>

  /// What may stand here.
  private let shape: MappingShape

  /// Checks the keys of a mapping.
  ///
  /// A misspelt key is reported and then read as the key that was meant, so that problems in its value show too.
  /// - Parameters:
  ///   - name: the name the mapping stands under, when it is not one of its own entries.
  ///   - nameKey: the entry that names the mapping.
  init?(
    _ node: YAMLNode, of shape: MappingShape, named name: Located<String>? = nil, nameKey: String? = nil,
    _ problems: inout DiagnosticSink
  ) {
    let kind = shape.kind
    let keys = shape.keys.map(\.name)
    let ownName = name?.value ?? nameKey.flatMap { node.entry($0)?.plainText }
    let owner = ownName.map { "\(kind.drop { $0 != " " }.dropFirst()) `\(shortened($0))`" } ?? kind
    // With no more problems to be told there is nothing to look for.
    guard !problems.isFull, let found = node.mapping(owner, &problems) else { return nil }
    var entries: [String: YAMLEntry] = [:]
    var misspelt: [YAMLEntry] = []
    for entry in found {
      if keys.contains(entry.key) { entries[entry.key] = entry } else { misspelt.append(entry) }
    }
    for entry in misspelt {
      let meant = NearestName.nearest(to: entry.key, among: keys.filter { entries[$0] == nil })
      if let meant { entries[meant] = entry }
      Self.reportUnknownKey(entry, owner, keys, suggestion: meant, &problems)
    }
    let first = found.first?.keyRange ?? node.range
    let place = name?.range ?? (node.isBlock ? first : node.range)
    let missing = shape.keys.filter { $0.isRequired && entries[$0.name] == nil }.map(\.name)
    // An empty mapping is reported as such.
    for key in missing where !found.isEmpty {
      problems.report(.missingKey, "\(owner) has no `\(key)`", at: place)
    }
    self.shape = shape
    self.entries = entries
    self.owner = owner
    self.range = name.map { ByteRange($0.range.start, max($0.range.end, node.range.end)) } ?? node.range
    self.place = place
    self.missing = Set(missing)
  }

  /// Whether the key was written, well or not.
  func has(_ key: String) -> Bool { entry(key) != nil }

  /// The bytes of a key, for problems with what stands under it.
  func keyRange(_ key: String) -> ByteRange? { entry(key)?.keyRange }

  /// The value as it stands in the tree.
  subscript(_ key: String) -> YAMLNode? { entry(key)?.value }

  /// Returns an entry by a key that the table must know.
  private func entry(_ key: String) -> YAMLEntry? {
    precondition(shape.key(key) != nil, "\(shape.kind) is read with the key `\(key)`, which its table lacks")
    return entries[key]
  }

  /// Returns the value of a key that must be in the table with one of these forms.
  private func value(_ key: String, _ forms: ValueShape...) -> YAMLNode? {
    assert(
      shape.key(key).map { forms.contains($0.value) } ?? true,
      "\(shape.kind) reads `\(key)` as something else than its table says")
    return entry(key)?.value
  }

  private func isChoice(_ key: String) -> Bool {
    if case .choice? = shape.key(key)?.value { true } else { false }
  }

  func text(_ key: String, _ problems: inout DiagnosticSink) -> Located<String>? {
    value(key, .text, .choice([RuleSetReader.languageVersion]))?.text("`\(key)`", &problems)
  }

  /// A text that other constructs refer to.
  func name(_ key: String, _ problems: inout DiagnosticSink) -> Located<String>? {
    // Where only some names are known, which ones is for the compiler to say.
    (isChoice(key) ? entry(key)?.value : value(key, .name, .plugin))?.name("`\(key)`", &problems)
  }

  /// A list of at least one text; empty when the key is not there.
  func texts(_ key: String, _ problems: inout DiagnosticSink) -> [Located<String>] {
    list(key, of: "texts", &problems) { $0.text("an entry of `\(key)`", &$1) }
  }

  /// A list of at least one name.
  func names(_ key: String, _ problems: inout DiagnosticSink) -> [Located<String>] {
    list(key, of: "names", &problems) { $0.name("an entry of `\(key)`", &$1) }
  }

  /// A list of at least one phrase.
  func phrases(_ key: String, _ problems: inout DiagnosticSink) -> [Located<String>] {
    value(key, .phrases)?.phrases("`\(key)`", &problems) ?? []
  }

  /// A list of at least one element, each read by `read`.
  func list<Element>(
    _ key: String, of elements: String, _ problems: inout DiagnosticSink,
    _ read: (YAMLNode, inout DiagnosticSink) -> Element?
  ) -> [Element] {
    guard let items = entry(key)?.value.list("`\(key)`", of: elements, &problems) else { return [] }
    return items.compactMap { read($0, &problems) }
  }

  /// A whole number within the bounds of the table.
  func integer(_ key: String, _ problems: inout DiagnosticSink) -> Located<Int>? {
    guard case .integer(let bounds)? = shape.key(key)?.value else {
      preconditionFailure("\(shape.kind) has no whole number `\(key)`")
    }
    return entry(key)?.value.integer("`\(key)`", in: bounds, &problems)
  }

  func number(_ key: String, _ problems: inout DiagnosticSink) -> Located<Double>? {
    value(key, .number)?.number("`\(key)`", &problems)
  }

  /// One of a closed set of words.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type, _ problems: inout DiagnosticSink
  ) -> Choice? where Choice.RawValue == String {
    value(key, .choice(type))?.choice("`\(key)`", type, &problems)
  }

  /// A list of at least one of a closed set of words.
  func choices<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type, _ problems: inout DiagnosticSink
  ) -> [Choice] where Choice.RawValue == String {
    assert(shape.key(key)?.value == .list(.choice(type)), "`\(key)` of \(shape.kind) has other words")
    return list(key, of: "words", &problems) { $0.choice("an entry of `\(key)`", type, &$1) }
  }

  /// Reports groups of keys of which none is there, and keys that exclude one another.
  func checkCombinations(_ problems: inout DiagnosticSink) {
    for keys in shape.exclusions { exclude(keys[0], keys[1], &problems) }
    // A missing required key was reported already and may well be the whole story.
    guard missing.isEmpty, !entries.isEmpty else { return }
    for group in shape.groups where !group.keys.contains(where: has) {
      problems.report(group.code, "\(owner) \(group.message)", at: place)
    }
  }

  private func exclude(_ first: String, _ second: String, _ problems: inout DiagnosticSink) {
    guard let one = keyRange(first), let other = keyRange(second) else { return }
    let firstPlace = problems.place(one)
    problems.report(
      .conflictingKeys, "\(owner) has both `\(first)` and `\(second)`; use one", at: other,
      notes: [.init("`\(first)` stands here", at: firstPlace)])
  }

  // MARK: Messages

  private static func reportUnknownKey(
    _ entry: YAMLEntry, _ owner: String, _ keys: [String], suggestion: String?,
    _ problems: inout DiagnosticSink
  ) {
    problems.report(
      .unknownKey, "\(owner) has no key `\(shortened(entry.key))`", at: entry.keyRange,
      notes: [.init("the keys are \(listed(keys))")], suggestion: suggestion)
  }
}

/// Returns words as a sentence lists them: `a`, `b` or `c`.
func listed(_ words: [String], _ conjunction: String = "and") -> String {
  let quoted = words.map { "`\($0)`" }
  guard quoted.count > 1 else { return quoted.joined() }
  return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + quoted.last!
}

extension DiagnosticSink {
  mutating func report(
    _ code: SchemaCode, _ message: @autoclosure () -> String,
    at range: ByteRange, notes: @autoclosure () -> [Diagnostic.Note] = [],
    suggestion: @autoclosure () -> String? = nil
  ) {
    report(.error, code.rawValue, message(), at: range, notes: notes(), suggestion: suggestion())
  }
}
