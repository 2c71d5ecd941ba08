import WaybillCore

/// A transfer told by one trigger, with its roles decided.
struct Event {
  var trigger: Range<Int>
  var sentence: Int
  /// Number of the frame's rule in the catalog.
  var rule: Int
  var suppliers: [Party]
  var recipients: [Party]
  /// Indices of weapons.
  var items: [Int]
  /// What the rule and the cues in whose scope the trigger lies say.
  var attributes: AttributeSet
  var cues: [CueHit]
  var decoys: [String]

  /// Whether somebody would supply themselves.
  var isLoop: Bool {
    suppliers.contains { supplier in recipients.contains { $0.actor == supplier.actor } }
  }

  struct Party: Hashable {
    /// Number in the catalog.
    var actor: Int
    /// Index into `Reading.actors`; nil when taken from the document's voice.
    var hit: Int?
    var basis: Basis
  }

  /// How a party was found, which scales the weight of the statement.
  enum Basis: Hashable {
    case clause
    case pronoun
    case paragraph
    /// What an earlier event gave the same role.
    case story

    /// Factors of section 7 of the confidence notes in the domain literature: a named argument counts in full, a
    /// resolved pronoun 0.8, a party taken from the paragraph or the story 0.7.
    var factor: Double {
      switch self {
      case .clause: 1
      case .pronoun: 0.8
      case .paragraph, .story: 0.7
      }
    }
  }
}

extension Event.Party {
  /// The actor that a hit names.
  /// - Parameter hit: index into `Reading.actors`.
  init(_ hit: Int, _ basis: Event.Basis, in reading: Reading) {
    self.init(actor: reading.actors[hit].actor, hit: hit, basis: basis)
  }
}
