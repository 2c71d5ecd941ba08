import WaybillText
import WaybillYAML

/// A value of a rule file with the comments that belong to it.
struct LayoutNode {
  enum Kind: Hashable {
    case scalar(YAMLScalar)
    case sequence, mapping
  }
  var kind: Kind
  var range: ByteRange
  var isFlow = false
  var entries: [LayoutEntry] = []
  /// What stands right after the opening bracket.
  var opening: Comment?
  /// What stands after the last entry and inside.
  var closing: [Comment] = []

  var isBlockCollection: Bool { !entries.isEmpty && !isFlow }
  var isAbsent: Bool { if case .scalar(let scalar) = kind { scalar.isAbsent } else { false } }
}

/// An entry of a list or mapping.
struct LayoutEntry {
  /// Nil in a list.
  var key: YAMLScalar?
  var before: [Comment] = []
  /// Whether a blank line stands before the entry itself.
  var followsBlank = false
  /// On the line of the key or dash, with the value below.
  var afterKey: Comment?
  /// On lines of their own between a key and a value that is no block.
  var beforeValue: [Comment] = []
  var value: LayoutNode
  /// On the value's last line.
  var after: Comment?
}

/// A whole file: a value, usually a mapping, and what stands around it.
struct LayoutDocument {
  /// Without a key or dash.
  var entry: LayoutEntry
  /// Comments after all else.
  var tail: [Comment] = []
}

/// Gives each comment the place in the tree that it has for a reader: before what follows it, unless it is indented
/// like what stands above.
struct LayoutReader {
  private let source: RuleSource
  private var next = 0

  private init(_ source: RuleSource) { self.source = source }

  static func read(_ root: YAMLNode, _ source: RuleSource) -> LayoutDocument {
    var reader = LayoutReader(source)
    let end = source.bytes.count + 1
    if isBlock(root) {
      return LayoutDocument(
        entry: LayoutEntry(value: reader.block(root, parentColumn: -1, end: end, endColumn: -1)))
    }
    let before = reader.comments(before: root.range.start)
    let entry = LayoutEntry(before: before, value: reader.inline(root), after: reader.trailing(before: end))
    return LayoutDocument(entry: entry, tail: reader.comments(before: end))
  }

  // MARK: Taking comments

  private var comment: Comment? { next < source.comments.count ? source.comments[next] : nil }

  private mutating func take(if condition: (Comment) -> Bool) -> Comment? {
    guard let comment, condition(comment) else { return nil }
    next += 1
    return comment
  }

  private mutating func comments(before offset: Int) -> [Comment] {
    var found: [Comment] = []
    while let comment = take(if: { $0.start < offset }) { found.append(comment) }
    return found
  }

  /// The comment that stands beside what was just read.
  private mutating func trailing(before offset: Int) -> Comment? {
    take { $0.start < offset && !$0.ownsLine }
  }

  // MARK: Blocks

  private static func isBlock(_ node: YAMLNode) -> Bool {
    switch node.content {
    case .sequence(let items, .block): !items.isEmpty
    case .mapping(let entries, .block): !entries.isEmpty
    default: false
    }
  }

  /// - Parameters:
  ///   - parentColumn: where the entries of the collection around this one begin.
  ///   - end: where the next entry of a collection around this one begins, and `endColumn` in which column.
  private mutating func block(_ node: YAMLNode, parentColumn: Int, end: Int, endColumn: Int) -> LayoutNode {
    var layout = LayoutNode(kind: .sequence, range: node.range)
    var values: [(key: YAMLScalar?, start: Int, keyEnd: Int, value: YAMLNode)] = []
    switch node.content {
    case .mapping(let entries, _):
      layout.kind = .mapping
      values = entries.map {
        (key: Self.key($0, source.bytes), start: $0.keyRange.start, keyEnd: $0.keyRange.end, value: $0.value)
      }
    case .sequence(let items, _):
      var start = node.range.start
      for item in items {
        let dash = dash(from: start, to: item.range.start)
        values.append((key: nil, start: dash, keyEnd: dash + 1, value: item))
        start = item.range.end
      }
    case .scalar, .refused: break
    }
    // A list may stand in the column of its key; it still is inside.
    let column = max(source.column(of: node.range.start), parentColumn + 1)
    for (index, value) in values.enumerated() {
      let isLast = index + 1 == values.count
      layout.entries.append(
        entry(
          value, column: column, end: isLast ? end : values[index + 1].start,
          endColumn: isLast ? endColumn : column))
    }
    while let comment = take(if: { $0.start < end && $0.column >= column && column > endColumn }) {
      layout.closing.append(comment)
    }
    return layout
  }

  private mutating func entry(
    _ part: (key: YAMLScalar?, start: Int, keyEnd: Int, value: YAMLNode), column: Int, end: Int,
    endColumn: Int
  ) -> LayoutEntry {
    let node = part.value
    let before = comments(before: part.start)
    let followsBlank = source.followsBlank(part.start)
    var afterKey: Comment?
    var beforeValue: [Comment] = []
    let value: LayoutNode
    var after: Comment?
    if Self.isBlock(node) {
      afterKey = trailing(before: node.range.start)
      value = block(node, parentColumn: column, end: end, endColumn: endColumn)
    } else {
      if case .scalar(let scalar) = node.content, scalar.isAbsent {
        value = LayoutNode(kind: .scalar(scalar), range: node.range)
      } else {
        afterKey = trailing(before: node.range.start)
        beforeValue = comments(before: node.range.start)
        value = inline(node)
      }
      after = trailing(before: end)
    }
    return LayoutEntry(
      key: part.key, before: before, followsBlank: followsBlank, afterKey: afterKey, beforeValue: beforeValue,
      value: value, after: after)
  }

  /// Returns where the dash of an entry stands, comments skipped.
  private func dash(from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, source.bytes[index] != UInt8(ascii: "-") {
      index =
        source.bytes[index] == UInt8(ascii: "#") ? RuleSource.lineEnd(source.bytes, index) : index + 1
    }
    return min(index, end)
  }

  private static func key(_ entry: YAMLEntry, _ bytes: [UInt8]) -> YAMLScalar {
    let first = entry.keyRange.start < bytes.count ? bytes[entry.keyRange.start] : 0
    let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    return YAMLScalar(entry.key, style: isQuoted ? .doubleQuoted : .plain)
  }

  // MARK: Texts and brackets

  private mutating func inline(_ node: YAMLNode) -> LayoutNode {
    var layout = LayoutNode(kind: .sequence, range: node.range, isFlow: true)
    switch node.content {
    case .refused:
      preconditionFailure("a tree with refused values is not laid out")
    case .scalar(let scalar):
      layout.kind = .scalar(scalar)
      layout.isFlow = false
    case .sequence(let items, _):
      for item in items { add(nil, start: item.range.start, item, to: &layout) }
      takeRest(before: node.range.end, &layout)
    case .mapping(let entries, _):
      layout.kind = .mapping
      for entry in entries {
        add(Self.key(entry, source.bytes), start: entry.keyRange.start, entry.value, to: &layout)
      }
      takeRest(before: node.range.end, &layout)
    }
    return layout
  }

  private mutating func add(
    _ key: YAMLScalar?, start: Int, _ node: YAMLNode, to layout: inout LayoutNode
  ) {
    var before = gap(before: start, &layout)
    before += comments(before: node.range.start)
    layout.entries.append(LayoutEntry(key: key, before: before, value: inline(node)))
  }

  private mutating func takeRest(before end: Int, _ layout: inout LayoutNode) {
    // A pair in a list may have no braces of its own; what follows it is the list's.
    guard end > 0, "]}".utf8.contains(source.bytes[end - 1]) else { return }
    layout.closing = gap(before: end, &layout)
  }

  /// Takes the comments between two entries: beside the first, or on lines of their own.
  private mutating func gap(before offset: Int, _ layout: inout LayoutNode) -> [Comment] {
    if let beside = trailing(before: offset) {
      if layout.entries.isEmpty {
        layout.opening = beside
      } else {
        layout.entries[layout.entries.count - 1].after = beside
      }
    }
    return comments(before: offset)
  }
}
