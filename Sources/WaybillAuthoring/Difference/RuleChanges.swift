import WaybillCore

/// How the rules and modifiers of two rule sets differ, by their fingerprints.
package struct RuleChanges: Sendable {
  /// What became of a rule.
  package enum State: String, Sendable {
    case added, removed, changed, same
  }

  private let states: [String: State]

  init(from old: Catalog, to new: Catalog) {
    func fingerprints(_ catalog: Catalog) -> [String: String] {
      let rules = catalog.rules.map { ($0.name, $0.fingerprint) }
      return Dictionary(rules + catalog.modifiers.map { ($0.name, $0.fingerprint) }) { first, _ in first }
    }
    let before = fingerprints(old)
    let after = fingerprints(new)
    var states: [String: State] = [:]
    for (name, fingerprint) in before {
      states[name] = after[name].map { $0 == fingerprint ? .same : .changed } ?? .removed
    }
    for name in after.keys where before[name] == nil { states[name] = .added }
    self.states = states
  }

  /// Returns what became of a rule or modifier, by its name without a fingerprint.
  package subscript(name: String) -> State { states[name] ?? .same }

  /// Returns the names of all rules and modifiers in a state, in order.
  package func names(_ state: State) -> [String] { states.filter { $0.value == state }.keys.sorted() }
}
