import WaybillCore
import WaybillMatching
import WaybillText

extension RuleCompiler {
  /// Takes a construct apart; nil when no construct has this name.
  ///
  /// Adds symbols of which nobody asks but who reads the anatomy: what the rules find stays what it was.
  mutating func anatomy(of name: String) -> RuleAnatomy? {
    for set in declarations {
      for rule in set.rules where name == "\(set.id.value)#rule.\(rule.id.value)" {
        return anatomy(of: rule, name, in: set)
      }
      for designator in set.designators where name == "\(set.id.value)#designator.\(designator.name.value)" {
        return anatomy(of: designator, name, in: set)
      }
      for modifier in set.modifiers where name == "\(set.id.value)#modifier.\(modifier.name.value)" {
        return anatomy(of: modifier, name, in: set)
      }
    }
    return nil
  }

  // MARK: Constructs

  private mutating func anatomy(of rule: RuleDeclaration, _ name: String, in set: RuleSetDeclaration)
    -> RuleAnatomy
  {
    let kind: RuleAnatomy.Kind = !rule.slots.isEmpty ? .frame : rule.on != nil ? .attachment : .label
    var anatomy = RuleAnatomy(
      name: name, kind: kind, subject: .rules(rules(named: name)),
      place: Place(file: set.file, range: rule.range))
    anatomy.symbol = kind == .frame ? nil : ownSymbol(of: name)
    let slots = rules(named: name).map { behaviours[$0].slots }.first { !$0.isEmpty } ?? []
    for phrase in rule.match { add(phrase, slots: slots, to: &anatomy, in: set) }
    anatomy.unless = rule.unless.map { companion($0, in: set) }
    anatomy.need = need(rule.needs, in: set)
    anatomy.voice = rule.voice
    anatomy.reach = rule.on.map { ($0.tokens.value, place($0.tokens, in: set)) }
    return anatomy
  }

  private mutating func anatomy(
    of designator: DesignatorDeclaration, _ name: String, in set: RuleSetDeclaration
  ) -> RuleAnatomy {
    var anatomy = RuleAnatomy(
      name: name, kind: .designator, subject: .rules(rules(named: name)),
      place: Place(file: set.file, range: designator.range))
    anatomy.symbol = ownSymbol(of: name)
    for form in designator.forms { add(form, of: designator, to: &anatomy, in: set) }
    anatomy.unless = designator.unless.map { companion($0, in: set) }
    anatomy.need = need(designator.needs, in: set)
    if let next = designator.next {
      anatomy.need = RuleAnatomy.Need(
        key: "next", within: "sentence", tokens: next.within.value,
        tokensPlace: place(next.within, in: set), label: nil,
        companions: next.any.map { companion($0, in: set) },
        place: Place(
          file: set.file,
          range: ByteRange(next.within.range.start, next.any.last?.range.end ?? next.within.range.end)))
    }
    return anatomy
  }

  private mutating func anatomy(of modifier: ModifierDeclaration, _ name: String, in set: RuleSetDeclaration)
    -> RuleAnatomy?
  {
    guard let number = catalog.modifiers.firstIndex(where: { $0.name == name }) else { return nil }
    var anatomy = RuleAnatomy(
      name: name, kind: .modifier, subject: .modifier(number),
      place: Place(file: set.file, range: modifier.range))
    anatomy.symbol = builder.symbols.firstIndex(of: .cue(modifier: Int32(number))).map(Int32.init)
    for cue in modifier.cues { add(cue, slots: [], to: &anatomy, in: set) }
    anatomy.unless = modifier.pseudo.map { companion($0, in: set) }
    anatomy.stop = modifier.scope.stop.map { companion($0, in: set) }
    anatomy.scope = modifier.scope.tokens.map { ($0.value, place($0, in: set)) }
    return anatomy
  }

  private func rules(named name: String) -> Set<Int> {
    Set(catalog.rules.indices.filter { catalog.rules[$0].name == name })
  }

  private func ownSymbol(of name: String) -> Int32? {
    guard let rule = catalog.rules.firstIndex(where: { $0.name == name }) else { return nil }
    let meanings: [Symbol] = [.label(rule: Int32(rule)), .attachment(rule: Int32(rule))]
    return builder.symbols.firstIndex { meanings.contains($0) }.map(Int32.init)
  }

  // MARK: Phrases

  private func source(_ phrase: Located<String>, in set: RuleSetDeclaration) -> RuleAnatomy.Source {
    RuleAnatomy.Source(text: phrase.value, place: place(phrase, in: set))
  }

  /// Where a part of a construct is written: an override may have brought it from another file.
  private func place(_ text: Located<some Sendable>, in set: RuleSetDeclaration) -> Place {
    Place(file: names.home(of: text, in: set).file, range: text.range)
  }

  private mutating func companion(_ phrase: Located<String>, in set: RuleSetDeclaration)
    -> RuleAnatomy.Companion
  {
    RuleAnatomy.Companion(source: source(phrase, in: set), symbols: symbols([phrase], in: set))
  }

  private mutating func need(_ need: GuardDeclaration?, in set: RuleSetDeclaration) -> RuleAnatomy.Need? {
    need.map { need in
      RuleAnatomy.Need(
        key: "needs", within: need.within.rawValue, tokens: need.tokens?.value,
        tokensPlace: need.tokens.map { place($0, in: set) }, label: need.label?.value,
        companions: need.any.map { companion($0, in: set) }, place: Place(file: set.file, range: need.range))
    }
  }

  /// Longer lists are not laid beside the text entry by entry.
  private static let maxListedPhrases = 400

  /// Adds a phrase's variants, their runs of words parted at blanks.
  /// - Parameter owningList: the list that the phrase stands in, when it is not the construct's own.
  private mutating func add(
    _ phrase: Located<String>, slots: [RuleBehaviour.Slot], to anatomy: inout RuleAnatomy,
    in set: RuleSetDeclaration, entryOf owningList: String? = nil
  ) {
    let index = anatomy.phrases.count
    anatomy.phrases.append(source(phrase, in: set))
    anatomy.phrases[index].list = owningList
    guard let parsed = try? PhraseParser.parse(phrase.value) else { return }
    let set = names.home(of: phrase, in: set)
    for (number, variant) in parsed.variants.enumerated() {
      var pieces: [ProbePattern.Piece] = []
      var written: [String] = []
      var lists: [Int: RuleAnatomy.ListSource] = [:]
      for element in variant {
        switch element {
        case .words(let text, let inflects, let exact):
          let words = text.split(separator: " ").map(String.init)
          for (position, word) in words.enumerated() where !Tokenizer.phrase(word).isEmpty {
            let inflects = inflects && position == words.count - 1
            let isExact = position < exact.count && exact[position]
            guard let piece = piece(word, inflects: inflects, isExact: isExact) else { continue }
            pieces.append(piece)
            written.append((isExact ? "=" : "") + word + (inflects ? "~" : ""))
          }
        case .gap(let words):
          pieces.append(.init(.gap(words)))
          written.append("..\(words)")
        case .list(let name):
          guard let key = resolveList(name, in: set),
            let symbol = builder.listSymbol(key.name, in: key.ruleSet)
          else { continue }
          lists[pieces.count] = list(key, name)
          pieces.append(.init(.symbol(symbol)))
          written.append("$" + name)
        case .actors(let type):
          guard let actors = actorSet(type) else { continue }
          pieces.append(.init(.actors(actors)))
          written.append("$actor." + type)
        case .number:
          pieces.append(.init(.number))
          written.append("$number")
        case .slot(let role):
          guard let slot = slots.firstIndex(where: { $0.role == role }) else { continue }
          pieces.append(.init(.slot(slot)))
          written.append("<\(role)>")
        }
      }
      append(pieces, written, lists, phrase: index, number: number, slots: slots, to: &anatomy)
      // Nothing but a list: its entries say more than that none of them is there.
      if case .list(let name) = variant.first, variant.count == 1, owningList == nil {
        addEntries(of: name, to: &anatomy, in: set)
      }
    }
  }

  private mutating func addEntries(of name: String, to anatomy: inout RuleAnatomy, in set: RuleSetDeclaration)
  {
    guard let key = resolveList(name, in: set), let owner = ruleSets[key.ruleSet],
      let entries = owner.lists.first(where: { $0.name.value == key.name })?.phrases,
      anatomy.phrases.count + entries.count <= RuleCompiler.maxListedPhrases
    else { return }
    for entry in entries { add(entry, slots: [], to: &anatomy, in: owner, entryOf: name) }
  }

  private func append(
    _ pieces: [ProbePattern.Piece], _ written: [String], _ lists: [Int: RuleAnatomy.ListSource], phrase: Int,
    number: Int, slots: [RuleBehaviour.Slot], to anatomy: inout RuleAnatomy
  ) {
    // As the compiler chooses it: the first words or list, else the first actor.
    func first(_ isThat: (SequencePattern.Element) -> Bool) -> Int? {
      pieces.firstIndex { isThat($0.element) }
    }
    let words = first { if case .symbol = $0 { true } else { false } }
    let actor = first { if case .actors = $0 { true } else { false } }
    guard let anchor = words ?? actor else { return }
    anatomy.variants.append(
      RuleAnatomy.Variant(
        phrase: phrase, number: number, pattern: ProbePattern(pieces: pieces, anchor: anchor, slots: slots),
        written: written, lists: lists))
  }

  /// Makes symbols for one word as it is written, and for the same word in any case and in any form.
  private mutating func piece(_ word: String, inflects: Bool, isExact: Bool) -> ProbePattern.Piece? {
    func symbol(_ inflects: Bool, _ isExact: Bool) -> Int32? {
      let phrase = Phrase(variants: [[.words(word, inflects: inflects, exact: [isExact])]])
      return builder.sharedSymbols(phrase) { _ in nil }?.first
    }
    guard let own = symbol(inflects, isExact) else { return nil }
    let isWord = word.utf8.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 }
    return ProbePattern.Piece(
      .symbol(own), anyCase: isExact ? symbol(inflects, false) : nil,
      anyForm: !inflects && isWord && word.utf8.count > 2 ? symbol(true, false) : nil)
  }

  private func list(_ key: PhraseCompiler.ListKey, _ name: String) -> RuleAnatomy.ListSource {
    guard let owner = ruleSets[key.ruleSet],
      let list = owner.lists.first(where: { $0.name.value == key.name })
    else { return RuleAnatomy.ListSource(name: name, phrases: []) }
    return RuleAnatomy.ListSource(name: name, phrases: list.phrases.map { source($0, in: owner) })
  }

  // MARK: Designators

  /// Adds a family of names as three pieces: stem, number and unit.
  private mutating func add(
    _ form: DesignatorDeclaration.Form, of designator: DesignatorDeclaration, to anatomy: inout RuleAnatomy,
    in set: RuleSetDeclaration
  ) {
    let index = anatomy.phrases.count
    var pieces: [ProbePattern.Piece] = []
    var written: [String] = []
    var numbers: [RuleAnatomy.Source] = []
    func anyOf(_ rows: [(text: String, inflects: Bool)]) -> ProbePattern.Piece {
      let symbol = builder.symbol(.set)
      for row in rows {
        _ = builder.addRow([.words(row.text, inflects: row.inflects, exact: [])], symbol: symbol, extra: nil)
      }
      return ProbePattern.Piece(.symbol(symbol))
    }
    func plain(_ text: String) -> (text: String, inflects: Bool) {
      (text.filter { $0 != "~" && $0 != "=" }, text.hasSuffix("~"))
    }
    if !form.stems.isEmpty {
      pieces.append(anyOf(form.stems.map { plain($0.value) }))
      written.append(form.stems.map(\.value).joined(separator: "|"))
    }
    switch form.numbers {
    case .list(let list):
      pieces.append(anyOf(list.map { plain($0.value) }))
      written.append(list.map(\.value).joined(separator: "|"))
      numbers = list.map { source($0, in: set) }
    case .range(let from, let to, _) where from.value <= to.value && to.value - from.value <= 5000:
      pieces.append(anyOf((from.value...to.value).map { (String($0), false) }))
      written.append("\(from.value)–\(to.value)")
    case .range, nil: break
    }
    if !designator.units.isEmpty {
      pieces.append(anyOf(designator.units.map { plain($0.value) }))
      written.append(designator.units.map(\.value).joined(separator: "|"))
    }
    let shown = form.stems.first ?? Located(written.joined(separator: " "), at: designator.name.range)
    anatomy.phrases.append(
      RuleAnatomy.Source(
        text: written.joined(separator: " "), place: Place(file: set.file, range: shown.range)))
    anatomy.numbers.append(numbers)
    append(pieces, written, [:], phrase: index, number: 0, slots: [], to: &anatomy)
  }
}
