import WaybillText

extension RuleCompiler {
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
    for phrase in phrases.map(\.value).sorted() {
      hash.add(phrase)
      addLists(of: phrase, set, &hash)
    }
  }

  /// A list's content is part of what refers to it.
  private func addLists(of phrase: String, _ set: RuleSetDeclaration, _ hash: inout Fingerprint) {
    guard phrase.utf8.contains(UInt8(ascii: "$")), let parsed = try? PhraseParser.parse(phrase) else {
      return
    }
    var seen: Set<String> = []
    for case .list(let name) in parsed.variants.joined() where seen.insert(name).inserted {
      if let key = resolveList(name, in: set), let digest = listDigests[key] { hash.add(digest) }
    }
  }

  /// Hashes a list with the lists it refers to, which were hashed before it.
  func digest(of list: ListDeclaration, in set: RuleSetDeclaration) -> String {
    var hash = Fingerprint()
    add(list.phrases, "list", set, &hash)
    return hash.digits
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
