package import WaybillCore
import WaybillText

/// Writes diagnostics for people, with the lines they are about, or for programs, as JSON.
///
/// Both are renderings of the same value. Control and direction characters of the file never reach the terminal.
package struct DiagnosticRenderer: Sendable {
  /// Whether text comes with terminal colours.
  package var usesColour: Bool
  private var indexes: [String: LineIndex]

  /// - Parameter files: the files that diagnostics name; a place in any other is shown without its line.
  package init(files: [RuleFile], usesColour: Bool = false) {
    self.usesColour = usesColour
    indexes = Dictionary(files.map { ($0.path, LineIndex($0.bytes)) }) { first, _ in first }
  }

  /// Returns a diagnostic as several lines of text, the last ending with a line break.
  ///
  /// ```
  /// error[WB203]: a rule `bombs` has no key `machtes`
  ///  --> arms.yaml:7:5
  ///   |
  /// 7 |     machtes: [bomb~]
  ///   |     ^^^^^^^
  ///   = help: did you mean `match`?
  /// ```
  package func text(_ diagnostic: Diagnostic) -> String {
    let colour: Colour = diagnostic.severity == .error ? .red : .yellow
    let places = [diagnostic.place] + diagnostic.notes.compactMap(\.place)
    let gutter = places.map { place in
      indexes[place.file].map { String($0.position(of: place.range.start).line).count } ?? 1
    }.max()!
    let margin = String(repeating: " ", count: gutter)

    // The name is what a comment that allows the finding says.
    let name = Lint(rawValue: diagnostic.code).map { " \($0.name)" } ?? ""
    var out = painted("\(diagnostic.severity.rawValue)[\(diagnostic.code)\(name)]", colour)
    out += painted(": \(printable(diagnostic.message))", .bold) + "\n"
    out += excerpt(diagnostic.place, colour, gutter: gutter)
    // What has no place of its own goes with the diagnostic's own excerpt.
    for note in diagnostic.notes where note.place == nil {
      out += "\(margin) \(painted("=", .blue)) \(painted("note", .cyan)): \(printable(note.message))\n"
    }
    if let suggestion = diagnostic.suggestion {
      out += "\(margin) \(painted("=", .blue)) \(painted("help", .green)): "
      out += "did you mean `\(printable(suggestion))`?\n"
    }
    for note in diagnostic.notes {
      guard let place = note.place else { continue }
      out += painted("note", .cyan) + ": \(printable(note.message))\n" + excerpt(place, .cyan, gutter: gutter)
    }
    return out
  }

  // MARK: Excerpts

  /// The widest excerpt of a line, in columns.
  private static let width = 100

  /// Returns the place and, of a known file, its line with the range marked.
  private func excerpt(_ place: Place, _ colour: Colour, gutter: Int) -> String {
    let margin = String(repeating: " ", count: gutter)
    guard let index = indexes[place.file] else {
      return "\(margin)\(painted("-->", .blue)) \(printable(place.file))\n"
    }
    let position = index.position(of: place.range.start)
    let line = index.range(ofLine: position.line)
    // Every other byte of a line in UTF-16 is zero; nobody can read it.
    let zeros = index.bytes[line.start..<min(line.end, line.start + 64)].count { $0 == 0 }
    if zeros * 3 > min(line.count, 64) {
      return
        "\(margin)\(painted("-->", .blue)) \(printable(place.file)):\(position.line):\(position.column)\n"
    }
    let (source, before, marked) = window(index.bytes, line, place.range)
    let number = String(position.line)
    let padded = String(repeating: " ", count: gutter - number.count) + number
    let marks = String(repeating: " ", count: before) + painted(String(repeating: "^", count: marked), colour)
    return """
      \(margin)\(painted("-->", .blue)) \(printable(place.file)):\(position.line):\(position.column)
      \(margin) \(painted("|", .blue))
      \(painted("\(padded) |", .blue))\(source.isEmpty ? "" : " ")\(source)
      \(margin) \(painted("|", .blue)) \(marks)

      """
  }

  /// One character of an excerpt.
  private struct Cell {
    var offset: Int
    var text: String
    var width: Int
    var isMarked: Bool
  }

  /// Returns what to print of a line, the columns before the marked part and those of the marked part.
  ///
  /// Of a long line, the part around the mark is taken; of a mark over several lines, its first.
  private func window(
    _ bytes: [UInt8], _ line: ByteRange, _ range: ByteRange
  ) -> (source: String, before: Int, marked: Int) {
    // Bytes first: a line may have megabytes, and no more than four make a character.
    let reach = Self.width * 4
    var start = max(line.start, min(range.start, line.end) - reach)
    while start > line.start && bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(line.end, range.start + 2 * reach)
    while end < line.end && bytes[end] & 0xC0 == 0x80 { end += 1 }
    let cells = cells(bytes[start..<max(start, end)], marked: range)

    let firstMarked = cells.firstIndex { $0.offset >= range.start } ?? cells.count
    let isCutBefore = start > line.start
    // A third of the width goes to what stands before the mark.
    var first = firstMarked
    var columns = 0
    while first > 0 && columns + cells[first - 1].width <= Self.width / 3 {
      columns += cells[first - 1].width
      first -= 1
    }
    // A line that fits is shown from its beginning.
    if !isCutBefore && cells.reduce(0, { $0 + $1.width }) <= Self.width { first = 0 }

    var source = first > 0 || isCutBefore ? "…" : ""
    var before = source.isEmpty ? 0 : 1
    var marked = 0
    columns = before
    var last = first
    while last < cells.count && columns + cells[last].width <= Self.width {
      let cell = cells[last]
      source += cell.text
      columns += cell.width
      if cell.isMarked { marked += cell.width } else if last < firstMarked { before += cell.width }
      last += 1
    }
    if last < cells.count || end < line.end { source += "…" }
    // An empty range, as at the end of a file, still gets a mark.
    return (source, before, max(marked, 1))
  }

  private func cells(_ bytes: ArraySlice<UInt8>, marked range: ByteRange) -> [Cell] {
    var cells: [Cell] = []
    var offset = bytes.startIndex
    var column = 0
    while offset < bytes.endIndex {
      var iterator = bytes[offset...].makeIterator()
      var cell = Cell(offset: offset, text: "\u{FFFD}", width: 1, isMarked: false)
      var length = 1
      // A byte that is no UTF-8 takes a column of its own.
      var decoder = UTF8()
      if case .scalarValue(let scalar) = decoder.decode(&iterator) {
        length = UTF8.width(scalar)
        if scalar == "\t" {
          let stop = 4
          cell.width = stop - column % stop
          cell.text = String(repeating: " ", count: cell.width)
        } else {
          cell.text = printable(scalar)
          cell.width = scalar.columns
        }
      }
      cell.isMarked = offset >= range.start && offset < range.end
      column += cell.width
      cells.append(cell)
      offset += length
    }
    return cells
  }

  // MARK: Text

  private enum Colour: String {
    case bold = "1"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
    case blue = "1;34"
    case cyan = "1;36"
  }

  private func painted(_ text: String, _ colour: Colour) -> String {
    usesColour && !text.isEmpty ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  private func printable(_ text: String) -> String {
    text.unicodeScalars.map { printable($0) }.joined()
  }

  /// Replaces what would move the cursor or turn the direction of writing.
  private func printable(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: "\u{FFFD}"
    default: String(scalar)
    }
  }
}

extension DiagnosticRenderer {
  /// Returns a diagnostic as one JSON object on one line, without a line break.
  ///
  /// Offsets are UTF-8 bytes from zero, `end` exclusive; lines and columns count from one and are null for a file
  /// that the renderer was not given.
  package func json(_ diagnostic: Diagnostic) -> String {
    let notes = diagnostic.notes.map { note in
      "{\"message\":\(quoted(note.message)),\"place\":\(note.place.map(json) ?? "null")}"
    }
    return "{\"severity\":\(quoted(diagnostic.severity.rawValue)),\"code\":\(quoted(diagnostic.code)),"
      + "\"lint\":\(Lint(rawValue: diagnostic.code).map { quoted($0.name) } ?? "null"),"
      + "\"message\":\(quoted(diagnostic.message)),\"place\":\(json(diagnostic.place)),"
      + "\"notes\":[\(notes.joined(separator: ","))],"
      + "\"suggestion\":\(diagnostic.suggestion.map(quoted) ?? "null")}"
  }

  private func json(_ place: Place) -> String {
    let from = indexes[place.file]?.position(of: place.range.start)
    let to = indexes[place.file]?.position(of: place.range.end)
    let number = { (value: Int?) in value.map { String($0) } ?? "null" }
    return "{\"file\":\(quoted(place.file)),\"start\":\(place.range.start),\"end\":\(place.range.end),"
      + "\"line\":\(number(from?.line)),\"column\":\(number(from?.column)),"
      + "\"endLine\":\(number(to?.line)),\"endColumn\":\(number(to?.column))}"
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

extension Unicode.Scalar {
  /// Columns on a terminal: none for what combines with the character before, two for wide characters.
  fileprivate var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x2_0000...0x3_FFFD:
      return 2
    default: return 1
    }
  }
}
