/// The codes of problems that only the author's tools meet.
package enum AuthoringCode: String, Sendable, CaseIterable {
  case notFaithful = "WB701"
  case notWritten = "WB702"
  case ambiguousList = "WB703"
  case notRuleFile = "WB704"

  /// One line for the reference.
  package var title: String {
    switch self {
    case .notFaithful: "The formatter cannot lay the file out without changing it"
    case .notWritten: "A formatted file cannot be put in its place"
    case .ambiguousList: "A list named in a phrase outside of any file could be one of several"
    case .notRuleFile: "A file to be formatted is YAML, but no rule file"
    }
  }
}
