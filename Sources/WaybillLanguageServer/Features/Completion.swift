import WaybillCore
import WaybillRules
import WaybillText
import WaybillYAML

/// What may be written in a place, given what the language knows and what the rule files declare.
struct Completion {
  /// The word that is being written.
  struct Word {
    /// What of it stands before the cursor.
    var before: String
    var range: TextRange
    var hasColon: Bool
    /// Whether it stands in brackets.
    var isFlow: Bool
  }

  let site: Site
  /// The file with what is being written in it.
  let file: FileIndex
  let resolver: NameResolver
  let shippedIDs: [String]
  let plugins: [ClassifierDescriptor]
  let word: Word
  let usesSnippets: Bool

  /// Whether the author writes words of her own here.
  var isFreeText: Bool {
    switch site.place {
    case .value(.phrase), .value(.text): !word.before.hasPrefix("$") && !word.before.hasPrefix("<")
    default: false
    }
  }

  var items: [CompletionItem] {
    switch site.place {
    case .key(let shape): keys(shape)
    case .name: names
    case .attribute(let extras): attributes(extras)
    case .parameter: parameters
    case .value(let shape): values(shape)
    case .argument(let kind): arguments(kind)
    }
  }

  // MARK: Items

  private func item(
    _ label: String, _ kind: CompletionItem.Kind, detail: String? = nil, documentation: String? = nil,
    order: Int? = nil, insert: String? = nil, isSnippet: Bool = false
  ) -> CompletionItem {
    var item = CompletionItem(label: label, kind: kind, detail: detail)
    item.documentation = documentation.map(Markup.init)
    item.sortText = order.map { String(1000 + $0) }
    if isSnippet { item.insertTextFormat = 2 }
    // Editors compare with what stands in the range, signs included.
    item.filterText = label
    item.textEdit = TextEdit(range: word.range, newText: insert ?? label)
    return item
  }

  /// Keys that are there are not offered again, but for the one under the cursor.
  private func isThere(_ key: String) -> Bool {
    site.levels.last?.entries.contains { $0.key == key && $0.keyRange != site.range } ?? false
  }

  // MARK: Keys

  private func keys(_ shape: MappingShape) -> [CompletionItem] {
    let there = Set(site.levels.last?.entries.filter { $0.keyRange != site.range }.map(\.key) ?? [])
    return keys(shape, there)
  }

  private func keys(_ shape: MappingShape, _ there: Set<String>) -> [CompletionItem] {
    let excluded = shape.exclusions.filter { !there.isDisjoint(with: $0) }.joined()
    let open = shape.keys.filter {
      !there.contains($0.name) && !excluded.contains($0.name)
    }
    return open.enumerated().map { order, key in
      let (insert, isSnippet) = insertion(of: key, in: shape)
      return item(
        key.name, .property, detail: key.isRequired ? "required" : nil,
        documentation: Documentation.key(key, in: shape), order: order + (key.isRequired ? 0 : 100),
        insert: insert, isSnippet: isSnippet)
    }
  }

  /// Returns what a key brings with it: its colon, and brackets where its value has some.
  private func insertion(of key: MappingShape.Key, in shape: MappingShape) -> (String, isSnippet: Bool) {
    if word.hasColon { return (key.name, false) }
    guard usesSnippets else { return ("\(key.name): ", false) }
    switch key.value {
    case .list(.mapping):
      return word.isFlow ? ("\(key.name): [{$1}]", true) : ("\(key.name):\n  - $0", true)
    case .named where shape == .file: return ("\(key.name):\n  $0", true)
    case .list: return ("\(key.name): [$1]", true)
    case .mapping, .named, .attributes: return ("\(key.name): {$1}", true)
    case .parameters: return word.isFlow ? ("\(key.name): {$1}", true) : ("\(key.name):\n  $0", true)
    default: return ("\(key.name): ", false)
    }
  }

  private func keyInsertion(_ name: String) -> String { word.hasColon ? name : "\(name): " }

  private func attributes(_ extras: [String: [String]]) -> [CompletionItem] {
    let names = Attribute.allCases.map { ($0.rawValue, $0.values) } + extras.sorted { $0.key < $1.key }
    return names.filter { !isThere($0.0) }.enumerated().map { order, name in
      item(
        name.0, .property, detail: name.1.joined(separator: ", "), order: order, insert: keyInsertion(name.0))
    }
  }

  private var plugin: ClassifierDescriptor? {
    let id = site.owner?.entries.first { $0.key == "plugin" }?.value.text
    return plugins.first { $0.id == id }
  }

  private var parameters: [CompletionItem] {
    (plugin?.parameters ?? []).filter { !isThere($0.name) }.enumerated().map { order, parameter in
      item(
        parameter.name, .property, documentation: parameter.summary, order: order,
        insert: keyInsertion(parameter.name))
    }
  }

  /// Keys that refer to names.
  private var names: [CompletionItem] {
    names(owner: site.owner?.shape?.id ?? "", key: site.ownerKey).filter { !isThere($0.label) }
  }

  private func names(owner: String, key: String) -> [CompletionItem] {
    switch (owner, key) {
    case (_, "emit"): axes(asKeys: true)
    case ("file", "policy"): axes(asKeys: true, kind: "scale")
    case ("rule", "frame"):
      ["supplier", "item", "recipient"].enumerated().map { order, role in
        item(role, .property, order: order, insert: word.hasColon ? role : "\(role): ")
      }
    case ("test", "expect"):
      axes(asKeys: true) + Self.roles.map { item($0, .property, insert: keyInsertion($0)) }
    default: []
    }
  }

  /// What a test can expect of a claim.
  private static let roles = [
    "supplier", "recipient", "status", "item", "decoy", "denied-by", "concealed", "background",
  ]

  // MARK: Values

  private func values(_ shape: ValueShape) -> [CompletionItem] {
    switch shape {
    case .choice(let words) where site.ownerKey == "expect" && words == ["none"]:
      words.map { item($0, .value) } + (site.key == "expect" ? [] : expected)
    case .choice(let words):
      words.enumerated().map { item($1, .enumMember, order: $0) }
    case .plugin: plugins.map { item($0.id, .module, documentation: $0.summary) }
    case .phrase: phrase
    case .mapping(let shape): keys(shape, [])
    case .attributes(let extras): attributes(extras)
    case .parameters: parameters
    case .named, .open: names
    case .name, .text: referenced
    case .oneOf(let shapes): shapes.flatMap { values($0) }
    case .list, .integer, .number, .designation: []
    }
  }

  /// Values that refer to names.
  private var referenced: [CompletionItem] {
    switch (site.owner?.shape?.id ?? "", site.ownerKey) {
    case ("import", "from"): ruleSets
    case ("import", "use"): importable
    case ("classifier", "emits"): axes(asKeys: false)
    case ("classifier", "needs"):
      resolver.files.flatMap { file in file.classifiers.map { ($0.key, $0.value.plugin) } }
        .sorted { $0.0 < $1.0 }.map { item($0.0, .reference, detail: $0.1) }
    case (_, "emit"): labels(of: site.key)
    case ("rung", "cap"), ("rung", "raise"): labels(of: site.key(above: 1))
    case ("attachment", "label"), ("needs", "label"), ("slot", "label"):
      axes(asKeys: false) + allAxes.flatMap { labels(of: $0) }
    case ("slot", "is"): actorTypes
    case ("modifier", "holder"):
      word.before.hasPrefix("$")
        ? actorTypes : ["nearest", "before", "after"].map { item($0, .keyword) } + actorTypes
    case ("test", "expect"): expected
    case (_, "target"): constructs
    default: []
    }
  }

  /// What stands under a key of `expect`.
  private var expected: [CompletionItem] {
    switch site.key {
    case "supplier", "recipient", "denied-by": actors + [item("unknown", .value)]
    case "status": Attribute.status.values.map { item($0, .enumMember) }
    case "concealed", "background": ["true", "false"].map { item($0, .enumMember) }
    case "item":
      resolver.files.flatMap(\.classifiers.values).filter { $0.plugin == "weapon-category" }
        .flatMap(\.emits).flatMap { labels(of: $0) }
    default: labels(of: site.key)
    }
  }

  private func arguments(_ kind: ParameterDescriptor.Kind) -> [CompletionItem] {
    switch kind {
    case .flag: ["true", "false"].map { item($0, .enumMember) }
    case .list: lists(sign: word.before.hasPrefix("$") ? "$" : "")
    case .actor: actors
    case .labelOf(let axis): labels(of: axis)
    case .label:
      site.owner?.entries.first { $0.key == "emits" }?.value.items.first.map { labels(of: $0.text) } ?? []
    case .text, .number, .array, .map: []
    }
  }

  // MARK: Names that files declare

  /// The file as it is being written counts before the one that was read.
  private var allAxes: [String] {
    Set(resolver.axisNames + file.axes.keys).sorted()
  }

  private func axis(_ name: String) -> FileIndex.Axis? { file.axes[name] ?? resolver.axis(name) }

  private func axes(asKeys: Bool, kind: String? = nil) -> [CompletionItem] {
    allAxes.filter { kind == nil || axis($0)?.kind == kind }.map { name in
      item(
        name, .enum, detail: axis(name).map { "\($0.kind) of \($0.labels.count) labels" },
        insert: asKeys ? keyInsertion(name) : nil)
    }
  }

  private func labels(of name: String) -> [CompletionItem] {
    guard let axis = axis(name) else { return [] }
    return axis.labels.enumerated().map { order, label in
      item(
        label.name, .enumMember, detail: [name, label.branch].compactMap { $0 }.joined(separator: " › "),
        order: order)
    }
  }

  private func lists(sign: String) -> [CompletionItem] {
    let own = file.lists.keys.map { (name: $0, symbol: Symbol.list(set: file.setID, name: $0)) }
    let visible = resolver.lists(visibleIn: file)
    let all = visible + own.filter { one in !visible.contains { $0.name == one.name } }
    return all.map { list in
      let phrases = file.lists[list.name]?.phrases ?? resolver.phrases(of: list.symbol) ?? []
      return item(
        sign + list.name, .reference, detail: "\(phrases.count) phrases",
        documentation: Documentation.phrases(phrases, limit: 12))
    }
  }

  private var phrase: [CompletionItem] {
    if word.before.hasPrefix("<") {
      let rule = site.levels.last { $0.shape?.id == "rule" }
      return (rule?.entries.first { $0.key == "frame" }?.value.entries ?? []).map {
        item("<\($0.key)>", .reference, detail: "a slot of the frame")
      }
    }
    guard word.before.isEmpty || word.before.hasPrefix("$") else { return [] }
    return lists(sign: "$") + actorTypes + [item("$number", .keyword, detail: "a number in figures")]
  }

  private var actorTypes: [CompletionItem] {
    PhraseNames.actorTypes.map { type in
      let detail =
        switch type {
        case "any": "any actor"
        case "party": "any actor that can supply or receive"
        default: "actors of this type"
        }
      return item("$actor.\(type)", .reference, detail: detail)
    }
  }

  private var actors: [CompletionItem] {
    var seen: Set<String> = []
    return resolver.files.flatMap(\.actors).filter { seen.insert($0.key).inserted }.sorted { $0.key < $1.key }
      .map { item($0.key, .constant, detail: $0.value.name) }
  }

  private var ruleSets: [CompletionItem] {
    let own = resolver.files.compactMap { $0.id?.name }
    return Set(own + shippedIDs).subtracting([file.setID]).sorted().map { id in
      item(id, .module, detail: shippedIDs.contains(id) ? "comes with Waybill" : nil)
    }
  }

  /// The names of an imported rule set.
  private var importable: [CompletionItem] {
    let from = site.owner?.entries.first { $0.key == "from" }?.value.text ?? ""
    guard let source = resolver.file(ofRuleSet: from) else { return [] }
    return source.lists.keys.sorted().map { item($0, .reference, detail: "list") }
      + source.modifiers.keys.sorted().map { item("modifier.\($0)", .reference, detail: "modifier") }
  }

  /// Everything that has an identity and can be tuned from elsewhere.
  private var constructs: [CompletionItem] {
    resolver.files.filter { $0.setID != file.setID }.flatMap { file in
      file.rules.keys.map { "\(file.setID)#rule.\($0)" }
        + file.designators.keys.map { "\(file.setID)#designator.\($0)" }
        + file.modifiers.keys.map { "\(file.setID)#modifier.\($0)" }
    }.sorted().map { item($0, .reference) }
  }
}
