public import WaybillCore

/// What a rule author asks of rule files: are they right, do their tests pass, what do they hold.
public enum RuleTools {
  /// The problems found in rule files.
  public struct CheckReport: Sendable {
    public var diagnostics: [Diagnostic]
    /// How many rule files were read.
    public var files: Int
    /// The diagnostics for people, with places and snippets; empty when there are none.
    public var text: String
    public init(diagnostics: [Diagnostic], files: Int, text: String) {
      self.diagnostics = diagnostics
      self.files = files
      self.text = text
    }
  }

  /// One test written beside a rule, and how it went.
  public struct TestOutcome: Sendable, Hashable {
    /// `ruleset#kind.name`.
    public var rule: String
    public var text: String
    /// What was found instead; nil when the test passed.
    public var failure: String?
    /// `file:line` of the test.
    public var place: String
    public init(rule: String, text: String, failure: String?, place: String) {
      self.rule = rule
      self.text = text
      self.failure = failure
      self.place = place
    }
  }

  /// One thing that a rule set declares.
  public struct ListRow: Sendable, Hashable {
    /// `ruleset#kind.name`.
    public var id: String
    public var summary: String
    public init(id: String, summary: String) {
      self.id = id
      self.summary = summary
    }
  }

  /// Reads rule files and reports every problem in them.
  public static func check(_ sources: [RuleSource]) -> CheckReport {
    // PLACEHOLDER: read, check and render.
    CheckReport(diagnostics: [], files: 0, text: "")
  }

  /// Renders the diagnostics of a failed load for people.
  public static func text(_ diagnostics: [Diagnostic]) -> String {
    // PLACEHOLDER: the same rendering as `check`.
    diagnostics.map { "\($0.place.file): \($0.severity.rawValue) \($0.code): \($0.message)\n" }.joined()
  }

  /// Renders diagnostics as JSON Lines, one a line.
  public static func json(_ diagnostics: [Diagnostic]) -> String {
    // PLACEHOLDER: lines and columns.
    diagnostics.map { _ in "{}\n" }.joined()
  }

  /// Runs the tests written in rule files.
  public static func test(_ sources: [RuleSource]) throws(RuleError) -> [TestOutcome] {
    // PLACEHOLDER: run them through the pipeline.
    []
  }

  /// Lists what rule files declare.
  public static func list(_ sources: [RuleSource]) throws(RuleError) -> [ListRow] {
    // PLACEHOLDER: rules, modifiers, lists, actors and classifiers.
    []
  }
}

extension Waybill {
  /// Returns how the rules read an article, step by step, for people.
  public func explain(_ article: Article) -> String {
    // PLACEHOLDER: the trace of the engine's own path.
    ""
  }
}
