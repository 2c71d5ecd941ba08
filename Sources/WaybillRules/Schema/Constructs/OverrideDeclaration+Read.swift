import WaybillCore
import WaybillText
import WaybillYAML

extension MappingShape {
  static let override = MappingShape(
    "an override", id: "override", "A change to a construct of another rule set.",
    keys: [
      .required("target", .text, "What is changed: `ruleset#kind.name`."),
      .required("seen", .text, "Its fingerprint, as `rules list --constructs` prints it."),
      .key(
        "remove", .oneOf(changeable.map { .mapping(.removal(from: $0)) }),
        "Entries to take away, as they are written there."),
      .key("add", .oneOf(changeable.map { .mapping(.addition(to: $0)) }), "Entries to add."),
      .key("disable", .choice(["true"]), "Leaves the construct out, with its tests."),
      .required("why", .text, "The reason, for people."),
    ],
    groups: [
      Group(
        ["remove", "add", "disable"], .noEffect,
        "changes nothing: it has none of `remove`, `add` and `disable`")
    ],
    exclusions: [["disable", "remove"], ["disable", "add"]])

  private static let changeable = OverrideDeclaration.Kind.allCases.filter { !$0.parts.isEmpty }

  /// What can be taken away from a construct.
  static func removal(from kind: OverrideDeclaration.Kind) -> MappingShape {
    var keys = kind.parts.map { part in
      Key.key(part.rawValue, part == .number ? .list(.text) : .phrases, "Entries of `\(part.rawValue)`.")
    }
    if kind.hasTests { keys.append(.key("tests", .list(.text), "Tests, by their text.")) }
    return MappingShape(
      "`remove` of \(kind.withArticle)", id: "remove-\(kind.rawValue)", "Entries to take away.", keys: keys)
  }

  /// What can be added to a construct. To which form of a designator a lone number would go nobody could say, so forms
  /// come whole.
  static func addition(to kind: OverrideDeclaration.Kind) -> MappingShape {
    var keys = kind.addableParts.map { part in
      Key.key(
        part.rawValue, part == .needs ? .oneOf([.phrases, .mapping(.needs)]) : .phrases,
        "Entries of `\(part.rawValue)`.")
    }
    if kind == .designator { keys.insert(.key("forms", .list(.mapping(.form)), "Further forms."), at: 0) }
    if kind.hasTests { keys.append(.key("tests", .list(.mapping(.test)), "Further tests.")) }
    return MappingShape(
      "`add` of \(kind.withArticle)", id: "add-\(kind.rawValue)", "Entries to add.", keys: keys)
  }
}

extension OverrideDeclaration.Kind {
  /// The parts to which phrases can be added one by one.
  fileprivate var addableParts: [OverrideDeclaration.Part] { parts.filter { $0 != .stem && $0 != .number } }

  fileprivate var withArticle: String { (self == .actor ? "an " : "a ") + rawValue }
}

extension OverrideDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> OverrideDeclaration? {
    guard
      let fields = Fields(node, of: .override, nameKey: "target", &problems)
    else { return nil }
    let target = fields.text("target", &problems)
    let seen = fields.text("seen", &problems)
    let why = fields.text("why", &problems)
    let isDisabled = fields["disable"].flatMap { readFlag($0, &problems) }
    fields.checkCombinations(&problems)
    guard let target, let parts = split(target, &problems), let seen, let why else { return nil }
    var override = OverrideDeclaration(
      target: target, ruleSet: parts.ruleSet, kind: parts.kind, name: parts.name, seen: seen, why: why,
      range: fields.range)
    if parts.kind == .list, let place = fields.keyRange("disable") {
      problems.report(
        .conflictingKeys, "a list cannot be disabled, for phrases refer to it; remove entries instead",
        at: place)
    }
    override.isDisabled = isDisabled ?? false
    if let node = fields["remove"] { override.readRemovals(node, &problems) }
    if let node = fields["add"] { override.readAdditions(node, &problems) }
    return override
  }

  private static func readFlag(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> Bool? {
    guard let text = node.text("`disable`", &problems) else { return nil }
    if text.value == "true" { return true }
    reportUnknownValue(text, "`disable`", ["true"], &problems)
    return nil
  }

  /// Takes `ruleset#kind.name` apart.
  private static func split(
    _ target: Located<String>, _ problems: inout DiagnosticSink
  ) -> (ruleSet: String, kind: Kind, name: String)? {
    let halves = target.value.split(separator: "#", omittingEmptySubsequences: false)
    let words = halves.last?.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    guard halves.count == 2, words.count == 2, !halves[0].isEmpty, !words[1].isEmpty else {
      problems.report(
        .unknownValue,
        "`target` is written `ruleset#kind.name`, as `rules list --constructs` prints it, but is "
          + "`\(shortened(target.value))`", at: target.range)
      return nil
    }
    guard let kind = Kind(rawValue: String(words[0])) else {
      reportUnknownValue(
        Located(String(words[0]), at: target.range), "the kind of a target", Kind.allCases.map(\.rawValue),
        &problems)
      return nil
    }
    return (String(halves[0]), kind, String(words[1]))
  }

  private mutating func readRemovals(_ node: YAMLNode, _ problems: inout DiagnosticSink) {
    guard let fields = fields(node, .removal(from: kind), "remove", &problems) else { return }
    for part in kind.parts {
      guard let place = fields.keyRange(part.rawValue) else { continue }
      let entries =
        part == .number
        ? fields.texts(part.rawValue, &problems) : fields.phrases(part.rawValue, &problems)
      remove.append(Change(part: Located(part, at: place), entries: entries))
    }
    if kind.hasTests { removedTests = fields.texts("tests", &problems) }
  }

  private mutating func readAdditions(_ node: YAMLNode, _ problems: inout DiagnosticSink) {
    guard let fields = fields(node, .addition(to: kind), "add", &problems) else { return }
    for part in kind.addableParts {
      guard let place = fields.keyRange(part.rawValue) else { continue }
      if part == .needs, let value = fields["needs"], case .mapping = value.content {
        addedGuard = GuardDeclaration.read(value, &problems)
        continue
      }
      let entries = fields[part.rawValue]?.phrases("`\(part.rawValue)`", &problems) ?? []
      add.append(Change(part: Located(part, at: place), entries: entries))
    }
    if kind == .designator {
      addedForms = fields.list("forms", of: "forms", &problems, DesignatorDeclaration.Form.read)
    }
    if kind.hasTests { addedTests = fields.list("tests", of: "tests", &problems, TestDeclaration.read) }
  }

  /// The mapping under `remove` or `add`, whose keys depend on what the target is.
  private func fields(
    _ node: YAMLNode, _ shape: MappingShape, _ key: String, _ problems: inout DiagnosticSink
  ) -> Fields? {
    guard !shape.keys.isEmpty else {
      problems.report(
        .unknownKey, "\(kind.withArticle) has no entries to \(key); it can only be disabled", at: node.range)
      return nil
    }
    return Fields(node, of: shape, &problems)
  }
}
