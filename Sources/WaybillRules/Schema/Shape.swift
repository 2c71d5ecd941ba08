/// The form of a mapping that the language knows: the one table from which files are read and the schema is made.
package struct MappingShape: Sendable, Hashable {
  /// What the mapping is, with its article where it has one: `a rule`.
  package var kind: String
  /// One word for the schema: `rule`.
  package var id: String
  /// One sentence for editors.
  package var summary: String
  /// In the order in which the reference lists them.
  package var keys: [Key]
  /// Of each group of keys at least one must be there.
  package var groups: [Group]
  /// Keys that exclude one another.
  package var exclusions: [[String]]

  package struct Key: Sendable, Hashable {
    package var name: String
    package var value: ValueShape
    package var isRequired: Bool
    /// One sentence for editors.
    package var summary: String
  }

  /// Keys of which one must be there, and what to say when none is.
  package struct Group: Sendable, Hashable {
    package var keys: [String]
    var code: SchemaCode
    var message: String

    init(_ keys: [String], _ code: SchemaCode, _ message: String) {
      self.keys = keys
      self.code = code
      self.message = message
    }
  }

  init(
    _ kind: String, id: String, _ summary: String, keys: [Key], groups: [Group] = [],
    exclusions: [[String]] = []
  ) {
    self.kind = kind
    self.id = id
    self.summary = summary
    self.keys = keys
    self.groups = groups
    self.exclusions = exclusions
  }

  package func key(_ name: String) -> Key? { keys.first { $0.name == name } }
}

/// What may stand under a key.
package indirect enum ValueShape: Sendable, Hashable {
  case text
  /// A text that others refer to.
  case name
  case phrase
  /// A number of a designator, which may have letters.
  case designation
  case integer(ClosedRange<Int>)
  case number
  /// One of these words.
  case choice([String])
  /// The id of a classifier plugin.
  case plugin
  /// What the plugin's descriptor says.
  case parameters
  /// A list with at least one entry.
  case list(ValueShape)
  case mapping(MappingShape)
  /// A mapping from names that the author chooses.
  case named(ValueShape)
  /// A mapping from any texts.
  case open(ValueShape)
  /// A mapping from attributes to their values, and from further keys to theirs.
  case attributes(extras: [String: [String]])
  case oneOf([ValueShape])

  package static func choice<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> ValueShape
  where Choice.RawValue == String {
    .choice(type.allCases.map(\.rawValue))
  }

  package static let phrases = ValueShape.list(.phrase)
  package static let names = ValueShape.list(.name)
  /// `emit:`, from axes to labels.
  package static let emit = ValueShape.named(.name)
}

extension MappingShape.Key {
  static func key(_ name: String, _ value: ValueShape, _ summary: String) -> Self {
    Self(name: name, value: value, isRequired: false, summary: summary)
  }

  static func required(_ name: String, _ value: ValueShape, _ summary: String) -> Self {
    Self(name: name, value: value, isRequired: true, summary: summary)
  }

  static let why = key("why", .text, "The reason, for people.")
  static let tests = key(
    "tests", .list(.mapping(.test)), "Texts with what is to be found in them: a hit and a near miss at least."
  )
  static let unless = key("unless", .phrases, "Phrases that cancel a match they overlap.")
  static let needs = key("needs", .mapping(.needs), "What must stand near the match for it to count.")
  static let heads = key(
    "heads", .list(.mapping(.head)), "Nouns after the match that change what it is.")
}
