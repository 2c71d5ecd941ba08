import BuiltInClassifiers
public import WaybillCore
import WaybillPipeline
import WaybillRules
import WaybillText

/// What a rule author asks of rule files: are they right, do their tests pass, what do they hold.
public enum RuleTools {
  /// The problems found in rule files.
  public struct CheckReport: Sendable {
    public var diagnostics: [Diagnostic]
    /// How many rule files were read.
    public var files: Int
    /// The diagnostics for people, with places and snippets; empty when there are none.
    public var text: String
    /// The diagnostics for machines, one JSON object a line.
    public var json: String
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
    var library = RuleLibrary(sources)
    _ = library.compile()
    let renderer = DiagnosticRenderer(files: library.files)
    return CheckReport(
      diagnostics: library.diagnostics, files: library.files.count, text: text(library),
      json: library.diagnostics.map { renderer.json($0) + "\n" }.joined())
  }

  /// The code of a path at which there is no rule file that can be read.
  public static var unreadableCode: String { CompilationCode.unreadableSource.rawValue }

  static func text(_ library: RuleLibrary) -> String {
    let renderer = DiagnosticRenderer(files: library.files)
    return library.diagnostics.map { renderer.text($0) + "\n" }.joined()
  }

  /// Runs the tests written in rule files.
  public static func test(_ sources: [RuleSource]) throws(RuleError) -> [TestOutcome] {
    var library = RuleLibrary(sources)
    guard let rules = library.compile() else { throw RuleError(library) }
    let runner = RuleTestRunner(Pipeline(rules, plugins: BuiltInClassifiers.all))
    let lines = Dictionary(library.files.map { ($0.path, LineIndex($0.bytes)) }) { first, _ in first }
    return runner.run().map { outcome in
      let place = outcome.test.place
      let line = lines[place.file].map { ":\($0.position(of: place.range.start).line)" } ?? ""
      return TestOutcome(
        rule: outcome.test.owner, text: outcome.test.text, failure: outcome.failure, place: place.file + line)
    }
  }

  /// Lists what rule files declare.
  public static func list(_ sources: [RuleSource]) throws(RuleError) -> [ListRow] {
    var library = RuleLibrary(sources)
    guard let rules = library.compile() else { throw RuleError(library) }
    return rules.ruleSets.map { set in
      let counts = [
        (set.rules, "rules"), (set.designators, "designators"), (set.modifiers, "modifiers"),
        (set.lists, "lists"),
        (set.actors, "actors"), (set.tests, "tests"),
      ]
      let summary = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
      return ListRow(id: set.id + (set.version.map { " \($0)" } ?? ""), summary: summary)
    }
  }
}

extension Waybill {
  /// Returns how the rules read an article, step by step, for people.
  public func explain(_ article: Article) -> String { Explanation(article, pipeline: pipeline).text }
}
