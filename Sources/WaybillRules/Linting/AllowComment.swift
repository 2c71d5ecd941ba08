package import WaybillText
import WaybillYAML

/// `# waybill: allow unused-list — the reason`: a comment that silences lints on its line, or on the next one when it
/// stands alone.
package struct AllowComment: Sendable {
  /// The words that name lints, known or not.
  package var names: [Located<String>]
  /// Nil when none is given.
  package var reason: String?
  package var range: ByteRange
  /// The line that it speaks of.
  package var line: ByteRange

  /// Finds the comments of a file. YAML's parser drops them, so the source is read; the tree tells where a text merely
  /// looks like one.
  /// - Complexity: O(bytes)
  static func all(in bytes: [UInt8], tree: YAMLNode) -> [AllowComment] {
    var found: [(start: Int, directive: Int)] = []
    var index = 0
    while index < bytes.count {
      defer { index += 1 }
      guard bytes[index] == UInt8(ascii: "#"), index == 0 || bytes[index - 1] <= 0x20 else { continue }
      if let directive = directive(bytes, after: index) { found.append((index, directive)) }
    }
    guard !found.isEmpty else { return [] }
    let texts = scalars(in: tree).sorted { $0.start < $1.start }
    let comments = found.filter { comment in
      // The last text that begins before it may hold it.
      var low = 0
      var high = texts.count
      while low < high {
        let middle = (low + high) / 2
        if texts[middle].start <= comment.start { low = middle + 1 } else { high = middle }
      }
      return low == 0 || texts[low - 1].end <= comment.start
    }
    return read(comments, bytes)
  }

  /// Returns where the words after `waybill: allow` begin; nil for any other comment.
  private static func directive(_ bytes: [UInt8], after hash: Int) -> Int? {
    var index = skipBlanks(bytes, from: hash + 1)
    for word in ["waybill:", "allow"] {
      guard bytes[index...].starts(with: word.utf8) else { return nil }
      index += word.utf8.count
      if word == "allow", index < bytes.count, bytes[index] > 0x20 { return nil }
      index = skipBlanks(bytes, from: index)
    }
    return index
  }

  private static func skipBlanks(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index
  }

  private static func scalars(in root: YAMLNode) -> [ByteRange] {
    var ranges: [ByteRange] = []
    var open = [root]
    while let node = open.popLast() {
      switch node.content {
      case .scalar, .refused: ranges.append(node.range)
      case .sequence(let items, _): open += items
      case .mapping(let entries, _):
        for entry in entries {
          ranges.append(entry.keyRange)
          open.append(entry.value)
        }
      }
    }
    return ranges
  }

  /// Reads the comments, last first, so that several above one line all come to speak of it at no cost.
  private static func read(_ comments: [(start: Int, directive: Int)], _ bytes: [UInt8]) -> [AllowComment] {
    var result: [AllowComment] = []
    var below: (start: Int, line: ByteRange)?
    for comment in comments.reversed() {
      var start = comment.start
      while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
      let end = lineEnd(bytes, from: comment.start)
      var line = ByteRange(start, end)
      if skipBlanks(bytes, from: start) == comment.start {
        line = codeLine(bytes, from: end, below)
        below = (start, line)
      }
      let (names, reason) = words(bytes, comment.directive, end)
      result.append(
        AllowComment(names: names, reason: reason, range: ByteRange(comment.start, end), line: line))
    }
    return result.reversed()
  }

  private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// Returns the next line that is neither empty nor a comment.
  private static func codeLine(
    _ bytes: [UInt8], from start: Int, _ below: (start: Int, line: ByteRange)?
  ) -> ByteRange {
    var index = start
    while index < bytes.count {
      index += 1
      let first = skipBlanks(bytes, from: index)
      let end = lineEnd(bytes, from: first)
      if let below, index >= below.start { return below.line }
      if first < end, bytes[first] != UInt8(ascii: "#") { return ByteRange(index, end) }
      index = end
    }
    return ByteRange(bytes.count, bytes.count)
  }

  /// Parts the names of lints from the reason, which stands after a dash or a colon.
  private static func words(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ([Located<String>], String?) {
    var names: [Located<String>] = []
    var index = start
    while index < end {
      while index < end, bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: ",") { index += 1 }
      var last = index
      while last < end, bytes[last] > 0x20, bytes[last] != UInt8(ascii: ","), bytes[last] != UInt8(ascii: ":")
      {
        last += 1
      }
      let word = String(decoding: bytes[index..<last], as: UTF8.self)
      let isDash = ["-", "--", "–", "—"].contains(word)
      if !isDash, !word.isEmpty { names.append(Located(word, at: ByteRange(index, last))) }
      index = last
      if isDash || (last < end && bytes[last] == UInt8(ascii: ":")) {
        let rest = bytes[min(isDash ? last : last + 1, end)..<end]
        let reason = String(decoding: rest, as: UTF8.self).drop { $0 == " " || $0 == "\t" }
        return (names, reason.isEmpty ? nil : String(reason))
      }
    }
    return (names, nil)
  }
}
