package import WaybillText

/// A run of words of a phrase with the spellings under which the engine looks for it.
package struct SpelledWords: Sendable, Hashable {
  package struct Word: Sendable, Hashable {
    /// As the author wrote it, without `~` and `=`.
    package var written: String
    /// Each a row of one word, or of two where a hyphen may be missing; in lower case unless the case counts.
    package var forms: [[String]]
    /// Whether the case counts.
    package var isExact: Bool
  }
  package var words: [Word]
  /// What may stand between two of the words.
  package var joins: Boundary
  /// Whether a capital and a number stand without a blank between them, as in `T-72`.
  package var isTight: Bool
  /// Whether suffixes after the number belong to the name, as in `F-16C`.
  package var isDesignation: Bool

  /// Returns how the engine looks for a run of words; nil for other elements.
  package static func spelling(_ element: Phrase.Element) -> SpelledWords? {
    var compiler = PhraseCompiler(rowLimit: PhraseCompiler.maxRows)
    return compiler.spelled(element)
  }
}
