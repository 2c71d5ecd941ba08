import WaybillCore
import WaybillText
import WaybillYAML

extension RuleCompiler {
  /// Changes the declarations as overrides ask. Each is held against the base, so that their order does not matter.
  mutating func applyOverrides() {
    fingerprints = ConstructFingerprints(ruleSets)
    baseFingerprints = fingerprints
    var fit: [(override: OverrideDeclaration, set: RuleSetDeclaration)] = []
    for set in declarations {
      for override in set.overrides where isTargetAsSeen(override, in: set) { fit.append((override, set)) }
    }
    guard !fit.isEmpty else { return }
    var conflicts = OverrideConflicts()
    for (override, set) in fit {
      if let other = conflicts.add(override, in: set.file) {
        report(
          .conflictingOverrides,
          "another override of `\(override.target.value)` changes \(other.what) too", set.file, other.range,
          notes: [.init("the other change", at: other.place)])
        continue
      }
      apply(override, of: set)
      overrides.append(
        AppliedOverride(
          target: override.target.value, ruleSet: set.id.value,
          place: Place(file: set.file, range: override.range), isDisabled: override.isDisabled,
          why: override.why.value))
    }
    overrides.sort {
      ($0.target, $0.ruleSet, $0.place.range.start) < ($1.target, $1.ruleSet, $1.place.range.start)
    }
    ruleSets = Dictionary(declarations.map { ($0.id.value, $0) }) { first, _ in first }
    fingerprints = ConstructFingerprints(ruleSets)
  }

  // MARK: The target

  /// Checks that what an override changes is there and is still what its author saw.
  private mutating func isTargetAsSeen(_ override: OverrideDeclaration, in set: RuleSetDeclaration) -> Bool {
    guard let base = ruleSets[override.ruleSet] else {
      let near = NearestName.nearest(to: override.ruleSet, among: ruleSets.keys.sorted())
      report(
        .unknownOverrideTarget, "rule set `\(override.ruleSet)` is not loaded", set.file,
        override.target.range,
        notes: near == nil
          ? [.init("name its file beside this one, or `default` for the shipped rule sets")] : [],
        suggestion: near.map { "\($0)#\(override.kind.rawValue).\(override.name)" })
      return false
    }
    guard let found = fingerprints.construct(override.kind, override.name, of: base) else {
      let known = OverrideDeclaration.Kind.allCases.flatMap { kind in
        ConstructFingerprints.names(kind, of: base).map { "\(base.id.value)#\(kind.rawValue).\($0)" }
      }
      report(
        .unknownOverrideTarget,
        "rule set `\(base.id.value)` has no \(override.kind.rawValue) `\(override.name)`", set.file,
        override.target.range, suggestion: NearestName.nearest(to: override.target.value, among: known))
      return false
    }
    guard found.fingerprint == override.seen.value else {
      report(
        .changedBase,
        "`\(override.target.value)` has changed since this override was written: its author saw "
          + "`\(shortened(override.seen.value))`, now it is `\(found.fingerprint)`",
        set.file, override.seen.range,
        notes: [
          .init("see whether the override still fits, then write `seen: \(found.fingerprint)`"),
          .init("what it changes stands here", at: Place(file: base.file, range: found.place)),
        ])
      return false
    }
    return true
  }

  // MARK: The change

  private mutating func apply(_ override: OverrideDeclaration, of author: RuleSetDeclaration) {
    guard let index = declarations.firstIndex(where: { $0.id.value == override.ruleSet }) else { return }
    let name = override.name
    var change = OverrideApplication(override, by: author.id.value)
    switch override.kind {
    case .rule: change.apply(to: &declarations[index].rules) { $0.id.value == name }
    case .designator: change.apply(to: &declarations[index].designators) { $0.name.value == name }
    case .modifier: change.apply(to: &declarations[index].modifiers) { $0.name.value == name }
    case .list: change.apply(to: &declarations[index].lists) { $0.name.value == name }
    case .actor: change.apply(to: &declarations[index].actors) { $0.id.value == name }
    case .policy: declarations[index].policies.removeAll { $0.axis.value == name }
    }
    for problem in change.problems {
      report(
        problem.code, problem.message, author.file, problem.range,
        notes: problem.hint.map { [.init($0)] } ?? [], suggestion: problem.suggestion)
    }
  }
}
