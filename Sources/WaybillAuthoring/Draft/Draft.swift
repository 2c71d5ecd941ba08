package import WaybillPipeline

/// What a rule is to be drafted from.
package struct DraftRequest: Sendable {
  package var examples: [DraftExample]
  /// What the rule is to emit; nil when the examples say.
  package var label: (axis: String, label: String)?
  /// The rule's name; nil for the label's.
  package var id: String?
  /// The name of the rule set around it.
  package var ruleSet: String

  package init(
    examples: [DraftExample], label: (axis: String, label: String)? = nil, id: String? = nil,
    ruleSet: String = "my.draft"
  ) {
    self.examples = examples
    self.label = label
    self.id = id
    self.ruleSet = ruleSet
  }
}

/// A rule that finds every example and no near miss, and breaks no test of the loaded rules.
package struct RuleDraft: Sendable {
  /// One of its phrases, and where it was needed.
  package struct Phrase: Sendable {
    package var text: String
    /// The examples that it finds, or for an exception the near misses that it takes away.
    package var places: [String]
  }

  /// The rule file in canonical layout.
  package var yaml: String
  /// `ruleset#rule.name`.
  package var rule: String
  package var phrases: [Phrase]
  package var exceptions: [Phrase]
  /// Words that the rule wants in the sentence.
  package var needs: [String]
  /// Examples that the loaded rules find already, and by which rule.
  package var left: [Phrase]
  package var hits: Int
  package var misses: Int
  /// How many tests of the loaded rules passed beside it.
  package var otherTests: Int
  /// The rule among the loaded ones, ready to read articles.
  package var pipeline: Pipeline
}

/// Why no rule was drafted.
package struct DraftRefusal: Error, Sendable {
  /// Whether the request makes sense, and only no rule separates its examples.
  package var isCollision: Bool
  package var message: String
  /// What collides with what, or what would help.
  package var notes: [String]

  package init(isCollision: Bool, message: String, notes: [String]) {
    self.isCollision = isCollision
    self.message = message
    self.notes = notes
  }

  static func unusable(_ message: String, _ notes: String...) -> DraftRefusal {
    DraftRefusal(isCollision: false, message: message, notes: notes)
  }

  static func collision(_ message: String, _ notes: [String]) -> DraftRefusal {
    DraftRefusal(isCollision: true, message: message, notes: notes)
  }
}
