import WaybillText
package import WaybillYAML

/// Reads YAML that is still being typed into the tree that it is about to become.
///
/// A file that `YAMLReader` accepts gives the same tree here, except that keys written twice both stay. Elsewhere
/// indentation decides: a bracket or quote that is not closed ends where a line is indented no deeper than what holds
/// it, a line without a colon is a key without a value. Nothing is reported, and anchors, tags and the like are text.
package struct OutlineReader {
  private let bytes: [UInt8]
  private var position: Int
  private var lineStart: Int
  private var depth = 0
  /// Whether a bracket was left open by a line that belongs to what holds it.
  private var isBroken = false

  private static let endsValue = [UInt8](",]}".utf8)
  private static let flowSigns = [UInt8](",[]{}".utf8)
  private static let beginsOther = [UInt8]("[{\"'|>".utf8)
  private static let beginsNoKey = [UInt8]("[{#|>".utf8)

  /// Deeper than any rule file.
  private static let maxDepth = 64

  /// Returns the tree; nil for a file without content.
  /// - Complexity: O(bytes × depth)
  package static func read(_ bytes: [UInt8]) -> YAMLNode? {
    var reader = OutlineReader(bytes)
    reader.skipDocumentStart()
    guard !reader.isAtEnd else { return nil }
    // A lone word on top is a key about to be.
    let first = bytes[reader.position]
    if reader.isDash || first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      return reader.node(parent: -1)
    }
    return reader.mapping(parent: -1)
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = position
  }

  // MARK: Blocks

  /// Reads what stands here, inside of something indented by `parent`.
  private mutating func node(parent: Int) -> YAMLNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else {
      let start = position
      position = bytes.count
      return YAMLNode(.refused, range: ByteRange(start, start))
    }
    if isDash { return sequence(parent: parent) }
    if colon(after: position) != nil || isKeyToBe { return mapping(parent: parent) }
    return value(parent: parent)
  }

  private mutating func sequence(parent: Int) -> YAMLNode {
    let start = position
    let indent = column
    var items: [YAMLNode] = []
    while !isAtEnd, column > parent {
      if isDash {
        position += 1
        items.append(content(inside: min(indent, column - 1), orDashAt: nil))
      } else if column > indent {
        _ = node(parent: parent)
      } else {
        break
      }
      finishLine()
      skipToContent()
    }
    return YAMLNode(.sequence(items, .block), range: ByteRange(start, items.last?.range.end ?? start + 1))
  }

  private mutating func mapping(parent: Int) -> YAMLNode {
    let start = position
    let indent = column
    var entries: [YAMLEntry] = []
    while !isAtEnd, column > parent {
      if isDash {
        // A list that is indented too little belongs to the key before it, if to anything.
        let stray = sequence(parent: parent)
        if let last = entries.indices.last, case .scalar(let scalar) = entries[last].value.content,
          scalar.isAbsent
        {
          entries[last].value = stray
        }
      } else {
        entries.append(entry(indent: indent))
      }
      finishLine()
      skipToContent()
    }
    return YAMLNode(.mapping(entries, .block), range: ByteRange(start, entries.last?.range.end ?? start))
  }

  private mutating func entry(indent: Int) -> YAMLEntry {
    let start = position
    guard let colon = colon(after: position) else {
      let end = plainEnd(of: position)
      position = end
      let range = ByteRange(start, end)
      return YAMLEntry(key: text(range), keyRange: range, value: absent(at: end))
    }
    let key: YAMLNode
    if isQuote(bytes[position]) {
      key = quoted(parent: indent)
    } else {
      let range = ByteRange(position, trimmed(colon, after: position))
      key = YAMLNode(.scalar(YAMLScalar(text(range), style: .plain)), range: range)
    }
    position = colon + 1
    let value = content(inside: indent, orDashAt: indent)
    var name = ""
    if case .scalar(let scalar) = key.content { name = scalar.text }
    return YAMLEntry(key: name, keyRange: key.range, value: value)
  }

  /// Reads what follows a dash or colon, on this line or deeper on the next ones.
  private mutating func content(inside indent: Int, orDashAt dash: Int?) -> YAMLNode {
    let start = position
    skipSpaces()
    guard isAtLineEnd else { return dash == nil ? node(parent: indent) : value(parent: indent) }
    let (resume, resumeLine) = (position, lineStart)
    skipToContent()
    if !isAtEnd, column > indent { return node(parent: indent) }
    if !isAtEnd, column == dash, isDash { return node(parent: indent - 1) }
    (position, lineStart) = (resume, resumeLine)
    return absent(at: start)
  }

  /// Reads a bracket, a text in quotes, a block of text or plain words.
  private mutating func value(parent: Int) -> YAMLNode {
    switch bytes[position] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      isBroken = false
      return flow(parent: parent)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted(parent: parent)
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return block(parent: parent)
    default: return plain(parent: parent)
    }
  }

  // MARK: Texts

  private mutating func plain(parent: Int) -> YAMLNode {
    let start = position
    var end = plainEnd(of: position)
    var content = text(ByteRange(start, end))
    position = end
    while true {
      let (resume, resumeLine) = (position, lineStart)
      skipSpaces()
      guard !isAtEnd, isBreak(bytes[position]) else {
        (position, lineStart) = (resume, resumeLine)
        break
      }
      let breaks = skipBreaks()
      guard !isAtEnd, column > parent, bytes[position] != UInt8(ascii: "#"), !isDash,
        colon(after: position) == nil
      else {
        (position, lineStart) = (resume, resumeLine)
        break
      }
      let next = position
      end = plainEnd(of: next)
      content += folded(breaks) + text(ByteRange(next, end))
      position = end
    }
    return YAMLNode(.scalar(YAMLScalar(content, style: .plain)), range: ByteRange(start, end))
  }

  private mutating func quoted(parent: Int) -> YAMLNode {
    let start = position
    let quote = bytes[position]
    let isDouble = quote == UInt8(ascii: "\"")
    var content: [UInt8] = []
    /// The state at the end of the first line, to which an unclosed quote goes back.
    var firstLine: (end: Int, count: Int)?
    position += 1
    while !isAtEnd {
      let byte = bytes[position]
      if byte == quote {
        if !isDouble, position + 1 < bytes.count, bytes[position + 1] == quote {
          content.append(quote)
          position += 2
          continue
        }
        position += 1
        return scalar(content, isDouble, start)
      }
      if isBreak(byte) {
        let line = lineStart
        if firstLine == nil { firstLine = (position, content.count) }
        while content.last == 0x20 || content.last == 0x09 { content.removeLast() }
        let breaks = skipBreaks()
        if isAtEnd || column <= parent {
          lineStart = line
          break
        }
        content += folded(breaks).utf8
      } else if isDouble, byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
        escape(&content)
      } else {
        content.append(byte)
        position += 1
      }
    }
    guard let firstLine else { return scalar(content, isDouble, start) }
    position = firstLine.end
    lineStart = beginning(of: firstLine.end)
    return scalar(Array(content.prefix(firstLine.count)), isDouble, start)
  }

  private func scalar(_ content: [UInt8], _ isDouble: Bool, _ start: Int) -> YAMLNode {
    let text = String(decoding: content, as: UTF8.self)
    return YAMLNode(
      .scalar(YAMLScalar(text, style: isDouble ? .doubleQuoted : .singleQuoted)),
      range: ByteRange(start, position))
  }

  private mutating func escape(_ content: inout [UInt8]) {
    let digits: Int
    switch bytes[position + 1] {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "r"): content.append(0x0D)
    case 0x0A, 0x0D:
      position += 1
      _ = skipBreaks()
      return
    case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
      digits = bytes[position + 1] == UInt8(ascii: "x") ? 2 : bytes[position + 1] == UInt8(ascii: "u") ? 4 : 8
      let end = min(bytes.count, position + 2 + digits)
      let number = UInt32(String(decoding: bytes[position + 2..<end], as: UTF8.self), radix: 16)
      if let scalar = number.flatMap(Unicode.Scalar.init) { content += String(scalar).utf8 }
      position = end
      return
    default: content.append(bytes[position + 1])
    }
    position += 2
  }

  /// Reads a text after `|` or `>`.
  private mutating func block(parent: Int) -> YAMLNode {
    let start = position
    let isFolded = bytes[position] == UInt8(ascii: ">")
    skipLine()
    var end = position
    var lines: [String] = []
    var indent: Int?
    while !isAtEnd {
      let (resume, resumeLine) = (position, lineStart)
      passBreak()
      let line = position
      skipSpaces()
      if !isAtEnd, !isBreak(bytes[position]) {
        guard column > parent else {
          (position, lineStart) = (resume, resumeLine)
          break
        }
        let margin = min(indent ?? column, column)
        indent = indent ?? column
        while !isAtEnd, !isBreak(bytes[position]) { position += 1 }
        lines.append(text(ByteRange(line + margin, position)))
        end = position
      } else {
        lines.append("")
      }
    }
    let content = lines.joined(separator: isFolded ? " " : "\n") + "\n"
    return YAMLNode(
      .scalar(YAMLScalar(content, style: isFolded ? .folded : .literal)), range: ByteRange(start, end))
  }

  // MARK: Brackets

  private mutating func flow(parent: Int) -> YAMLNode {
    let start = position
    let isMapping = bytes[position] == UInt8(ascii: "{")
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    depth += 1
    defer { depth -= 1 }
    position += 1
    while skipFlowBlanks(parent), depth <= Self.maxDepth {
      let byte = bytes[position]
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        position += 1
        break
      }
      if byte == UInt8(ascii: ",") {
        position += 1
        continue
      }
      let before = position
      let item = flowNode(parent)
      let entry = isBroken ? nil : flowEntry(key: item, parent)
      if isMapping {
        entries.append(
          entry ?? YAMLEntry(key: item.text, keyRange: item.range, value: absent(at: item.range.end)))
      } else if let entry {
        items.append(YAMLNode(.mapping([entry], .flow), range: entry.range))
      } else {
        items.append(item)
      }
      if position == before { position += 1 }
    }
    let range = ByteRange(start, max(start + 1, trimmed(position, after: start)))
    return YAMLNode(isMapping ? .mapping(entries, .flow) : .sequence(items, .flow), range: range)
  }

  /// Reads a colon and a value, if a colon comes next.
  private mutating func flowEntry(key: YAMLNode, _ parent: Int) -> YAMLEntry? {
    let (resume, resumeLine) = (position, lineStart)
    guard skipFlowBlanks(parent), bytes[position] == UInt8(ascii: ":"), endsKey(position, isFlow: true)
    else {
      if !isBroken { (position, lineStart) = (resume, resumeLine) }
      return nil
    }
    position += 1
    let end = position
    guard skipFlowBlanks(parent), !Self.endsValue.contains(bytes[position]) else {
      return YAMLEntry(key: key.text, keyRange: key.range, value: absent(at: end))
    }
    return YAMLEntry(key: key.text, keyRange: key.range, value: flowNode(parent))
  }

  private mutating func flowNode(_ parent: Int) -> YAMLNode {
    switch bytes[position] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return flow(parent: parent)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted(parent: parent)
    default: return flowPlain(parent)
    }
  }

  private mutating func flowPlain(_ parent: Int) -> YAMLNode {
    let start = position
    var end = position
    var content = ""
    var pending = ""
    while !isAtEnd {
      let lineBegin = position
      while !isAtEnd, !endsFlowPlain(position) { position += 1 }
      let stop = trimmed(position, after: lineBegin)
      if stop > lineBegin {
        content += pending + text(ByteRange(lineBegin, stop))
        end = stop
      }
      guard !isAtEnd, isBreak(bytes[position]) else { break }
      let (resume, resumeLine) = (position, lineStart)
      pending = folded(skipBreaks())
      guard !isAtEnd, column > parent, bytes[position] != UInt8(ascii: "#"), !endsFlowPlain(position) else {
        (position, lineStart) = (resume, resumeLine)
        break
      }
    }
    return YAMLNode(.scalar(YAMLScalar(content, style: .plain)), range: ByteRange(start, end))
  }

  private func endsFlowPlain(_ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), 0x0A,
      0x0D:
      true
    case UInt8(ascii: ":"): endsKey(index, isFlow: true)
    case UInt8(ascii: "#"): index > 0 && isBlank(bytes[index - 1])
    default: false
    }
  }

  /// Skips to the next entry; false at the end of the file or where a line belongs to what holds the brackets.
  private mutating func skipFlowBlanks(_ parent: Int) -> Bool {
    let (resume, resumeLine) = (position, lineStart)
    skipToContent()
    let hasLeft =
      lineStart > resume && !isAtEnd && column <= parent && bytes[position] != UInt8(ascii: "]")
      && bytes[position] != UInt8(ascii: "}")
    if isBroken || isAtEnd || hasLeft {
      isBroken = true
      (position, lineStart) = (resume, resumeLine)
      return false
    }
    return true
  }

  // MARK: Looking around

  private var isAtEnd: Bool { position >= bytes.count }
  private var column: Int { position - lineStart }

  private var isDash: Bool {
    !isAtEnd && bytes[position] == UInt8(ascii: "-")
      && (position + 1 >= bytes.count || isBlank(bytes[position + 1]) || isBreak(bytes[position + 1]))
  }

  private var isAtLineEnd: Bool {
    isAtEnd || isBreak(bytes[position])
      || bytes[position] == UInt8(ascii: "#") && (position == lineStart || isBlank(bytes[position - 1]))
  }

  /// Whether the next line with content is a key in the same column, so that this line is about to be one.
  private var isKeyToBe: Bool {
    guard !Self.beginsOther.contains(bytes[position]) else { return false }
    var ahead = self
    ahead.skipLine()
    ahead.skipToContent()
    return !ahead.isAtEnd && ahead.column == column && !ahead.isDash
      && ahead.colon(after: ahead.position) != nil
  }

  /// Returns where the colon of a key stands that begins here and ends on this line.
  private func colon(after start: Int) -> Int? {
    var index = start
    guard index < bytes.count, !Self.beginsNoKey.contains(bytes[index]) else { return nil }
    if isQuote(bytes[index]) {
      let quote = bytes[index]
      index += 1
      while index < bytes.count, !isBreak(bytes[index]), bytes[index] != quote {
        index += bytes[index] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
      }
      index += 1
      while index < bytes.count, isBlank(bytes[index]) { index += 1 }
      return index < bytes.count && bytes[index] == UInt8(ascii: ":") && endsKey(index, isFlow: false)
        ? index : nil
    }
    while index < bytes.count, !isBreak(bytes[index]) {
      if bytes[index] == UInt8(ascii: ":"), endsKey(index, isFlow: false) { return index }
      if bytes[index] == UInt8(ascii: "#"), index > start, isBlank(bytes[index - 1]) { return nil }
      index += 1
    }
    return nil
  }

  /// Whether a colon is followed by what makes it the end of a key.
  private func endsKey(_ colon: Int, isFlow: Bool) -> Bool {
    guard colon + 1 < bytes.count else { return true }
    let next = bytes[colon + 1]
    return isBlank(next) || isBreak(next) || isFlow && Self.flowSigns.contains(next)
  }

  /// Returns where the plain text of a line ends, before a comment and the blanks at its end.
  private func plainEnd(of start: Int) -> Int {
    var index = start
    while index < bytes.count, !isBreak(bytes[index]) {
      if bytes[index] == UInt8(ascii: "#"), index > start, isBlank(bytes[index - 1]) { break }
      index += 1
    }
    return trimmed(index, after: start)
  }

  private func trimmed(_ end: Int, after start: Int) -> Int {
    var end = end
    while end > start, isBlank(bytes[end - 1]) || isBreak(bytes[end - 1]) { end -= 1 }
    return end
  }

  private func beginning(of offset: Int) -> Int {
    var index = offset
    while index > 0, !isBreak(bytes[index - 1]) { index -= 1 }
    return index
  }

  private func text(_ range: ByteRange) -> String {
    String(decoding: bytes[range.start..<max(range.start, range.end)], as: UTF8.self)
  }

  private func absent(at offset: Int) -> YAMLNode {
    YAMLNode(.scalar(YAMLScalar("", style: .plain)), range: ByteRange(offset, offset))
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  /// What so many line breaks in a text come to.
  private func folded(_ breaks: Int) -> String {
    breaks == 1 ? " " : String(repeating: "\n", count: breaks - 1)
  }

  // MARK: Moving on

  private mutating func skipSpaces() {
    while !isAtEnd, isBlank(bytes[position]) { position += 1 }
  }

  /// Passes a line break, LF, CRLF or CR.
  private mutating func passBreak() {
    guard !isAtEnd, isBreak(bytes[position]) else { return }
    position += bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
    lineStart = position
  }

  /// Passes line breaks and the blanks around them; returns how many there were.
  private mutating func skipBreaks() -> Int {
    var count = 0
    while !isAtEnd, isBreak(bytes[position]) {
      passBreak()
      count += 1
      skipSpaces()
    }
    return count
  }

  /// Goes to the end of the line, unless all that was read ended above it.
  private mutating func finishLine() {
    if !bytes[lineStart..<position].allSatisfy(isBlank) { skipLine() }
  }

  /// Goes to the end of the line.
  private mutating func skipLine() {
    while !isAtEnd, !isBreak(bytes[position]) { position += 1 }
  }

  /// Goes to the next byte that is neither white space nor comment.
  private mutating func skipToContent() {
    while !isAtEnd {
      skipSpaces()
      guard !isAtEnd else { return }
      if isBreak(bytes[position]) {
        passBreak()
      } else if bytes[position] == UInt8(ascii: "#"), position == lineStart || isBlank(bytes[position - 1]) {
        skipLine()
      } else {
        return
      }
    }
  }

  private mutating func skipDocumentStart() {
    skipToContent()
    while !isAtEnd, column == 0,
      bytes[position] == UInt8(ascii: "%") || bytes[position...].starts(with: "---".utf8)
    {
      skipLine()
      skipToContent()
    }
  }
}

extension YAMLNode {
  /// The text of a scalar; empty for anything else.
  var text: String {
    if case .scalar(let scalar) = content { scalar.text } else { "" }
  }

  /// The value under a key of a mapping.
  subscript(_ key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

  /// The entries of a mapping; none for anything else.
  var entries: [YAMLEntry] {
    if case .mapping(let entries, _) = content { entries } else { [] }
  }

  /// The elements of a list; none for anything else.
  var items: [YAMLNode] {
    if case .sequence(let items, _) = content { items } else { [] }
  }
}
