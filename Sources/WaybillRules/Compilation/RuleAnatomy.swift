package import WaybillCore
package import WaybillMatching

/// A construct taken apart for those who ask why it finds nothing: its phrases word by word, its guards, and where each
/// of them is written.
///
/// The symbols in it belong to the rules that it was compiled with.
package struct RuleAnatomy: Sendable {
  package enum Kind: Sendable, Hashable { case label, attachment, frame, designator, modifier }

  /// A phrase as written, and where.
  package struct Source: Sendable, Hashable {
    package var text: String
    /// The scalar that spells it, quotes included.
    package var place: Place
    /// The list that it stands in, when a phrase of the construct is nothing but that list.
    package var list: String?
  }

  /// One variant of a phrase.
  package struct Variant: Sendable {
    /// Index into `phrases`.
    package var phrase: Int
    /// Index among the variants of its phrase.
    package var number: Int
    package var pattern: ProbePattern
    /// What the author wrote for each piece, alternatives resolved.
    package var written: [String]
    /// The lists that pieces refer to, by index of the piece.
    package var lists: [Int: ListSource]
  }

  package struct ListSource: Sendable {
    package var name: String
    package var phrases: [Source]
  }

  /// A phrase that takes matches away or is asked for near them.
  package struct Companion: Sendable {
    package var source: Source
    package var symbols: SymbolSet
  }

  /// What `needs` or `next` says, as written.
  package struct Need: Sendable {
    package var key: String
    package var within: String
    package var tokens: Int?
    package var tokensPlace: Place?
    package var label: String?
    package var companions: [Companion]
    package var place: Place
  }

  /// `ruleset#kind.name`.
  package var name: String
  package var kind: Kind
  /// Numbers of the catalog: the rule itself and those its heads turn it into; or the modifier.
  package var subject: RuleTest.Subject
  /// Symbol of a match or cue; nil for frames, whose triggers are shared.
  package var symbol: Int32?
  /// The whole construct.
  package var place: Place
  package var phrases: [Source] = []
  package var variants: [Variant] = []
  package var unless: [Companion] = []
  package var stop: [Companion] = []
  package var need: Need?
  package var voice: RuleDeclaration.Voice = .any
  /// `on.tokens`, and where it is written.
  package var reach: (tokens: Int, place: Place)?
  /// `scope.tokens`, and where it is written.
  package var scope: (tokens: Int, place: Place)?
  /// The numbers of each form of a designator, by index of the phrase.
  package var numbers: [[Source]] = []

  package init(name: String, kind: Kind, subject: RuleTest.Subject, place: Place) {
    self.name = name
    self.kind = kind
    self.subject = subject
    self.place = place
  }
}
