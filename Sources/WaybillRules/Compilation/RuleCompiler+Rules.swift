import WaybillCore
import WaybillMatching
import WaybillText

extension RuleCompiler {
  mutating func compileRules() {
    for set in declarations {
      for rule in set.rules { compile(rule, in: set) }
    }
  }

  private mutating func compile(_ rule: RuleDeclaration, in set: RuleSetDeclaration) {
    let name = "\(set.id.value)#rule.\(rule.id.value)"
    let number = addRule(
      name, fingerprint: fingerprints.fingerprint(of: rule, in: set), emit: rule.emit, in: set)
    catalog.rules[number].sets = attributes(rule.sets)
    behaviours[number].exceptions = symbols(rule.unless, in: set)
    behaviours[number].needs = compile(rule.needs, in: set)
    behaviours[number].voice =
      switch rule.voice {
      case .any: .any
      case .active: .active
      case .passive: .passive
      }
    var owned: Set<Int> = [number]
    if !rule.slots.isEmpty {
      compileFrame(rule, number: number, in: set)
    } else if let on = rule.on {
      guard let target = target(on.label, in: set.file) else { return }
      behaviours[number].attachment = RuleBehaviour.Attachment(
        target: target, before: on.reach != .after, after: on.reach != .before, tokens: on.tokens.value)
      add(rule.match, symbol: builder.symbol(.attachment(rule: Int32(number))), in: set)
    } else {
      owned.formUnion(compileHeads(rule.heads, of: number, in: set))
      add(rule.match, symbol: builder.symbol(.label(rule: Int32(number))), in: set)
    }
    addTests(rule.tests, owner: name, subject: .rules(owned), in: set)
  }

  /// Adds a rule to the catalog; its first label gives its axis.
  private mutating func addRule(
    _ name: String, fingerprint: String, emit: [EmitDeclaration], in set: RuleSetDeclaration
  ) -> Int {
    let labels = labels(emit, in: set.file)
    let number = catalog.rules.count
    catalog.rules.append(RuleInfo(name: name, fingerprint: fingerprint, emits: labels))
    var behaviour = RuleBehaviour()
    if let first = labels.first {
      behaviour.label = Int32(first)
      behaviour.axis = Int32(catalog.labels[first].axis)
    }
    behaviours.append(behaviour)
    return number
  }

  /// Resolves `emit:`; reports axes and labels that no rule set declares.
  private mutating func labels(_ emit: [EmitDeclaration], in file: String) -> [Int] {
    emit.compactMap { entry in
      guard let axis = axisNumbers[entry.axis.value] else {
        reportUnknown(.unknownAxis, "axis", entry.axis, file, known: axisNumbers.keys.sorted())
        return nil
      }
      guard let label = catalog.label(entry.label.value, axis: entry.axis.value) else {
        reportUnknown(
          .unknownLabel, "label", of: entry.axis.value, entry.label, file,
          known: catalog.axes[axis].labels.map { catalog.labels[$0].name })
        return nil
      }
      return label
    }
  }

  /// Values were checked when the file was read.
  func attributes(_ declarations: [AttributeDeclaration]) -> AttributeSet {
    var set = AttributeSet()
    for declaration in declarations {
      guard let attribute = Attribute(rawValue: declaration.name.value),
        attribute.values.contains(declaration.value.value)
      else { continue }
      set[attribute] = declaration.value.value
    }
    return set
  }

  /// Makes a rule of the catalog for each head, under the name of the rule it belongs to.
  private mutating func compileHeads(_ heads: [HeadDeclaration], of number: Int, in set: RuleSetDeclaration)
    -> Set<Int>
  {
    var owned: Set<Int> = []
    for head in heads {
      let info = catalog.rules[number]
      let derived = addRule(info.name, fingerprint: info.fingerprint, emit: head.emit, in: set)
      behaviours[number].heads.append(
        .init(words: symbols(head.any, in: set), rule: Int32(derived)))
      owned.insert(derived)
    }
    return owned
  }

  private mutating func compileFrame(_ rule: RuleDeclaration, number: Int, in set: RuleSetDeclaration) {
    var slots: [RuleBehaviour.Slot] = []
    for slot in rule.slots {
      var actors: ActorSet?
      if let reference = slot.actors {
        let type =
          reference.value.hasPrefix("$actor.") ? String(reference.value.dropFirst(7)) : reference.value
        actors = actorSet(type)
        if actors == nil {
          reportUnknown(
            .unknownActorType, "type of actors", Located(type, at: reference.range), set.file,
            known: NameScope.actorTypes + ["any", "party"])
        }
      }
      slots.append(
        .init(role: slot.role.value, actors: actors, label: slot.label.flatMap { target($0, in: set.file) }))
    }
    behaviours[number].slots = slots
    catalog.rules[number].inferredRoles = Set(rule.slots.filter(\.pronoun).map(\.role.value))
    catalog.rules[number].isVerbal = behaviours[number].voice != .any
    let roles = slots.map(\.role)
    for (position, source) in rule.match.enumerated() {
      let set = names.home(of: source, in: set)
      guard let phrase = parse(source, in: set.file), checkReferences(phrase, source, in: set, slots: roles)
      else {
        continue
      }
      let names = names
      builder.index?.open(source, symbol: -1, owner: .rule(number), file: set.file)
      guard
        let patterns = builder.framePatterns(
          phrase, rule: Int32(number), position: position, slots: roles, actors: names.actorSet,
          resolve: { names.list($0, in: set) })
      else {
        report(
          .frameWithoutTrigger, "a frame's phrase needs a trigger: a word or a list beside its slots",
          set.file, source.range)
        continue
      }
      if position == 0, case .slot(let first)? = patterns.first?.elements.first {
        catalog.rules[number].subject = slots[first].role
      }
      for pattern in patterns { frames.add(pattern) }
    }
  }

  // MARK: Designators

  mutating func compileDesignators() {
    for set in declarations {
      for designator in set.designators { compile(designator, in: set) }
    }
  }

  private mutating func compile(_ designator: DesignatorDeclaration, in set: RuleSetDeclaration) {
    let name = "\(set.id.value)#designator.\(designator.name.value)"
    let number = addRule(
      name, fingerprint: fingerprints.fingerprint(of: designator, in: set), emit: designator.emit, in: set)
    behaviours[number].exceptions = symbols(designator.unless, in: set)
    behaviours[number].needs = compile(designator.needs, in: set)
    if let next = designator.next {
      let words = symbols(next.any, in: set)
      builder.widen(words)
      behaviours[number].needs = Guard(
        extent: .sentence, tokens: next.within.value, words: words, label: nil, afterOnly: true)
    }
    var owned: Set<Int> = [number]
    owned.formUnion(compileHeads(designator.heads, of: number, in: set))
    if !designator.names.isEmpty {
      // A second name changes nothing but the length of the mention.
      behaviours[number].heads.append(
        .init(words: symbols(designator.names, in: set), rule: Int32(number)))
    }
    let symbol = builder.symbol(.label(rule: Int32(number)))
    for form in designator.forms { add(form, of: designator, symbol: symbol, in: set) }
    addTests(designator.tests, owner: name, subject: .rules(owned), in: set)
  }

  /// Writes out a family's names: stem, number, unit, joined as allowed.
  private mutating func add(
    _ form: DesignatorDeclaration.Form, of designator: DesignatorDeclaration, symbol: Int32,
    in set: RuleSetDeclaration
  ) {
    if case .range(let from, let to, _) = form.numbers {
      guard from.value <= to.value, to.value - from.value <= 5000 else {
        report(
          .badNumberRange, "a range of numbers runs upwards and holds at most 5,000",
          names.home(of: from, in: set).file,
          ByteRange(from.range.start, to.range.end))
        return
      }
    }
    var hasRoom = true
    var demands = designator.demands
    let tails = designator.tails(of: form)
    let numbered = tails.filter(\.isNumbered)
    let shared = numbered.isEmpty ? nil : builder.tails(numbered)
    let others = shared == nil ? tails : tails.filter { !$0.isNumbered }
    // One after the other, for each counts as a phrase of its own.
    for stem in form.stems.isEmpty ? [designator.name] : form.stems {
      let home = names.home(of: stem, in: set).file
      let variants = form.stems.isEmpty ? [] : parse(stem, in: home)?.variants ?? []
      if variants.isEmpty, !form.stems.isEmpty { continue }
      let owner = phraseOwner(of: symbol)
      builder.index?.open(stem, symbol: symbol, owner: owner, file: home)
      for variant in variants.isEmpty ? [[]] : variants where hasRoom {
        var rest = tails
        if let shared, let stem = designator.sharedStem(variant) {
          demands.isCapital = stem.isShortCapitals
          if let isAdded = builder.addStem(stem, tails: shared, symbol: symbol, extra: demands) {
            hasRoom = isAdded
            rest = others
          }
        }
        guard hasRoom else { break }
        hasRoom = designator.forEachName(variant, tails: rest) { name in
          demands.isCapital = name.isShortCapitals
          return builder.addRow(
            name.elements, symbol: symbol, extra: demands, separatedTail: name.separatedTail)
        }
      }
      if !hasRoom { break }
    }
    if !hasRoom { reportTooManySpellings(designator.name, in: set.file) }
  }

  // MARK: Tests

  /// Adds the tests that rule sets carry for the record as a whole.
  mutating func addRecordTests() {
    for set in declarations {
      for group in set.tests {
        addTests(
          group.tests, owner: "\(set.id.value)#tests.\(group.name.value)", subject: .record, in: set)
      }
    }
  }

  mutating func addTests(
    _ declarations: [TestDeclaration], owner: String, subject: RuleTest.Subject, in set: RuleSetDeclaration
  ) {
    for test in declarations {
      let file = names.home(of: test.text, in: set).file
      guard let marked = MarkedText(test.text.value) else {
        report(.unpairedMarks, "the marks `[[` and `]]` of this test do not pair", file, test.text.range)
        continue
      }
      var expectation: [(key: String, value: String)]?
      if case .contributes(let pairs) = test.expectation {
        expectation = pairs.map { ($0.key.value, $0.value.value) }
      }
      tests.append(
        RuleTest(
          owner: owner, subject: subject, text: marked.text, marks: marked.marks, expectation: expectation,
          isKnownGap: test.isKnownGap, why: test.why?.value,
          place: Place(file: file, range: test.range)))
    }
  }
}
