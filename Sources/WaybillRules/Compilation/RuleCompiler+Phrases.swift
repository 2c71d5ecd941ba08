import WaybillCore
import WaybillMatching
import WaybillText

extension RuleCompiler {
  /// Parses a phrase; reports what is wrong with it at its place.
  mutating func parse(_ phrase: Located<String>, in file: String) -> Phrase? {
    do {
      return try PhraseParser.parse(phrase.value)
    } catch {
      // A plain scalar's text starts where the scalar does; a quoted one a byte later. Either way the place is right
      // to within the quote.
      let start = min(phrase.range.start + error.range.start, phrase.range.end)
      let end = min(max(phrase.range.start + error.range.end, start + 1), max(phrase.range.end, start + 1))
      report(
        .error, "WB401", "\(error.message), in the phrase `\(phrase.value)`", file, ByteRange(start, end),
        suggestion: error.suggestion)
      return nil
    }
  }

  /// Names under which a rule set can refer to lists, for suggestions.
  private func knownLists(in set: RuleSetDeclaration) -> [String] {
    var names = set.lists.map(\.name.value)
    for item in set.imports {
      guard let source = ruleSets[item.from.value] else { continue }
      let prefix = item.alias.map { $0.value + "." } ?? ""
      for list in source.lists where item.use.isEmpty || item.use.contains(where: { $0.value == list.name.value }) {
        names.append(prefix + list.name.value)
      }
    }
    return names
  }

  /// What names mean here, as a value that closures can hold while the compiler changes.
  var names: NameScope { NameScope(ruleSets: ruleSets, actors: catalog.actors) }

  func resolveList(_ name: String, in set: RuleSetDeclaration) -> PhraseCompiler.ListKey? {
    names.list(name, in: set)
  }

  func actorSet(_ type: String) -> ActorSet? { names.actorSet(type) }

  /// Checks the names a phrase refers to; reports and returns false when one is unknown.
  mutating func checkReferences(
    _ phrase: Phrase, _ source: Located<String>, in set: RuleSetDeclaration, slots: [String] = []
  ) -> Bool {
    var isFine = true
    for element in Set(phrase.variants.joined()) {
      switch element {
      case .list(let name) where resolveList(name, in: set) == nil:
        reportUnknown(
          "WB307", "list", Located("$" + name, at: source.range), set.file,
          known: knownLists(in: set).map { "$" + $0 })
        isFine = false
      case .actors(let type) where actorSet(type) == nil:
        reportUnknown(
          "WB308", "type of actors", Located(type, at: source.range), set.file,
          known: NameScope.actorTypes + ["any", "party"])
        isFine = false
      case .slot(let role) where !slots.contains(role):
        reportUnknown(
          "WB309", slots.isEmpty ? "slot outside of a frame:" : "slot", Located(role, at: source.range), set.file,
          known: slots)
        isFine = false
      default: break
      }
    }
    return isFine
  }

  /// Compiles phrases for one symbol.
  mutating func add(_ phrases: [Located<String>], symbol: Int32, in set: RuleSetDeclaration) {
    for source in phrases {
      guard let phrase = parse(source, in: set.file), checkReferences(phrase, source, in: set) else { continue }
      let isPlaced = phrase.variants.allSatisfy { variant in
        variant.contains {
          switch $0 {
          case .words, .list, .actors: true
          default: false
          }
        }
      }
      guard isPlaced else {
        report(.error, "WB402", "a phrase needs a word, a list or an actor", set.file, source.range)
        continue
      }
      let names = names
      builder.add(phrase, symbol: symbol, actors: names.actorSet) { names.list($0, in: set) }
    }
  }

  /// Makes a symbol for phrases, or returns -1 when there are none.
  mutating func setSymbol(_ phrases: [Located<String>], in set: RuleSetDeclaration) -> Int32 {
    guard !phrases.isEmpty else { return -1 }
    // A lone `$list` is the list itself.
    if phrases.count == 1, phrases[0].value.hasPrefix("$"), !phrases[0].value.contains(" ") {
      let name = String(phrases[0].value.dropFirst())
      if let key = resolveList(name, in: set), let symbol = builder.listSymbol(key.name, in: key.ruleSet) {
        return symbol
      }
    }
    let symbol = builder.symbol(.set)
    add(phrases, symbol: symbol, in: set)
    return symbol
  }

  // MARK: Lists

  /// Declares all lists, those that others refer to first, and then fills them.
  mutating func compileLists() {
    // Actor types must be known before phrases are checked.
    mergeActors()
    var state: [PhraseCompiler.ListKey: Bool] = [:]
    var order: [(RuleSetDeclaration, ListDeclaration, [(Located<String>, Phrase)])] = []
    func visit(_ set: RuleSetDeclaration, _ list: ListDeclaration, _ compiler: inout RuleCompiler) {
      let key = PhraseCompiler.ListKey(ruleSet: set.id.value, name: list.name.value)
      if let isDone = state[key] {
        if !isDone {
          compiler.report(.error, "WB310", "list `\(list.name.value)` refers to itself", set.file, list.name.range)
        }
        return
      }
      state[key] = false
      var phrases: [(Located<String>, Phrase)] = []
      for source in list.phrases {
        guard let phrase = compiler.parse(source, in: set.file) else { continue }
        guard compiler.checkReferences(phrase, source, in: set) else { continue }
        for case .list(let name) in phrase.variants.joined() {
          guard let other = compiler.resolveList(name, in: set), let owner = compiler.ruleSets[other.ruleSet],
            let declaration = owner.lists.first(where: { $0.name.value == other.name })
          else { continue }
          visit(owner, declaration, &compiler)
        }
        phrases.append((source, phrase))
      }
      state[key] = true
      order.append((set, list, phrases))
      let variants = phrases.flatMap { $0.1.variants }
      var rows: [[Phrase.Element]]? = []
      var depth = 0
      for variant in variants {
        if let written = compiler.builder.plainRows(variant, resolve: { compiler.resolveList($0, in: set) }) {
          rows?.append(contentsOf: written)
        } else {
          rows = nil
          depth = max(depth, 1)
          for case .list(let name) in variant {
            if let other = compiler.resolveList(name, in: set),
              let known = compiler.builder.list(other.name, in: other.ruleSet)
            {
              depth = max(depth, known.depth + 1)
            }
          }
        }
      }
      compiler.builder.declareList(key, phrases: phrases.map(\.1), depth: depth, rows: rows)
    }
    for set in declarations { for list in set.lists { visit(set, list, &self) } }
    for (set, list, phrases) in order {
      guard let symbol = builder.listSymbol(list.name.value, in: set.id.value) else { continue }
      let names = names
      for (_, phrase) in phrases {
        builder.add(phrase, symbol: symbol, actors: names.actorSet) { names.list($0, in: set) }
      }
    }
  }

  // MARK: Guards

  /// Resolves an axis or label name; reports an unknown one.
  mutating func target(_ name: Located<String>, in file: String) -> LabelTarget? {
    if let axis = axisNumbers[name.value] { return .axis(Int32(axis)) }
    if let label = catalog.labels.firstIndex(where: { $0.name == name.value }) { return .label(Int32(label)) }
    reportUnknown(
      "WB311", "axis or label", name, file, known: Array(axisNumbers.keys) + catalog.labels.map(\.name))
    return nil
  }

  mutating func compile(_ need: GuardDeclaration?, in set: RuleSetDeclaration) -> Guard? {
    guard let need else { return nil }
    let extent: Guard.Extent =
      switch need.within {
      case .clause: .clause
      case .sentence: .sentence
      case .paragraph: .paragraph
      case .article: .article
      }
    let symbol = setSymbol(need.any, in: set)
    if extent == .paragraph || extent == .article { builder.widen(symbol) }
    return Guard(
      extent: extent, tokens: need.tokens?.value, symbol: symbol,
      label: need.label.flatMap { target($0, in: set.file) })
  }
}
