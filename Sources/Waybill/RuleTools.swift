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
    _ = library.lint()
    return report(library)
  }

  private static func report(_ library: RuleLibrary) -> CheckReport {
    let renderer = DiagnosticRenderer(files: library.files)
    return CheckReport(
      diagnostics: library.diagnostics, files: library.files.count, text: text(library),
      json: library.diagnostics.map { renderer.json($0) + "\n" }.joined())
  }

  /// Reads rule files and reports what works in them, but probably not as meant.
  /// - Throws: the problems, when there is an error among them: rules that do not work get no such look.
  public static func lint(_ sources: [RuleSource]) throws(RuleError) -> CheckReport {
    var library = RuleLibrary(sources)
    guard library.lint() != nil else { throw RuleError(library) }
    return report(library)
  }

  /// A check of rules that work, but probably not as meant.
  public struct LintInfo: Sendable, Hashable {
    public var code: String
    /// What a comment that allows its findings calls it.
    public var name: String
    public var title: String
    public init(code: String, name: String, title: String) {
      self.code = code
      self.name = name
      self.title = title
    }
  }

  /// Every lint, by code.
  public static var lints: [LintInfo] {
    Lint.allCases.map { LintInfo(code: $0.rawValue, name: $0.name, title: $0.title) }
  }

  /// The code of a path at which there is no rule file that can be read.
  public static var unreadableCode: String { CompilationCode.unreadableSource.rawValue }

  static func text(_ library: RuleLibrary) -> String {
    let renderer = DiagnosticRenderer(files: library.files)
    return library.diagnostics.map { renderer.text($0) + "\n" }.joined()
  }

  /// Lists what rule files declare: a row for each rule set.
  public static func list(_ sources: [RuleSource]) throws(RuleError) -> [ListRow] {
    var library = RuleLibrary(sources)
    guard let rules = library.compile() else { throw RuleError(library) }
    return rules.ruleSets.map { set in
      let counts = [
        (set.rules, "rules"), (set.designators, "designators"), (set.modifiers, "modifiers"),
        (set.lists, "lists"),
        (set.actors, "actors"), (set.tests, "tests"),
      ]
      var summary = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
      for author in authors(of: rules.overrides.filter { $0.target.hasPrefix(set.id + "#") }) {
        summary += ", overridden by \(author)"
      }
      return ListRow(id: set.id + (set.version.map { " \($0)" } ?? ""), summary: summary)
    }
  }

  /// One rule, designator, modifier, list, actor or policy of a rule set.
  public struct Construct: Sendable, Hashable {
    /// `ruleset#kind.name`: what an override names as its `target`.
    public var id: String
    /// The fingerprint of what its rule set says: what an override writes under `seen`.
    public var fingerprint: String
    /// What overrides do to it, with the fingerprint that it has by them; nil when there are none.
    public var overridden: String?
    public init(id: String, fingerprint: String, overridden: String?) {
      self.id = id
      self.fingerprint = fingerprint
      self.overridden = overridden
    }
  }

  /// Lists everything in rule files that has a name of its own and can be overridden.
  public static func constructs(_ sources: [RuleSource]) throws(RuleError) -> [Construct] {
    var library = RuleLibrary(sources)
    guard let rules = library.compile() else { throw RuleError(library) }
    let overrides = Dictionary(grouping: rules.overrides, by: \.target)
    return rules.constructs.map { construct in
      var notes: [String] = []
      if let applied = overrides[construct.id] {
        let verb = construct.fingerprint == nil ? "disabled" : "overridden"
        notes.append("\(verb) by \(authors(of: applied).joined(separator: ", "))")
      }
      // What a list says counts for all that refers to it.
      if let now = construct.fingerprint, now != construct.base {
        notes.append(notes.isEmpty ? "changed by an override of its lists: now \(now)" : "now \(now)")
      }
      return Construct(
        id: construct.id, fingerprint: construct.base,
        overridden: notes.isEmpty ? nil : notes.joined(separator: ", "))
    }
  }

  private static func authors(of overrides: [AppliedOverride]) -> [String] {
    Set(overrides.map(\.ruleSet)).sorted()
  }
}

extension Waybill {
  /// Returns how the rules read an article, step by step, for people.
  public func explain(_ article: Article) -> String { Explanation(article, pipeline: pipeline).text }
}
