public import WaybillCore
import WaybillCorpus

/// Finds one article to look at closely.
public enum ArticleLookup {
  /// Returns the article with this id, or the only one there is.
  /// - Parameters:
  ///   - path: A file, a folder, or `-` for standard input.
  ///   - id: The id wanted; nil if there is but one article.
  /// - Throws: `CorpusError` when there is no such article, or a choice to make.
  public static func article(in path: String, id: String?) throws(CorpusError) -> Article {
    var reader: CorpusReader
    do { reader = try CorpusReader([path]) } catch { throw CorpusError(.input, "\(error)") }
    let place = path == "-" ? "standard input" : path
    var found: [Article] = []
    var reject: Reject?
    // Two are enough to know that there is a choice.
    while found.count < (id == nil ? 2 : 1), let batch = reader.next() {
      batch.parse { item in
        switch item {
        case .article(let article): if id == nil || article.id == id { found.append(article) }
        case .reject(let problem): reject = reject ?? problem
        }
      }
    }
    if let id {
      guard let article = found.first else {
        throw CorpusError(.nothingToRead, "no article with the id `\(id)` in \(place)")
      }
      return article
    }
    guard let article = found.first else {
      let reason = reject.map { ": \($0.reason)" } ?? ""
      throw CorpusError(.nothingToRead, "no article in \(place)\(reason)")
    }
    if found.count > 1 {
      throw CorpusError(
        .options, "\(place) holds more than one article; name one by its id, such as `\(article.id)`")
    }
    return article
  }
}
