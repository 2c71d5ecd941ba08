import WaybillText
import WaybillYAML

/// Writes a document in the one canonical layout.
struct LayoutWriter {
  /// Lists and mappings in brackets are broken before this column.
  static let width = 120
  /// Comments beside values begin here, or two blanks after the longest line of their group.
  static let commentColumn = 40

  private struct Line {
    var text: String
    var comment: String?
    /// A line of a block text, to be left as it is.
    var isRaw = false
  }

  private let bytes: [UInt8]
  private var lines: [Line] = []
  /// Characters of the line that is being written.
  private var column = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Returns the document; `bytes` is where it was read from.
  static func text(_ document: LayoutDocument, _ bytes: [UInt8]) -> String {
    var writer = LayoutWriter(bytes)
    let entry = document.entry
    if entry.value.isBlockCollection {
      writer.block(entry.value, indent: 0, continuesLine: false)
    } else {
      writer.comments(entry.before, indent: 0)
      writer.begin(0)
      writer.inline(entry.value, indent: 0)
      writer.beside(entry.after)
      writer.comments(document.tail, indent: 0)
    }
    return writer.finished()
  }

  // MARK: Lines

  private mutating func begin(_ indent: Int) {
    lines.append(Line(text: String(repeating: " ", count: indent)))
    column = indent
  }

  private mutating func append(_ text: String) {
    lines[lines.count - 1].text += text
    column += text.count
  }

  private mutating func blank() { if !lines.isEmpty { lines.append(Line(text: "")) } }

  private mutating func beside(_ comment: Comment?) {
    guard let comment else { return }
    if lines[lines.count - 1].comment == nil {
      lines[lines.count - 1].comment = comment.text
    } else {
      let indent = lines[lines.count - 1].text.prefix { $0 == " " }.count
      lines.append(Line(text: String(repeating: " ", count: indent) + comment.text))
    }
  }

  private mutating func comments(_ comments: [Comment], indent: Int, keepsBlanks: Bool = true) {
    for comment in comments {
      if keepsBlanks, comment.followsBlank { blank() }
      lines.append(Line(text: String(repeating: " ", count: indent) + comment.text))
    }
  }

  private func finished() -> String {
    var columns = [Int](repeating: 0, count: lines.count)
    var index = 0
    while index < lines.count {
      let group = group(from: index)
      let widths = group.filter { lines[$0].comment != nil }.map { lines[$0].text.count }
      // One long line must not push all comments to the right.
      let longest = widths.filter { $0 <= 2 * Self.commentColumn }.max() ?? 0
      for line in group { columns[line] = max(Self.commentColumn, longest + 2) }
      index = group.upperBound
    }
    var out = ""
    for (line, column) in zip(lines, columns) {
      var text = line.text
      if !line.isRaw { while text.last == " " { text.removeLast() } }
      if let comment = line.comment {
        text += String(repeating: " ", count: max(2, column - text.count)) + comment
      }
      out += text + "\n"
    }
    return out
  }

  /// Neighbouring lines of one indentation, whose comments are aligned.
  private func group(from start: Int) -> Range<Int> {
    func indent(_ index: Int) -> Int? {
      let text = lines[index].text
      guard !lines[index].isRaw, let first = text.firstIndex(where: { $0 != " " }), text[first] != "#" else {
        return nil
      }
      return text.distance(from: text.startIndex, to: first)
    }
    guard let own = indent(start) else { return start..<start + 1 }
    var end = start + 1
    while end < lines.count, indent(end) == own { end += 1 }
    return start..<end
  }

  // MARK: Blocks

  private mutating func block(_ node: LayoutNode, indent: Int, continuesLine: Bool) {
    for (index, entry) in node.entries.enumerated() {
      if index > 0 || !continuesLine {
        comments(entry.before, indent: indent)
        if entry.followsBlank { blank() }
        begin(indent)
      }
      append(entry.key.map { ScalarText.line($0, inFlow: false) + ":" } ?? "-")
      value(of: entry, indent: indent)
    }
    comments(node.closing, indent: indent)
  }

  private mutating func value(of entry: LayoutEntry, indent: Int) {
    let node = entry.value
    if node.isBlockCollection {
      let first = node.entries[0]
      let isCompact =
        entry.key == nil && entry.afterKey == nil && first.before.isEmpty && !first.followsBlank
      if isCompact { append(" ") } else { beside(entry.afterKey) }
      block(node, indent: indent + 2, continuesLine: isCompact)
      return
    }
    if entry.afterKey != nil || !entry.beforeValue.isEmpty {
      beside(entry.afterKey)
      comments(entry.beforeValue, indent: indent + 2)
      begin(indent + 2)
    } else if !node.isAbsent {
      let isBroken = entry.key != nil && node.kind == .sequence && node.isFlow
      if isBroken, !fits(node, after: column + 1, reserve: 0) { begin(indent + 2) } else { append(" ") }
    }
    if case .scalar(let scalar) = node.kind, scalar.style == .literal || scalar.style == .folded,
      blockText(node.range, indent: indent + 2, beside: entry.after)
    {
      return
    }
    inline(node, indent: indent + 2, isProse: Self.isProse(entry))
    beside(entry.after)
  }

  /// The text of a test is a sentence, and looks like one.
  private static func isProse(_ entry: LayoutEntry) -> Bool { entry.key?.text == "text" }

  private mutating func inline(_ node: LayoutNode, indent: Int, isProse: Bool = false) {
    guard case .scalar(let scalar) = node.kind else {
      flow(node, reserve: 0)
      return
    }
    let text = ScalarText.line(scalar, inFlow: false, isProse: isProse)
    // Only a plain text can be continued on the next line without a sign that it is.
    guard column + text.count > Self.width, text == scalar.text, !text.contains("  ") else {
      append(text)
      return
    }
    for (index, word) in text.split(separator: " ").enumerated() {
      if index == 0 {
        append(String(word))
      } else if column + 1 + word.count <= Self.width || !Self.canBeginLine(word) {
        append(" " + word)
      } else {
        begin(indent)
        append(String(word))
      }
    }
  }

  /// A word that could be taken for the beginning of something else stays where it is.
  private static func canBeginLine(_ word: Substring) -> Bool {
    word.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
  }

  /// Writes a text of `|` or `>` with its lines as they are; returns false for one that sets its own indentation.
  private mutating func blockText(_ range: ByteRange, indent: Int, beside comment: Comment?) -> Bool {
    let text = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    var source = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { line in
      String(line.last == "\r" ? line.dropLast() : line)
    }
    let header = source.removeFirst().prefix { $0 != " " && $0 != "\t" && $0 != "#" }
    guard header.count <= 2, !header.contains(where: { $0.isNumber || $0 == "+" }),
      let first = source.first(where: { $0.contains { $0 != " " } })
    else { return false }
    let cut = first.prefix { $0 == " " }.count
    append(String(header))
    beside(comment)
    for line in source {
      let isBlank = line.allSatisfy { $0 == " " }
      let kept = isBlank ? "" : String(repeating: " ", count: indent) + line.dropFirst(cut)
      lines.append(Line(text: kept, isRaw: true))
    }
    return true
  }

  // MARK: Brackets

  private func fits(_ node: LayoutNode, after column: Int, reserve: Int) -> Bool {
    flat(node).map { column + $0.count + reserve <= Self.width } ?? false
  }

  /// Returns the value on one line; nil when a comment forbids it.
  private func flat(_ node: LayoutNode, isProse: Bool = false) -> String? {
    if case .scalar(let scalar) = node.kind {
      return ScalarText.line(scalar, inFlow: true, isProse: isProse)
    }
    guard node.opening == nil, node.closing.isEmpty else { return nil }
    var parts: [String] = []
    for entry in node.entries {
      guard entry.before.isEmpty, entry.after == nil,
        let value = flat(entry.value, isProse: Self.isProse(entry))
      else { return nil }
      parts.append(head(of: entry) + value)
    }
    let joined = parts.joined(separator: ", ")
    return node.kind == .mapping ? "{\(joined)}" : "[\(joined)]"
  }

  private func head(of entry: LayoutEntry) -> String {
    entry.key.map { ScalarText.line($0, inFlow: true) + ": " } ?? ""
  }

  /// Writes a list or mapping, as many entries on a line as it holds, the next lines below the first entry.
  /// - Parameter reserve: characters that must follow the closing bracket on its line.
  private mutating func flow(_ node: LayoutNode, reserve: Int, isProse: Bool = false) {
    if let text = flat(node, isProse: isProse),
      column + text.count + reserve <= Self.width || node.entries.isEmpty
    {
      append(text)
      return
    }
    guard !node.entries.isEmpty || node.opening != nil || !node.closing.isEmpty else { return }
    append(node.kind == .mapping ? "{" : "[")
    let indent = column
    beside(node.opening)
    var needsBreak = node.opening != nil
    // What follows a value of several lines would be hidden at the end of its last.
    var wasBroken = false
    for (index, entry) in node.entries.enumerated() {
      let isLast = index + 1 == node.entries.count
      let isClosed = isLast && entry.after == nil && node.closing.isEmpty
      let tail = isClosed ? 1 + reserve : isLast ? 0 : 1
      if !entry.before.isEmpty {
        comments(entry.before, indent: indent, keepsBlanks: false)
        needsBreak = true
      }
      let text = flat(entry.value, isProse: Self.isProse(entry)).map { head(of: entry) + $0 }
      let hasPlace = !needsBreak && !wasBroken && entry.before.isEmpty
      if hasPlace, index > 0, let text, column + 1 + text.count + tail <= Self.width {
        append(" ")
      } else if index > 0 || needsBreak {
        begin(indent)
      }
      if let text, column + text.count + tail <= Self.width || entry.value.entries.isEmpty,
        isPlainValue(entry)
      {
        append(text)
        wasBroken = false
      } else {
        append(head(of: entry))
        let line = lines.count
        flow(entry.value, reserve: tail)
        wasBroken = lines.count > line
      }
      if !isLast { append(",") }
      beside(entry.after)
      needsBreak = entry.after != nil
    }
    if needsBreak || !node.closing.isEmpty {
      comments(node.closing, indent: indent, keepsBlanks: false)
      begin(indent - 1)
    }
    append(node.kind == .mapping ? "}" : "]")
  }

  /// Whether a value without entries has no comments in its brackets either.
  private func isPlainValue(_ entry: LayoutEntry) -> Bool {
    entry.value.opening == nil && entry.value.closing.isEmpty
  }
}
