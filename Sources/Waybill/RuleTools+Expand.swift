import WaybillAuthoring
public import WaybillCore
import WaybillRules
import WaybillText

extension RuleTools {
  /// What phrases become.
  public struct ExpansionReport: Sendable {
    /// For people, the phrases one after the other.
    public var text: String
    /// For programs, one JSON object a line.
    public var json: String
    /// How many phrases were expanded.
    public var phrases: Int
    /// What is wrong with those that could not be.
    public var diagnostics: [Diagnostic]
    public var problemText: String
    public var problemJSON: String
  }

  /// What `expand` was asked for and is not there.
  public struct UnknownName: Error, CustomStringConvertible {
    public var description: String
  }

  /// Writes out a phrase, or all phrases of a construct, as the engine does.
  /// - Parameters:
  ///   - subject: a phrase, or an id such as `ruleset#rule.name`.
  ///   - ruleSet: the rule set whose names a phrase uses; nil for any.
  ///   - limit: how many variants, forms and phrases of a list the text shows.
  /// - Throws: `RuleError` or `UnknownName`.
  public static func expand(
    _ subject: String, rules sources: [RuleSource], in ruleSet: String? = nil, limit: Int = 12
  ) throws -> ExpansionReport {
    let library = RuleLibrary(sources)
    if library.diagnostics.contains(where: { $0.severity == .error }) { throw RuleError(library) }
    let known = library.declarations.map(\.id.value)
    if let ruleSet, !known.contains(ruleSet) {
      throw unknown("rule set", ruleSet, among: known)
    }
    var expander = PhraseExpander(library.declarations)
    var diagnostics: [Diagnostic] = []
    var files = library.files
    let found: [Expansion]
    if isID(subject) {
      guard let expansions = expander.expand(id: subject, diagnostics: &diagnostics) else {
        throw unknown("rule, designator, modifier, list or actor", subject, among: expander.ids)
      }
      found = expansions
    } else {
      let phrase = Located(subject, at: ByteRange(0, subject.utf8.count))
      files.append(RuleFile(path: "phrase", bytes: Array(subject.utf8)))
      found =
        expander.expand(phrase, in: ruleSet, file: "phrase", diagnostics: &diagnostics).map { [$0] } ?? []
    }
    let renderer = DiagnosticRenderer(files: files)
    return ExpansionReport(
      text: found.map { $0.text(limit: limit) }.joined(separator: "\n"),
      json: found.map { $0.json + "\n" }.joined(), phrases: found.count, diagnostics: diagnostics,
      problemText: diagnostics.map { renderer.text($0) + "\n" }.joined(),
      problemJSON: diagnostics.map { renderer.json($0) + "\n" }.joined())
  }

  /// Whether this is `ruleset#kind.name`; a phrase holds no `#` right before one of these words.
  private static func isID(_ subject: String) -> Bool {
    let parts = subject.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && !subject.contains(" ") && parts[1].contains(".")
  }

  private static func unknown(_ kind: String, _ name: String, among known: [String]) -> UnknownName {
    let near = NearestName.nearest(to: name, among: known)
    return UnknownName(
      description: "there is no \(kind) `\(name)`"
        + (near.map { "; did you mean `\($0)`?" } ?? " in these rule sets"))
  }
}
