package import WaybillCore
package import WaybillText

/// All loaded rule sets in the one frozen form that articles are read with.
///
/// A *symbol* is anything a phrase can stand for: a rule's match, a list, an actor's form, a cue, a guard's word. One
/// scan of the tokens yields occurrences of symbols; everything else works on those.
package struct RuleProgram: Sendable {
  package var catalog: Catalog
  package var vocabulary: Vocabulary
  /// Phrases that can lead to a finding by themselves, or that guards look for in the whole article.
  package var leads: PhraseTable
  /// All other phrases: looked for only around what the leads found.
  package var phrases: PhraseTable
  /// What each symbol stands for.
  package var symbols: [Symbol]
  /// Patterns with gaps that yield further occurrences; those of the first stage refer to plain phrases only.
  package var stages: [PatternSet]
  /// Patterns of frame rules.
  package var frames: PatternSet
  /// For each rule of the catalog, what the engine does with its matches.
  package var rules: [RuleBehaviour]
  /// For each actor form, by the number in its symbol.
  package var actorForms: [ActorForm]
  /// For each actor of the catalog, its `unless` phrases.
  package var actorExceptions: [SymbolSet]
  package var modifiers: [ModifierBehaviour]
  /// Symbol of the words that begin a new clause, or -1.
  package var clauseBreakers: Int32
  /// Symbols of the lists that parameters refer to, in the catalog's order.
  package var recordedLists: [Int32]
  package var words: FunctionWords
  /// For each symbol, whether an occurrence can lead to a finding by itself.
  var isLabelling: [Bool]
  /// What else must occur where the symbol only begins a pattern.
  let labelPatterns: LabelPatterns
  /// For each label, whether it only says that nothing nearer is known.
  let isVague: [Bool]
  /// For each symbol, whether a pattern with gaps can yield it.
  let isPatterned: [Bool]
  /// For each symbol, its position in `recordedLists`, or -1.
  let recordedListOfSymbol: [Int32]

  package init(
    catalog: Catalog, vocabulary: Vocabulary, leads: PhraseTable, phrases: PhraseTable, symbols: [Symbol],
    stages: [PatternSet], labelPatterns: LabelPatterns,
    frames: PatternSet, rules: [RuleBehaviour], actorForms: [ActorForm], actorExceptions: [SymbolSet],
    modifiers: [ModifierBehaviour], clauseBreakers: Int32, recordedLists: [Int32], words: FunctionWords
  ) {
    self.catalog = catalog
    self.vocabulary = vocabulary
    self.leads = leads
    self.phrases = phrases
    self.symbols = symbols
    self.stages = stages
    self.frames = frames
    self.rules = rules
    self.actorForms = actorForms
    self.actorExceptions = actorExceptions
    self.modifiers = modifiers
    self.clauseBreakers = clauseBreakers
    self.recordedLists = recordedLists
    self.words = words
    isVague = catalog.labels.map { $0.name.hasSuffix("-unspecified") }
    isLabelling = RuleProgram.labellingSymbols(symbols, stages, actorForms)
    self.labelPatterns = labelPatterns
    isPatterned = RuleProgram.patternedSymbols(stages, count: symbols.count)
    var numbers = [Int32](repeating: -1, count: symbols.count)
    for (number, symbol) in recordedLists.enumerated() { numbers[Int(symbol)] = Int32(number) }
    recordedListOfSymbol = numbers
  }
}

/// What a symbol's occurrence means.
package enum Symbol: Sendable, Hashable {
  /// A list, a guard's words, an element of a pattern: looked up by whoever needs it.
  case set
  /// A match of a rule that gives labels.
  case label(rule: Int32)
  /// A match of a rule with `on:`.
  case attachment(rule: Int32)
  /// A form of an actor.
  case actor(form: Int32)
  case cue(modifier: Int32)
}

/// Symbols of which any will do: the words of a guard, the exceptions of a rule, the end of a scope.
///
/// Sets share their symbols: a list that thirty guards ask for is found once where it occurs, not thirty times.
package struct SymbolSet: Sendable, Hashable {
  /// Ascending, each once.
  package let symbols: [Int32]

  package static let none = SymbolSet([])

  package init(_ symbols: some Sequence<Int32>) { self.symbols = Set(symbols).sorted() }

  var isEmpty: Bool { symbols.isEmpty }

  /// Whether the symbol belongs.
  package func contains(_ symbol: Int32) -> Bool {
    let symbols = symbols.span
    for index in symbols.indices where symbols[index] >= symbol { return symbols[index] == symbol }
    return false
  }
}

/// What the engine does with a rule's matches.
package struct RuleBehaviour: Sendable {
  /// Number of the label on the rule's own axis; -1 for frames.
  package var label: Int32 = -1
  package var axis: Int32 = -1
  /// The phrases that take a match away.
  package var exceptions: SymbolSet = .none
  package var needs: Guard?
  package var heads: [Head] = []
  package var attachment: Attachment?
  package var slots: [Slot] = []
  package var voice: Voice = .any

  package enum Voice: Sendable { case any, active, passive }

  /// A head noun and the catalog's rule that the match then counts for.
  package struct Head: Sendable {
    package var words: SymbolSet
    package var rule: Int32
    package init(words: SymbolSet, rule: Int32) {
      self.words = words
      self.rule = rule
    }
  }

  package struct Attachment: Sendable {
    package var target: LabelTarget
    package var before: Bool
    package var after: Bool
    package var tokens: Int
    package init(target: LabelTarget, before: Bool, after: Bool, tokens: Int) {
      self.target = target
      self.before = before
      self.after = after
      self.tokens = tokens
    }
  }

  package struct Slot: Sendable {
    package var role: String
    /// Which actors may fill it; nil for a label slot.
    package var actors: ActorSet?
    package var label: LabelTarget?
    package init(role: String, actors: ActorSet?, label: LabelTarget?) {
      self.role = role
      self.actors = actors
      self.label = label
    }
  }

  package init() {}
}

/// An axis or one of its labels.
package enum LabelTarget: Sendable, Hashable {
  case axis(Int32)
  case label(Int32)
}

/// A set of actors by type.
package struct ActorSet: Sendable, Hashable {
  /// For each actor of the catalog, whether it belongs.
  package var members: [Bool]
  package init(members: [Bool]) { self.members = members }
  package func contains(_ actor: Int) -> Bool { members[actor] }
}

/// What must stand near a match.
package struct Guard: Sendable {
  package enum Extent: Sendable { case clause, sentence, paragraph, article }
  package var extent: Extent
  package var tokens: Int?
  package var words: SymbolSet
  package var label: LabelTarget?
  /// Words of which one must stand in the sentence besides; none when nothing must.
  package var company: SymbolSet
  /// A number must stand right before the match.
  package var isCounted: Bool
  /// Only what follows the match counts.
  package var afterOnly: Bool
  package init(
    extent: Extent, tokens: Int?, words: SymbolSet, label: LabelTarget?, company: SymbolSet = .none,
    isCounted: Bool = false, afterOnly: Bool = false
  ) {
    self.extent = extent
    self.tokens = tokens
    self.words = words
    self.label = label
    self.company = company
    self.isCounted = isCounted
    self.afterOnly = afterOnly
  }
}

package struct ActorForm: Sendable {
  package var actor: Int32
  package var form: ActorHit.Form
  package var needs: Guard?
  package init(actor: Int32, form: ActorHit.Form, needs: Guard? = nil) {
    self.actor = actor
    self.form = form
    self.needs = needs
  }
}

/// How far a modifier's cue reaches.
package struct ModifierBehaviour: Sendable {
  package enum Unit: Sendable { case clause, sentence, quotation, paragraph }
  package var before: Bool
  package var after: Bool
  package var unit: Unit
  package var tokens: Int?
  /// Phrases that look like the cue.
  package var pseudo: SymbolSet
  package var stop: SymbolSet
  package var stopBoundaries: Boundary
  /// Words and boundaries at which a stop is passed over.
  package var through: SymbolSet
  package var throughBoundaries: Boundary
  package var holder: Holder?

  package struct Holder: Sendable {
    package var actors: ActorSet
    package var before: Bool
    package var after: Bool
    package init(actors: ActorSet, before: Bool, after: Bool) {
      self.actors = actors
      self.before = before
      self.after = after
    }
  }

  package init(
    before: Bool, after: Bool, unit: Unit, tokens: Int?, pseudo: SymbolSet, stop: SymbolSet,
    stopBoundaries: Boundary, through: SymbolSet, throughBoundaries: Boundary, holder: Holder?
  ) {
    self.before = before
    self.after = after
    self.unit = unit
    self.tokens = tokens
    self.pseudo = pseudo
    self.stop = stop
    self.stopBoundaries = stopBoundaries
    self.through = through
    self.throughBoundaries = throughBoundaries
    self.holder = holder
  }
}

/// Hashes of the words whose grammar the engine itself knows.
package struct FunctionWords: Sendable {
  package var and: UInt64
  package var or: UInt64
  /// Forms of *be* and *get*, before a participle.
  package var passiveAuxiliaries: Vocabulary
  /// Words that may stand between an auxiliary and its participle.
  package var adverbs: Vocabulary
  /// Numbers in words, which count the name after them.
  package var numerals: Vocabulary
  /// Words of the rules that can be past participles.
  package var participles: Vocabulary
  /// Words by which a sentence goes on about things that one shortly before it names.
  package var anaphors: Vocabulary
  package init(
    and: UInt64, or: UInt64, passiveAuxiliaries: Vocabulary, adverbs: Vocabulary, numerals: Vocabulary,
    participles: Vocabulary, anaphors: Vocabulary
  ) {
    self.and = and
    self.or = or
    self.passiveAuxiliaries = passiveAuxiliaries
    self.adverbs = adverbs
    self.numerals = numerals
    self.participles = participles
    self.anaphors = anaphors
  }
}
