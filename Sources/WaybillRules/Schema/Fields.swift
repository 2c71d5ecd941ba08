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

  /// Checks the keys of a mapping.
  ///
  /// A misspelt key is reported and then read as the key that was meant, so that problems in its value show too.
  /// - Parameters:
  ///   - kind: what the mapping is, with its article.
  ///   - name: the name the mapping stands under, when it is not one of its own entries.
  ///   - nameKey: the entry that names the mapping.
  init?(
    _ node: YAMLNode, of kind: String, named name: Located<String>? = nil, nameKey: String? = nil,
    keys: [String], required: [String] = [], _ problems: inout DiagnosticSink
  ) {
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
    let missing = required.filter { entries[$0] == nil }
    // An empty mapping is reported as such.
    for key in missing where !found.isEmpty {
      problems.report(.missingKey, "\(owner) has no `\(key)`", at: place)
    }
    self.entries = entries
    self.owner = owner
    self.range = name.map { ByteRange($0.range.start, max($0.range.end, node.range.end)) } ?? node.range
    self.place = place
    self.missing = Set(missing)
  }

  /// Whether the key was written, well or not.
  func has(_ key: String) -> Bool { entries[key] != nil }

  /// The bytes of a key, for problems with what stands under it.
  func keyRange(_ key: String) -> ByteRange? { entries[key]?.keyRange }

  /// The value as it stands in the tree.
  subscript(_ key: String) -> YAMLNode? { entries[key]?.value }

  func text(_ key: String, _ problems: inout DiagnosticSink) -> Located<String>? {
    entries[key]?.value.text("`\(key)`", &problems)
  }

  /// A text that other constructs refer to.
  func name(_ key: String, _ problems: inout DiagnosticSink) -> Located<String>? {
    entries[key]?.value.name("`\(key)`", &problems)
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
    entries[key]?.value.phrases("`\(key)`", &problems) ?? []
  }

  /// A list of at least one element, each read by `read`.
  func list<Element>(
    _ key: String, of elements: String, _ problems: inout DiagnosticSink,
    _ read: (YAMLNode, inout DiagnosticSink) -> Element?
  ) -> [Element] {
    guard let items = entries[key]?.value.list("`\(key)`", of: elements, &problems) else { return [] }
    return items.compactMap { read($0, &problems) }
  }

  func integer(_ key: String, in bounds: ClosedRange<Int>, _ problems: inout DiagnosticSink) -> Located<Int>?
  {
    entries[key]?.value.integer("`\(key)`", in: bounds, &problems)
  }

  func number(_ key: String, _ problems: inout DiagnosticSink) -> Located<Double>? {
    entries[key]?.value.number("`\(key)`", &problems)
  }

  /// One of a closed set of words.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type, _ problems: inout DiagnosticSink
  ) -> Choice? where Choice.RawValue == String {
    entries[key]?.value.choice("`\(key)`", type, &problems)
  }

  /// A list of at least one of a closed set of words.
  func choices<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type, _ problems: inout DiagnosticSink
  ) -> [Choice] where Choice.RawValue == String {
    list(key, of: "words", &problems) { $0.choice("an entry of `\(key)`", type, &$1) }
  }

  /// Reports when not even one of the keys is there.
  func requireOne(of keys: [String], _ code: SchemaCode, _ message: String, _ problems: inout DiagnosticSink)
  {
    // A missing required key was reported already and may well be the whole story.
    guard missing.isEmpty, !entries.isEmpty, !keys.contains(where: has) else { return }
    problems.report(code, "\(owner) \(message)", at: place)
  }

  /// Reports when both keys are there.
  func exclude(_ first: String, _ second: String, _ problems: inout DiagnosticSink) {
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
