package import WaybillCore
package import WaybillRules
import WaybillText

/// Writes out phrases as the engine's own compiler does.
package struct PhraseExpander {
  private let sets: [RuleSetDeclaration]
  private let names: PhraseNames
  /// Sequences of lists that were counted, by `ruleset#list.name`; nil while one is being counted.
  private var counted: [String: Int?] = [:]

  package init(_ sets: [RuleSetDeclaration]) {
    self.sets = sets
    names = PhraseNames(sets)
  }

  // MARK: Phrases

  /// Returns what a phrase becomes; nil after reporting what is wrong with it.
  /// - Parameters:
  ///   - phrase: with its place in `file`.
  ///   - set: the rule set whose names it uses; nil for any that one meaning can be found for.
  package mutating func expand(
    _ phrase: Located<String>, field: String? = nil, in set: String?, file: String,
    diagnostics: inout [Diagnostic]
  ) -> Expansion? {
    let parsed: Phrase
    do { parsed = try PhraseParser.parse(phrase.value) } catch {
      report(
        .badPhrase, "\(error.message), in the phrase `\(phrase.value)`", error.range, of: phrase, file,
        error.suggestion, &diagnostics)
      return nil
    }
    let before = diagnostics.count
    var seen: Set<String> = []
    let variants = parsed.variants.map { elements in
      Expansion.Variant(
        parts: elements.compactMap { element in
          var found: [Diagnostic] = []
          let part = part(element, phrase, set, file, &found)
          // Each unknown name once, however many variants it stands in.
          diagnostics += found.filter { seen.insert($0.message).inserted }
          return part
        })
    }
    guard diagnostics.count == before else { return nil }
    return Expansion(phrase: phrase.value, field: field, variants: variants)
  }

  private mutating func part(
    _ element: Phrase.Element, _ phrase: Located<String>, _ set: String?, _ file: String,
    _ diagnostics: inout [Diagnostic]
  ) -> Expansion.Part? {
    switch element {
    case .words(let text, let inflects, _):
      return SpelledWords.spelling(element).map { .words($0, inflects: inflects) } ?? .mark(text)
    case .gap(let words): return .gap(words)
    case .number: return .number
    case .slot(let role): return .slot(role)
    case .actors(let type):
      if let count = names.actors(type) { return .actors(type: type, count: count) }
      report(
        .unknownActorType, "unknown type of actors `\(type)`", range(of: "$actor.\(type)", in: phrase),
        of: phrase, file, NearestName.nearest(to: type, among: PhraseNames.actorTypes), &diagnostics)
      return nil
    case .list(let name):
      let found = names.lists(name, in: set)
      let range = range(of: "$\(name)", in: phrase)
      guard let (owner, list) = found.first else {
        let near = NearestName.nearest(to: name, among: names.listNames)
        report(
          .unknownList, "unknown list `$\(name)`", range, of: phrase, file, near.map { "$\($0)" },
          &diagnostics)
        return nil
      }
      guard found.count == 1 else {
        let ids = found.map { $0.set.id.value }.joined(separator: ", ")
        diagnostics.append(
          Diagnostic(
            .error, AuthoringCode.ambiguousList.rawValue, "`$\(name)` means another list in each of \(ids)",
            at: place(range, of: phrase, file),
            notes: [.init("say which rule set's names are meant: --in RULESET")]))
        return nil
      }
      return .list(
        name: name, id: "\(owner.id.value)#list.\(list.name.value)", phrases: list.phrases.map(\.value),
        sequences: sequences(of: list, in: owner))
    }
  }

  /// Counts a list's sequences; what is wrong with its phrases is for `rules check`.
  private mutating func sequences(of list: ListDeclaration, in set: RuleSetDeclaration) -> Int {
    let id = "\(set.id.value)#list.\(list.name.value)"
    if let known = counted[id] { return known ?? 0 }
    counted[id] = .some(nil)
    var total = 0
    for phrase in list.phrases {
      var ignored: [Diagnostic] = []
      let expansion = expand(phrase, in: set.id.value, file: set.file, diagnostics: &ignored)
      total = sum(total, expansion?.sequences ?? 0)
    }
    counted[id] = total
    return total
  }

  // MARK: Constructs

  /// Returns what all phrases of a construct become; nil if there is no such construct.
  /// - Parameter id: `ruleset#kind.name`.
  package mutating func expand(id: String, diagnostics: inout [Diagnostic]) -> [Expansion]? {
    guard let (set, fields) = construct(id) else { return nil }
    return fields.compactMap { field, phrase in
      expand(phrase, field: field, in: set.id.value, file: set.file, diagnostics: &diagnostics)
    }
  }

  /// The ids of all constructs that have phrases.
  package var ids: [String] {
    sets.flatMap { set in
      constructs(of: set).map { "\(set.id.value)#\($0.name)" }
    }
  }

  private typealias Fields = [(field: String, phrase: Located<String>)]

  private func construct(_ id: String) -> (RuleSetDeclaration, Fields)? {
    for set in sets {
      guard id.hasPrefix("\(set.id.value)#") else { continue }
      let name = id.dropFirst(set.id.value.count + 1)
      if let found = constructs(of: set).first(where: { $0.name == name }) { return (set, found.fields()) }
    }
    return nil
  }

  private func constructs(of set: RuleSetDeclaration) -> [(name: String, fields: () -> Fields)] {
    func fields(_ groups: [(String, [Located<String>])]) -> Fields {
      groups.flatMap { group in group.1.map { (field: group.0, phrase: $0) } }
    }
    func heads(_ heads: [HeadDeclaration]) -> (String, [Located<String>]) { ("heads", heads.flatMap(\.any)) }
    var found: [(name: String, fields: () -> Fields)] = []
    for rule in set.rules {
      found.append(
        (
          "rule.\(rule.id.value)",
          {
            fields([
              ("match", rule.match), ("unless", rule.unless), ("needs", rule.needs?.any ?? []),
              heads(rule.heads),
            ])
          }
        ))
    }
    for designator in set.designators {
      found.append(
        (
          "designator.\(designator.name.value)",
          {
            fields([
              ("stem", designator.forms.flatMap(\.stems)), ("unit", designator.units),
              ("next", designator.next?.any ?? []), ("unless", designator.unless),
              ("needs", designator.needs?.any ?? []), heads(designator.heads),
            ])
          }
        ))
    }
    for modifier in set.modifiers {
      found.append(
        (
          "modifier.\(modifier.name.value)",
          {
            fields([
              ("cues", modifier.cues), ("pseudo", modifier.pseudo), ("stop", modifier.scope.stop),
              ("through", modifier.scope.through),
            ])
          }
        ))
    }
    for list in set.lists {
      found.append(("list.\(list.name.value)", { fields([("list", list.phrases)]) }))
    }
    for actor in set.actors {
      found.append(
        (
          "actor.\(actor.id.value)",
          {
            fields([
              ("names", actor.names), ("demonyms", actor.demonyms), ("metonyms", actor.metonyms),
              ("people", actor.people), ("bodies", actor.bodies), ("unless", actor.unless),
              ("guarded", actor.guarded.flatMap(\.forms)),
            ])
          }
        ))
    }
    return found
  }

  // MARK: Messages

  private func range(of text: String, in phrase: Located<String>) -> ByteRange {
    let bytes = Array(phrase.value.utf8)
    let wanted = Array(text.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
    return ByteRange(start, start + wanted.count)
  }

  private func place(_ range: ByteRange, of phrase: Located<String>, _ file: String) -> Place {
    // In a text with escapes only the whole can be pointed at.
    let isPlain = [0, 2].contains(phrase.range.count - phrase.value.utf8.count)
    let start = phrase.range.start + (phrase.range.count - phrase.value.utf8.count) / 2
    return Place(
      file: file, range: isPlain ? ByteRange(start + range.start, start + range.end) : phrase.range)
  }

  private func report(
    _ code: CompilationCode, _ message: String, _ range: ByteRange, of phrase: Located<String>,
    _ file: String,
    _ suggestion: String?, _ diagnostics: inout [Diagnostic]
  ) {
    diagnostics.append(
      Diagnostic(
        .error, code.rawValue, message, at: place(range, of: phrase, file), suggestion: suggestion))
  }
}
