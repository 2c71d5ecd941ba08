/// The codes of problems that a well-formed YAML file has as a rule file, each seen in one place of one file.
package enum SchemaCode: String, Sendable, CaseIterable {
  case missingLanguageVersion = "WB201"
  case unsupportedLanguageVersion = "WB202"
  case unknownKey = "WB203"
  case missingKey = "WB204"
  case wrongType = "WB205"
  case missingValue = "WB206"
  case emptyCollection = "WB207"
  case unknownValue = "WB208"
  case unknownAttribute = "WB209"
  case unknownAttributeValue = "WB210"
  case notANumber = "WB211"
  case numberOutOfRange = "WB212"
  case badName = "WB213"
  case noEffect = "WB214"
  case conflictingKeys = "WB215"
  case unbalancedMarks = "WB218"

  /// One line for the reference.
  package var title: String {
    switch self {
    case .missingLanguageVersion: "The file does not say which version of the rule language it is written in"
    case .unsupportedLanguageVersion:
      "The file is written in a version of the rule language that is not supported"
    case .unknownKey: "A key is not part of the construct it stands in"
    case .missingKey: "A required key is missing"
    case .wrongType: "A text, list or mapping stands where something else belongs"
    case .missingValue: "A key or list entry has no value"
    case .emptyCollection: "A list or mapping that needs entries has none"
    case .unknownValue: "A value is not one of those allowed"
    case .unknownAttribute: "An attribute is not in the language's table"
    case .unknownAttributeValue: "An attribute cannot take this value"
    case .notANumber: "A number cannot be read"
    case .numberOutOfRange: "A number is outside the range allowed"
    case .badName: "A name contains characters that names cannot have"
    case .noEffect: "A rule, designator or modifier does nothing"
    case .conflictingKeys: "Two keys exclude one another"
    case .unbalancedMarks: "The marks [[ and ]] of a test do not pair up"
    }
  }
}
