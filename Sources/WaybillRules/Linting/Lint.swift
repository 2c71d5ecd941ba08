/// Checks of rules that work, but probably not as meant. Each is a warning, and can be silenced where it is found.
package enum Lint: String, Sendable, CaseIterable {
  case cutPhrase = "WB217"
  case punctuationOnly = "WB408"
  case shadowedPhrase = "WB501"
  case twoLabels = "WB502"
  case deadCue = "WB503"
  case deadStop = "WB504"
  case deadGuard = "WB505"
  case bareHomograph = "WB506"
  case unusedList = "WB507"
  case unusedImport = "WB508"
  case wideGap = "WB509"
  case missingTests = "WB510"
  case badAllow = "WB511"
  case unusedAllow = "WB512"
  case bareGap = "WB513"

  /// What a comment that allows the finding calls it: `# waybill: allow unused-list — the reason`.
  package var name: String {
    switch self {
    case .cutPhrase: "cut-phrase"
    case .punctuationOnly: "punctuation-only"
    case .shadowedPhrase: "shadowed-phrase"
    case .twoLabels: "two-labels"
    case .deadCue: "dead-cue"
    case .deadStop: "dead-stop"
    case .deadGuard: "dead-guard"
    case .bareHomograph: "bare-homograph"
    case .unusedList: "unused-list"
    case .unusedImport: "unused-import"
    case .wideGap: "wide-gap"
    case .missingTests: "missing-tests"
    case .badAllow: "bad-allow"
    case .unusedAllow: "unused-allow"
    case .bareGap: "bare-gap"
    }
  }

  /// One line for the reference.
  package var title: String {
    switch self {
    case .cutPhrase: "An unquoted comma probably cut a phrase in two"
    case .punctuationOnly: "A phrase of nothing but punctuation never matches"
    case .shadowedPhrase: "Whatever the phrase finds, another one finds too"
    case .twoLabels: "One phrase stands for two labels of an axis"
    case .deadCue: "A cue always lies in one of its modifier's own pseudo cues"
    case .deadStop: "A stop word never stops, for the scope passes through it"
    case .deadGuard: "`unless` or `needs` takes away all that a rule should find"
    case .bareHomograph: "A word that means other things as well stands without a guard"
    case .unusedList: "Nothing refers to a list"
    case .unusedImport: "Nothing that an import brings is used"
    case .wideGap: "A gap is so wide that its ends hardly belong together"
    case .missingTests: "A rule has no test that it must pass, or no near miss"
    case .badAllow: "A comment that allows a lint does not say which, or why"
    case .unusedAllow: "A comment allows a lint that finds nothing there"
    case .bareGap: "A known gap in a group of tests does not say why"
    }
  }

  /// Finds a lint by its name or its code.
  package static func named(_ text: String) -> Lint? {
    Lint(rawValue: text) ?? allCases.first { $0.name == text }
  }

  /// Whether a comment can allow it; comments cannot allow one another.
  package var canBeAllowed: Bool { self != .badAllow && self != .unusedAllow }
}
