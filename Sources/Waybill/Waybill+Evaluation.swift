import FoundationEssentials
import WaybillCore
import WaybillCorpus
import WaybillEvaluation
import WaybillMatching
import WaybillPipeline
import WaybillRules

/// Labels to compare findings with, and how to report it.
public struct EvaluationOptions: Sendable, Hashable {
  /// A file of labelled articles, as Documentation/Evaluation.md describes it.
  public var gold: String
  /// A file of records; nil to classify the labelled articles.
  public var predictions: String?
  /// How many errors are listed.
  public var errors = 20
  /// How often the articles are drawn anew for the intervals; 0 for no intervals.
  public var resamples = 1000
  public var seed: UInt64 = 1
  /// How many articles are worked on at the same time.
  public var jobs = 1
  /// One JSON object in place of the report for people.
  public var writesJSON = false
  /// Arguments that name the rules, for the commands that the report shows.
  public var ruleArguments: [String] = []

  public init(gold: String) { self.gold = gold }
}

extension Waybill {
  /// Compares findings with labels.
  /// - Returns: the report, and remarks for people about the labels.
  /// - Throws: `CorpusError` when a file cannot be read or is not what it should be; `CancellationError`.
  public func evaluate(_ options: EvaluationOptions) async throws -> (report: String, remarks: [String]) {
    let gold = try Gold.read(options.gold)
    var predictions: [String: Prediction] = [:]
    var remarks: [String] = []
    if let path = options.predictions {
      predictions = try Gold.convert(path) { bytes throws(LabelReader.Problem) in
        try LabelReader.predictions(bytes, file: path)
      }
      let known = Set(gold.map(\.article.id))
      let strange = predictions.keys.count { !known.contains($0) }
      if strange > 0 {
        remarks.append("\(strange) records are of articles without labels; they do not count")
      }
    } else {
      if let article = gold.first(where: { $0.article.text.isEmpty }) {
        throw CorpusError(
          .input, "the article `\(article.article.id)` of \(options.gold) has no `text` to classify")
      }
      predictions = try await self.predictions(of: gold, jobs: options.jobs)
    }
    remarks += unknownLeaves(in: gold)
    let evaluation = Evaluation(
      gold, predictions: predictions, branches: branches, resamples: options.resamples, seed: options.seed)
    func explain(_ id: String) -> String {
      (["waybill", "explain", options.gold.shellWord, "--id", id.shellWord]
        + options.ruleArguments.flatMap { ["--rules", $0.shellWord] }).joined(separator: " ")
    }
    if options.writesJSON {
      var json = JSONText(bytes: [])
      evaluation.append(to: &json, explain: explain)
      return (String(decoding: json.bytes, as: UTF8.self), remarks)
    }
    return (evaluation.text(errors: options.errors, explain: explain), remarks)
  }

  /// Classifies labelled articles.
  private func predictions(of gold: [Gold], jobs: Int) async throws -> [String: Prediction] {
    var waiting = gold.makeIterator()
    var predictions: [String: Prediction] = [:]
    try await OrderedRun(jobs: jobs)(
      next: { waiting.next() },
      work: { ($0.article.id, Prediction(classify($0.article).findings)) },
      deliver: { predictions[$0.0] = $0.1 })
    return predictions
  }

  /// The branch of each label of a tree.
  private var branches: [String: String] {
    let labels = pipeline.rules.program.catalog.labels
    return Dictionary(labels.compactMap { label in label.branch.map { (label.name, $0) } }) { first, _ in
      first
    }
  }

  private func unknownLeaves(in gold: [Gold]) -> [String] {
    let known = branches
    let leaves = Set(gold.flatMap { $0.mentions.map(\.leaf) + $0.claims.flatMap(\.items) })
    let unknown = leaves.filter { known[$0] == nil }.sorted()
    return unknown.isEmpty ? [] : ["no rule set declares the leaves \(unknown.joined(separator: ", "))"]
  }
}

extension Gold {
  /// Reads a file of labelled articles.
  static func read(_ path: String) throws(CorpusError) -> [Gold] {
    let gold = try convert(path) { bytes throws(LabelReader.Problem) in
      try LabelReader.gold(bytes, file: path)
    }
    if gold.isEmpty { throw CorpusError(.nothingToRead, "no labelled article in \(path)") }
    return gold
  }

  /// Reads a file and makes something of its bytes.
  static func convert<Result>(
    _ path: String, _ body: ([UInt8]) throws(LabelReader.Problem) -> Result
  ) throws(CorpusError) -> Result {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CorpusError(.input, "cannot read \(path)")
    }
    do { return try body(Array(data)) } catch { throw CorpusError(.input, "\(error)") }
  }
}

extension String {
  /// The text as one word of a shell's command line.
  fileprivate var shellWord: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"),
          UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ","):
          true
        default: false
        }
      }
    return isPlain
      ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
