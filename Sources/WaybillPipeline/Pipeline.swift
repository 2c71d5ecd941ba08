package import WaybillCore
package import WaybillMatching
package import WaybillRules

/// The path from an article to its record: one reading, then every registered classifier in order.
package struct Pipeline: Sendable {
  package private(set) var rules: CompiledRules
  private let classifiers: [any Classifier]
  /// What the registered classifiers can find.
  package var adds: Set<FindingKind> {
    classifiers.reduce(into: []) { $0.formUnion(type(of: $1).descriptor.adds) }
  }

  /// Creates the classifiers as the rule sets register them.
  /// - Parameter plugins: every plugin that a rule set may have named; others were refused by the compiler.
  package init(_ rules: CompiledRules, plugins: [any Classifier.Type]) {
    self.rules = rules
    classifiers = rules.registrations.map { registration in
      guard let plugin = plugins.first(where: { $0.descriptor.id == registration.plugin }) else {
        preconditionFailure("the compiler let the unknown plugin \(registration.plugin) pass")
      }
      return plugin.init(registration.configuration)
    }
  }

  /// Returns the same classifiers behind another form of the rules, such as one without some of them.
  package func with(_ program: RuleProgram) -> Pipeline {
    var pipeline = self
    pipeline.rules.program = program
    return pipeline
  }

  /// Returns what the rules find in an article.
  /// - Complexity: O(bytes + what was found)
  package func classify(_ article: Article) -> Record {
    Record(article: article, findings: findings(in: rules.program.read(article)))
  }

  /// Returns what the rules find in an article, which is read in the room that another reading took: for whoever
  /// classifies many articles, one after the other.
  package func classify(_ article: Article, in room: inout Reading) -> Record {
    rules.program.read(article, into: &room)
    return Record(article: article, findings: findings(in: room))
  }

  /// Returns what the classifiers say of a reading.
  ///
  /// - Parameter refusals: whether to keep what classifiers decided against.
  package func findings(in reading: Reading, refusals: Bool = false) -> Findings {
    var findings = Findings()
    if refusals { findings.refusals = [] }
    guard !reading.labels.isEmpty else { return findings }
    for classifier in classifiers { classifier.classify(reading, into: &findings) }
    return findings
  }
}
