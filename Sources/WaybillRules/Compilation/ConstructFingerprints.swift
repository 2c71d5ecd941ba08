import WaybillText

/// The fingerprints of what rule sets declare: each a hash of a construct and of the lists it refers to.
struct ConstructFingerprints {
  private let names: NameScope
  /// The rule sets, by their ids.
  var ruleSets: [String: RuleSetDeclaration] { names.ruleSets }
  /// A hash of each list and of all it refers to.
  private var listDigests: [PhraseCompiler.ListKey: String] = [:]

  /// Hashes all lists, those that others refer to first.
  init(_ ruleSets: [String: RuleSetDeclaration]) {
    names = NameScope(ruleSets: ruleSets, actors: [])
    for set in ruleSets.values.sorted(by: { $0.id.value < $1.id.value }) {
      var open: Set<PhraseCompiler.ListKey> = []
      for list in set.lists { addDigest(of: list, in: set, &open) }
    }
  }

  /// A list in a circle, or deeper than lists may be, is refused by the compiler; here it just counts for nothing.
  private mutating func addDigest(
    of list: ListDeclaration, in set: RuleSetDeclaration, _ open: inout Set<PhraseCompiler.ListKey>
  ) {
    let key = PhraseCompiler.ListKey(ruleSet: set.id.value, name: list.name.value)
    guard listDigests[key] == nil, open.count <= RuleCompiler.maxListDepth, open.insert(key).inserted else {
      return
    }
    for phrase in list.phrases {
      for other in lists(in: phrase, of: set) {
        guard listDigests[other] == nil, let owner = names.ruleSets[other.ruleSet],
          let declaration = owner.lists.first(where: { $0.name.value == other.name })
        else { continue }
        addDigest(of: declaration, in: owner, &open)
      }
    }
    open.remove(key)
    var hash = Fingerprint()
    add(list.phrases, "list", set, &hash)
    listDigests[key] = hash.digits
  }

  /// Hashes a list with the lists it refers to.
  func fingerprint(of list: ListDeclaration, in set: RuleSetDeclaration) -> String {
    listDigests[PhraseCompiler.ListKey(ruleSet: set.id.value, name: list.name.value)] ?? ""
  }

  /// Hashes the entries of an actor in one rule set.
  func fingerprint(of entries: [ActorDeclaration], in set: RuleSetDeclaration) -> String {
    var hash = Fingerprint()
    for actor in entries {
      hash.add(actor.type?.value ?? "")
      let groups = [
        ("names", actor.names), ("demonyms", actor.demonyms), ("metonyms", actor.metonyms),
        ("people", actor.people), ("bodies", actor.bodies), ("unless", actor.unless),
      ]
      for (key, phrases) in groups { add(phrases, key, set, &hash) }
      for guarded in actor.guarded {
        add(guarded.forms, "guarded", set, &hash)
        add(guarded.needs, set, &hash)
      }
    }
    return hash.digits
  }

  func fingerprint(of policy: PolicyDeclaration) -> String {
    var hash = Fingerprint()
    for rung in policy.rungs {
      add(rung.when, "when", &hash)
      hash.add("\(rung.effect.rawValue) \(rung.label.value)")
    }
    return hash.digits
  }

  /// Hashes what a rule says and the lists it refers to; tests, reasons and layout do not count.
  func fingerprint(of rule: RuleDeclaration, in set: RuleSetDeclaration) -> String {
    var hash = Fingerprint()
    add(rule.emit, "emit", &hash)
    add(rule.sets, "sets", &hash)
    add(rule.match, "match", set, &hash)
    add(rule.unless, "unless", set, &hash)
    add(rule.needs, set, &hash)
    if let on = rule.on {
      hash.add("on")
      hash.add("\(on.label.value) \(on.reach.rawValue) \(on.tokens.value)")
    }
    for slot in rule.slots {
      hash.add(
        "\(slot.role.value) \(slot.actors?.value ?? "") \(slot.label?.value ?? "") \(slot.pronoun ? "pronoun" : "")"
      )
    }
    hash.add(rule.voice.rawValue)
    add(rule.heads, set, &hash)
    return hash.digits
  }

  func fingerprint(of designator: DesignatorDeclaration, in set: RuleSetDeclaration) -> String {
    var hash = Fingerprint()
    for join in designator.joins.map(\.rawValue).sorted() { hash.add(join) }
    for form in designator.forms {
      for stem in form.stems { hash.add(stem.value) }
      switch form.numbers {
      case .list(let numbers): for number in numbers { hash.add(number.value) }
      case .range(let from, let to, let digits):
        hash.add("\(from.value)–\(to.value)" + (digits > 1 ? " of \(digits)" : ""))
      case nil: hash.add("no number")
      }
    }
    add(designator.units, "unit", set, &hash)
    for variant in designator.variants { hash.add(variant.rawValue) }
    if !designator.names.isEmpty { add(designator.names, "names", set, &hash) }
    if let next = designator.next {
      hash.add("next \(next.within.value)")
      add(next.any, "any", set, &hash)
    }
    add(designator.needs, set, &hash)
    add(designator.unless, "unless", set, &hash)
    add(designator.heads, set, &hash)
    add(designator.emit, "emit", &hash)
    return hash.digits
  }

  func fingerprint(of modifier: ModifierDeclaration, in set: RuleSetDeclaration) -> String {
    var hash = Fingerprint()
    add(modifier.sets, "sets", &hash)
    add(modifier.cues, "cues", set, &hash)
    hash.add(
      "\(modifier.reach.rawValue) \(modifier.scope.within.rawValue) \(modifier.scope.tokens?.value ?? -1)")
    add(modifier.scope.stop, "stop", set, &hash)
    add(modifier.scope.through, "through", set, &hash)
    add(modifier.pseudo, "pseudo", set, &hash)
    hash.add(modifier.holder?.value ?? "")
    hash.add(
      "\(modifier.weight?.value ?? 0) \(modifier.factor?.value ?? 1) \(modifier.evidence?.value ?? "")")
    return hash.digits
  }

  private func add(
    _ phrases: [Located<String>], _ key: String, _ set: RuleSetDeclaration, _ hash: inout Fingerprint
  ) {
    hash.add(key)
    for phrase in phrases.sorted(by: { $0.value < $1.value }) {
      hash.add(phrase.value)
      // A list's content is part of what refers to it.
      for list in lists(in: phrase, of: set) { if let digest = listDigests[list] { hash.add(digest) } }
    }
  }

  /// Returns the lists that a phrase refers to, each once.
  func lists(in phrase: Located<String>, of set: RuleSetDeclaration) -> [PhraseCompiler.ListKey] {
    guard phrase.value.utf8.contains(UInt8(ascii: "$")), let parsed = try? PhraseParser.parse(phrase.value)
    else { return [] }
    let home = names.home(of: phrase, in: set)
    var seen: Set<String> = []
    return parsed.variants.joined().compactMap { element in
      guard case .list(let name) = element, seen.insert(name).inserted else { return nil }
      return names.list(name, in: home)
    }
  }

  private func add(_ emit: [EmitDeclaration], _ key: String, _ hash: inout Fingerprint) {
    hash.add(key)
    for entry in emit.map({ "\($0.axis.value): \($0.label.value)" }) { hash.add(entry) }
  }

  private func add(_ attributes: [AttributeDeclaration], _ key: String, _ hash: inout Fingerprint) {
    hash.add(key)
    for entry in attributes.map({ "\($0.name.value): \($0.value.value)" }).sorted() { hash.add(entry) }
  }

  private func add(_ need: GuardDeclaration?, _ set: RuleSetDeclaration, _ hash: inout Fingerprint) {
    guard let need else { return }
    hash.add("needs \(need.within.rawValue) \(need.tokens?.value ?? -1) \(need.label?.value ?? "")")
    add(need.any, "any", set, &hash)
    if need.counted { hash.add("counted") }
    if !need.with.isEmpty { add(need.with, "with", set, &hash) }
  }

  private func add(_ heads: [HeadDeclaration], _ set: RuleSetDeclaration, _ hash: inout Fingerprint) {
    for head in heads {
      add(head.any, "head", set, &hash)
      add(head.emit, "emit", &hash)
    }
  }
}
