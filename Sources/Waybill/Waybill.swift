import BuiltInClassifiers
public import WaybillCore
package import WaybillPipeline
import WaybillRules

/// Rule sets, compiled and ready to classify articles.
public struct Waybill: Sendable {
  package let pipeline: Pipeline

  /// Loads, checks and compiles rule sets.
  /// - Throws: `RuleError` with every problem found in them.
  public init(rules sources: [RuleSource]) throws(RuleError) {
    var library = RuleLibrary(sources)
    guard let rules = library.compile() else { throw RuleError(library) }
    pipeline = Pipeline(rules, plugins: BuiltInClassifiers.all)
  }

  /// What the rule sets can find: whether there will be claims at all, or labels only.
  public var adds: Set<FindingKind> { pipeline.adds }

  /// Returns what the rules find in an article.
  public func classify(_ article: Article) -> Record { pipeline.classify(article) }
}

/// Where rule sets come from.
public enum RuleSource: Sendable, Hashable {
  /// The rule sets that come with Waybill.
  case standard
  /// A rule file, or a folder of them.
  case path(String)
}

/// Rule sets that cannot be used as they stand.
public struct RuleError: Error {
  /// Every problem found, errors and warnings.
  public var diagnostics: [Diagnostic]
  /// The problems for people, with places and snippets.
  public var text: String

  init(_ library: RuleLibrary) {
    diagnostics = library.diagnostics
    text = RuleTools.text(library)
  }
}
