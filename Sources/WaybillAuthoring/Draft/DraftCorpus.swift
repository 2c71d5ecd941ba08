package import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// What a drafted rule would find in a corpus.
package struct DraftCorpus: Sendable {
  /// A hit with the words around it, the hit between `[[` and `]]`.
  package struct Sample: Sendable {
    package var article: String
    package var text: String
  }

  package var articles = 0
  package var hits = 0
  /// Articles with at least one hit.
  package var found = 0
  /// The first hits, one an article.
  package var samples: [Sample] = []

  private let program: RuleProgram
  private let rule: Int?
  private static let samplesKept = 5
  private static let context = 40

  package init(_ draft: RuleDraft) {
    program = draft.pipeline.rules.program
    rule = program.catalog.rules.firstIndex { $0.name == draft.rule }
  }

  /// Counts the hits in one more article.
  package mutating func add(_ article: Article) {
    let reading = program.read(article)
    articles += 1
    let places =
      reading.labels.filter { $0.rule == rule }.map(\.tokens)
      + reading.frames.filter { $0.rule == rule }.map(\.trigger)
    hits += places.count
    guard let first = places.min(by: { $0.lowerBound < $1.lowerBound }) else { return }
    found += 1
    if samples.count < Self.samplesKept {
      samples.append(Sample(article: article.id, text: Self.excerpt(of: first, in: reading)))
    }
  }

  /// The hit and some words of its sentence on both sides.
  private static func excerpt(of tokens: Range<Int>, in reading: Reading) -> String {
    let sentence = reading.segmentation.sentences[reading.sentence(of: tokens.lowerBound)].tokens
    func side(_ range: Range<Int>, atEnd: Bool) -> String {
      guard !range.isEmpty else { return "" }
      let words = reading.text(range).split(whereSeparator: \.isWhitespace)
      var kept: [Substring] = []
      var length = 0
      for word in atEnd ? words.reversed() : words {
        length += word.count + 1
        if length > context { break }
        kept.append(word)
      }
      let text = (atEnd ? kept.reversed() : kept).joined(separator: " ")
      if kept.count == words.count { return text }
      return atEnd ? "… \(text)" : "\(text) …"
    }
    let before = side(sentence.lowerBound..<tokens.lowerBound, atEnd: true)
    let after = side(tokens.upperBound..<max(tokens.upperBound, sentence.upperBound), atEnd: false)
    let hit = reading.text(tokens).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return [before, "[[\(hit)]]", after].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
