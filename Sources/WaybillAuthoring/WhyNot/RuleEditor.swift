import WaybillCore
import WaybillRules
import WaybillText

/// Makes edits of rule files: what to put where, in either style of YAML.
///
/// Whether an edit does what is meant is found out by compiling; here it is only put down.
struct RuleEditor {
  private let workshop: RuleWorkshop

  init(_ workshop: RuleWorkshop) { self.workshop = workshop }

  /// Replaces a part of a scalar, or all of it.
  func replace(_ source: RuleAnatomy.Source, with text: String) -> RuleEdit {
    RuleEdit(
      place: source.place, replacement: quoted(text, at: source.place),
      summary: "`\(source.text)` → `\(text)`")
  }

  /// Replaces the gap number `index` of a phrase; nil when the scalar does not spell it as it reads.
  func replaceGap(_ index: Int, from old: Int, to new: Int, in source: RuleAnatomy.Source) -> RuleEdit? {
    let bytes = workshop.bytes(of: source.place.file)
    var position = source.place.range.start
    var seen = 0
    while position + 2 < source.place.range.end {
      if bytes[position] == UInt8(ascii: "."), bytes[position + 1] == UInt8(ascii: ".") {
        var end = position + 2
        while end < source.place.range.end, (48...57).contains(bytes[end]) { end += 1 }
        if seen == index {
          let written = String(decoding: bytes[(position + 2)..<end], as: UTF8.self)
          guard written == String(old) else { return nil }
          return RuleEdit(
            place: Place(file: source.place.file, range: ByteRange(position, end)), replacement: "..\(new)",
            summary: "`..\(old)` → `..\(new)`")
        }
        seen += 1
        position = end
      } else {
        position += 1
      }
    }
    return nil
  }

  /// Replaces a number or a word that is written plainly.
  func replace(_ place: Place, from old: String, to new: String, key: String) -> RuleEdit {
    RuleEdit(place: place, replacement: new, summary: "`\(key): \(old)` → `\(key): \(new)`")
  }

  /// Replaces the value of a key somewhere in a construct.
  func replaceValue(of key: String, from old: String, to new: String, in place: Place) -> RuleEdit? {
    let bytes = workshop.bytes(of: place.file)
    let wanted = Array("\(key): \(old)".utf8)
    var start = place.range.start
    while start + wanted.count <= place.range.end {
      if bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
        let valueStart = start + wanted.count - old.utf8.count
        return replace(
          Place(file: place.file, range: ByteRange(valueStart, start + wanted.count)), from: old, to: new,
          key: key)
      }
      start += 1
    }
    return nil
  }

  /// Adds a phrase before another one of the same list.
  func add(_ text: String, to name: String, before source: RuleAnatomy.Source) -> RuleEdit {
    let bytes = workshop.bytes(of: source.place.file)
    let start = source.place.range.start
    let new = quoted(text, at: source.place)
    var replacement = "\(new), "
    if let dash = dash(before: start, bytes) {
      // An entry on a line of its own.
      let line = lineStart(dash, bytes)
      let indentation = String(decoding: bytes[line..<dash], as: UTF8.self)
      replacement = "\(new)\n\(indentation)" + String(decoding: bytes[dash..<start], as: UTF8.self)
    }
    return RuleEdit(
      place: Place(file: source.place.file, range: ByteRange(start, start)), replacement: replacement,
      summary: "add `\(text)` to `\(name)`")
  }

  /// Takes a phrase out of a list; the key goes too when nothing is left.
  func remove(_ source: RuleAnatomy.Source, from key: String, isOnly: Bool) -> RuleEdit? {
    let bytes = workshop.bytes(of: source.place.file)
    var start = source.place.range.start
    var end = source.place.range.end
    if let dash = dash(before: start, bytes) {
      start = lineStart(isOnly ? keyStart(key, before: dash, bytes) ?? dash : dash, bytes)
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      end = min(end + 1, bytes.count)
    } else if isOnly {
      guard let keyStart = keyStart(key, before: start, bytes) else { return nil }
      start = keyStart
      while end < bytes.count, bytes[end] != UInt8(ascii: "]") { end += 1 }
      end = min(end + 1, bytes.count)
      if isComma(after: end, bytes) == nil, comma(before: start, bytes) == nil {
        // In block style the line goes, unless the key opens its entry.
        let line = lineStart(start, bytes)
        if bytes[line..<start].allSatisfy({ $0 == UInt8(ascii: " ") }) {
          start = line
          while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
          end = min(end + 1, bytes.count)
        }
      } else {
        (start, end) = withComma(start, end, bytes)
      }
    } else {
      (start, end) = withComma(start, end, bytes)
    }
    return RuleEdit(
      place: Place(file: source.place.file, range: ByteRange(start, end)), replacement: "",
      summary: "remove `\(source.text)` from `\(key)`", mark: source.place)
  }

  // MARK: Bytes

  private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

  /// Widens a range by the comma after it with its blanks, or else by the one before it.
  private func withComma(_ start: Int, _ end: Int, _ bytes: [UInt8]) -> (Int, Int) {
    if var after = isComma(after: end, bytes) {
      while after < bytes.count, isBlank(bytes[after]) { after += 1 }
      return (start, after)
    }
    return (comma(before: start, bytes) ?? start, end)
  }

  /// Returns the offset after a comma that follows, blanks aside.
  private func isComma(after offset: Int, _ bytes: [UInt8]) -> Int? {
    var offset = offset
    while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
    return offset < bytes.count && bytes[offset] == UInt8(ascii: ",") ? offset + 1 : nil
  }

  /// Returns the offset of a comma that stands before, blanks aside.
  private func comma(before offset: Int, _ bytes: [UInt8]) -> Int? {
    var offset = offset
    while offset > 0, isBlank(bytes[offset - 1]) { offset -= 1 }
    return offset > 0 && bytes[offset - 1] == UInt8(ascii: ",") ? offset - 1 : nil
  }

  private func lineStart(_ offset: Int, _ bytes: [UInt8]) -> Int {
    var offset = offset
    while offset > 0, bytes[offset - 1] != UInt8(ascii: "\n") { offset -= 1 }
    return offset
  }

  /// Returns the offset of the `-` that makes a scalar an entry on a line of its own.
  private func dash(before offset: Int, _ bytes: [UInt8]) -> Int? {
    var dash = offset
    while dash > 0, bytes[dash - 1] == UInt8(ascii: " ") { dash -= 1 }
    guard dash > 0, dash < offset, bytes[dash - 1] == UInt8(ascii: "-") else { return nil }
    let line = lineStart(dash - 1, bytes)
    return bytes[line..<(dash - 1)].allSatisfy { $0 == UInt8(ascii: " ") } ? dash - 1 : nil
  }

  /// Returns where the key of the list stands that holds what is at `offset`.
  private func keyStart(_ key: String, before offset: Int, _ bytes: [UInt8]) -> Int? {
    let wanted = Array("\(key):".utf8)
    var start = offset - wanted.count
    while start >= 0 {
      if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return start }
      start -= 1
    }
    return nil
  }

  /// Returns a phrase as a scalar, in quotes where the one it stands beside has them or YAML asks for them.
  private func quoted(_ text: String, at place: Place) -> String {
    let bytes = workshop.bytes(of: place.file)
    let first = place.range.start < bytes.count ? bytes[place.range.start] : 0
    let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    let needsQuotes =
      text.utf8.contains { ",:#[]{}\"'".utf8.contains($0) }
      || text.utf8.first.map { "*&!@%`|>-?".utf8.contains($0) } ?? true
    guard isQuoted || needsQuotes else { return text }
    return "\""
      + text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
      .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
  }
}
