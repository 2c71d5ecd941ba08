import FoundationEssentials
import WaybillCore

/// Reads labelled articles and the tool's own output, both JSON Lines.
package enum LabelReader {
  /// What is wrong with a file, and where.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    package var file: String
    /// One-based.
    package var line: Int
    package var reason: String
    package var description: String { "\(file):\(line): \(reason)" }
  }

  /// Reads labelled articles.
  /// - Throws: `Problem` at the first line that is not what Documentation/Evaluation.md says.
  package static func gold(_ bytes: [UInt8], file: String) throws(Problem) -> [Gold] {
    var lineOfID: [String: Int] = [:]
    var all: [Gold] = []
    try forEachLine(bytes, of: file) { (line: GoldLine, number) throws(Problem) in
      func problem(_ reason: String) -> Problem { Problem(file: file, line: number, reason: reason) }
      if let first = lineOfID.updateValue(number, forKey: line.id.text) {
        throw problem("the id `\(line.id.text)` is that of line \(first) already")
      }
      for claim in line.claims ?? [] where !Grade.names.contains(claim.grade ?? "") {
        throw problem(
          "a claim's grade is one of \(Grade.names.joined(separator: ", ")), not `\(claim.grade ?? "null")`")
      }
      let groups = [line.construction, line.group, line.groups].compactMap { $0?.values }.flatMap { $0 }
      all.append(
        Gold(
          article: Article(
            id: line.id.text, title: line.title, date: line.date, source: line.source, url: line.url,
            text: line.text ?? ""),
          mentions: (line.mentions ?? []).map {
            Gold.Mention(text: $0.text, leaf: $0.leaf, guidance: $0.guidance ?? "n/a")
          },
          claims: (line.claims ?? []).map(\.claim), groups: groups))
    }
    return all
  }

  /// Reads records, by the article's id.
  /// - Throws: `Problem` at the first line that is no record.
  package static func predictions(_ bytes: [UInt8], file: String) throws(Problem) -> [String: Prediction] {
    var all: [String: Prediction] = [:]
    try forEachLine(bytes, of: file) { (line: RecordLine, _) throws(Problem) in
      let mentions = (line.weapons ?? []).enumerated().filter { $0.element.field ?? "text" == "text" }
      all[line.id.text] = Prediction(
        mentions: mentions.map {
          .init(text: $1.text, leaf: $1.leaf, guidance: $1.guidance ?? "n/a", index: $0)
        },
        claims: (line.claims ?? []).map(\.claim))
    }
    return all
  }

  private static func forEachLine<Line: Decodable>(
    _ bytes: [UInt8], of file: String, _ body: (Line, Int) throws(Problem) -> Void
  ) throws(Problem) {
    let decoder = JSONDecoder()
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let value: Line
      do {
        value = try decoder.decode(Line.self, from: Data(line))
      } catch {
        throw Problem(file: file, line: index + 1, reason: reason(error))
      }
      try body(value, index + 1)
    }
  }

  /// What a decoding error means for whoever wrote the line.
  private static func reason(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
      return keys.isEmpty ? "the object" : "`\(keys.joined(separator: "."))`"
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context): return "\(path(context)) has no field `\(key.stringValue)`"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(path(context)) is of the wrong kind"
    default: return "no JSON object"
    }
  }

  // MARK: Lines

  private struct GoldLine: Decodable {
    var id: ID
    var title: String?
    var date: String?
    var source: String?
    var url: String?
    var text: String?
    var mentions: [MentionLine]?
    var claims: [ClaimLine]?
    var construction: OneOrMore?
    var group: OneOrMore?
    var groups: OneOrMore?
  }

  private struct RecordLine: Decodable {
    var id: ID
    var weapons: [MentionLine]?
    var claims: [ClaimLine]?
  }

  private struct MentionLine: Decodable {
    var text: String
    var leaf: String
    var guidance: String?
    var field: String?
  }

  private struct ClaimLine: Decodable {
    var supplier: Party
    var recipient: Party
    var items: [Item]?
    var status: String?
    var grade: String?
    var evidence: Evidence?

    var claim: Gold.Claim {
      Gold.Claim(
        supplier: supplier.id, recipient: recipient.id, items: (items ?? []).map(\.leaf),
        status: status ?? "unspecified", grade: grade ?? "possible", evidence: evidence?.quotation ?? "")
    }
  }

  /// An id, which may be a number.
  private struct ID: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        text = String(number)
      } else {
        text = try container.decode(String.self)
      }
    }
  }

  /// An actor's id, alone or in an object with its name.
  private struct Party: Decodable {
    var id: String
    private enum Keys: CodingKey { case id, name }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        id = text
        return
      }
      let container = try decoder.container(keyedBy: Keys.self)
      id =
        try container.decodeIfPresent(String.self, forKey: .id)
        ?? container.decodeIfPresent(String.self, forKey: .name) ?? ""
    }
  }

  /// A leaf, alone or in an object.
  private struct Item: Decodable {
    var leaf: String
    private enum Keys: CodingKey { case leaf }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        leaf = text
      } else {
        leaf = try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .leaf)
      }
    }
  }

  /// A quotation; records have statements here, of which the first has it.
  private struct Evidence: Decodable {
    var quotation: String
    private struct Statement: Decodable { var text: String? }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        quotation = text
      } else {
        quotation = (try? container.decode([Statement].self))?.first?.text ?? ""
      }
    }
  }

  /// A text, or several.
  private struct OneOrMore: Decodable {
    var values: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        values = [text]
      } else {
        values = try container.decode([String].self)
      }
    }
  }
}
