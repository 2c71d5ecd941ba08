package import WaybillCore
package import WaybillMatching
package import WaybillText

/// All rule sets of a run, checked and frozen: shared by every task that reads articles.
package struct CompiledRules: Sendable {
  package var program: RuleProgram
  /// Classifiers in the order they run: each after those it needs.
  package var registrations: [Registration]
  package var ruleSets: [RuleSetSummary]
  package var tests: [RuleTest]
  /// The phrases as they were written; nil unless they were asked for.
  package var phrases: PhraseIndex?
  /// The construct that was asked for, taken apart.
  package var anatomy: RuleAnatomy?
  /// The overrides in force, by target.
  package var overrides: [AppliedOverride]
  /// What was compiled, overrides applied.
  package var declarations: [RuleSetDeclaration]
  /// The fingerprints of what the files say.
  var baseFingerprints: ConstructFingerprints
  /// The fingerprints with overrides applied.
  var fingerprints: ConstructFingerprints

  /// A classifier as a rule set registers it.
  package struct Registration: Sendable {
    package var plugin: String
    package var configuration: ClassifierConfiguration
  }

  /// What `rules list` prints of a rule set.
  package struct RuleSetSummary: Sendable {
    package var id: String
    package var version: String?
    package var file: String
    package var rules: Int
    package var designators: Int
    package var modifiers: Int
    package var lists: Int
    package var actors: Int
    package var tests: Int
  }
}

/// An override that was found fit and applied.
package struct AppliedOverride: Sendable, Hashable {
  /// `ruleset#kind.name` of what is changed.
  package var target: String
  /// The rule set whose override it is.
  package var ruleSet: String
  package var place: Place
  package var isDisabled: Bool
  package var why: String
}

/// An inline test, bound to the construct that carries it.
package struct RuleTest: Sendable {
  package enum Subject: Sendable, Hashable {
    /// Numbers of the catalog: the rule itself and those its heads turn it into.
    case rules(Set<Int>)
    case modifier(Int)
    /// All claims of the text, whichever rules they come from.
    case record
  }
  /// `ruleset#kind.name`; `ruleset#tests.group` for a rule set's own tests.
  package var owner: String
  package var subject: Subject
  /// The text without its marks.
  package var text: String
  /// Where the marks stood, as byte ranges of `text`.
  package var marks: [ByteRange]
  /// Nil for `expect: none`.
  package var expectation: [(key: String, value: String)]?
  package var isKnownGap: Bool
  /// The author's word on what makes the text hard; nil when there is none.
  package var why: String?
  package var place: Place
}
