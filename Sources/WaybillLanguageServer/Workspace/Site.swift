import WaybillCore
import WaybillRules
import WaybillText
import WaybillYAML

/// A text of a rule file with what the language says may stand in its place.
struct Site {
  /// What a text is.
  enum Place {
    /// A key of a mapping that the language knows.
    case key(MappingShape)
    /// A name that the author chose, or that refers to one.
    case name
    /// A key under `sets` or `when`; the extras are keys that are no attributes.
    case attribute(extras: [String: [String]])
    /// The name of a plugin's parameter.
    case parameter
    case value(ValueShape)
    /// Something in or under a plugin's parameter.
    case argument(ParameterDescriptor.Kind)
  }

  /// A mapping around the site.
  struct Level {
    /// Nil for a mapping whose keys the author chooses.
    var shape: MappingShape?
    var entries: [YAMLEntry]
    /// The key under which the site stands; for a key site the key itself.
    var key: String
    var keyRange: ByteRange
  }

  var place: Place
  var text: String
  /// Its bytes in the file, quotes included.
  var range: ByteRange
  /// The mappings around it, from the outermost.
  var levels: [Level]
  /// The axis, attribute or key that a value stands under.
  var key: String { levels.last?.key ?? "" }

  /// The key of the mapping `depth` levels above the innermost.
  func key(above depth: Int) -> String {
    levels.count > depth ? levels[levels.count - 1 - depth].key : ""
  }

  /// The innermost mapping that the language knows.
  var owner: Level? { levels.last { $0.shape != nil } }

  /// The key of that mapping under which the site stands.
  var ownerKey: String { owner?.key ?? "" }
}

/// Goes through a tree and says of each text what it is.
struct SiteWalk {
  private let plugins: [ClassifierDescriptor]
  /// Only what touches this byte is looked at; nil for everything.
  private let offset: Int?
  private(set) var sites: [Site] = []

  /// Returns all texts of a tree.
  static func sites(in root: YAMLNode, plugins: [ClassifierDescriptor]) -> [Site] {
    var walk = SiteWalk(plugins: plugins, offset: nil)
    walk.visit(root, .mapping(.file), [])
    return walk.sites
  }

  /// Returns the text that a byte belongs to or follows.
  static func site(at offset: Int, in root: YAMLNode, plugins: [ClassifierDescriptor]) -> Site? {
    var walk = SiteWalk(plugins: plugins, offset: offset)
    walk.visit(root, .mapping(.file), [])
    // Of two neighbours the one that begins here is meant.
    return walk.sites.last
  }

  private init(plugins: [ClassifierDescriptor], offset: Int?) {
    self.plugins = plugins
    self.offset = offset
  }

  private func isWanted(_ range: ByteRange) -> Bool {
    guard let offset else { return true }
    return range.start <= offset && offset <= range.end
  }

  private mutating func add(_ place: Site.Place, _ text: String, _ range: ByteRange, _ levels: [Site.Level]) {
    if isWanted(range) { sites.append(Site(place: place, text: text, range: range, levels: levels)) }
  }

  private mutating func visit(_ node: YAMLNode, _ shape: ValueShape, _ levels: [Site.Level]) {
    guard isWanted(node.range) else { return }
    switch node.content {
    case .refused: return
    case .scalar(let scalar): add(.value(Self.forText(shape)), scalar.text, node.range, levels)
    case .sequence(let items, _):
      let element = Self.element(of: shape)
      for item in items { visit(item, element, levels) }
    case .mapping(let entries, _): visit(entries, Self.forMapping(shape, entries), levels)
    }
  }

  private mutating func visit(_ entries: [YAMLEntry], _ shape: ValueShape?, _ levels: [Site.Level]) {
    for entry in entries
    where isWanted(ByteRange(entry.keyRange.start, max(entry.range.end, entry.value.range.end))) {
      var level = Site.Level(shape: nil, entries: entries, key: entry.key, keyRange: entry.keyRange)
      switch shape {
      case .mapping(let mapping):
        level.shape = mapping
        let inner = levels + [level]
        add(.key(mapping), entry.key, entry.keyRange, inner)
        guard let value = mapping.key(entry.key)?.value else { continue }
        visit(entry.value, value, inner)
      case .named(let value), .open(let value):
        add(.name, entry.key, entry.keyRange, levels + [level])
        visit(entry.value, value, levels + [level])
      case .attributes(let extras):
        add(.attribute(extras: extras), entry.key, entry.keyRange, levels + [level])
        let values = extras[entry.key] ?? Attribute(rawValue: entry.key)?.values
        visit(entry.value, .choice(values ?? []), levels + [level])
      case .parameters:
        add(.parameter, entry.key, entry.keyRange, levels + [level])
        guard let kind = parameter(entry.key, levels)?.kind else { continue }
        visit(entry.value, kind, levels + [level])
      default: continue
      }
    }
  }

  private mutating func visit(
    _ node: YAMLNode, _ kind: ParameterDescriptor.Kind, _ levels: [Site.Level]
  ) {
    switch (node.content, kind) {
    case (.scalar(let scalar), _): add(.argument(kind), scalar.text, node.range, levels)
    case (.sequence(let items, _), .array(let element)):
      for item in items { visit(item, element, levels) }
    case (.mapping(let entries, _), .map(let key, let value)):
      for entry in entries {
        let level = Site.Level(shape: nil, entries: entries, key: entry.key, keyRange: entry.keyRange)
        add(.argument(key), entry.key, entry.keyRange, levels + [level])
        visit(entry.value, value, levels + [level])
      }
    default: return
    }
  }

  /// Returns what the plugin of the classifier around says of a parameter.
  private func parameter(_ name: String, _ levels: [Site.Level]) -> ParameterDescriptor? {
    let id = levels.last { $0.shape != nil }?.entries.first { $0.key == "plugin" }?.value.text
    return plugins.first { $0.id == id }?.parameters.first { $0.name == name }
  }

  // MARK: Shapes

  /// Of several forms the one that a text can take.
  private static func forText(_ shape: ValueShape) -> ValueShape {
    guard case .oneOf(let shapes) = shape else { return shape }
    return shapes.first {
      switch $0 {
      case .text, .name, .phrase, .designation, .choice: true
      default: false
      }
    } ?? shapes[0]
  }

  private static func element(of shape: ValueShape) -> ValueShape {
    switch shape {
    case .list(let element): element
    case .oneOf(let shapes):
      shapes.lazy.compactMap { if case .list(let element) = $0 { element } else { nil } }.first ?? shapes[0]
    default: shape
    }
  }

  /// Of several forms the one that knows most of the keys.
  private static func forMapping(_ shape: ValueShape, _ entries: [YAMLEntry]) -> ValueShape? {
    switch shape {
    case .mapping, .named, .open, .attributes, .parameters: return shape
    // A mapping where a list of them belongs is about to get its dash.
    case .list(let element): return forMapping(element, entries)
    case .oneOf(let shapes):
      let forms = shapes.compactMap { forMapping($0, entries) }
      let known = forms.map { form in
        if case .mapping(let shape) = form { entries.count { shape.key($0.key) != nil } } else { 0 }
      }
      return known.max().flatMap { most in known.firstIndex(of: most) }.map { forms[$0] }
    default: return nil
    }
  }
}
