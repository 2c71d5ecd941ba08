import WaybillCore
import WaybillMatching
import WaybillText
import WaybillYAML

extension Linter {
  /// Finds single words that give a label wherever they stand, although they mean something else as well.
  ///
  /// What else a word means is taken from the rules themselves and from the language's own lexicon: it starts a frame,
  /// it is a cue, it is a form of an irregular verb, it names an actor, or a rule of another axis gives it a guard; within
  /// an axis a guard tells labels apart. Names that are everyday words are listed, as no rule set can be expected to know
  /// them. A frame's verb counts only against what the frame itself is about: an airlift may well be a route.
  mutating func findHomographs() {
    let meanings = meanings()
    for set in rules.declarations {
      for rule in set.rules
      where rule.slots.isEmpty && rule.on == nil && rule.needs == nil && rule.unless.isEmpty
        && !rule.emit.isEmpty
      {
        for phrase in rule.match {
          guard let atoms = singleWords(of: phrase, in: set) else { continue }
          let known = atoms.lazy.flatMap { meanings[$0, default: []] }.first { meaning in
            meaning.owner != "\(set.id.value)#rule.\(rule.id.value)"
              && meaning.axes.map { $0.contains(rule.emit[0].axis.value) } ?? true
              && meaning.otherAxisThan != rule.emit[0].axis.value
          }
          guard let other = known ?? meaning(of: phrase) else { continue }
          report(
            .bareHomograph,
            "`\(shortened(phrase.value))` stands without a guard, and \(other.text)",
            file(of: phrase, in: set), phrase.range, of: rule.range,
            notes: [.init("ask for company with `needs`, or name what it is not with `unless`")]
              + (other.place.map { [.init("the other meaning", at: $0)] } ?? []))
        }
      }
    }
  }

  /// Another meaning of a word: how messages tell of it, and where it stands.
  private struct Meaning {
    var text: String
    var place: Place?
    var owner: String?
    /// The axes on which it matters; nil for all.
    var axes: Set<String>?
    /// The axis on which it does not.
    var otherAxisThan: String?
  }

  /// Returns the words of a phrase that is a single one, in all its forms; nil for any other phrase.
  private mutating func singleWords(of phrase: Located<String>, in set: RuleSetDeclaration) -> [Int32]? {
    guard let wordings = reader.wordings(of: phrase, in: set),
      wordings.allSatisfy({ $0.atoms.count == 1 && $0.atoms[0] >= 0 })
    else { return nil }
    return wordings.map { $0.atoms[0] }
  }

  /// Of more meanings than this the first tell enough.
  private static let maxMeanings = 16

  /// What single words mean elsewhere in the loaded rule sets.
  private mutating func meanings() -> [Int32: [Meaning]] {
    var meanings: [Int32: [Meaning]] = [:]
    for source in sources() {
      for phrase in source.phrases {
        guard let atoms = singleWords(of: phrase, in: source.set) else { continue }
        let place = Place(file: file(of: phrase, in: source.set), range: phrase.range)
        for atom in atoms where meanings[atom, default: []].count < Self.maxMeanings {
          meanings[atom, default: []].append(
            Meaning(
              text: source.text, place: place, owner: source.owner, axes: source.axes,
              otherAxisThan: source.otherAxisThan))
        }
      }
    }
    return meanings
  }

  /// Phrases that say what else a word may be, and how messages tell of it.
  private struct Source {
    var phrases: [Located<String>]
    var text: String
    var set: RuleSetDeclaration
    /// The rule that they belong to.
    var owner: String?
    var axes: Set<String>?
    var otherAxisThan: String?
  }

  private func sources() -> [Source] {
    var sources: [Source] = []
    for set in rules.declarations {
      for rule in set.rules where rule.needs != nil && rule.slots.isEmpty && rule.on == nil {
        let owner = "\(set.id.value)#rule.\(rule.id.value)"
        sources.append(
          Source(
            phrases: rule.match, text: "`\(owner)` finds reason to give it one", set: set, owner: owner,
            otherAxisThan: rule.emit.first?.axis.value))
      }
      for actor in set.actors {
        for guarded in actor.guarded {
          let text = "the actor `\(actor.id.value)` finds reason to give it one"
          sources.append(Source(phrases: guarded.forms, text: text, set: set))
        }
        let forms = actor.names + actor.demonyms + actor.metonyms + actor.people
        sources.append(
          Source(phrases: forms, text: "it also names the actor `\(actor.id.value)`", set: set))
      }
      for modifier in set.modifiers {
        let text = "it is also a cue of `\(set.id.value)#modifier.\(modifier.name.value)`"
        sources.append(Source(phrases: modifier.cues, text: text, set: set))
      }
      for rule in set.rules where !rule.slots.isEmpty {
        let text = "it also starts the frame of `\(set.id.value)#rule.\(rule.id.value)`"
        let axes = Set(rule.slots.compactMap(\.label).flatMap { self.axes(of: $0.value) })
        sources.append(
          Source(phrases: rule.match.flatMap { triggers(of: $0, in: set) }, text: text, set: set, axes: axes))
      }
    }
    return sources
  }

  /// The axis of this name, or those with a label of this name.
  private func axes(of target: String) -> [String] {
    let catalog = rules.program.catalog
    if catalog.axes.contains(where: { $0.name == target }) { return [target] }
    return catalog.labels.filter { $0.name == target }.map { catalog.axes[$0.axis].name }
  }

  /// The first element of a frame's phrase that is neither slot nor gap, a list written out.
  private func triggers(of phrase: Located<String>, in set: RuleSetDeclaration) -> [Located<String>] {
    guard let parsed = try? PhraseParser.parse(phrase.value) else { return [] }
    let home = names.home(of: phrase, in: set)
    return parsed.variants.flatMap { variant -> [Located<String>] in
      for element in variant {
        switch element {
        case .slot, .gap, .number, .actors: continue
        case .words(let text, let inflects, _):
          return [Located(inflects ? text + "~" : text, at: phrase.range)]
        case .list(let name):
          guard let key = names.list(name, in: home), let owner = names.ruleSets[key.ruleSet] else {
            return []
          }
          // Places in another file would mislead.
          return owner.lists.first { $0.name.value == key.name }?.phrases
            .filter { owner.id.value == home.id.value || !$0.value.contains("$") }
            .map { Located($0.value, at: phrase.range) } ?? []
        }
      }
      return []
    }
  }

  /// What a word means whatever the rules say.
  private func meaning(of phrase: Located<String>) -> Meaning? {
    guard case .words(let text, _, _) = (try? PhraseParser.parse(phrase.value))?.variants.first?.first,
      let token = Tokenizer.phrase(text).first
    else { return nil }
    let word = String(decoding: token.canonical, as: UTF8.self)
    if EverydayNames.all.contains(word) { return Meaning(text: "it is an everyday word as well as a name") }
    // A capital tells a name from a verb.
    if !phrase.value.hasPrefix("="), Inflection.isIrregularVerb(word) {
      return Meaning(text: "it is a form of a verb, too")
    }
    return nil
  }
}
