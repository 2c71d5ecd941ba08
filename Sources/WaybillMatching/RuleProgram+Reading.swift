package import WaybillCore
import WaybillText

extension RuleProgram {
  /// Reads an article: tokens, sentences, and every hit of every rule, conflicts resolved.
  ///
  /// Work after the scan is proportional to what was found.
  /// - Complexity: O(bytes + occurrences)
  package func read(_ article: Article) -> Reading {
    var trace: ResolutionTrace?
    return read(article, trace: &trace)
  }

  /// Reads an article and, when `trace` is not nil, notes there what lost and why.
  package func read(_ article: Article, trace: inout ResolutionTrace?) -> Reading {
    var reading = Reading(article: article)
    if let title = article.title, !title.isEmpty {
      reading.fields.append(.init(name: "title", bytes: Array(title.utf8)))
    }
    reading.fields.append(.init(name: "text", bytes: Array(article.text.utf8)))
    for field in reading.fields {
      Tokenizer.append(field.bytes, vocabulary: vocabulary, to: &reading.tokens)
    }

    // Sentence ends are not known yet: a phrase that crosses one is dropped when they are.
    var leads: [Occurrence] = []
    var elided: [ElidedPhrase] = []
    self.leads.scan(
      0..<reading.tokens.count, in: reading, coordinators: (words.and, words.or), into: &leads, elided: &elided)
    guard leads.contains(where: { isLabelling[Int($0.symbol)] }) else { return reading }

    reading.segmentation = Segmenter.segment(
      &reading.tokens, fields: reading.fields.map(\.bytes), titleField: article.title?.isEmpty == false ? 0 : nil)
    let matcher = ArticleMatcher(program: self, reading: reading, leads: leads, elided: elided)
    matcher.run(trace: &trace)
    return matcher.reading
  }
}

extension PatternSet {
  /// Whether a pattern anchored at `anchor` yields occurrences of a label's symbol.
  func yieldsLabels(from anchor: Int32, _ symbols: [Symbol]) -> Bool {
    anchored(at: anchor).contains {
      guard case .symbol(let product) = patterns[Int($0)].product, case .label = symbols[Int(product)] else {
        return false
      }
      return true
    }
  }
}

/// What the resolution of conflicts took away, for `explain`.
package struct ResolutionTrace: Sendable {
  package enum Reason: Sendable, Hashable {
    /// An `unless` phrase covers the match.
    case exception
    /// What `needs` or `next` asks for is not near.
    case unmetNeed
    /// A longer span, a more specific label or an earlier rule id took the place.
    case lost(toRule: Int)
    /// A pseudo cue covers the cue.
    case pseudo
  }
  package struct Loss: Sendable, Hashable {
    package var symbol: Int32
    package var tokens: Range<Int>
    package var reason: Reason
    package init(symbol: Int32, tokens: Range<Int>, reason: Reason) {
      self.symbol = symbol
      self.tokens = tokens
      self.reason = reason
    }
  }
  package var losses: [Loss] = []
  package init() {}
}
