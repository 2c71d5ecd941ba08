import WaybillRules
import WaybillText
import WaybillYAML

/// The names that one rule file declares and imports, as far as they can be made out.
struct FileIndex: Sendable {
  struct Import: Sendable {
    var from: String
    var alias: String?
    var use: [String]
  }

  struct List: Sendable {
    var range: ByteRange
    var phrases: [String]
  }

  struct Label: Sendable {
    var name: String
    var range: ByteRange
    var branch: String?
  }

  struct Axis: Sendable {
    var range: ByteRange
    var kind: String
    var labels: [Label]
  }

  struct Classifier: Sendable {
    var range: ByteRange
    var plugin: String
    var emits: [String]
  }

  struct ActorEntry: Sendable {
    var range: ByteRange
    var type: String?
    var name: String?
  }

  let path: String
  /// Nil where the file has none yet; its names cannot be referred to then.
  private(set) var id: (name: String, range: ByteRange)?
  private(set) var imports: [Import] = []
  private(set) var lists: [String: List] = [:]
  private(set) var axes: [String: Axis] = [:]
  private(set) var classifiers: [String: Classifier] = [:]
  private(set) var modifiers: [String: ByteRange] = [:]
  private(set) var designators: [String: ByteRange] = [:]
  private(set) var rules: [String: ByteRange] = [:]
  private(set) var actors: [String: ActorEntry] = [:]

  var setID: String { id?.name ?? "" }

  init(path: String, _ root: YAMLNode?) {
    self.path = path
    guard let root else { return }
    if let node = root["ruleset"]?["id"], !node.text.isEmpty { id = (node.text, node.range) }
    for item in root["imports"]?.items ?? [] {
      guard let from = item["from"]?.text, !from.isEmpty else { continue }
      let alias = item["as"]?.text
      imports.append(
        Import(from: from, alias: alias == "" ? nil : alias, use: item["use"]?.items.map(\.text) ?? []))
    }
    for entry in root["lists"]?.entries ?? [] where lists[entry.key] == nil {
      lists[entry.key] = List(range: entry.keyRange, phrases: entry.value.items.map(\.text))
    }
    for entry in root["labels"]?.entries ?? [] where axes[entry.key] == nil {
      axes[entry.key] = Axis(
        range: entry.keyRange, kind: entry.value["kind"]?.text ?? "", labels: Self.labels(entry.value["of"]))
    }
    for item in root["classifiers"]?.items ?? [] {
      guard let id = item["id"], classifiers[id.text] == nil else { continue }
      classifiers[id.text] = Classifier(
        range: id.range, plugin: item["plugin"]?.text ?? "", emits: item["emits"]?.items.map(\.text) ?? [])
    }
    for entry in root["modifiers"]?.entries ?? [] where modifiers[entry.key] == nil {
      modifiers[entry.key] = entry.keyRange
    }
    for entry in root["designators"]?.entries ?? [] where designators[entry.key] == nil {
      designators[entry.key] = entry.keyRange
    }
    for item in root["rules"]?.items ?? [] {
      guard let id = item["id"], rules[id.text] == nil else { continue }
      rules[id.text] = id.range
    }
    for item in root["actors"]?.items ?? [] {
      guard let id = item["id"], actors[id.text] == nil else { continue }
      actors[id.text] = ActorEntry(
        range: id.range, type: item["type"]?.text, name: item["names"]?.items.first?.text)
    }
  }

  private static func labels(_ node: YAMLNode?) -> [Label] {
    guard let node else { return [] }
    let loose = node.items.map { Label(name: $0.text, range: $0.range, branch: nil) }
    return loose
      + node.entries.flatMap { entry in
        entry.value.items.map { Label(name: $0.text, range: $0.range, branch: entry.key) }
      }
  }

  /// Returns where a symbol is declared in this file.
  func declaration(of symbol: Symbol) -> ByteRange? {
    switch symbol {
    case .ruleSet(let name): name == id?.name ? id?.range : nil
    case .axis(let name): axes[name]?.range
    case .label(let axis, let name): axes[axis]?.labels.first { $0.name == name }?.range
    case .list(let set, let name): set == id?.name ? lists[name]?.range : nil
    case .modifier(let set, let name): set == id?.name ? modifiers[name] : nil
    case .rule(let set, let name): set == id?.name ? rules[name] : nil
    case .designator(let set, let name): set == id?.name ? designators[name] : nil
    case .classifier(let id): classifiers[id]?.range
    case .actor(let id): actors[id]?.range
    }
  }
}
