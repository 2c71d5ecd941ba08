import WaybillCore
import WaybillText

extension Linter {
  /// The list that the engine itself looks for.
  private static let clauseList = "stop.clause"

  /// Lists, each with the rule sets that refer to it.
  private func references() -> [PhraseCompiler.ListKey: Set<String>] {
    var references: [PhraseCompiler.ListKey: Set<String>] = [:]
    func note(_ name: String, _ home: RuleSetDeclaration) {
      if let key = names.list(name, in: home) { references[key, default: []].insert(home.id.value) }
    }
    for group in groups {
      for phrase in group.phrases where phrase.value.utf8.contains(UInt8(ascii: "$")) {
        guard let parsed = try? PhraseParser.parse(phrase.value) else { continue }
        let home = names.home(of: phrase, in: group.set)
        var seen: Set<String> = []
        for case .list(let name) in parsed.variants.joined() where seen.insert(name).inserted {
          note(name, home)
        }
      }
    }
    // Which parameters name lists only the plugin knows; a text that is a list's name counts.
    for set in rules.declarations {
      for parameter in set.classifiers.lazy.flatMap(\.parameters) {
        for text in Self.texts(in: parameter.value) {
          note(text.hasPrefix("$") ? String(text.dropFirst()) : text, set)
        }
      }
    }
    return references
  }

  private static func texts(in node: ParameterNode) -> [String] {
    switch node {
    case .scalar(let text): [text.value]
    case .list(let nodes, _): nodes.flatMap(texts)
    case .map(let pairs, _): pairs.flatMap { [$0.key.value] + texts(in: $0.value) }
    }
  }

  /// Finds lists that nothing refers to. In a rule set of lists alone they are there for others, and are judged only
  /// when one of those is loaded.
  mutating func findUnusedLists() {
    let references = references()
    for set in rules.declarations where !set.lists.isEmpty {
      let isLibrary =
        set.rules.isEmpty && set.modifiers.isEmpty && set.designators.isEmpty && set.actors.isEmpty
        && set.classifiers.isEmpty
      let isImported = rules.declarations.contains { $0.imports.contains { $0.from.value == set.id.value } }
      guard !isLibrary || isImported else { continue }
      for list in set.lists where list.name.value != Self.clauseList {
        let key = PhraseCompiler.ListKey(ruleSet: set.id.value, name: list.name.value)
        guard references[key] == nil else { continue }
        report(
          .unusedList, "nothing refers to the list `\(list.name.value)`", set.file, list.name.range,
          of: list.name.range)
      }
    }
  }

  /// Finds imports whose lists are not referred to. An import also loads a rule set, so one that brings rules,
  /// modifiers or actors is of use without any name.
  mutating func findUnusedImports() {
    let references = references()
    func isUsed(_ name: String, of source: RuleSetDeclaration, in set: RuleSetDeclaration) -> Bool {
      references[PhraseCompiler.ListKey(ruleSet: source.id.value, name: name)]?.contains(set.id.value)
        ?? false
    }
    for set in rules.declarations {
      for item in set.imports {
        guard let source = names.ruleSets[item.from.value] else { continue }
        for use in item.use where source.lists.contains(where: { $0.name.value == use.value }) {
          guard !isUsed(use.value, of: source, in: set) else { continue }
          report(
            .unusedImport, "nothing here refers to `\(use.value)` of `\(source.id.value)`", set.file,
            use.range,
            of: item.range)
        }
        guard item.use.isEmpty, !source.lists.contains(where: { isUsed($0.name.value, of: source, in: set) }),
          !actsByItself(source), !isLabelled(by: source, set)
        else { continue }
        report(
          .unusedImport, "nothing here refers to what `\(source.id.value)` declares", set.file,
          item.from.range, of: item.range)
      }
    }
  }

  private func actsByItself(_ set: RuleSetDeclaration) -> Bool {
    !set.rules.isEmpty || !set.designators.isEmpty || !set.modifiers.isEmpty || !set.actors.isEmpty
      || !set.classifiers.isEmpty || !set.policies.isEmpty || !set.overrides.isEmpty
      || set.lists.contains { $0.name.value == Self.clauseList }
  }

  /// Whether a rule set gives labels of axes that another one declares.
  private func isLabelled(by source: RuleSetDeclaration, _ set: RuleSetDeclaration) -> Bool {
    let axes = Set(source.axes.map(\.name.value))
    guard !axes.isEmpty else { return false }
    return set.classifiers.contains { !axes.isDisjoint(with: $0.emits.map(\.value)) }
      || set.rules.contains { $0.emit.contains { axes.contains($0.axis.value) } }
      || set.designators.contains { $0.emit.contains { axes.contains($0.axis.value) } }
      || set.policies.contains { axes.contains($0.axis.value) }
  }
}
