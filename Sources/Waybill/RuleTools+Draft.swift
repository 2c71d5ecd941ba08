import BuiltInClassifiers
import FoundationEssentials
import WaybillAuthoring
import WaybillCore
import WaybillCorpus
import WaybillRules
import WaybillText

extension RuleTools {
  /// What a rule is to be drafted from.
  public struct DraftOptions: Sendable {
    /// Files of examples: YAML in the form of a rule's tests, or text with one example a line.
    public var files: [String] = []
    /// Sentences with `[[…]]` around what is to be found.
    public var examples: [String] = []
    /// Sentences in which nothing is to be found.
    public var nearMisses: [String] = []
    /// `axis=label`; nil when the examples say.
    public var label: String?
    /// The rule's name; nil for the label's.
    public var id: String?
    /// The name of the rule set around it.
    public var ruleSet = "my.draft"
    /// Articles in which to count what the rule would find.
    public var corpus: [String] = []

    public init() {}
  }

  /// A drafted rule, tried out.
  public struct DraftReport: Sendable {
    /// A rule file with the rule and its tests.
    public var yaml: String
    /// What was chosen and checked, for people.
    public var text: String
    /// All of it for programs, one JSON object.
    public var json: String
  }

  /// Why no rule was drafted.
  public struct DraftError: Error, CustomStringConvertible {
    /// Whether the request was right and only no rule fits the examples.
    public var isCollision: Bool
    /// Several lines for people.
    public var description: String
    /// For programs, one JSON object.
    public var json: String

    init(_ refusal: DraftRefusal) {
      isCollision = refusal.isCollision
      description = refusal.text
      json = refusal.json
    }

    init(problem: String, text: String? = nil) {
      self.init(DraftRefusal(isCollision: false, message: problem, notes: []))
      if let text { description = text }
    }
  }

  /// Drafts a rule from examples and near misses and checks it beside the loaded rules.
  /// - Throws: `RuleError` when the loaded rules are broken, `DraftError` when there is no draft.
  public static func draft(_ options: DraftOptions, rules sources: [RuleSource]) throws -> DraftReport {
    var library = RuleLibrary(sources)
    guard let rules = library.compile() else { throw RuleError(library) }
    var request = DraftRequest(examples: try examples(options), id: options.id, ruleSet: options.ruleSet)
    if let label = options.label {
      let parts = label.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw DraftError(problem: "a label is an axis and one of its labels, as in weapon=main-battle-tank")
      }
      request.label = (parts[0], parts[1])
    }
    for (name, what) in [(options.id, "rule"), (options.ruleSet, "rule set")] {
      guard let name else { continue }
      let isName = name.utf8.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 32 } ?? false
      let rest = name.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
      }
      if !isName || !rest {
        throw DraftError(
          problem: "`\(name)` cannot be the name of a \(what): letters, digits, `-`, `_` and `.`")
      }
    }
    let drafter = RuleDrafter(library.declarations, compiled: rules, plugins: BuiltInClassifiers.all)
    let draft: RuleDraft
    do { draft = try drafter.draft(request) } catch { throw DraftError(error) }
    let corpus = try options.corpus.isEmpty ? nil : found(by: draft, in: options.corpus)
    return DraftReport(
      yaml: draft.yaml, text: draft.summary(corpus: corpus), json: draft.json(corpus: corpus))
  }

  private static func examples(_ options: DraftOptions) throws(DraftError) -> [DraftExample] {
    var examples: [DraftExample] = []
    for path in options.files {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw DraftError(problem: "\(path): there is no such file, or it cannot be read")
      }
      let file = RuleFile(path: path, bytes: Array(data))
      var problems: [Diagnostic] = []
      examples += DraftExample.read(file, diagnostics: &problems)
      if !problems.isEmpty {
        let renderer = DiagnosticRenderer(files: [file])
        throw DraftError(
          problem: problems[0].message, text: problems.map { renderer.text($0) }.joined(separator: "\n"))
      }
    }
    func add(_ texts: [String], _ option: String, expectation: [(key: String, value: String)]?)
      throws(DraftError)
    {
      for (index, text) in texts.enumerated() {
        let place = "\(option) \(index + 1)"
        guard let example = DraftExample(text, expectation: expectation, place: place) else {
          throw DraftError(problem: "the marks `[[` and `]]` of \(place) do not pair: “\(text)”")
        }
        examples.append(example)
      }
    }
    try add(options.examples, "--example", expectation: [])
    try add(options.nearMisses, "--not", expectation: nil)
    return examples
  }

  private static func found(by draft: RuleDraft, in paths: [String]) throws(DraftError) -> DraftCorpus {
    var corpus = DraftCorpus(draft)
    var reader: CorpusReader
    do { reader = try CorpusReader(paths) } catch { throw DraftError(problem: "\(error)") }
    while let batch = reader.next() {
      batch.parse { item in if case .article(let article) = item { corpus.add(article) } }
    }
    guard corpus.articles > 0 else {
      throw DraftError(problem: "no article in \(paths.joined(separator: ", "))")
    }
    return corpus
  }
}
