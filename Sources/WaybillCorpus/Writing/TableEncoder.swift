package import WaybillCore

/// Writes claims as rows for people, one a claim; a record without claims has no row.
///
/// Columns have fixed widths, because rows are written while the corpus is still being read. What is wider pushes the
/// rest of its row to the right; nothing is cut.
package enum TableEncoder {
  private static let widths = [10, 32, 12, 9, 18, 44]

  /// The row of column names.
  package static var header: [UInt8] {
    row(["DATE", "SUPPLIER → RECIPIENT", "STATUS", "GRADE", "SCORE", "ITEMS", "ID"])
  }

  /// Appends a row for each claim of a record.
  package static func append(_ record: Record, to buffer: inout [UInt8]) {
    for claim in record.findings.claims {
      var items: [String] = []
      for item in claim.items {
        let guidance =
          record.findings.weapons.indices.contains(item.weapon)
          ? record.findings.weapons[item.weapon].guidance : "n/a"
        let words = [item.quantity?.text, item.leaf, guidance == "n/a" ? nil : "(\(guidance))"]
        let text = words.compactMap { $0 }.joined(separator: " ")
        if !items.contains(text) { items.append(text) }
      }
      let grade = claim.contested ? "\(claim.grade)?" : claim.grade
      buffer.append(
        contentsOf: row([
          record.article.date ?? "-", "\(claim.supplier.name) → \(claim.recipient.name)", claim.status, grade,
          "\(twoDecimals(claim.score)) \(claim.level)", items.isEmpty ? "-" : items.joined(separator: ", "),
          record.article.id,
        ]))
    }
  }

  private static func row(_ cells: [String]) -> [UInt8] {
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
