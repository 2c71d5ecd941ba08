import WaybillText

/// What `rules list` prints of a construct.
package struct ConstructSummary: Sendable, Hashable {
  /// `ruleset#kind.name`.
  package var id: String
  /// The fingerprint of what its own file says: what an override writes under `seen`.
  package var base: String
  /// The fingerprint with overrides applied, which the record prints; nil when it is disabled.
  package var fingerprint: String?
}

extension CompiledRules {
  /// Everything that an override can name, as its own file has it and as it is in force.
  /// - Complexity: O(constructs²) in the constructs of a file
  package var constructs: [ConstructSummary] {
    baseFingerprints.ruleSets.values.sorted { $0.id.value < $1.id.value }.flatMap { base in
      OverrideDeclaration.Kind.allCases.flatMap { kind in
        var seen: Set<String> = []
        return ConstructFingerprints.names(kind, of: base).filter { seen.insert($0).inserted }
          .compactMap { name in
            baseFingerprints.construct(kind, name, of: base).map { found in
              ConstructSummary(
                id: "\(base.id.value)#\(kind.rawValue).\(name)", base: found.fingerprint,
                fingerprint: fingerprints.construct(
                  kind, name, of: fingerprints.ruleSets[base.id.value] ?? base)?
                  .fingerprint)
            }
          }
      }
    }
  }
}

extension ConstructFingerprints {
  /// The names of all constructs of a kind that a rule set declares.
  static func names(_ kind: OverrideDeclaration.Kind, of set: RuleSetDeclaration) -> [String] {
    switch kind {
    case .rule: set.rules.map(\.id.value)
    case .designator: set.designators.map(\.name.value)
    case .modifier: set.modifiers.map(\.name.value)
    case .list: set.lists.map(\.name.value)
    case .actor: set.actors.map(\.id.value)
    case .policy: set.policies.map(\.axis.value)
    }
  }

  /// Finds a construct by its name: where it stands, and its fingerprint.
  func construct(
    _ kind: OverrideDeclaration.Kind, _ name: String, of set: RuleSetDeclaration
  ) -> (fingerprint: String, place: ByteRange)? {
    switch kind {
    case .rule:
      set.rules.first { $0.id.value == name }.map { (fingerprint(of: $0, in: set), $0.id.range) }
    case .designator:
      set.designators.first { $0.name.value == name }
        .map { (fingerprint(of: $0, in: set), $0.name.range) }
    case .modifier:
      set.modifiers.first { $0.name.value == name }
        .map { (fingerprint(of: $0, in: set), $0.name.range) }
    case .list:
      set.lists.first { $0.name.value == name }
        .map { (fingerprint(of: $0, in: set), $0.name.range) }
    case .actor:
      set.actors.first { $0.id.value == name }
        .map { first in
          (fingerprint(of: set.actors.filter { $0.id.value == name }, in: set), first.id.range)
        }
    case .policy:
      set.policies.first { $0.axis.value == name }
        .map { (fingerprint(of: $0), $0.axis.range) }
    }
  }
}
