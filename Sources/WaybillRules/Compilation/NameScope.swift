import WaybillCore
import WaybillMatching

/// What the names in a rule set's phrases mean.
struct NameScope {
  let ruleSets: [String: RuleSetDeclaration]
  let actors: [Actor]

  private static let parties = [
    "state", "observer-state", "territory", "historic-state", "nonstate", "igo", "group", "unlisted",
    "manufacturer",
  ]

  /// Types whose actors can supply or receive.
  static let partyTypes = Set(parties)

  static let actorTypes = parties + ["agency", "research", "media"]

  /// Returns the rule set in which a text was written: the one it stands in, unless an override put it there.
  func home(of text: Located<some Sendable>, in set: RuleSetDeclaration) -> RuleSetDeclaration {
    guard let origin = text.origin else { return set }
    return ruleSets[origin] ?? set
  }

  /// Finds the list that `$name` means in a rule set: its own, or one it imports.
  func list(_ name: String, in set: RuleSetDeclaration) -> PhraseCompiler.ListKey? {
    if set.lists.contains(where: { $0.name.value == name }) {
      return PhraseCompiler.ListKey(ruleSet: set.id.value, name: name)
    }
    for item in set.imports {
      guard let source = ruleSets[item.from.value] else { continue }
      let wanted: String
      if let alias = item.alias?.value {
        guard name.hasPrefix(alias + ".") else { continue }
        wanted = String(name.dropFirst(alias.count + 1))
      } else {
        wanted = name
      }
      guard item.use.isEmpty || item.use.contains(where: { $0.value == wanted }) else { continue }
      if source.lists.contains(where: { $0.name.value == wanted }) {
        return PhraseCompiler.ListKey(ruleSet: source.id.value, name: wanted)
      }
    }
    return nil
  }

  /// Returns the actors that `$actor.TYPE` means; nil when the type is unknown.
  func actorSet(_ type: String) -> ActorSet? {
    switch type {
    case "any": ActorSet(members: actors.map { _ in true })
    case "party": ActorSet(members: actors.map { NameScope.partyTypes.contains($0.type) })
    case _ where NameScope.actorTypes.contains(type): ActorSet(members: actors.map { $0.type == type })
    default: nil
    }
  }
}

/// What the names in phrases mean, for tools that show phrases and compile nothing.
package struct PhraseNames: Sendable {
  private let scope: NameScope
  private let sets: [RuleSetDeclaration]

  package init(_ sets: [RuleSetDeclaration]) {
    self.sets = sets
    var types: [String: String] = [:]
    for actor in sets.flatMap(\.actors) {
      if types[actor.id.value] == nil || actor.type != nil { types[actor.id.value] = actor.type?.value ?? "" }
    }
    scope = NameScope(
      ruleSets: Dictionary(sets.map { ($0.id.value, $0) }) { first, _ in first },
      actors: types.map { Actor(id: $0.key, type: $0.value, name: $0.key) })
  }

  /// The types of actors that phrases can refer to.
  package static let actorTypes = NameScope.actorTypes + ["any", "party"]
  /// The types of actors that can supply or receive.
  package static let partyTypes = NameScope.partyTypes

  /// Returns the lists that `$name` means in a rule set, or in any of them when none is given; each once.
  package func lists(_ name: String, in set: String?) -> [(set: RuleSetDeclaration, list: ListDeclaration)] {
    var found: [(set: RuleSetDeclaration, list: ListDeclaration)] = []
    for candidate in sets where set == nil || candidate.id.value == set {
      guard let key = scope.list(name, in: candidate), let owner = scope.ruleSets[key.ruleSet],
        let list = owner.lists.first(where: { $0.name.value == key.name }),
        !found.contains(where: { $0.set.id.value == key.ruleSet && $0.list.name.value == key.name })
      else { continue }
      found.append((owner, list))
    }
    return found
  }

  /// The names of all lists, for suggestions.
  package var listNames: [String] { sets.flatMap(\.lists).map(\.name.value) }

  /// Returns how many actors `$actor.type` stands for; nil for an unknown type.
  package func actors(_ type: String) -> Int? { scope.actorSet(type).map { $0.members.count { $0 } } }
}
