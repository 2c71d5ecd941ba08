package import WaybillCore
import WaybillRules

/// The rule language as a JSON Schema, for editors: made from the tables that the reader reads by.
///
/// Draft 7, which is what language servers for YAML understand. It says which keys stand where and what their values
/// look like; names, phrases and what they mean are for `rules check`.
package struct RuleSchema {
  private let plugins: [ClassifierDescriptor]
  /// Shapes in the order in which they were met.
  private var definitions: [(id: String, schema: JSONValue)] = []

  /// Returns the schema, ending in a line break.
  /// - Parameter plugins: the classifiers that rule files can register.
  package static func text(plugins: [ClassifierDescriptor]) -> String {
    var schema = RuleSchema(plugins: plugins)
    guard case .object(let file) = schema.object(.file) else { return "" }
    let head: [(String, JSONValue)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string("Waybill rule file, version \(RuleSetReader.languageVersion)")),
    ]
    let definitions = JSONValue.object(schema.definitions.map { ($0.id, $0.schema) })
    return JSONValue.object(head + file + [("definitions", definitions)]).text() + "\n"
  }

  private init(plugins: [ClassifierDescriptor]) { self.plugins = plugins }

  // MARK: Mappings

  private mutating func reference(_ shape: MappingShape) -> JSONValue {
    if !definitions.contains(where: { $0.id == shape.id }) {
      let place = definitions.count
      definitions.append((shape.id, .object([])))
      definitions[place].schema = object(shape)
    }
    return .object([("$ref", .string("#/definitions/\(shape.id)"))])
  }

  private mutating func object(_ shape: MappingShape) -> JSONValue {
    var properties: [(String, JSONValue)] = []
    for key in shape.keys {
      properties.append((key.name, described(schema(key.value), key.summary)))
    }
    var members: [(String, JSONValue)] = [
      ("description", .string(shape.summary)), ("type", .string("object")),
      ("properties", .object(properties)),
      ("additionalProperties", .flag(false)),
    ]
    var required = shape.keys.filter(\.isRequired).map(\.name)
    // Its absence is a problem with a code of its own, so the table does not call it required.
    if shape == .file { required.insert("waybill", at: 0) }
    if !required.isEmpty { members.append(("required", .array(required.map { .string($0) }))) }
    // Each a list, so that several can stand beside one another.
    var conditions = shape.groups.map { group in
      JSONValue.object([("anyOf", .array(group.keys.map { Self.requiring([$0]) }))])
    }
    conditions += shape.exclusions.map { .object([("not", Self.requiring($0))]) }
    if shape.keys.contains(where: { $0.value == .parameters }) {
      conditions += plugins.map { parameters(of: $0) }
    }
    if !conditions.isEmpty { members.append(("allOf", .array(conditions))) }
    if required.isEmpty { members.append(("minProperties", .integer(1))) }
    return .object(members)
  }

  private static func requiring(_ keys: [String]) -> JSONValue {
    .object([("required", .array(keys.map { .string($0) }))])
  }

  /// A description beside `$ref` would not count, so the reference is wrapped.
  private func described(_ schema: JSONValue, _ summary: String) -> JSONValue {
    guard case .object(let members) = schema else { return schema }
    let isReference = members.contains { $0.0 == "$ref" }
    let rest = isReference ? [("allOf", JSONValue.array([schema]))] : members
    return .object([("description", .string(summary))] + rest)
  }

  // MARK: Values

  private mutating func schema(_ shape: ValueShape) -> JSONValue {
    switch shape {
    case .text, .phrase: Self.text
    case .designation: Self.designation
    case .name: Self.name
    // Whatever stands for digits, quoted or not: to the language a text is a text.
    case .integer(let bounds):
      .object([
        ("type", Self.types("integer", "string")), ("minimum", .integer(bounds.lowerBound)),
        ("maximum", .integer(bounds.upperBound)), ("pattern", .string("^[0-9]+$")),
      ])
    case .number: Self.number
    case .choice(let words): Self.choice(words)
    case .plugin:
      .object([
        ("oneOf", .array(plugins.map { Self.constant($0.id, $0.summary) }))
      ])
    case .parameters: .object([("type", .string("object")), ("minProperties", .integer(1))])
    case .list(let element):
      .object([("type", .string("array")), ("items", schema(element)), ("minItems", .integer(1))])
    case .mapping(let shape): reference(shape)
    case .named(let value):
      .object([
        ("type", .string("object")), ("propertyNames", .object([("pattern", .string(Self.namePattern))])),
        ("additionalProperties", schema(value)), ("minProperties", .integer(1)),
      ])
    case .open(let value):
      .object([
        ("type", .string("object")), ("additionalProperties", schema(value)), ("minProperties", .integer(1)),
      ])
    case .attributes(let extras):
      .object([
        ("type", .string("object")),
        (
          "properties",
          .object(
            Attribute.allCases.map { ($0.rawValue, Self.choice($0.values)) }
              + extras.sorted { $0.key < $1.key }.map { ($0.key, Self.choice($0.value)) })
        ),
        ("additionalProperties", .flag(false)), ("minProperties", .integer(1)),
      ])
    case .oneOf(let shapes): .object([("anyOf", .array(shapes.map { schema($0) }))])
    }
  }

  /// Every scalar is a text to the language, whatever YAML makes of it.
  private static let text = JSONValue.object([
    ("type", types("string", "number", "boolean")), ("pattern", .string("\\S")),
  ])
  private static let name = JSONValue.object([
    ("type", types("string", "number", "boolean")), ("pattern", .string(namePattern)),
  ])
  private static let number = JSONValue.object([
    ("type", types("number", "string")), ("pattern", .string("^[-+.0-9]+$")),
  ])

  /// Of ASCII only letters, digits, blanks, `+`, `-`, `.` and `/`.
  private static let designation = JSONValue.object([
    ("type", types("string", "number", "boolean")),
    ("pattern", .string("^[^\\u0000-\\u001f!-*,:-@\\[-`{-\\u007f]+$")),
  ])

  /// Of ASCII only letters, digits, `-`, `.`, `/` and `_`; letters elsewhere cannot be told apart in every dialect.
  private static let namePattern = "^[^\\u0000-,:-@\\[-\\^`{-\\u007f]+$"

  private static func types(_ names: String...) -> JSONValue { .array(names.map { .string($0) }) }

  private static func choice(_ words: [String]) -> JSONValue {
    .object([("enum", .array(words.flatMap { word in [.string(word)] + other(word) }))])
  }

  /// What YAML makes of a word without quotes, where that is no text.
  private static func other(_ word: String) -> [JSONValue] {
    if let number = Int(word) { return [.integer(number)] }
    return word == "true" || word == "false" ? [.flag(word == "true")] : []
  }

  private static func constant(_ word: String, _ summary: String) -> JSONValue {
    .object([("const", .string(word)), ("description", .string(summary))])
  }

  // MARK: Parameters

  /// What `parameters` may hold when `plugin` names this one.
  private func parameters(of plugin: ClassifierDescriptor) -> JSONValue {
    let properties = plugin.parameters.map { ($0.name, described(Self.schema($0.kind), $0.summary)) }
    let allowed =
      properties.isEmpty
      ? JSONValue.flag(false)
      : .object([("properties", .object(properties)), ("additionalProperties", .flag(false))])
    return .object([
      ("if", .object([("properties", .object([("plugin", .object([("const", .string(plugin.id))]))]))])),
      ("then", .object([("properties", .object([("parameters", allowed)]))])),
    ])
  }

  private static func schema(_ kind: ParameterDescriptor.Kind) -> JSONValue {
    switch kind {
    case .text, .label, .labelOf, .actor, .list: text
    case .number: number
    case .flag: choice(["true", "false"])
    case .array(let element):
      .object([("type", .string("array")), ("items", schema(element))])
    case .map(_, let value):
      .object([("type", .string("object")), ("additionalProperties", schema(value))])
    }
  }
}
