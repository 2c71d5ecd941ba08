package import WaybillText

/// A phrase as an author wrote it, taken apart.
///
/// The alternatives of its groups are already written out: a phrase is a list of variants, each a row of elements.
package struct Phrase: Sendable, Hashable {
  package var variants: [[Element]]

  package enum Element: Sendable, Hashable {
    /// Words between blanks, hyphens included; `inflects` is the `~` after the last of them.
    case words(String, inflects: Bool, exact: [Bool])
    /// `..N`
    case gap(Int)
    /// `$name`
    case list(String)
    /// `$actor.TYPE`
    case actors(String)
    /// `$number`
    case number
    /// `<role>`
    case slot(String)
  }

  /// What is wrong with a phrase and where in its text.
  package struct Problem: Error, Hashable {
    package var message: String
    package var range: ByteRange
    package var suggestion: String?
  }
}
