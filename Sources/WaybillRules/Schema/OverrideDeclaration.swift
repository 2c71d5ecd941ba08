package import WaybillText

/// An entry of `overrides:` — a change to a construct of another rule set, made without touching its file.
package struct OverrideDeclaration: Sendable {
  /// What can be overridden.
  package enum Kind: String, Sendable, CaseIterable { case rule, designator, modifier, list, actor, policy }

  /// Phrases of a construct that can be taken away or added.
  package enum Part: String, Sendable, CaseIterable {
    case match, unless, needs, next, stem, number, unit, cues, pseudo, stop, through, entries, names,
      demonyms,
      metonyms, people, bodies
  }

  /// Entries of one part.
  package struct Change: Sendable {
    package var part: Located<Part>
    package var entries: [Located<String>]
    package init(part: Located<Part>, entries: [Located<String>]) {
      self.part = part
      self.entries = entries
    }
  }

  /// `ruleset#kind.name`, as written.
  package var target: Located<String>
  /// The three parts of the target.
  package var ruleSet: String
  package var kind: Kind
  package var name: String
  /// The fingerprint of the construct that the author reviewed.
  package var seen: Located<String>
  package var remove: [Change] = []
  package var add: [Change] = []
  /// Texts of tests that no longer hold.
  package var removedTests: [Located<String>] = []
  package var addedTests: [TestDeclaration] = []
  /// Further forms of a designator.
  package var addedForms: [DesignatorDeclaration.Form] = []
  /// A guard for a construct that has none.
  package var addedGuard: GuardDeclaration?
  package var isDisabled = false
  package var why: Located<String>
  package var range: ByteRange
  package init(
    target: Located<String>, ruleSet: String, kind: Kind, name: String, seen: Located<String>,
    why: Located<String>, range: ByteRange
  ) {
    self.target = target
    self.ruleSet = ruleSet
    self.kind = kind
    self.name = name
    self.seen = seen
    self.why = why
    self.range = range
  }
}

extension OverrideDeclaration.Kind {
  /// The parts that constructs of this kind have.
  package var parts: [OverrideDeclaration.Part] {
    switch self {
    case .rule: [.match, .unless, .needs]
    case .designator: [.stem, .number, .unit, .unless, .next, .needs]
    case .modifier: [.cues, .pseudo, .stop, .through]
    case .list: [.entries]
    case .actor: [.names, .demonyms, .metonyms, .people, .bodies, .unless]
    case .policy: []
    }
  }

  /// Whether constructs of this kind carry tests.
  package var hasTests: Bool { self == .rule || self == .designator || self == .modifier }
}
