import WaybillCore
import WaybillText

/// Puts events together to a tree, with every limit checked on the way.
struct YAMLTreeBuilder {
  let bytes: [UInt8]
  let encoding: YAMLEncoding
  let limits: YAMLLimits
  var problems: DiagnosticSink
  /// The value of the document, once it is complete.
  private(set) var root: YAMLNode?
  /// Where the document ends, once it has.
  private(set) var documentEnd: Int?
  /// Whether a limit was passed, that on problems included; the tree is of no use then.
  private(set) var gaveUp = false
  private var open: [Collection] = []
  private var nodes = 0

  /// A list or mapping whose end has not been seen.
  private struct Collection {
    var layout: YAMLLayout
    var start: Int
    var isMapping: Bool
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    /// Positions in `entries` by key; filled once a mapping is too long to be searched.
    var positions: [String: Int] = [:]
    var key: Key?
  }

  private enum Key {
    case text(String, ByteRange)
    /// Reported; its value is read and dropped.
    case refused
  }

  init(_ bytes: [UInt8], encoding: YAMLEncoding, limits: YAMLLimits, problems: DiagnosticSink) {
    self.bytes = bytes
    self.encoding = encoding
    self.limits = limits
    self.problems = problems
  }

  /// Takes the next event; returns false when no more are wanted.
  mutating func take(_ event: YAMLEvent) -> Bool {
    let range = ByteRange(
      encoding.byteOffset(ofCharacter: event.start), encoding.byteOffset(ofCharacter: event.end))
    if event.hasAnchor || event.hasTag { reportProperties(of: event, at: range) }
    switch event.kind {
    case .documentEnd:
      documentEnd = range.end
      return false
    case .alias(let name):
      reportAlias(name, range)
      add(YAMLNode(.refused, range: range))
    case .scalar(let scalar):
      add(YAMLNode(.scalar(scalar), range: trimmed(range, scalar.style)))
    case .sequenceStart(let layout):
      begin(layout, range, isMapping: false)
    case .mappingStart(let layout):
      begin(layout, range, isMapping: true)
    case .collectionEnd:
      let closed = open.removeLast()
      add(close(closed, range))
    }
    // Nobody reads that many problems, let alone what comes after them.
    if problems.isFull { gaveUp = true }
    return !gaveUp
  }

  private mutating func begin(_ layout: YAMLLayout, _ range: ByteRange, isMapping: Bool) {
    guard open.count < limits.depth else {
      problems.report(
        .tooDeep, "lists and mappings are nested more than \(limits.depth) deep",
        at: ByteRange(range.start, encoding.end(ofCharacterAt: range.start)))
      gaveUp = true
      return
    }
    open.append(Collection(layout: layout, start: range.start, isMapping: isMapping))
  }

  private func close(_ collection: Collection, _ range: ByteRange) -> YAMLNode {
    let last = collection.isMapping ? collection.entries.last?.range.end : collection.items.last?.range.end
    // libyaml ends a block collection where the next token begins, which may be many comments later.
    let end = collection.layout == .flow ? range.end : max(last ?? collection.start, collection.start)
    let whole = ByteRange(collection.start, end)
    return collection.isMapping
      ? YAMLNode(.mapping(collection.entries, collection.layout), range: whole)
      : YAMLNode(.sequence(collection.items, collection.layout), range: whole)
  }

  private mutating func add(_ node: YAMLNode) {
    nodes += 1
    guard nodes <= limits.nodes else {
      problems.report(
        .tooManyNodes, "the file has more than \(limits.nodes) keys, texts and collections", at: node.range)
      gaveUp = true
      return
    }
    guard !open.isEmpty else {
      root = node
      return
    }
    let top = open.count - 1
    guard open[top].isMapping else {
      open[top].items.append(node)
      return
    }
    switch open[top].key {
    case nil:
      open[top].key = key(node)
    case .refused:
      open[top].key = nil
    case .text(let text, let range):
      open[top].key = nil
      if let first = position(of: text, in: top) {
        let firstPlace = problems.place(open[top].entries[first].keyRange)
        problems.report(
          .duplicateKey, "the key `\(shortened(text))` occurs twice in this mapping", at: range,
          notes: [.init("first written here", at: firstPlace)])
      } else {
        open[top].entries.append(YAMLEntry(key: text, keyRange: range, value: node))
      }
    }
  }

  private mutating func key(_ node: YAMLNode) -> Key {
    switch node.content {
    case .scalar(let scalar) where scalar.isAbsent:
      problems.report(.badKey, "a key is missing before the colon", at: node.range)
      return .refused
    case .scalar(let scalar) where scalar.text == "<<" && scalar.style == .plain:
      problems.report(
        .mergeKey, "merge keys (`<<`) are not part of the rule language", at: node.range,
        notes: [.init("write the entries out")])
      return .refused
    case .scalar(let scalar):
      return .text(scalar.text, node.range)
    case .sequence, .mapping:
      problems.report(
        .badKey, "a key must be a text, not a \(node.kind)", at: node.range,
        notes: [.init("put it in quotes if brackets or braces belong to the text")])
      return .refused
    case .refused:
      return .refused
    }
  }

  /// Returns where a key already stands in the open mapping `level`.
  private mutating func position(of key: String, in level: Int) -> Int? {
    let searched = 8
    let count = open[level].entries.count
    if count <= searched { return open[level].entries.firstIndex { $0.key == key } }
    for index in open[level].positions.count..<count {
      open[level].positions[open[level].entries[index].key] = index
    }
    return open[level].positions[key]
  }

  /// Takes the line break off a block text's range; the other styles end at their last character.
  private func trimmed(_ range: ByteRange, _ style: YAMLScalar.Style) -> ByteRange {
    guard style == .literal || style == .folded else { return range }
    var end = range.end
    while end > range.start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    return ByteRange(range.start, end)
  }

  // MARK: Messages

  private mutating func reportAlias(_ name: String, _ range: ByteRange) {
    problems.report(
      .alias, "aliases are not part of the rule language", at: range,
      notes: [.init("to begin a text with `*`, put it in quotes")], suggestion: "\"*\(shortened(name))\"")
  }

  /// Anchor and tag stand before the node in either order; each is reported at its own word.
  private mutating func reportProperties(of event: YAMLEvent, at range: ByteRange) {
    var start = range.start
    var pending = [event.hasAnchor, event.hasTag].count { $0 }
    while pending > 0 && start < range.end {
      let byte = bytes[start]
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") else {
        start += 1
        continue
      }
      var end = start + 1
      while end < bytes.count, !Self.endsProperty.contains(bytes[end]) { end += 1 }
      let isAnchor = byte == UInt8(ascii: "&")
      problems.report(
        isAnchor ? .anchor : .tag, "\(isAnchor ? "anchors" : "tags") are not part of the rule language",
        at: ByteRange(start, end),
        notes: [.init("to begin a text with `\(isAnchor ? "&" : "!")`, put it in quotes")])
      pending -= 1
      start = end
    }
  }

  private static let endsProperty: [UInt8] = [0x09, 0x0A, 0x0D, 0x20] + [UInt8](",[]{}".utf8)
}

extension YAMLNode {
  /// What a user would call this: a text, a list or a mapping.
  package var kind: String {
    switch content {
    case .scalar: "text"
    case .sequence: "list"
    case .mapping: "mapping"
    case .refused: "refused value"
    }
  }
}

/// Returns a text cut to what fits in a message.
package func shortened(_ text: String) -> String {
  let limit = 60
  // Scalars, because a single character can be made of millions.
  let scalars = text.unicodeScalars
  guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
    end < scalars.endIndex
  else { return text }
  return String(scalars[..<end]) + "…"
}
