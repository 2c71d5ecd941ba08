/// Which part of an article a sentence belongs to.
public enum Zone: UInt8, Sendable, CaseIterable {
  /// The headline: the `title` field, or the first short line of a text without one.
  case title
  /// The first paragraph of prose.
  case lead
  case body
  /// A picture caption.
  case caption
  /// Menu labels, share buttons, credits and the like: never evidence.
  case furniture
}

/// A sentence: a run of tokens of one field.
public struct Sentence: Sendable, Hashable {
  /// The tokens, as positions in the article's `TokenTable`.
  public var tokens: Range<Int>
  public var zone: Zone
  /// Counts paragraphs from 0 across the fields.
  public var paragraph: Int32
  /// Ends in a question mark.
  public var isQuestion: Bool
  /// Index into `Segmentation.turns` in a transcript; -1 where nobody is named as speaking.
  public var turn: Int32

  public init(tokens: Range<Int>, zone: Zone, paragraph: Int32, isQuestion: Bool, turn: Int32) {
    self.tokens = tokens
    self.zone = zone
    self.paragraph = paragraph
    self.isQuestion = isQuestion
    self.turn = turn
  }
}

/// One speaker's turn in a transcript, introduced by a label such as `MR. KIRBY:` or `Q`.
public struct Turn: Sendable, Hashable {
  /// The tokens of the label.
  public var label: Range<Int>
  /// A reporter or moderator asks; a question asserts nothing.
  public var isQuestioner: Bool

  public init(label: Range<Int>, isQuestioner: Bool) {
    self.label = label
    self.isQuestioner = isQuestioner
  }
}

/// The sentences of an article and, for transcripts, its turns.
public struct Segmentation: Sendable {
  public var sentences: [Sentence] = []
  public var turns: [Turn] = []
  public init() {}
}
