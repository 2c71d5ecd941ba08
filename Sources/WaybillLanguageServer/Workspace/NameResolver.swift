import WaybillCore
import WaybillRules
import WaybillText
import WaybillYAML

/// Says what the names in rule files stand for, over all files that are compiled together.
struct NameResolver: Sendable {
  /// In the order of their paths.
  let files: [FileIndex]
  private let plugins: [ClassifierDescriptor]
  private let byID: [String: Int]

  init(_ files: [FileIndex], plugins: [ClassifierDescriptor]) {
    self.files = files
    self.plugins = plugins
    byID = Dictionary(files.indices.map { (files[$0].setID, $0) }) { first, _ in first }
  }

  func file(ofRuleSet id: String) -> FileIndex? { byID[id].map { files[$0] } }

  var axisNames: [String] { files.flatMap(\.axes.keys).sorted() }

  func axis(_ name: String) -> FileIndex.Axis? { files.lazy.compactMap { $0.axes[name] }.first }

  /// Finds the list that `$name` means in a file: its own, or one it imports.
  func list(_ name: String, in file: FileIndex) -> Symbol? {
    if file.lists[name] != nil { return .list(set: file.setID, name: name) }
    for item in file.imports {
      guard let source = self.file(ofRuleSet: item.from) else { continue }
      let wanted: String
      if let alias = item.alias {
        guard name.hasPrefix(alias + ".") else { continue }
        wanted = String(name.dropFirst(alias.count + 1))
      } else {
        wanted = name
      }
      guard item.use.isEmpty || item.use.contains(wanted) else { continue }
      if source.lists[wanted] != nil { return .list(set: item.from, name: wanted) }
    }
    return nil
  }

  /// Returns the lists that a file can refer to, by the names it uses for them.
  func lists(visibleIn file: FileIndex) -> [(name: String, symbol: Symbol)] {
    var found = file.lists.keys.sorted().map { (name: $0, symbol: Symbol.list(set: file.setID, name: $0)) }
    for item in file.imports {
      guard let source = self.file(ofRuleSet: item.from) else { continue }
      for name in source.lists.keys.sorted() where item.use.isEmpty || item.use.contains(name) {
        let used = item.alias.map { "\($0).\(name)" } ?? name
        if !found.contains(where: { $0.name == used }) {
          found.append((used, .list(set: item.from, name: name)))
        }
      }
    }
    return found
  }

  /// Returns the phrases of a list.
  func phrases(of symbol: Symbol) -> [String]? {
    guard case .list(let set, let name) = symbol else { return nil }
    return file(ofRuleSet: set)?.lists[name]?.phrases
  }

  func declaration(of symbol: Symbol) -> (file: FileIndex, range: ByteRange)? {
    files.lazy.compactMap { file in file.declaration(of: symbol).map { (file, $0) } }.first
  }

  /// Returns `ruleset#kind.name` taken apart.
  func construct(_ identity: String) -> Symbol? {
    guard let hash = identity.firstIndex(of: "#") else { return nil }
    let set = String(identity[..<hash])
    let rest = identity[identity.index(after: hash)...]
    guard let point = rest.firstIndex(of: ".") else { return nil }
    let name = String(rest[rest.index(after: point)...])
    switch rest[..<point] {
    case "rule": return .rule(set: set, name: name)
    case "designator": return .designator(set: set, name: name)
    case "modifier": return .modifier(set: set, name: name)
    case "list": return .list(set: set, name: name)
    case "actor": return .actor(name)
    default: return nil
    }
  }

  // MARK: What a text stands for

  /// Returns the symbols that a text mentions, with the bytes of their names.
  func mentions(in site: Site, of file: FileIndex, _ document: TextDocument) -> [Mention] {
    if case .value(.phrase) = site.place {
      return references(in: site, document).compactMap { name, range in
        list(name, in: file).map { listMention($0, written: name, range) }
      }
    }
    guard !site.text.isEmpty, let (symbol, isDeclaration) = symbol(of: site, in: file) else { return [] }
    let name = nameRange(site, document)
    if case .list = symbol, !isDeclaration { return [listMention(symbol, written: site.text, name)] }
    // `modifier.NAME` and `ruleset#kind.NAME` end with the name.
    let tail: String
    switch symbol {
    case .modifier(_, let name), .rule(_, let name), .designator(_, let name), .actor(let name): tail = name
    default: tail = site.text
    }
    let start = max(name.start, name.end - tail.utf8.count)
    return [Mention(symbol: symbol, range: ByteRange(start, name.end), isDeclaration: isDeclaration)]
  }

  /// A list may stand under the prefix of its import.
  private func listMention(_ symbol: Symbol, written: String, _ range: ByteRange) -> Mention {
    guard case .list(_, let name) = symbol else {
      return Mention(symbol: symbol, range: range, isDeclaration: false)
    }
    return Mention(
      symbol: symbol, range: ByteRange(range.end - name.utf8.count, range.end), isDeclaration: false)
  }

  /// Returns the names after `$` in a phrase that are not the language's own, with the bytes after the sign.
  func references(in site: Site, _ document: TextDocument) -> [(name: String, range: ByteRange)] {
    var found: [(String, ByteRange)] = []
    var index = site.range.start
    while index < site.range.end {
      guard document.bytes[index] == UInt8(ascii: "$") else {
        index += 1
        continue
      }
      var end = index + 1
      while end < site.range.end, PhraseSigns.isName(document.bytes[end]) { end += 1 }
      while end > index + 1, document.bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
      let range = ByteRange(index + 1, end)
      let name = document.text(range)
      if !name.isEmpty, name != "number", !name.hasPrefix("actor.") { found.append((name, range)) }
      index = end
    }
    return found
  }

  /// The bytes of a text without its quotes.
  private func nameRange(_ site: Site, _ document: TextDocument) -> ByteRange {
    let first = document.bytes[site.range.start]
    let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    return isQuoted && site.range.count >= 2
      ? ByteRange(site.range.start + 1, site.range.end - 1) : site.range
  }

  private func symbol(of site: Site, in file: FileIndex) -> (Symbol, isDeclaration: Bool)? {
    let text = site.text
    let owner = site.owner?.shape?.id ?? ""
    switch site.place {
    case .key, .attribute, .parameter: return nil
    case .argument(let kind): return argument(kind, site, in: file).map { ($0, false) }
    case .name:
      switch (owner, site.ownerKey) {
      case ("file", "lists"): return (.list(set: file.setID, name: text), true)
      case ("file", "labels"): return (.axis(text), true)
      case ("file", "modifiers"): return (.modifier(set: file.setID, name: text), true)
      case ("file", "designators"): return (.designator(set: file.setID, name: text), true)
      case ("file", "policy"), (_, "emit"): return (.axis(text), false)
      case ("test", "expect"): return axis(text) == nil ? nil : (.axis(text), false)
      default: return nil
      }
    case .value:
      switch (owner, site.ownerKey) {
      case ("ruleset", "id"): return (.ruleSet(text), true)
      case ("import", "from"): return (.ruleSet(text), false)
      case ("import", "use"):
        let from = site.owner?.entries.first { $0.key == "from" }?.value.text ?? ""
        if text.hasPrefix("modifier.") {
          return (.modifier(set: from, name: String(text.dropFirst(9))), false)
        }
        return (.list(set: from, name: text), false)
      case ("classifier", "id"): return (.classifier(text), true)
      case ("classifier", "needs"): return (.classifier(text), false)
      case ("classifier", "emits"): return (.axis(text), false)
      case ("axis", "of"):
        guard let level = site.levels.lastIndex(where: { $0.shape != nil }), level > 0 else { return nil }
        return (.label(axis: site.levels[level - 1].key, name: text), true)
      case ("rule", "id"): return (.rule(set: file.setID, name: text), true)
      case ("actor", "id"): return (.actor(text), true)
      case (_, "emit"): return (.label(axis: site.key, name: text), false)
      case ("rung", "cap"), ("rung", "raise"): return (.label(axis: site.key(above: 1), name: text), false)
      case ("attachment", "label"), ("needs", "label"), ("slot", "label"):
        return axisOrLabel(text).map { ($0, false) }
      case ("test", "expect"):
        if axis(site.key) != nil { return (.label(axis: site.key, name: text), false) }
        return expected(text, as: site.key).map { ($0, false) }
      case (_, "target"): return construct(text).map { ($0, false) }
      default: return nil
      }
    }
  }

  private func axisOrLabel(_ name: String) -> Symbol? {
    if axis(name) != nil { return .axis(name) }
    for file in files {
      for (axis, declared) in file.axes.sorted(by: { $0.key < $1.key })
      where declared.labels.contains(where: { $0.name == name }) {
        return .label(axis: axis, name: name)
      }
    }
    return nil
  }

  /// What a test expects of a claim.
  private func expected(_ text: String, as role: String) -> Symbol? {
    switch role {
    case "supplier", "recipient", "denied-by", "decoy":
      files.contains { $0.actors[text] != nil } ? .actor(text) : nil
    // An item is a label of the axis on which weapons are named.
    case "item":
      files.lazy.flatMap(\.classifiers.values).first { $0.plugin == "weapon-category" }?.emits.first
        .map { .label(axis: $0, name: text) }
    default: nil
    }
  }

  private func argument(_ kind: ParameterDescriptor.Kind, _ site: Site, in file: FileIndex) -> Symbol? {
    switch kind {
    case .list: return list(site.text.hasPrefix("$") ? String(site.text.dropFirst()) : site.text, in: file)
    case .actor: return .actor(site.text)
    case .labelOf(let axis): return .label(axis: axis, name: site.text)
    case .label:
      let emits = site.owner?.entries.first { $0.key == "emits" }?.value.items.first?.text
      return emits.map { .label(axis: $0, name: site.text) }
    case .text, .number, .flag, .array, .map: return nil
    }
  }
}

/// The signs of the phrase language, byte by byte.
enum PhraseSigns {
  /// Whether a byte can be part of a name after `$`.
  static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
  }
}
