import WaybillCore
import WaybillText
import WaybillYAML

extension OverrideDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> OverrideDeclaration? {
    guard
      let fields = Fields(
        node, of: "an override", nameKey: "target",
        keys: ["target", "seen", "remove", "add", "disable", "why"], required: ["target", "seen", "why"],
        &problems)
    else { return nil }
    let target = fields.text("target", &problems)
    let seen = fields.text("seen", &problems)
    let why = fields.text("why", &problems)
    let isDisabled = fields["disable"].flatMap { readFlag($0, &problems) }
    for key in ["remove", "add"] { fields.exclude("disable", key, &problems) }
    fields.requireOne(
      of: ["remove", "add", "disable"], .noEffect,
      "changes nothing: it has none of `remove`, `add` and `disable`", &problems)
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
    guard let fields = fields(node, "remove", kind.removableKeys, &problems) else { return }
    for part in kind.parts {
      guard let place = fields.keyRange(part.rawValue) else { continue }
      let entries =
        part == .number
        ? fields.texts(part.rawValue, &problems) : fields.phrases(part.rawValue, &problems)
      remove.append(Change(part: Located(part, at: place), entries: entries))
    }
    removedTests = fields.texts("tests", &problems)
  }

  private mutating func readAdditions(_ node: YAMLNode, _ problems: inout DiagnosticSink) {
    guard let fields = fields(node, "add", kind.addableKeys, &problems) else { return }
    for part in kind.parts {
      guard let place = fields.keyRange(part.rawValue) else { continue }
      if part == .needs, let value = fields["needs"], case .mapping = value.content {
        addedGuard = GuardDeclaration.read(value, &problems)
        continue
      }
      add.append(
        Change(part: Located(part, at: place), entries: fields.phrases(part.rawValue, &problems)))
    }
    addedForms = fields.list("forms", of: "forms", &problems, DesignatorDeclaration.Form.read)
    addedTests = fields.list("tests", of: "tests", &problems, TestDeclaration.read)
  }

  /// The mapping under `remove` or `add`, whose keys depend on what the target is.
  private func fields(
    _ node: YAMLNode, _ key: String, _ keys: [String], _ problems: inout DiagnosticSink
  ) -> Fields? {
    guard !keys.isEmpty else {
      problems.report(
        .unknownKey, "a \(kind.rawValue) has no entries to \(key); it can only be disabled", at: node.range)
      return nil
    }
    let article = kind == .actor ? "an" : "a"
    return Fields(node, of: "`\(key)` of \(article) \(kind.rawValue)", keys: keys, &problems)
  }
}
