package import WaybillRules

/// What one phrase becomes.
package struct Expansion: Sendable {
  /// As the author wrote it.
  package var phrase: String
  /// The key it stands under, when it was taken from a construct.
  package var field: String?
  package var variants: [Variant]

  /// One way to write out the alternatives of a phrase.
  package struct Variant: Sendable {
    package var parts: [Part]

    /// How many sequences of words it finds, gaps not counted; `Int.max` stands for more than can be counted.
    package var sequences: Int {
      let isNothing = parts.allSatisfy { if case .mark = $0 { true } else { false } }
      return isNothing ? 0 : parts.reduce(1) { product($0, $1.sequences) }
    }
  }

  package enum Part: Sendable {
    case words(SpelledWords, inflects: Bool)
    /// Punctuation, which no phrase is found by.
    case mark(String)
    case gap(Int)
    case list(name: String, id: String, phrases: [String], sequences: Int)
    case actors(type: String, count: Int)
    case number
    case slot(String)

    var sequences: Int {
      switch self {
      case .words(let words, _): words.words.reduce(1) { product($0, $1.forms.count) }
      case .list(_, _, _, let sequences): sequences
      case .mark, .gap, .actors, .number, .slot: 1
      }
    }

    /// As it stands in a phrase.
    var written: String {
      switch self {
      case .words(let run, let inflects):
        run.words.map { ($0.isExact ? "=" : "") + $0.written }.joined(separator: " ") + (inflects ? "~" : "")
      case .mark(let text): text
      case .gap(let words): "..\(words)"
      case .list(let name, _, _, _): "$\(name)"
      case .actors(let type, _): "$actor.\(type)"
      case .number: "$number"
      case .slot(let role): "<\(role)>"
      }
    }
  }

  package var sequences: Int { variants.reduce(0) { sum($0, $1.sequences) } }
}

/// Returns the product, or the largest number there is.
func product(_ one: Int, _ other: Int) -> Int {
  let (result, isTooMuch) = one.multipliedReportingOverflow(by: other)
  return isTooMuch ? .max : result
}

/// Returns the sum, or the largest number there is.
func sum(_ one: Int, _ other: Int) -> Int {
  let (result, isTooMuch) = one.addingReportingOverflow(other)
  return isTooMuch ? .max : result
}
