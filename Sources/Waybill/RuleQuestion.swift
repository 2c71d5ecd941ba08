import BuiltInClassifiers
import WaybillAuthoring
public import WaybillCore
import WaybillPipeline
import WaybillRules

/// Why a rule does not hit in an article.
public struct RuleQuestion: Sendable {
  /// A question about a rule that does not exist, or not as one.
  public struct NameError: Error, CustomStringConvertible {
    public var description: String
  }

  private let workshop: RuleWorkshop
  /// `ruleset#kind.name` of the construct asked about.
  public let rule: String

  /// An answer, for people and for programs.
  public struct Answer: Sendable {
    public var isHit: Bool
    public var text: String
    /// One JSON object on one line.
    public var json: String
  }

  /// Loads rule sets and finds the construct that `name`, a whole `ruleset#kind.name` or its end, means.
  /// - Throws: `RuleError` when the rules have errors, `NameError` when the name means nothing or too much.
  public init(about name: String, rules sources: [RuleSource]) throws {
    var library = RuleLibrary(sources)
    guard let rules = library.compile() else { throw RuleError(library) }
    workshop = RuleWorkshop(library.files, library.declarations, plugins: BuiltInClassifiers.all)
    switch RuleName.find(name, in: rules) {
    case .one(let found): rule = found
    case .several(let names):
      throw NameError(
        description: "`\(name)` names \(names.count) rules: \(names.prefix(6).joined(separator: ", "))")
    case .none(let nearest):
      throw NameError(
        description: "no rule, designator or modifier is named `\(name)`"
          + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
    }
  }

  /// Returns why the rule hits or does not hit in an article.
  public func answer(for article: Article) -> Answer {
    guard let why = WhyNot(rule, in: article, workshop: workshop) else {
      preconditionFailure("rules that compiled compile again")
    }
    return Answer(isHit: why.isHit, text: why.text, json: why.json.flat)
  }
}
