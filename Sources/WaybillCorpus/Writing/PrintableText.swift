extension String {
  /// The text without what must not reach a terminal: control characters and marks of direction become blanks.
  package var printable: String {
    if unicodeScalars.allSatisfy({ !Self.isControl($0) }) { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { Self.isControl($0) ? " " : $0 }))
  }

  /// The printable text on one line, runs of blanks as one.
  package var printableLine: String {
    printable.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The text, cut to so many characters; what was cut leaves an ellipsis.
  package func shortened(to count: Int) -> String {
    self.count <= count ? self : prefix(count - 1) + "…"
  }

  /// C0, DEL and C1, line separators and the marks that turn the direction of writing.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// Columns for people, aligned: words to the left, numbers to the right.
package struct TextTable {
  /// A column's name and side.
  package struct Column: Sendable {
    var name: String
    var isNumber: Bool

    /// Creates a column of words.
    package static func words(_ name: String) -> Column { Column(name: name, isNumber: false) }
    /// Creates a column of numbers.
    package static func number(_ name: String) -> Column { Column(name: name, isNumber: true) }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  /// Creates a table without rows.
  package init(_ columns: [Column]) { self.columns = columns }

  /// Whether nothing stands below the names of the columns.
  package var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; cells that are missing stay empty.
  package mutating func add(_ cells: [String]) { rows.append(cells.map(\.printable)) }

  /// Returns the lines, the names of the columns first; no line ends in blanks.
  package func lines(indent: Int = 0) -> [String] {
    let all = [columns.map(\.name)] + rows
    let widths = columns.indices.map { column in
      all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return all.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, width) in widths.enumerated() {
        let cell = row.indices.contains(column) ? row[column] : ""
        let blanks = String(repeating: " ", count: width - cell.count)
        line += (columns[column].isNumber ? blanks + cell : cell + blanks) + "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

extension Double {
  /// The number with so many decimals.
  package func decimals(_ count: Int) -> String {
    guard isFinite else { return "–" }
    var scale = 1
    for _ in 0..<count { scale *= 10 }
    let scaled = Int((magnitude * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    let digits = count == 0 ? "" : "." + String(repeating: "0", count: count - fraction.count) + fraction
    return (self < 0 && scaled > 0 ? "-" : "") + "\(scaled / scale)" + digits
  }
}

extension Int {
  /// The number with a comma between thousands.
  package var grouped: String {
    var digits = String(magnitude)
    var out = ""
    while digits.count > 3 {
      out = "," + digits.suffix(3) + out
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + digits + out
  }
}
