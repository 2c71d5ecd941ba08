package import WaybillCore
import WaybillRules

/// One way in which a construct nearly found something, and what took it away.
package struct Miss: Sendable {
  /// One row of a phrase laid beside the text.
  package struct Row: Sendable {
    /// The element as written.
    package var element: String
    /// The words of the text; nil when the element is missing.
    package var text: String?
    /// What is wrong here.
    package var objection: String?
  }

  /// What took it away, in one clause without a full stop.
  package var summary: String
  /// The sentence in which it happened.
  package var sentence: Span?
  /// The words that come nearest.
  package var span: Span?
  /// Where the phrase, guard or key at fault is written.
  package var place: Place?
  /// What is written there, for people; nil for what the file itself says.
  package var written: String?
  /// The phrase beside the text.
  package var rows: [Row] = []
  /// Changes that may help, likeliest first; each of them is a set of edits to be made together.
  package var repairs: [[RuleEdit]] = []
  /// How near it came; 0 is a match that was taken away afterwards.
  package var cost: Int
}
