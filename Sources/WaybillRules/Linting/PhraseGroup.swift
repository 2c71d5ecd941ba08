import WaybillText

/// Phrases that do the same thing: those of one key of one construct.
struct PhraseGroup {
  var set: RuleSetDeclaration
  /// How messages name the construct: ``rule `bombs` ``.
  var owner: String
  /// Where the construct stands, and in which file.
  var place: ByteRange
  var key: String
  var phrases: [Located<String>]
  /// In frames an earlier phrase counts for more, so that only the very same one is superfluous.
  var isFrame = false
}

extension Linter {
  /// Every group of phrases in the loaded rule sets.
  var groups: [PhraseGroup] {
    var groups: [PhraseGroup] = []
    for set in rules.declarations {
      for list in set.lists {
        groups.append(
          PhraseGroup(
            set: set, owner: "list `\(list.name.value)`", place: list.name.range, key: "entries",
            phrases: list.phrases))
      }
      for actor in set.actors { groups += self.groups(of: actor, set) }
      for designator in set.designators { groups += self.groups(of: designator, set) }
      for modifier in set.modifiers { groups += self.groups(of: modifier, set) }
      for rule in set.rules { groups += self.groups(of: rule, set) }
    }
    return groups.filter { !$0.phrases.isEmpty }
  }

  private func groups(of actor: ActorDeclaration, _ set: RuleSetDeclaration) -> [PhraseGroup] {
    let owner = "actor `\(actor.id.value)`"
    let parts = [
      ("names", actor.names), ("demonyms", actor.demonyms), ("metonyms", actor.metonyms),
      ("people", actor.people), ("bodies", actor.bodies), ("unless", actor.unless),
    ]
    let guarded = actor.guarded.flatMap {
      [("forms", $0.forms), ("needs", $0.needs.any), ("with", $0.needs.with)]
    }
    return (parts + guarded).map { key, phrases in
      PhraseGroup(set: set, owner: owner, place: actor.range, key: key, phrases: phrases)
    }
  }

  private func groups(of designator: DesignatorDeclaration, _ set: RuleSetDeclaration) -> [PhraseGroup] {
    let parts =
      [
        ("unit", designator.units), ("unless", designator.unless), ("needs", designator.needs?.any ?? []),
        ("with", designator.needs?.with ?? []),
        ("next", designator.next?.any ?? []),
      ] + designator.heads.map { ("heads", $0.any) }
    return parts.map { key, phrases in
      PhraseGroup(
        set: set, owner: "designator `\(designator.name.value)`", place: designator.range, key: key,
        phrases: phrases)
    }
  }

  private func groups(of modifier: ModifierDeclaration, _ set: RuleSetDeclaration) -> [PhraseGroup] {
    let parts = [
      ("cues", modifier.cues), ("pseudo", modifier.pseudo), ("stop", modifier.scope.stop),
      ("through", modifier.scope.through),
    ]
    return parts.map { key, phrases in
      PhraseGroup(
        set: set, owner: "modifier `\(modifier.name.value)`", place: modifier.range, key: key,
        phrases: phrases)
    }
  }

  private func groups(of rule: RuleDeclaration, _ set: RuleSetDeclaration) -> [PhraseGroup] {
    let parts =
      [
        ("match", rule.match), ("unless", rule.unless), ("needs", rule.needs?.any ?? []),
        ("with", rule.needs?.with ?? []),
      ]
      + rule.heads.map { ("heads", $0.any) }
    return parts.map { key, phrases in
      PhraseGroup(
        set: set, owner: "rule `\(rule.id.value)`", place: rule.range, key: key, phrases: phrases,
        isFrame: key == "match" && !rule.slots.isEmpty)
    }
  }

  func file(of phrase: Located<String>, in set: RuleSetDeclaration) -> String {
    names.home(of: phrase, in: set).file
  }
}
