package import WaybillText

/// A value with the bytes of the rule file it was read from.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var range: ByteRange
  /// The rule set whose override put it here, whose file the bytes are in; nil where it stands in its own rule set.
  package var origin: String?
  package init(_ value: Value, at range: ByteRange) {
    self.value = value
    self.range = range
  }
}

extension Located where Value == String {
  /// Returns the bytes of the file that spell a part of the text; nil where they cannot be told from the lengths, as
  /// in a quoted scalar with escapes or one folded over several lines.
  func range(of part: ByteRange) -> ByteRange? {
    let quotes = range.count - value.utf8.count
    guard quotes == 0 || quotes == 2, part.end <= value.utf8.count else { return nil }
    let start = range.start + quotes / 2
    return ByteRange(start + part.start, start + max(part.end, part.start + 1))
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// A rule file's bytes under the name the user gave it.
package struct RuleFile: Sendable {
  package var path: String
  package var bytes: [UInt8]
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// One rule file as written: every construct of the language, names not yet resolved.
///
/// Phrases are still text here; `PhraseParser` gives them structure during compilation.
package struct RuleSetDeclaration: Sendable {
  package var file: String
  package var id: Located<String>
  package var version: Located<String>?
  package var lang: Located<String>?
  package var license: Located<String>?
  package var imports: [ImportDeclaration] = []
  package var classifiers: [ClassifierDeclaration] = []
  package var axes: [AxisDeclaration] = []
  package var lists: [ListDeclaration] = []
  package var actors: [ActorDeclaration] = []
  package var designators: [DesignatorDeclaration] = []
  package var modifiers: [ModifierDeclaration] = []
  package var rules: [RuleDeclaration] = []
  package var policies: [PolicyDeclaration] = []
  package var tests: [TestGroupDeclaration] = []
  package var overrides: [OverrideDeclaration] = []
  /// The comments that silence lints.
  package var allowed: [AllowComment] = []

  package init(file: String, id: Located<String>) {
    self.file = file
    self.id = id
  }
}

/// `imports:` — names of another rule set made available here.
package struct ImportDeclaration: Sendable {
  package var from: Located<String>
  /// The prefix under which the imported names are used; nil keeps the names as they are.
  package var alias: Located<String>?
  /// The names wanted, as `list.NAME`, `modifier.NAME`, …; empty means all.
  package var use: [Located<String>]
  package var range: ByteRange
  package init(
    from: Located<String>, alias: Located<String>? = nil, use: [Located<String>] = [], range: ByteRange
  ) {
    self.from = from
    self.alias = alias
    self.use = use
    self.range = range
  }
}

/// An entry of `classifiers:`.
package struct ClassifierDeclaration: Sendable {
  package var id: Located<String>
  package var plugin: Located<String>
  package var emits: [Located<String>]
  package var needs: [Located<String>]
  package var parameters: [ParameterDeclaration]
  package var range: ByteRange
  package init(
    id: Located<String>, plugin: Located<String>, emits: [Located<String>], needs: [Located<String>],
    parameters: [ParameterDeclaration], range: ByteRange
  ) {
    self.id = id
    self.plugin = plugin
    self.emits = emits
    self.needs = needs
    self.parameters = parameters
    self.range = range
  }
}

/// One named parameter of a classifier; its type is checked against the plugin's descriptor.
package struct ParameterDeclaration: Sendable {
  package var name: Located<String>
  package var value: ParameterNode
  package init(name: Located<String>, value: ParameterNode) {
    self.name = name
    self.value = value
  }
}

/// A parameter's value as written.
package indirect enum ParameterNode: Sendable {
  case scalar(Located<String>)
  case list([ParameterNode], ByteRange)
  case map([(key: Located<String>, value: ParameterNode)], ByteRange)

  package var range: ByteRange {
    switch self {
    case .scalar(let text): text.range
    case .list(_, let range), .map(_, let range): range
    }
  }
}

/// An entry of `labels:`: an axis and its labels.
package struct AxisDeclaration: Sendable {
  package enum Kind: String, Sendable, CaseIterable { case tree, `enum`, scale }
  package var name: Located<String>
  package var kind: Kind
  /// For a tree: branches in order, each with its leaves. For the others one nameless branch.
  package var branches: [(branch: Located<String>?, labels: [Located<String>])]
  package init(
    name: Located<String>, kind: Kind, branches: [(branch: Located<String>?, labels: [Located<String>])]
  ) {
    self.name = name
    self.kind = kind
    self.branches = branches
  }
}

/// An entry of `lists:`.
package struct ListDeclaration: Sendable {
  package var name: Located<String>
  package var phrases: [Located<String>]
  package init(name: Located<String>, phrases: [Located<String>]) {
    self.name = name
    self.phrases = phrases
  }
}

/// An entry of `actors:`.
package struct ActorDeclaration: Sendable {
  package var id: Located<String>
  package var type: Located<String>?
  /// The first name is the one printed.
  package var names: [Located<String>] = []
  package var demonyms: [Located<String>] = []
  /// Capitals and seats that stand for the government.
  package var metonyms: [Located<String>] = []
  /// Leaders who speak and act for the actor.
  package var people: [Located<String>] = []
  /// Ministries, armed forces and agencies that act for the actor.
  package var bodies: [Located<String>] = []
  /// Phrases in which one of the forms means something else.
  package var unless: [Located<String>] = []
  /// Forms that count only where a guard holds.
  package var guarded: [GuardedFormsDeclaration] = []
  package var range: ByteRange
  package init(id: Located<String>, range: ByteRange) {
    self.id = id
    self.range = range
  }
}

/// `guarded:` — ambiguous forms of an actor and what they need around them.
package struct GuardedFormsDeclaration: Sendable {
  package var forms: [Located<String>]
  package var needs: GuardDeclaration
  package init(forms: [Located<String>], needs: GuardDeclaration) {
    self.forms = forms
    self.needs = needs
  }
}

/// `needs:` — what must stand near a match for it to count.
package struct GuardDeclaration: Sendable {
  package enum Extent: String, Sendable, CaseIterable { case clause, sentence, paragraph, article }
  package var within: Extent
  /// At most this many words away; nil when only `within` bounds it.
  package var tokens: Located<Int>?
  /// Phrases of which one must occur.
  package var any: [Located<String>]
  /// An axis or a label of which another mention must occur; satisfied by this or by `any`.
  package var label: Located<String>?
  /// Phrases of which one must occur besides, anywhere in the sentence.
  package var with: [Located<String>]
  /// A number must stand right before the match: `12 Hunter`.
  package var counted: Bool
  package var range: ByteRange
  package init(
    within: Extent, tokens: Located<Int>? = nil, any: [Located<String>] = [], label: Located<String>? = nil,
    with: [Located<String>] = [], counted: Bool = false, range: ByteRange
  ) {
    self.within = within
    self.tokens = tokens
    self.any = any
    self.label = label
    self.with = with
    self.counted = counted
    self.range = range
  }
}

/// `emit:` — labels by axis, in the order written.
package struct EmitDeclaration: Sendable {
  package var axis: Located<String>
  package var label: Located<String>
  package init(axis: Located<String>, label: Located<String>) {
    self.axis = axis
    self.label = label
  }
}

/// `sets:` and `when:` — attribute and value, checked against the closed table.
package struct AttributeDeclaration: Sendable {
  package var name: Located<String>
  package var value: Located<String>
  package init(name: Located<String>, value: Located<String>) {
    self.name = name
    self.value = value
  }
}

/// An entry of `heads:` — a head noun after the match (or shared by a list of matches) that changes the label.
package struct HeadDeclaration: Sendable {
  package var any: [Located<String>]
  package var emit: [EmitDeclaration]
  package init(any: [Located<String>], emit: [EmitDeclaration]) {
    self.any = any
    self.emit = emit
  }
}

/// An inline test.
package struct TestDeclaration: Sendable {
  package enum Expectation: Sendable {
    /// `expect: none`: the rule contributes nothing.
    case nothing
    /// A subset of what the rule contributes: axis or role, and value.
    case contributes([(key: Located<String>, value: Located<String>)])
  }
  /// The text with its `[[…]]` marks.
  package var text: Located<String>
  package var expectation: Expectation
  /// `status: known-gap`.
  package var isKnownGap: Bool
  /// What makes the text hard, or what reading it right takes.
  package var why: Located<String>?
  package var range: ByteRange
  package init(
    text: Located<String>, expectation: Expectation, isKnownGap: Bool, why: Located<String>? = nil,
    range: ByteRange
  ) {
    self.text = text
    self.expectation = expectation
    self.isKnownGap = isKnownGap
    self.why = why
    self.range = range
  }
}

/// An entry of the rule set's own `tests:`: texts of one kind, with what the whole record of each must say.
package struct TestGroupDeclaration: Sendable {
  package var name: Located<String>
  package var tests: [TestDeclaration]
  package init(name: Located<String>, tests: [TestDeclaration]) {
    self.name = name
    self.tests = tests
  }
}

/// An entry of `designators:`.
package struct DesignatorDeclaration: Sendable {
  package enum Join: String, Sendable, CaseIterable { case none, hyphen, space }
  package enum Variant: String, Sendable, CaseIterable { case letter, mark, block }
  package enum Numbers: Sendable {
    case list([Located<String>])
    /// Numbers in a row, with leading zeros where `digits` asks for more digits than they have.
    case range(from: Located<Int>, to: Located<Int>, digits: Int)
  }
  package struct Form: Sendable {
    package var stems: [Located<String>]
    package var numbers: Numbers?
    package init(stems: [Located<String>], numbers: Numbers?) {
      self.stems = stems
      self.numbers = numbers
    }
  }
  package var name: Located<String>
  package var joins: [Join] = Join.allCases
  package var forms: [Form] = []
  package var units: [Located<String>] = []
  package var variants: [Variant] = []
  /// Second names that may follow: `S-70 Black Hawk`, `MiG-29/Fulcrum`.
  package var names: [Located<String>] = []
  /// `next:` — a neighbour required after the match, within so many words.
  package var next: (within: Located<Int>, any: [Located<String>])?
  package var needs: GuardDeclaration?
  package var unless: [Located<String>] = []
  package var heads: [HeadDeclaration] = []
  package var emit: [EmitDeclaration] = []
  package var why: Located<String>?
  package var tests: [TestDeclaration] = []
  package var range: ByteRange
  package init(name: Located<String>, range: ByteRange) {
    self.name = name
    self.range = range
  }
}

/// An entry of `modifiers:`.
package struct ModifierDeclaration: Sendable {
  package enum Reach: String, Sendable, CaseIterable { case before, after, both }
  package enum Unit: String, Sendable, CaseIterable { case clause, sentence, quotation, paragraph }
  package struct Scope: Sendable {
    package var within: Unit = .clause
    package var tokens: Located<Int>?
    package var stop: [Located<String>] = []
    package var through: [Located<String>] = []
    package init() {}
  }
  package var name: Located<String>
  package var sets: [AttributeDeclaration] = []
  package var cues: [Located<String>] = []
  package var reach: Reach = .after
  package var scope = Scope()
  /// Phrases that look like cues and are not.
  package var pseudo: [Located<String>] = []
  /// `holder:` — e.g. `nearest $actor.state before`.
  package var holder: Located<String>?
  /// Weight of a plain assertion by this kind of source, in log-odds points.
  package var weight: Located<Double>?
  /// Factor on the weight of what the cue reaches.
  package var factor: Located<Double>?
  /// The kind of evidence printed in the record, e.g. `named-official`.
  package var evidence: Located<String>?
  package var why: Located<String>?
  package var tests: [TestDeclaration] = []
  package var range: ByteRange
  package init(name: Located<String>, range: ByteRange) {
    self.name = name
    self.range = range
  }
}

/// An entry of `rules:`.
package struct RuleDeclaration: Sendable {
  package enum Voice: String, Sendable, CaseIterable { case any, active, passive }
  /// `on:` — attaches the match to a mention instead of emitting by itself.
  package struct Attachment: Sendable {
    /// An axis, or one of its labels.
    package var label: Located<String>
    package var reach: ModifierDeclaration.Reach
    package var tokens: Located<Int>
    package init(label: Located<String>, reach: ModifierDeclaration.Reach, tokens: Located<Int>) {
      self.label = label
      self.reach = reach
      self.tokens = tokens
    }
  }
  /// One slot of `frame:`.
  package struct Slot: Sendable {
    package var role: Located<String>
    /// `is: $actor.state` and the like.
    package var actors: Located<String>?
    /// `label: weapon`.
    package var label: Located<String>?
    /// `pronoun: nearest`.
    package var pronoun: Bool
    package init(role: Located<String>, actors: Located<String>?, label: Located<String>?, pronoun: Bool) {
      self.role = role
      self.actors = actors
      self.label = label
      self.pronoun = pronoun
    }
  }
  package var id: Located<String>
  package var why: Located<String>?
  package var emit: [EmitDeclaration] = []
  package var sets: [AttributeDeclaration] = []
  package var match: [Located<String>] = []
  package var unless: [Located<String>] = []
  package var needs: GuardDeclaration?
  package var on: Attachment?
  package var slots: [Slot] = []
  package var voice: Voice = .any
  package var heads: [HeadDeclaration] = []
  package var tests: [TestDeclaration] = []
  package var range: ByteRange
  package init(id: Located<String>, range: ByteRange) {
    self.id = id
    self.range = range
  }
}

/// `policy:` of one axis: rungs in order.
package struct PolicyDeclaration: Sendable {
  package enum Effect: String, Sendable, CaseIterable { case cap, raise }
  package struct Rung: Sendable {
    package var when: [AttributeDeclaration]
    package var effect: Effect
    package var label: Located<String>
    package var range: ByteRange
    package init(when: [AttributeDeclaration], effect: Effect, label: Located<String>, range: ByteRange) {
      self.when = when
      self.effect = effect
      self.label = label
      self.range = range
    }
  }
  package var axis: Located<String>
  package var rungs: [Rung]
  package init(axis: Located<String>, rungs: [Rung]) {
    self.axis = axis
    self.rungs = rungs
  }
}
