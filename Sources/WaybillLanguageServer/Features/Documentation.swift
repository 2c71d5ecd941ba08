import WaybillCore
import WaybillRules

/// What editors show of the language itself, in Markdown.
enum Documentation {
  static func key(_ key: MappingShape.Key, in shape: MappingShape) -> String {
    var out = "**\(key.name)** · \(described(key.value))" + (key.isRequired ? " · required" : "")
    out += "\n\n\(key.summary)"
    let groups = shape.groups.filter { $0.keys.contains(key.name) }
    for group in groups { out += "\n\nOne of \(quoted(group.keys)) must be there." }
    for exclusion in shape.exclusions where exclusion.contains(key.name) {
      out += "\n\nNot beside \(quoted(exclusion.filter { $0 != key.name }))."
    }
    return out
  }

  static func attribute(_ name: String) -> String? {
    guard let attribute = Attribute(rawValue: name) else {
      return name == "with" || name == "without"
        ? "**\(name)** · \(quoted(Attribute.stance.values))\n\nWhether the claim is also stated with that stance."
        : nil
    }
    return
      "**\(name)** · an attribute\n\n\(quoted(attribute.values)). The first is the default; of two the one further to "
      + "the right wins."
  }

  static func plugin(_ plugin: ClassifierDescriptor) -> String {
    var out = "**\(plugin.id)** · a classifier\n\n\(plugin.summary)"
    if !plugin.needs.isEmpty { out += "\n\nNeeds \(quoted(plugin.needs))." }
    for parameter in plugin.parameters { out += "\n- `\(parameter.name)`: \(parameter.summary)" }
    return out
  }

  static func phrases(_ phrases: [String], limit: Int) -> String {
    quoted(Array(phrases.prefix(limit)))
      + (phrases.count > limit ? ", … and \(phrases.count - limit) more" : "")
  }

  static func quoted(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }

  /// What may stand under a key, in a few words.
  static func described(_ shape: ValueShape) -> String {
    switch shape {
    case .text: "a text"
    case .name: "a name"
    case .phrase: "a phrase"
    case .designation: "a number, with letters or without"
    case .integer(let bounds): "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .number: "a number"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: " or ")
    case .plugin: "the id of a plugin"
    case .parameters: "parameters of the plugin"
    case .list(.phrase): "phrases"
    case .list(.name): "names"
    case .list(let element): "a list: \(described(element))"
    case .mapping(let shape): shape.kind
    case .named(.name): "a mapping from axes to labels"
    case .named(let value): "a mapping from names, each to \(described(value))"
    case .open(let value): "a mapping, each entry \(described(value))"
    case .attributes: "a mapping from attributes to values"
    case .oneOf(let shapes): shapes.map(described).joined(separator: ", or ")
    }
  }
}
