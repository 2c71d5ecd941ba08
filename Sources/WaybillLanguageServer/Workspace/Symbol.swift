import WaybillCore
import WaybillRules
import WaybillText

/// Something that rule files declare and refer to.
enum Symbol: Hashable, Sendable {
  case ruleSet(String)
  case axis(String)
  case label(axis: String, name: String)
  case list(set: String, name: String)
  case modifier(set: String, name: String)
  case rule(set: String, name: String)
  case designator(set: String, name: String)
  case classifier(String)
  case actor(String)

  /// What a user would call it.
  var description: String {
    switch self {
    case .ruleSet(let id): "rule set `\(id)`"
    case .axis(let name): "axis `\(name)`"
    case .label(let axis, let name): "label `\(name)` of `\(axis)`"
    case .list(let set, let name): "list `\(name)` of `\(set)`"
    case .modifier(let set, let name): "modifier `\(name)` of `\(set)`"
    case .rule(let set, let name): "rule `\(name)` of `\(set)`"
    case .designator(let set, let name): "designator `\(name)` of `\(set)`"
    case .classifier(let id): "classifier `\(id)`"
    case .actor(let id): "actor `\(id)`"
    }
  }

  /// `ruleset#kind.name`, for what output rows name.
  var identity: String? {
    switch self {
    case .rule(let set, let name): "\(set)#rule.\(name)"
    case .designator(let set, let name): "\(set)#designator.\(name)"
    case .modifier(let set, let name): "\(set)#modifier.\(name)"
    default: nil
    }
  }
}

/// A name in a file and the symbol it stands for.
struct Mention: Hashable, Sendable {
  var symbol: Symbol
  /// The bytes of the name alone, which a rename replaces.
  var range: ByteRange
  var isDeclaration: Bool
}
