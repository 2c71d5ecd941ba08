import WaybillCore
import WaybillMatching
package import WaybillRules

/// Finds the construct that somebody means by a name or the end of one.
package enum RuleName {
  package enum Answer: Sendable, Hashable {
    case one(String)
    /// Several constructs end so.
    case several([String])
    /// None does; the nearest name, when there is one.
    case none(nearest: String?)
  }

  /// Returns what `name` means: a whole `ruleset#kind.name`, or a part at its end that begins after `#` or `.`.
  package static func find(_ name: String, in rules: CompiledRules) -> Answer {
    let catalog = rules.program.catalog
    var seen: Set<String> = []
    let names = (catalog.rules.map(\.name) + catalog.modifiers.map(\.name)).filter {
      seen.insert($0).inserted
    }
    if names.contains(name) { return .one(name) }
    let ending = names.filter { $0.hasSuffix("#" + name) || $0.hasSuffix("." + name) }
    // The construct of this very name goes before those whose names only end so.
    let own = ending.filter { plainName($0) == name }
    if own.count == 1 { return .one(own[0]) }
    if ending.count == 1 { return .one(ending[0]) }
    if ending.count > 1 { return .several((own.isEmpty ? ending : own).sorted()) }
    if let whole = NearestName.nearest(to: name, among: names.sorted()) { return .none(nearest: whole) }
    let plain = NearestName.nearest(to: name, among: names.map(plainName).sorted())
    return .none(nearest: names.sorted().first { plainName($0) == plain })
  }

  /// The name without its rule set and kind.
  package static func plainName(_ name: String) -> String {
    let afterSet = name.split(separator: "#", maxSplits: 1).last.map(String.init) ?? name
    return afterSet.split(separator: ".", maxSplits: 1).last.map(String.init) ?? afterSet
  }
}
