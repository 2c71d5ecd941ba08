import Foundation
import Testing
import Waybill
import WaybillCore
import WaybillRules

struct RuleSchemaTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `the committed schema is the one that the tables give`() throws {
    let file = Self.root.appending(path: "Rules/schema.json")
    if ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" {
      try Data(RuleTools.schema.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == RuleTools.schema)
  }

  @Test(arguments: 0..<3)
  func `the reader accepts everything that the schema lists`(choice: Int) throws {
    var sample = try Sample(choice: choice, addsUnknown: false)
    let text = sample.file()
    let codes = Self.read(text).map(\.code)
    // A sample has all keys, those that exclude one another included.
    #expect(Set(codes).subtracting([SchemaCode.conflictingKeys.rawValue]).isEmpty, "\(codes) for\n\(text)")
    #expect(sample.keys.count > 10)
  }

  @Test(arguments: 0..<3)
  func `the schema lists every key that the reader accepts`(choice: Int) throws {
    var sample = try Sample(choice: choice, addsUnknown: true)
    let text = sample.file()
    let notes = Self.read(text).filter { ["WB203", "WB209"].contains($0.code) }.map { diagnostic in
      // The reader lists its keys wherever one is unknown.
      diagnostic.notes[0].message.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
        .map { String($0.element) }.sorted()
    }
    // Beside `forms` a range under `number` is refused unread.
    #expect(sample.keys.count - notes.count == (choice == 2 ? 1 : 0))
    let known = sample.keys.map { keys in keys.contains("rules") ? (keys + ["overrides"]).sorted() : keys }
    #expect(Set(notes) == Set(known))
  }

  @Test func `the values of the schema are those of the language`() throws {
    let sample = try Sample(choice: 0, addsUnknown: false)
    let definitions = try #require(sample.schema["definitions"] as? [String: [String: Any]])
    func property(_ shape: String, _ key: String) -> [String: Any] {
      ((definitions[shape]?["properties"] as? [String: Any])?[key] as? [String: Any]) ?? [:]
    }
    for attribute in Attribute.allCases {
      let sets = property("rule", "sets")["properties"] as? [String: [String: Any]]
      let values = sets?[attribute.rawValue]?["enum"] as? [Any] ?? []
      #expect(values.compactMap { $0 as? String } == attribute.values)
    }
    let plugins = property("classifier", "plugin")["oneOf"] as? [[String: Any]] ?? []
    #expect(
      plugins.map { $0["const"] as? String } == [
        "labels", "weapon-category", "munition-guidance", "supplier-confidence",
      ])
    #expect(property("needs", "within")["description"] as? String == "How far to look.")
    #expect(RuleTools.schema.contains("\"minimum-grade\""))
  }

  private static func read(_ text: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    _ = RuleSetReader.read(RuleFile(path: "t.yaml", bytes: Array(text.utf8)), diagnostics: &diagnostics)
    return diagnostics
  }
}

/// A rule file that has every key of the schema, made from nothing but the schema.
private struct Sample {
  let schema: [String: Any]
  /// Which of several forms is taken, where there is a choice.
  let choice: Int
  let addsUnknown: Bool
  /// The keys of each closed mapping that was written.
  var keys: [[String]] = []

  init(choice: Int, addsUnknown: Bool) throws {
    self.choice = choice
    self.addsUnknown = addsUnknown
    schema = try JSONSerialization.jsonObject(with: Data(RuleTools.schema.utf8)) as? [String: Any] ?? [:]
  }

  mutating func file() -> String { value(schema) }

  private mutating func value(_ schema: [String: Any]) -> String {
    if let reference = schema["$ref"] as? String {
      let definitions = self.schema["definitions"] as? [String: [String: Any]]
      return value(definitions?[String(reference.split(separator: "/").last!)] ?? [:])
    }
    if let properties = schema["properties"] as? [String: [String: Any]] { return mapping(properties) }
    if let all = schema["allOf"] as? [[String: Any]] { return value(all[0]) }
    if let any = schema["anyOf"] as? [[String: Any]] { return value(any[min(choice, any.count - 1)]) }
    if let any = schema["oneOf"] as? [[String: Any]] { return value(any[min(choice, any.count - 1)]) }
    if let constant = schema["const"] as? String { return constant }
    if let words = schema["enum"] as? [Any] {
      let texts = words.compactMap { $0 as? String }
      return texts[min(choice, texts.count - 1)]
    }
    if let items = schema["items"] as? [String: Any] { return "[\(value(items))]" }
    if let entries = schema["additionalProperties"] as? [String: Any] { return "{name: \(value(entries))}" }
    if let minimum = schema["minimum"] as? Int { return String(minimum) }
    switch schema["type"] as? String {
    case "object": return "{name: 1}"
    default: break
    }
    let types = schema["type"] as? [String] ?? []
    if types == ["number", "string"] { return "1.5" }
    return schema["pattern"] as? String == "\\S" ? "$actor.any" : "name"
  }

  private mutating func mapping(_ properties: [String: [String: Any]]) -> String {
    // What an override may change depends on the kind of its target, which a schema cannot say.
    let properties = properties.filter { $0.key != "overrides" }
    keys.append(properties.keys.sorted())
    var entries = properties.sorted { $0.key < $1.key }.map { "\($0.key): \(value($0.value))" }
    // A tree has branches, the other kinds of axis do not.
    if properties.keys.sorted() == ["kind", "of"] {
      entries = choice == 0 ? ["kind: enum", "of: [name]"] : ["kind: tree", "of: {name: [name]}"]
    }
    if addsUnknown { entries.append("qqqqqqqq: 1") }
    return "{\(entries.joined(separator: ", "))}"
  }
}
