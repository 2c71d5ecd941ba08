/// A phrase of a rule found in the article and kept after all conflicts were resolved.
public struct LabelHit: Sendable, Hashable {
  /// Number of the label in the catalog.
  public var label: Int
  /// Number of the rule in the catalog; its other labels come with the hit.
  public var rule: Int
  /// Positions in the article's `TokenTable`; includes a head noun (`Javelin missiles`).
  public var tokens: Range<Int>
  /// The part of `tokens` that the phrase itself matched.
  public var core: Range<Int>
  public var sentence: Int
  /// Matches of rules with `on:` that attach to this mention.
  public var attachments: [Attachment]

  /// The match of a rule with `on:` beside a mention.
  public struct Attachment: Sendable, Hashable {
    public var label: Int
    public var rule: Int
    public var tokens: Range<Int>
    public init(label: Int, rule: Int, tokens: Range<Int>) {
      self.label = label
      self.rule = rule
      self.tokens = tokens
    }
  }

  public init(
    label: Int, rule: Int, tokens: Range<Int>, core: Range<Int>, sentence: Int, attachments: [Attachment] = []
  ) {
    self.label = label
    self.rule = rule
    self.tokens = tokens
    self.core = core
    self.sentence = sentence
    self.attachments = attachments
  }
}

/// An actor's name found in the article; the longest of overlapping names.
public struct ActorHit: Sendable, Hashable {
  public enum Form: UInt8, Sendable {
    case name, demonym, metonym, person, body
  }
  /// Number of the actor in the catalog.
  public var actor: Int
  public var form: Form
  public var tokens: Range<Int>
  public var sentence: Int
  public init(actor: Int, form: Form, tokens: Range<Int>, sentence: Int) {
    self.actor = actor
    self.form = form
    self.tokens = tokens
    self.sentence = sentence
  }
}

/// A frame's trigger and the candidates for its roles. Frames propose; the classifier arbitrates.
public struct FrameHit: Sendable, Hashable {
  public enum Filler: Sendable, Hashable {
    /// Index into `Reading.actors`.
    case actor(Int)
    /// Index into `Reading.labels`.
    case label(Int)
  }
  public struct Candidate: Sendable, Hashable {
    public var role: String
    public var filler: Filler
    /// Position in the rule's `match` list of the pattern that proposed it.
    public var pattern: Int
    /// Words between the trigger and the filler.
    public var distance: Int
    /// The pattern itself names the word before the filler, as in `in ..1 <recipient>`.
    public var isGoverned: Bool
    public init(role: String, filler: Filler, pattern: Int, distance: Int, isGoverned: Bool = false) {
      self.role = role
      self.filler = filler
      self.pattern = pattern
      self.distance = distance
      self.isGoverned = isGoverned
    }
  }
  public var rule: Int
  public var trigger: Range<Int>
  public var sentence: Int
  /// The trigger is a participle governed by a form of *be* or *get*.
  public var isPassive: Bool
  public var candidates: [Candidate]
  public init(rule: Int, trigger: Range<Int>, sentence: Int, isPassive: Bool, candidates: [Candidate]) {
    self.rule = rule
    self.trigger = trigger
    self.sentence = sentence
    self.isPassive = isPassive
    self.candidates = candidates
  }
}

/// A modifier's cue and the stretch of text it reaches.
public struct CueHit: Sendable, Hashable {
  /// Number of the modifier in the catalog.
  public var modifier: Int
  public var tokens: Range<Int>
  /// The tokens reached, the cue itself left out at its edge; may run on both sides of the cue.
  public var scope: Range<Int>
  public var sentence: Int
  /// Index into `Reading.actors` of who holds the stance.
  public var holder: Int?
  public init(modifier: Int, tokens: Range<Int>, scope: Range<Int>, sentence: Int, holder: Int? = nil) {
    self.modifier = modifier
    self.tokens = tokens
    self.scope = scope
    self.sentence = sentence
    self.holder = holder
  }
}

/// A phrase of a list that some classifier's parameters refer to.
public struct ListHit: Sendable, Hashable {
  /// Number of the list in the catalog.
  public var list: Int
  public var tokens: Range<Int>
  public init(list: Int, tokens: Range<Int>) {
    self.list = list
    self.tokens = tokens
  }
}
