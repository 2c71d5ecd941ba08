import Foundation
import WaybillBenchSupport
import WaybillCore

/// A corpus to work on, as a JSON Lines file and as articles in memory.
struct Corpus: Sendable {
  let name: String
  let path: String
  /// Size of the file.
  let bytes: Int
  let articles: [Article]
  /// Whether single stages are timed on it too.
  let isForStages: Bool

  /// The file that `WAYBILL_CORPUS` names, or else generated corpora in three sizes.
  static let all: [Corpus] = {
    if let path = ProcessInfo.processInfo.environment["WAYBILL_CORPUS"] {
      return [Corpus(name: URL(fileURLWithPath: path).lastPathComponent, path: path, isForStages: true)]
    }
    return GeneratedNews.Kind.allCases.flatMap { kind in
      [1, 8, 64].map { size in generated(kind, size: size) }
    }
  }()

  private static func generated(_ kind: GeneratedNews.Kind, size: Int) -> Corpus {
    var news = GeneratedNews(kind, seed: 20_221_102)
    let count = 64 * size
    let lines = (0..<count).map { news.line($0) }
    let path = FileManager.default.temporaryDirectory.appending(path: "waybill-\(kind)-\(size)x.jsonl").path
    guard FileManager.default.createFile(atPath: path, contents: Data(lines.joined().utf8)) else {
      fatalError("cannot write \(path)")
    }
    let corpus = Corpus(name: "\(kind) \(size)×", path: path, isForStages: size == 8)
    if size == 64 { verify(corpus, kind) }
    return corpus
  }

  private init(name: String, path: String, isForStages: Bool) {
    self.name = name
    self.path = path
    self.isForStages = isForStages
    do { articles = try Stages.articles(in: path) } catch { fatalError("cannot read \(path): \(error)") }
    guard !articles.isEmpty, let data = FileManager.default.contents(atPath: path) else {
      fatalError("\(path) holds no article")
    }
    bytes = data.count
  }

  /// A generator that went astray would make every figure meaningless.
  private static func verify(_ corpus: Corpus, _ kind: GeneratedNews.Kind) {
    let sizes = corpus.articles.map(\.text.utf8.count).sorted()
    let median = sizes[sizes.count / 2]
    let high = sizes[sizes.count * 95 / 100]
    let foreign = corpus.articles.count { !$0.text.utf8.allSatisfy { $0 < 0x80 } }
    let share = Double(foreign) / Double(sizes.count)
    precondition(
      (kind.medianBytes * 9 / 10...kind.medianBytes * 11 / 10).contains(median), "median \(median)")
    precondition((kind.medianBytes * 4...kind.medianBytes * 6).contains(high), "95th percentile \(high)")
    precondition((0.58...0.68).contains(share), "\(share) of the articles are not ASCII")
  }
}
