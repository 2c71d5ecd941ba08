import WaybillText
import WaybillYAML

/// A comment of a rule file; libyaml drops them, so they are read again from between the texts.
struct Comment: Hashable {
  /// From the `#` to the line's end, without white space there.
  var text: String
  var start: Int
  /// The bytes before it on its line.
  var column: Int
  /// Whether nothing else stands on its line.
  var ownsLine: Bool
  /// Whether the line before it is blank.
  var followsBlank: Bool
}

/// The lines and comments of a file whose tree is known.
struct RuleSource {
  let bytes: [UInt8]
  /// In the order of the file.
  let comments: [Comment]

  /// - Parameter root: what `YAMLReader` made of these bytes; between its texts, every `#` begins a comment.
  init(_ bytes: [UInt8], root: YAMLNode) {
    self.bytes = bytes
    var texts: [ByteRange] = []
    Self.collect(root, bytes, &texts)
    comments = Self.comments(bytes, outside: texts)
  }

  /// Returns how far a byte is from the beginning of its line.
  func column(of offset: Int) -> Int { offset - Self.lineStart(bytes, offset) }

  /// Whether what begins here is the first on its line and the line before is blank.
  func followsBlank(_ offset: Int) -> Bool { Self.followsBlank(bytes, offset) }

  /// The texts that can hold a `#`; of a block text, what follows its first line.
  private static func collect(_ node: YAMLNode, _ bytes: [UInt8], _ texts: inout [ByteRange]) {
    switch node.content {
    case .refused: return
    case .scalar(let scalar):
      guard !scalar.isAbsent else { return }
      var start = node.range.start
      if scalar.style == .literal || scalar.style == .folded { start = lineEnd(bytes, start) }
      if start < node.range.end { texts.append(ByteRange(start, node.range.end)) }
    case .sequence(let items, _):
      for item in items { collect(item, bytes, &texts) }
    case .mapping(let entries, _):
      for entry in entries {
        if entry.keyRange.count > 0 { texts.append(entry.keyRange) }
        collect(entry.value, bytes, &texts)
      }
    }
  }

  private static func comments(_ bytes: [UInt8], outside texts: [ByteRange]) -> [Comment] {
    var comments: [Comment] = []
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var next = 0
    while index < bytes.count {
      if next < texts.count, index >= texts[next].start {
        index = max(index, texts[next].end)
        next += 1
        continue
      }
      guard bytes[index] == UInt8(ascii: "#") else {
        index += 1
        continue
      }
      var end = lineEnd(bytes, index)
      let start = index
      index = end
      while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
      let before = lineStart(bytes, start)
      comments.append(
        Comment(
          text: String(decoding: bytes[start..<end], as: UTF8.self), start: start, column: start - before,
          ownsLine: bytes[before..<start].allSatisfy { $0 == 0x20 || $0 == 0x09 },
          followsBlank: followsBlank(bytes, start)))
    }
    return comments
  }

  // MARK: Lines

  /// The length of the line break that ends before `end`, or 0. YAML knows more of them than LF and CR.
  private static func lineBreak(_ bytes: [UInt8], before end: Int) -> Int {
    if end >= 1, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { return 1 }
    if end >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0x85 { return 2 }
    if end >= 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80, bytes[end - 1] | 1 == 0xA9 { return 3 }
    return 0
  }

  static func lineStart(_ bytes: [UInt8], _ offset: Int) -> Int {
    var start = offset
    while start > 0, lineBreak(bytes, before: start) == 0 { start -= 1 }
    // A byte order mark is no column.
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : start
  }

  static func lineEnd(_ bytes: [UInt8], _ offset: Int) -> Int {
    var end = offset
    while end < bytes.count {
      let length = lineBreak(bytes, before: end + 1)
      if length > 0 { return max(offset, end + 1 - length) }
      end += 1
    }
    return end
  }

  private static func followsBlank(_ bytes: [UInt8], _ offset: Int) -> Bool {
    var index = offset
    func skipBlanks() { while index > 0, bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 { index -= 1 } }
    func skipBreak() -> Bool {
      let length = lineBreak(bytes, before: index)
      index -= length
      if length == 1, index > 0, bytes[index] == 0x0A, bytes[index - 1] == 0x0D { index -= 1 }
      return length > 0
    }
    skipBlanks()
    guard skipBreak() else { return false }
    skipBlanks()
    return index > 0 && lineBreak(bytes, before: index) > 0
  }
}
