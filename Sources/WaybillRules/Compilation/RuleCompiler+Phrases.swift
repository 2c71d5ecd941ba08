import WaybillCore
import WaybillMatching
import WaybillText
import WaybillYAML

extension RuleCompiler {
  /// Parses a phrase; reports what is wrong with it at its place.
  mutating func parse(_ phrase: Located<String>, in file: String) -> Phrase? {
    do {
      return try PhraseParser.parse(phrase.value)
    } catch {
      // Inside a scalar with escapes or folded lines only the whole of it can be pointed at.
      let range = phrase.range(of: error.range) ?? phrase.range
      report(
        .badPhrase, "\(error.message), in the phrase `\(shortened(phrase.value))`", file, range,
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
      for list in source.lists
      where item.use.isEmpty || item.use.contains(where: { $0.value == list.name.value }) {
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
    var seen: Set<Phrase.Element> = []
    for element in phrase.variants.joined() {
      // Words refer to nothing, and nearly all elements are words.
      if case .words = element { continue }
      guard seen.insert(element).inserted else { continue }
      switch element {
      case .list(let name) where resolveList(name, in: set) == nil:
        reportUnknown(
          .unknownList, "list", Located("$" + name, at: source.range), set.file,
          known: isFull ? [] : knownLists(in: set).map { "$" + $0 })
        isFine = false
      case .actors(let type) where actorSet(type) == nil:
        reportUnknown(
          .unknownActorType, "type of actors", Located(type, at: source.range), set.file,
          known: NameScope.actorTypes + ["any", "party"])
        isFine = false
      case .slot(let role) where !slots.contains(role):
        reportUnknown(
          .unknownSlot, slots.isEmpty ? "slot outside of a frame:" : "slot", Located(role, at: source.range),
          set.file,
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
      let set = names.home(of: source, in: set)
      guard let phrase = parse(source, in: set.file), checkReferences(phrase, source, in: set) else {
        continue
      }
      guard warnOfPunctuation(phrase, source, in: set) else { continue }
      let isPlaced = phrase.variants.allSatisfy { variant in
        variant.contains {
          switch $0 {
          case .words, .list, .actors: true
          default: false
          }
        }
      }
      guard isPlaced else {
        report(.unplacedPhrase, "a phrase needs a word, a list or an actor", set.file, source.range)
        continue
      }
      let names = names
      let owner = phraseOwner(of: symbol)
      builder.index?.open(source, symbol: symbol, owner: owner, file: set.file)
      if !builder.add(phrase, symbol: symbol, actors: names.actorSet, resolve: { names.list($0, in: set) }) {
        reportTooManySpellings(source, in: set.file)
      }
    }
  }

  /// What a phrase belongs to; nil for the words of guards, exceptions and the like.
  func phraseOwner(of symbol: Int32) -> PhraseIndex.Owner? {
    switch builder.symbols[Int(symbol)] {
    case .label(let rule), .attachment(let rule): .rule(Int(rule))
    case .cue(let modifier): .modifier(Int(modifier))
    case .actor(let form): .actor(Int(forms[Int(form)].actor))
    case .set: nil
    }
  }

  /// Warns of a phrase without any word; punctuation stands between words and cannot be looked up.
  private mutating func warnOfPunctuation(
    _ phrase: Phrase, _ source: Located<String>, in set: RuleSetDeclaration
  ) -> Bool {
    let hasOnlySigns = phrase.variants.allSatisfy { variant in
      variant.allSatisfy {
        if case .words(let text, _, _) = $0 { PhraseCompiler.isPunctuation(text) } else { false }
      }
    }
    guard hasOnlySigns else { return true }
    warn(
      .punctuationOnly,
      "the phrase `\(shortened(source.value))` is only punctuation and never matches",
      set.file, source.range)
    return false
  }

  mutating func reportTooManySpellings(_ source: Located<String>, in file: String) {
    report(
      .tooManySpellings,
      builder.isFull
        ? "all phrases together have more than \(builder.rowLimit) spellings"
        : "the phrase can be spelled in more than \(PhraseCompiler.maxSpellings) ways",
      file, source.range)
  }

  /// Returns the symbols of phrases of which any will do.
  mutating func symbols(_ phrases: [Located<String>], in set: RuleSetDeclaration) -> SymbolSet {
    let names = names
    var symbols: [Int32] = []
    for source in phrases {
      let home = names.home(of: source, in: set)
      if let phrase = try? PhraseParser.parse(source.value),
        let shared = builder.sharedSymbols(phrase, resolve: { names.list($0, in: home) })
      {
        symbols += shared
      } else {
        let symbol = builder.symbol(.set)
        add([source], symbol: symbol, in: set)
        symbols.append(symbol)
      }
    }
    return SymbolSet(symbols)
  }

  // MARK: Lists

  /// Declares all lists, those that others refer to first, and then fills them.
  mutating func compileLists() {
    // Actor types must be known before phrases are checked.
    mergeActors()
    var visit = ListVisit()
    for set in declarations { for list in set.lists { declare(list, of: set, &visit, depth: 0) } }
    for entry in visit.order {
      guard let symbol = builder.listSymbol(entry.list.name.value, in: entry.set.id.value) else { continue }
      let names = names
      let owner = PhraseIndex.Owner.list("\(entry.set.id.value)#list.\(entry.list.name.value)")
      for (source, phrase) in entry.phrases {
        let home = names.home(of: source, in: entry.set)
        builder.index?.open(source, symbol: symbol, owner: owner, file: home.file)
        let isAdded = builder.add(phrase, symbol: symbol, actors: names.actorSet) {
          names.list($0, in: home)
        }
        if !isAdded { reportTooManySpellings(source, in: home.file) }
      }
    }
  }

  /// Where the walk through lists that refer to one another stands.
  private struct ListVisit {
    /// False while the lists that a list refers to are declared, true afterwards.
    var isDone: [PhraseCompiler.ListKey: Bool] = [:]
    /// Lists after those that they refer to.
    var order: [(set: RuleSetDeclaration, list: ListDeclaration, phrases: [(Located<String>, Phrase)])] = []
  }

  /// Deeper than this nobody can follow lists in lists, and each level is one more pass over what was found.
  static let maxListDepth = 32

  private mutating func declare(
    _ list: ListDeclaration, of set: RuleSetDeclaration, _ visit: inout ListVisit, depth: Int
  ) {
    let key = PhraseCompiler.ListKey(ruleSet: set.id.value, name: list.name.value)
    if let isDone = visit.isDone[key] {
      if !isDone {
        report(.listCycle, "list `\(list.name.value)` refers to itself", set.file, list.name.range)
      }
      return
    }
    guard depth <= RuleCompiler.maxListDepth else {
      report(
        .listsTooDeep, "lists refer to one another more than \(RuleCompiler.maxListDepth) levels deep",
        set.file,
        list.name.range)
      visit.isDone[key] = true
      return
    }
    visit.isDone[key] = false
    var phrases: [(Located<String>, Phrase)] = []
    for source in list.phrases {
      let home = names.home(of: source, in: set)
      guard let phrase = parse(source, in: home.file), checkReferences(phrase, source, in: home) else {
        continue
      }
      var seen: Set<String> = []
      for case .list(let name) in phrase.variants.joined() where seen.insert(name).inserted {
        guard let other = resolveList(name, in: home), let owner = ruleSets[other.ruleSet],
          let declaration = owner.lists.first(where: { $0.name.value == other.name })
        else { continue }
        declare(declaration, of: owner, &visit, depth: depth + 1)
      }
      phrases.append((source, phrase))
    }
    visit.isDone[key] = true
    visit.order.append((set, list, phrases))

    var rows: [[Phrase.Element]]? = []
    var stage = 0
    for (source, phrase) in phrases {
      let home = names.home(of: source, in: set)
      for variant in phrase.variants {
        if let written = builder.plainRows(variant, resolve: { resolveList($0, in: home) }) {
          rows?.append(contentsOf: written)
          // Too many to be written out again in every phrase that refers to the list.
          if let count = rows?.count, count > PhraseCompiler.maxListRows { rows = nil }
          continue
        }
        rows = nil
        stage = max(stage, 1)
        for case .list(let name) in variant {
          if let other = resolveList(name, in: home), let known = builder.list(other.name, in: other.ruleSet)
          {
            stage = max(stage, known.depth + 1)
          }
        }
      }
    }
    builder.declareList(key, phrases: phrases.map(\.1), depth: stage, rows: rows)
  }

  // MARK: Guards

  /// Resolves an axis or label name; reports an unknown one.
  mutating func target(_ name: Located<String>, in file: String) -> LabelTarget? {
    if let axis = axisNumbers[name.value] { return .axis(Int32(axis)) }
    if let label = catalog.labels.firstIndex(where: { $0.name == name.value }) { return .label(Int32(label)) }
    reportUnknown(
      .unknownTarget, "axis or label", name, file, known: Array(axisNumbers.keys) + catalog.labels.map(\.name)
    )
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
    let words = symbols(need.any, in: set)
    // What a guard asks for decides early whether a sentence is worth a look.
    builder.widen(words)
    let company = symbols(need.with, in: set)
    builder.widen(company)
    return Guard(
      extent: extent, tokens: need.tokens?.value, words: words,
      label: need.label.flatMap { target($0, in: names.home(of: $0, in: set).file) }, company: company,
      isCounted: need.counted)
  }
}
