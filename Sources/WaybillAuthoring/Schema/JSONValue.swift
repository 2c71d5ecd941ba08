/// A JSON value whose objects keep the order in which they were put together.
package indirect enum JSONValue: Sendable {
  case string(String)
  case integer(Int)
  case flag(Bool)
  case null
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// Returns the value over several lines, indented by two; short ones on one line.
  package func text(indent: Int = 0) -> String {
    let flat = flat
    if indent + flat.utf8.count <= 100 { return flat }
    let margin = String(repeating: " ", count: indent + 2)
    switch self {
    case .string, .integer, .flag, .null: return flat
    case .array(let values):
      let lines = values.map { margin + $0.text(indent: indent + 2) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(margin.dropLast(2))]"
    case .object(let members):
      let lines = members.map { "\(margin)\(Self.quoted($0.0)): \($0.1.text(indent: indent + 2))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(margin.dropLast(2))}"
    }
  }

  /// The value on one line.
  package var flat: String {
    switch self {
    case .string(let text): Self.quoted(text)
    case .integer(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .null: "null"
    case .array(let values): "[\(values.map(\.flat).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\(Self.quoted($0.0)): \($0.1.flat)" }.joined(separator: ", "))}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
