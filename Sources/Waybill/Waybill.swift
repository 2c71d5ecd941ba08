public import WaybillCore

/// Rule sets, compiled and ready to classify articles.
public struct Waybill: Sendable {
  /// Loads, checks and compiles rule sets.
  /// - Throws: `RuleError` with every problem found in them.
  public init(rules: [RuleSource]) throws(RuleError) {
    // PLACEHOLDER: load and compile.
  }

  /// Returns what the rules find in an article.
  public func classify(_ article: Article) -> Record {
    // PLACEHOLDER: scan and classify.
    Record(article: article, findings: Findings())
  }
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
  public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
