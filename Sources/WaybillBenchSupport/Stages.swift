import BuiltInClassifiers
public import Waybill
public import WaybillCore
import WaybillCorpus
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// The stages between an article's bytes and its record, one by one, for benchmarks.
///
/// Each does what the pipeline does at that point and returns a small result that a benchmark can check and keep from
/// being optimised away.
public struct Stages: Sendable {
  private let pipeline: Pipeline

  /// Takes the stages of loaded rule sets.
  public init(_ waybill: Waybill) { pipeline = waybill.pipeline }

  /// Reads the articles of a file or folder; what is no article is left out.
  public static func articles(in path: String) throws -> [Article] {
    var reader = try CorpusReader([path])
    var articles: [Article] = []
    while let batch = reader.next() {
      batch.parse { if case .article(let article) = $0 { articles.append(article) } }
    }
    return articles
  }

  /// Returns how many tokens a text has.
  public func tokenise(_ text: [UInt8]) -> Int {
    var tokens = TokenTable()
    Tokenizer.append(text, vocabulary: pipeline.rules.program.vocabulary, to: &tokens)
    return tokens.count
  }

  /// Reads an article: tokens, phrases, sentences, hits.
  public func read(_ article: Article) -> Reading { pipeline.rules.program.read(article) }

  /// The ids of the registered classifiers, in the order they run.
  public var classifiers: [String] { pipeline.rules.registrations.map(\.configuration.id) }

  /// Returns one classifier of the registered ones.
  public func classifier(_ id: String) -> any Classifier {
    guard let registration = pipeline.rules.registrations.first(where: { $0.configuration.id == id }),
      let plugin = BuiltInClassifiers.all.first(where: { $0.descriptor.id == registration.plugin })
    else { preconditionFailure("no classifier is registered as \(id)") }
    return plugin.init(registration.configuration)
  }

  /// Returns how many bytes a record takes as a line of JSON.
  public static func encode(_ record: Record, into buffer: inout [UInt8]) -> Int {
    buffer.removeAll(keepingCapacity: true)
    RecordEncoder.append(record, to: &buffer)
    return buffer.count
  }
}
