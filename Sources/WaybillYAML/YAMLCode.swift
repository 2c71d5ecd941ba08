/// The codes of problems that a file has as YAML, before the rule language comes in.
package enum YAMLCode: String, Sendable, CaseIterable {
  case tooLarge = "WB101"
  case notUTF8 = "WB102"
  case forbiddenCharacter = "WB103"
  case empty = "WB104"
  case tooDeep = "WB105"
  case tooManyNodes = "WB106"
  case syntax = "WB107"
  case tabIndentation = "WB108"
  case anchor = "WB109"
  case alias = "WB110"
  case tag = "WB111"
  case mergeKey = "WB112"
  case severalDocuments = "WB113"
  case duplicateKey = "WB114"
  case badKey = "WB115"
  case directive = "WB116"
  case tooManyProblems = "WB117"

  /// One line for the reference.
  package var title: String {
    switch self {
    case .tooLarge: "The file is larger than a rule file may be"
    case .notUTF8: "The file is not UTF-8"
    case .forbiddenCharacter: "The file contains a control character or another character that YAML forbids"
    case .empty: "The file is empty or contains only comments"
    case .tooDeep: "Lists and mappings are nested too deeply"
    case .tooManyNodes: "The file has too many entries"
    case .syntax: "The file is not well-formed YAML"
    case .tabIndentation: "A line is indented with a tab"
    case .anchor: "Anchors are not part of the rule language"
    case .alias: "Aliases are not part of the rule language"
    case .tag: "Tags are not part of the rule language"
    case .mergeKey: "Merge keys are not part of the rule language"
    case .severalDocuments: "A file may hold only one document"
    case .duplicateKey: "A key occurs twice in one mapping"
    case .badKey: "A key is missing or is not a text"
    case .directive: "Directives are not part of the rule language"
    case .tooManyProblems: "The file has more problems than are shown"
    }
  }
}
