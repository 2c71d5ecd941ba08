import WaybillCore
import WaybillMatching
import WaybillRules

/// What statistics are kept of: rules, modifiers and lists, numbered; and what the engine's numbers belong to.
package struct ConstructTable: Sendable {
  /// A kind of construct, with a table of its own.
  package enum Kind: String, Sendable, CaseIterable {
    case rule, modifier, list
    /// The names of parties; one for all of them.
    case actors
    /// The words of guards, exceptions and scopes; one for all of them.
    case guards
  }

  package struct Construct: Sendable {
    package var kind: Kind
    /// `ruleset#kind.name`.
    package var name: String
  }

  package let constructs: [Construct]
  /// By the catalog's numbers.
  let ofRule: [Int]
  let ofModifier: [Int]
  private let ofSymbol: [Int]
  /// For each phrase, the construct it belongs to.
  package let ofPhrase: [Int]
  /// Rules of the catalog for each construct: a rule, and those that its heads turn it into.
  package let rules: [[Int]]
  package let modifiers: [[Int]]

  init(_ compiled: CompiledRules) {
    let program = compiled.program
    let catalog = program.catalog
    var constructs: [Construct] = []
    var numbers: [String: Int] = [:]
    func number(_ kind: Kind, _ name: String) -> Int {
      if let known = numbers[name] { return known }
      numbers[name] = constructs.count
      constructs.append(Construct(kind: kind, name: name))
      return constructs.count - 1
    }
    let actors = number(.actors, "names of parties")
    let guards = number(.guards, "words of guards and scopes")
    let ofRule = catalog.rules.map { number(.rule, $0.name) }
    let ofModifier = catalog.modifiers.map { number(.modifier, $0.name) }
    let phrases = compiled.phrases
    ofPhrase = (phrases?.entries ?? []).map { entry in
      switch entry.owner {
      case .list(let name): number(.list, name)
      case .rule(let rule): ofRule[rule]
      case .modifier(let modifier): ofModifier[modifier]
      case .actor: actors
      }
    }
    ofSymbol = program.symbols.enumerated().map { index, symbol in
      switch symbol {
      case .label(let rule), .attachment(let rule): ofRule[Int(rule)]
      case .cue(let modifier): ofModifier[Int(modifier)]
      case .actor: actors
      case .set: phrases?.listSymbols[Int32(index)].map { number(.list, $0) } ?? guards
      }
    }
    var rules = [[Int]](repeating: [], count: constructs.count)
    for (rule, construct) in ofRule.enumerated() { rules[construct].append(rule) }
    var modifiers = [[Int]](repeating: [], count: constructs.count)
    for (modifier, construct) in ofModifier.enumerated() { modifiers[construct].append(modifier) }
    self.ofRule = ofRule
    self.ofModifier = ofModifier
    self.rules = rules
    self.modifiers = modifiers
    self.constructs = constructs
  }

  /// Returns the construct that an occurrence of a symbol is of.
  func construct(ofSymbol symbol: Int32) -> Int { ofSymbol[Int(symbol)] }

  /// Returns the construct that a pattern serves.
  func construct(of product: SequencePattern.Product) -> Int {
    switch product {
    case .symbol(let symbol): ofSymbol[Int(symbol)]
    case .frame(let rule, _): ofRule[Int(rule)]
    }
  }
}
