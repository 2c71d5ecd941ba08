package import WaybillCore

/// Writes findings as rows for people.
///
/// Rules that make claims give a row for each claim, and with labels of plain axes a column for those; other rules give a
/// row for each label of an article. A record without any of it has no row. Columns have fixed widths, because rows are
/// written while the corpus is still being read. What is wider pushes the rest of its row to the right; nothing is cut.
package struct TableEncoder: Sendable {
  private let hasClaims: Bool
  private let hasLabels: Bool
  /// Of all columns but the last, in characters.
  private let widths: [Int]

  /// - Parameter adds: what the classifiers can find.
  package init(_ adds: Set<FindingKind>) {
    hasClaims = adds.contains(.claims) || adds.isEmpty
    hasLabels = adds.contains(.labels)
    widths = hasClaims ? [10, 32, 12, 9, 18, 44] + (hasLabels ? [28] : []) : [10, 36, 44]
  }

  /// The row of column names.
  package var header: [UInt8] {
    if !hasClaims { return row(["DATE", "LABEL", "WORDS", "ID"]) }
    let names = ["DATE", "SUPPLIER → RECIPIENT", "STATUS", "GRADE", "SCORE", "ITEMS"]
    return row(names + (hasLabels ? ["LABELS"] : []) + ["ID"])
  }

  /// Appends the rows of a record.
  package func append(_ record: Record, to buffer: inout [UInt8]) {
    let date = record.article.date ?? "-"
    let id = record.article.id
    guard hasClaims else {
      for (label, words) in Self.labels(record.findings, withMentions: true) {
        buffer.append(contentsOf: row([date, label, Self.list(words), id]))
      }
      return
    }
    let labels =
      hasLabels ? [Self.dash(Self.labels(record.findings, withMentions: false).map(\.label))] : []
    for claim in record.findings.claims {
      let grade = claim.contested ? "\(claim.grade)?" : claim.grade
      let cells = [
        date, "\(claim.supplier.name) → \(claim.recipient.name)", claim.status, grade,
        "\(Self.twoDecimals(claim.score)) \(claim.level)",
        Self.dash(Self.items(of: claim, record.findings.weapons)),
      ]
      buffer.append(contentsOf: row(cells + labels + [id]))
    }
    if record.findings.claims.isEmpty, let labels = labels.first, labels != "-" {
      buffer.append(contentsOf: row([date, "-", "-", "-", "-", "-", labels, id]))
    }
  }

  private static func items(of claim: Claim, _ weapons: [WeaponMention]) -> [String] {
    var items: [String] = []
    for item in claim.items {
      let guidance = weapons.indices.contains(item.weapon) ? weapons[item.weapon].guidance : "n/a"
      let words = [item.quantity?.text, item.leaf, guidance == "n/a" ? nil : "(\(guidance))"]
      let text = words.compactMap { $0 }.joined(separator: " ")
      if !items.contains(text) { items.append(text) }
    }
    return items
  }

  /// Each label of an article once, in the order of the text, with the wordings that say so.
  private static func labels(
    _ findings: Findings, withMentions: Bool
  ) -> [(label: String, words: [String])] {
    var labels: [(label: String, words: [String])] = []
    var numbers: [String: Int] = [:]
    func add(_ label: String, _ words: String) {
      let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if let number = numbers[label] {
        if !labels[number].words.contains(words) { labels[number].words.append(words) }
      } else {
        numbers[label] = labels.count
        labels.append((label, [words]))
      }
    }
    for span in findings.spans { add("\(span.axis): \(span.label)", span.span.text) }
    if withMentions {
      for weapon in findings.weapons {
        add(weapon.leaf + (weapon.guidance == "n/a" ? "" : " (\(weapon.guidance))"), weapon.span.text)
      }
    }
    return labels
  }

  /// The first few texts, and how many more there are.
  private static func list(_ texts: [String]) -> String {
    let shown = 5
    let more = texts.count > shown ? ", … and \(texts.count - shown) more" : ""
    return texts.prefix(shown).joined(separator: ", ") + more
  }

  private static func dash(_ texts: [String]) -> String {
    texts.isEmpty ? "-" : texts.joined(separator: ", ")
  }

  private func row(_ cells: [String]) -> [UInt8] {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let cell = cell.printable
      line += cell
      guard index < widths.count else { break }
      line += String(repeating: " ", count: max(0, widths[index] - cell.count)) + "  "
    }
    return Array((line + "\n").utf8)
  }

  private static func twoDecimals(_ score: Double) -> String {
    let hundredths = Int((score * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
