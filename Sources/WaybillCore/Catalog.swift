/// The names that the loaded rules use, numbered: axes, labels, actors, rules and modifiers.
///
/// Hits carry numbers; a classifier looks up here what they stand for. Positions in the arrays are the numbers.
public struct Catalog: Sendable {
  public var axes: [Axis] = []
  public var labels: [Label] = []
  public var actors: [Actor] = []
  public var rules: [RuleInfo] = []
  public var modifiers: [ModifierInfo] = []
  /// Rungs of each axis's policy, in order, by the axis's name.
  public var policies: [String: [PolicyRung]] = [:]
  /// Names of the lists that some classifier's parameters refer to.
  public var lists: [String] = []

  public init() {}

  /// Returns the number of the label `name` on the axis `axis`.
  public func label(_ name: String, axis: String) -> Int? {
    labels.firstIndex { $0.name == name && axes[$0.axis].name == axis }
  }

  /// Returns the number of the actor with this id.
  public func actor(_ id: String) -> Int? { actors.firstIndex { $0.id == id } }

  /// Returns the number of a list that a parameter refers to.
  public func list(_ name: String) -> Int? { lists.firstIndex(of: name) }
}

/// A dimension along which labels are given, such as `weapon` or `guidance`.
public struct Axis: Sendable, Hashable {
  public enum Kind: String, Sendable { case tree, `enum`, scale }
  public var name: String
  public var kind: Kind
  /// Numbers of its labels, in the order declared; for a scale from low to high.
  public var labels: [Int]
  public init(name: String, kind: Kind, labels: [Int] = []) {
    self.name = name
    self.kind = kind
    self.labels = labels
  }
}

public struct Label: Sendable, Hashable {
  public var name: String
  /// Number of its axis.
  public var axis: Int
  /// The branch it hangs on, for a tree.
  public var branch: String?
  public init(name: String, axis: Int, branch: String? = nil) {
    self.name = name
    self.axis = axis
    self.branch = branch
  }
}

/// A party or source that rules can name.
public struct Actor: Sendable, Hashable {
  /// ISO 3166-1 alpha-3 for states, an id such as `ns-houthis` for others.
  public var id: String
  /// `state`, `nonstate`, `igo`, `manufacturer`, `media`, …
  public var type: String
  /// The name to print.
  public var name: String
  public init(id: String, type: String, name: String) {
    self.id = id
    self.type = type
    self.name = name
  }
}

/// What a hit needs to say about the rule behind it.
public struct RuleInfo: Sendable, Hashable {
  /// `ruleset#kind.name`.
  public var name: String
  /// Eight hexadecimal digits: a hash of the rule and of all it refers to.
  public var fingerprint: String
  /// Labels emitted, one per axis, in the order written.
  public var emits: [Int]
  public var sets: AttributeSet
  /// Roles of a frame that a pronoun or the paragraph may fill when the clause does not (`pronoun: nearest`).
  public var inferredRoles: Set<String>
  /// The role of the clause's subject: of the slot with which a frame's first phrase begins.
  public var subject: String?
  /// The frame's trigger is a verb: the rule says in which voice.
  public var isVerbal: Bool
  public init(
    name: String, fingerprint: String, emits: [Int] = [], sets: AttributeSet = AttributeSet(),
    inferredRoles: Set<String> = [], subject: String? = nil, isVerbal: Bool = false
  ) {
    self.name = name
    self.fingerprint = fingerprint
    self.emits = emits
    self.sets = sets
    self.inferredRoles = inferredRoles
    self.subject = subject
    self.isVerbal = isVerbal
  }
  /// `ruleset#kind.name@fingerprint`, as the record prints it.
  public var reference: String { "\(name)@\(fingerprint)" }
}

/// What a cue hit needs to say about the modifier behind it.
public struct ModifierInfo: Sendable, Hashable {
  public var name: String
  public var fingerprint: String
  public var sets: AttributeSet
  /// Log-odds points of a plain assertion by this kind of source.
  public var weight: Double?
  /// Factor on the weight of what the cue reaches.
  public var factor: Double?
  /// Kind of evidence printed in the record.
  public var evidence: String?
  public init(
    name: String, fingerprint: String, sets: AttributeSet, weight: Double? = nil, factor: Double? = nil,
    evidence: String? = nil
  ) {
    self.name = name
    self.fingerprint = fingerprint
    self.sets = sets
    self.weight = weight
    self.factor = factor
    self.evidence = evidence
  }
  public var reference: String { "\(name)@\(fingerprint)" }
}

/// One rung of a policy's ladder.
public struct PolicyRung: Sendable, Hashable {
  public enum Effect: String, Sendable { case cap, raise }
  /// Attribute conditions, all of which must hold; `with` and `without` test the other statements of the claim.
  public var when: [String: String]
  public var effect: Effect
  /// Number of the label capped or raised to.
  public var label: Int
  public init(when: [String: String], effect: Effect, label: Int) {
    self.when = when
    self.effect = effect
    self.label = label
  }
}
