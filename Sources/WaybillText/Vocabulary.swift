// Contract; the text module's author fills it in.
package struct VocabularyBuilder: Sendable {
  package init() {}
  /// Returns the number of a canonical word (as `PhraseToken.canonical` gives it), adding it when new; never 0.
  package mutating func intern(_ canonical: [UInt8]) -> UInt32 { fatalError() }
  /// Freezes the words into a table for reading.
  package func freeze() -> Vocabulary { fatalError() }
}

package struct Vocabulary: Sendable {
  /// The number of every word that no rule mentions.
  package static let unknown: UInt32 = 0
  package init() {}
}

/// One token of a phrase that an author wrote.
package struct PhraseToken: Sendable, Hashable {
  /// The folded spelling under which the vocabulary knows the word.
  package var canonical: [UInt8]
  package var boundary: Boundary
  package var flags: TokenFlags
  /// The token's place in the phrase string.
  package var range: ByteRange
}

package enum Tokenizer {
  /// Splits one field and appends its tokens.
  package static func append(_ bytes: [UInt8], vocabulary: Vocabulary, to table: inout TokenTable) {
    fatalError()
  }
  /// Splits a phrase the way a text is split.
  package static func phrase(_ text: String) -> [PhraseToken] { fatalError() }
}

package enum Segmenter {
  /// Finds the sentences, zones and turns of tokenised fields. `fields[i]` are the bytes of field i; `titleField` says which is the title.
  package static func segment(_ table: inout TokenTable, fields: [[UInt8]], titleField: Int?) -> Segmentation
  { fatalError() }
}
