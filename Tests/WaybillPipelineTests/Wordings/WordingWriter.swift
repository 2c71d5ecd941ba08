import WaybillRules
import WaybillText

/// Writes texts that the phrases of rule sets find, or only just do not find: one for each word, sign and number in them.
///
/// It knows nothing of how the engine reads. A text that finds nothing is of use too: it must go on finding nothing.
struct WordingWriter {
  /// A text, and what it is a text for.
  struct Wording: Hashable {
    /// `ruleset#kind.name`, or the actor's id.
    var owner: String
    var text: String
  }

  private let sets: [RuleSetDeclaration]
  private var set: RuleSetDeclaration
  private var owner = ""
  private var seen: Set<Wording> = []
  private(set) var wordings: [Wording] = []

  /// Names of lists that a classifier's parameters may mean.
  private let parameters: Set<String>

  /// No list, cue or name has it.
  private static let filler = "zorp"
  /// More ways to write a phrase than this are not tried; each word is in one of them.
  private static let maxVariants = 40
  /// Phrases that a list is looked at in.
  private static let maxUsers = 2

  /// Writes the texts of one of some rule sets.
  init(_ set: RuleSetDeclaration, among sets: [RuleSetDeclaration]) {
    self.sets = sets
    self.set = set
    parameters = Set(
      sets.flatMap(\.classifiers).flatMap(\.parameters).flatMap { $0.value.texts })
    for rule in set.rules { add(rule) }
    for designator in set.designators { add(designator) }
    for modifier in set.modifiers { add(modifier) }
    for actor in set.actors { add(actor) }
    for list in set.lists { add(list) }
  }

  // MARK: Constructs

  private mutating func add(_ rule: RuleDeclaration) {
    owner = "\(set.id.value)#rule.\(rule.id.value)"
    let slots = Dictionary(rule.slots.map { ($0.role.value, $0) }) { first, _ in first }
    let context = Context(self, needs: rule.needs, on: rule.on)
    for phrase in rule.match {
      for text in texts(phrase.value, slots) { write(context.around(text)) }
    }
    guard let example = rule.match.first.flatMap({ texts($0.value, slots).first }) else { return }
    add(rule.needs, around: example)
    if let on = rule.on {
      let mention = label(on.label.value)
      for count in Self.around(on.tokens.value) {
        let gap = Self.fillers(count)
        write(on.reach == .before ? "\(mention) \(gap)\(example)" : "\(example) \(gap)\(mention)")
      }
    }
    add(unless: rule.unless, heads: rule.heads, context, example)
  }

  private mutating func add(_ designator: DesignatorDeclaration) {
    owner = "\(set.id.value)#designator.\(designator.name.value)"
    let join = designator.joins.contains(.hyphen) ? "-" : designator.joins.contains(.space) ? " " : ""
    let next = designator.next.flatMap { $0.any.first.flatMap { texts($0.value, [:]).first } }
    let unit = designator.units.first.flatMap { texts($0.value, [:]).first }
    let tail = (unit.map { " \($0)" } ?? "") + (next.map { " \($0)" } ?? "")
    let context = Context(self, needs: designator.needs, on: nil)
    var example: String?
    for form in designator.forms {
      var numbers: [String] = [""]
      switch form.numbers {
      case .list(let list): numbers = list.map(\.value)
      case .range(let from, let to, let digits):
        numbers = [from.value, to.value, from.value - 1, to.value + 1].map {
          String(repeating: "0", count: max(0, digits - String($0).count)) + String($0)
        }
      case nil: break
      }
      let stems = form.stems.isEmpty ? [""] : form.stems.map(\.value)
      func name(_ stem: String, _ number: String) -> String {
        stem.isEmpty || number.isEmpty ? stem + number : stem + join + number
      }
      var names = numbers.map { name(stems[0], $0) }
      // The numbers of a family are those of one stem; a stem counts with the first of them.
      names += stems.dropFirst().map { name($0, numbers[0]) }
      names += stems.prefix(1).map { name($0.lowercased(), numbers[0]) }
      for name in names {
        for text in texts(name, [:], isName: true) {
          write(context.around(text + tail))
          if example == nil { example = text }
        }
      }
    }
    guard let example else { return }
    for unit in designator.units {
      for text in texts(unit.value, [:]) {
        write(context.around("\(example) \(text)\(next.map { " " + $0 } ?? "")"))
      }
    }
    for name in designator.names {
      for text in texts(name.value, [:]) { write(context.around("\(example) \(text)\(tail)")) }
    }
    if let next = designator.next {
      let unit = unit.map { " " + $0 } ?? ""
      for phrase in next.any {
        for text in texts(phrase.value, [:]) { write(context.around("\(example)\(unit) \(text)")) }
      }
      for count in Self.around(next.within.value) {
        write(context.around("\(example)\(unit) \(Self.fillers(count))\(texts(next.any[0].value, [:])[0])"))
      }
    }
    add(designator.needs, around: example + tail)
    add(unless: designator.unless, heads: designator.heads, context, example)
  }

  private mutating func add(_ modifier: ModifierDeclaration) {
    owner = "\(set.id.value)#modifier.\(modifier.name.value)"
    let event = "Iran sent missiles to Russia"
    func sentence(_ cue: String) -> String {
      modifier.reach == .before
        ? "\(event) \(Self.fillers(20))\(cue)" : "\(cue) \(event) \(Self.fillers(30))".trimmed
    }
    for phrase in modifier.cues + modifier.pseudo {
      for text in texts(phrase.value, [:]) { write(sentence(text)) }
    }
    guard let cue = modifier.cues.first.flatMap({ texts($0.value, [:]).first }) else { return }
    // Far enough for the scope's end to show.
    if let tokens = modifier.scope.tokens?.value {
      write("\(event) \(Self.fillers(tokens + 3))\(cue) \(Self.fillers(tokens + 3))".trimmed)
    }
    for phrase in modifier.scope.stop + modifier.scope.through {
      for text in texts(phrase.value, [:]) {
        write(
          modifier.reach == .before
            ? "\(event) \(text) zorp \(cue)" : "\(cue) zorp \(text) \(event)")
      }
    }
  }

  private mutating func add(_ actor: ActorDeclaration) {
    owner = actor.id.value
    for phrase in actor.names + actor.demonyms + actor.metonyms + actor.people + actor.bodies + actor.unless {
      for text in texts(phrase.value, [:]) { write("\(text) sent missiles") }
    }
    for guarded in actor.guarded {
      let context = Context(self, needs: guarded.needs, on: nil)
      for phrase in guarded.forms {
        for text in texts(phrase.value, [:]) { write(context.around(text)) }
      }
      if let example = guarded.forms.first.flatMap({ texts($0.value, [:]).first }) {
        add(guarded.needs, around: example)
      }
    }
  }

  /// A list shows in the phrases that call it.
  private mutating func add(_ list: ListDeclaration) {
    // Classifiers read some lists themselves.
    owner = "\(set.id.value)#list.\(list.name.value)"
    if parameters.contains(where: { $0 == list.name.value || $0.hasSuffix("." + list.name.value) }) {
      for entry in list.phrases {
        for text in texts(entry.value, [:]) { write("Iran sent missiles to Russia zorp \(text)") }
      }
    }
    let whole = set
    defer { set = whole }
    var users = 0
    for other in sets where users < Self.maxUsers {
      let names = other.names(of: list.name.value, in: whole)
      guard !names.isEmpty else { continue }
      for user in other.users where users < Self.maxUsers {
        guard let phrase = user.phrases.first(where: { phrase in names.contains { phrase.calls($0) } }) else {
          continue
        }
        users += 1
        for entry in list.phrases {
          set = whole
          let entries = texts(entry.value, [:])
          set = other
          owner = "\(other.id.value)#\(user.name)"
          for text in entries {
            for whole in texts(phrase, user.slots, lists: Dictionary(names.map { ($0, text) }) { $1 }).prefix(
              1)
            {
              write(user.around(whole, self))
            }
          }
        }
      }
    }
  }

  private mutating func add(_ guardian: GuardDeclaration?, around example: String) {
    guard let needs = guardian else { return }
    let context = Context(self, needs: needs, on: nil)
    for phrase in needs.any {
      for text in texts(phrase.value, [:]) { write("\(context.count)\(example) zorp \(text)\(context.with)") }
    }
    for phrase in needs.with {
      for text in texts(phrase.value, [:]) { write("\(context.count)\(example)\(context.any) zorp \(text)") }
    }
    if let tokens = needs.tokens?.value, let any = needs.any.first.flatMap({ texts($0.value, [:]).first }) {
      for count in Self.around(tokens) {
        write("\(context.count)\(example) \(Self.fillers(count))\(any)\(context.with)")
        write("\(any) \(Self.fillers(count))\(context.count)\(example)\(context.with)")
      }
    }
  }

  private mutating func add(
    unless: [Located<String>], heads: [HeadDeclaration], _ context: Context, _ example: String
  ) {
    for phrase in unless {
      for text in texts(phrase.value, [:]) { write(context.around(text)) }
    }
    for phrase in heads.flatMap(\.any) {
      for text in texts(phrase.value, [:]) { write(context.around("\(example) \(text)")) }
    }
  }

  // MARK: Phrases

  /// Ways to write a phrase: without gaps, with each as wide as it may be and a word wider; with capitals and without.
  func texts(
    _ phrase: String, _ slots: [String: RuleDeclaration.Slot], isName: Bool = false,
    lists: [String: String] = [:]
  ) -> [String] {
    guard let parsed = try? PhraseParser.parse(phrase) else { return [phrase] }
    var texts: [String] = []
    var shown: Set<Phrase.Element> = []
    for (index, variant) in parsed.variants.enumerated() {
      // Each word in one variant at least; the last one, for optional words are left out there.
      let isNew = variant.contains { !shown.contains($0) }
      guard isNew || index == parsed.variants.count - 1, texts.count < Self.maxVariants else { continue }
      shown.formUnion(variant)
      texts.append(text(variant, slots, lists))
      for place in variant.indices {
        switch variant[place] {
        case .gap(let count):
          texts += [count, count + 1].map { text(variant, slots, lists, gap: (place, $0)) }
        case .words(_, _, let exact) where exact.contains(true):
          texts.append(text(variant, slots, lists, lowercased: place))
        default: break
        }
      }
    }
    return texts
  }

  private func text(
    _ variant: [Phrase.Element], _ slots: [String: RuleDeclaration.Slot], _ lists: [String: String],
    gap: (place: Int, words: Int)? = nil, lowercased: Int? = nil
  ) -> String {
    var parties = ["Iran", "Russia", "China"]
    var words: [String] = []
    for (place, element) in variant.enumerated() {
      switch element {
      case .words(let text, let inflects, _):
        var text = place == lowercased ? text.lowercased() : text
        if inflects, let last = text.split(separator: " ").last.map(String.init) {
          let start = String(text.dropLast(last.count))
          let forms = Inflection.forms(of: last)
          text = start + (forms.count > 1 ? forms[1] : last)
        }
        words.append(text)
      case .gap:
        if let gap, gap.place == place { words.append(Self.fillers(gap.words).trimmed) }
      case .list(let name): words.append(lists[name] ?? entry(of: name))
      case .actors(let type): words.append(actor(type, &parties))
      case .number: words.append("12")
      case .slot(let role):
        guard let slot = slots[role] else { break }
        words.append(
          slot.label.map { label($0.value) } ?? actor(slot.actors?.value ?? "$actor.any", &parties))
      }
    }
    return words.joined(separator: " ")
  }

  /// The first phrase of a list, written out.
  private func entry(of name: String, depth: Int = 0) -> String {
    guard depth < 4, let (list, owner) = set.list(name, among: sets), let first = list.phrases.first else {
      return Self.filler
    }
    var writer = self
    writer.set = owner
    return writer.texts(first.value, [:]).first ?? Self.filler
  }

  private func actor(_ type: String, _ parties: inout [String]) -> String {
    let type = type.split(separator: ".").last.map(String.init) ?? type
    if ["any", "party", "state"].contains(type) { return parties.isEmpty ? "Norway" : parties.removeFirst() }
    for set in sets {
      if let actor = set.actors.first(where: { $0.type?.value == type }), let name = actor.names.first {
        return texts(name.value, [:])[0]
      }
    }
    return "Iran"
  }

  /// A mention of a label, or of any on an axis.
  fileprivate func label(_ name: String) -> String {
    for set in sets {
      for rule in set.rules where rule.needs == nil && rule.on == nil && rule.slots.isEmpty {
        if rule.emit.first?.label.value == name, let phrase = rule.match.first {
          var writer = self
          writer.set = set
          return writer.texts(phrase.value, [:]).first ?? "missiles"
        }
      }
    }
    return "missiles"
  }

  private mutating func write(_ text: String) {
    let wording = Wording(owner: owner, text: text.trimmed)
    if seen.insert(wording).inserted { wordings.append(wording) }
  }

  private static func fillers(_ count: Int) -> String {
    String(repeating: filler + " ", count: max(0, count))
  }

  /// The numbers of words at which a bound of so many shows.
  private static func around(_ bound: Int) -> [Int] {
    [bound - 2, bound - 1, bound, bound + 1].filter { $0 >= 0 }
  }

  /// What must stand around a match for it to count.
  struct Context {
    var count = ""
    var any = ""
    var with = ""
    var before = ""

    init(_ writer: WordingWriter, needs: GuardDeclaration?, on: RuleDeclaration.Attachment?) {
      if let on {
        let mention = writer.label(on.label.value)
        if on.reach == .before { before = mention + " " } else { any = " " + mention }
      }
      guard let needs else { return }
      if needs.counted { count = "12 " }
      if let phrase = needs.any.first { any += " zorp " + (writer.texts(phrase.value, [:]).first ?? "") }
      if needs.any.isEmpty, let label = needs.label { any += " zorp " + writer.label(label.value) }
      if let phrase = needs.with.first { with = " zorp " + (writer.texts(phrase.value, [:]).first ?? "") }
    }

    func around(_ text: String) -> String { before + count + text + any + with }
  }
}

extension RuleSetDeclaration {
  /// What calls lists: a construct with its phrases, and how a phrase becomes a text.
  fileprivate struct User {
    var name: String
    var phrases: [String]
    var slots: [String: RuleDeclaration.Slot] = [:]
    var around: (String, WordingWriter) -> String
  }

  fileprivate var users: [User] {
    var users: [User] = []
    for rule in rules {
      users.append(
        User(
          name: "rule.\(rule.id.value)", phrases: rule.match.map(\.value),
          slots: Dictionary(rule.slots.map { ($0.role.value, $0) }) { first, _ in first }
        ) { WordingWriter.Context($1, needs: rule.needs, on: rule.on).around($0) })
      if let needs = rule.needs, let match = rule.match.first {
        users.append(
          User(name: "rule.\(rule.id.value)", phrases: (needs.any + needs.with).map(\.value)) {
            text, writer in
            let context = WordingWriter.Context(writer, needs: needs, on: rule.on)
            let example = writer.texts(match.value, [:]).first ?? ""
            return "\(context.count)\(example) zorp \(text)\(context.with)"
          })
      }
      users.append(
        User(name: "rule.\(rule.id.value)", phrases: rule.heads.flatMap(\.any).map(\.value)) { text, writer in
          (rule.match.first.flatMap { writer.texts($0.value, [:]).first } ?? "") + " " + text
        })
    }
    for modifier in modifiers {
      users.append(
        User(name: "modifier.\(modifier.name.value)", phrases: (modifier.cues + modifier.pseudo).map(\.value))
        { text, _ in
          modifier.reach == .before
            ? "Iran sent missiles to Russia \(text)" : "\(text) Iran sent missiles to Russia"
        })
      if let cue = modifier.cues.first {
        users.append(
          User(
            name: "modifier.\(modifier.name.value)",
            phrases: (modifier.scope.stop + modifier.scope.through).map(\.value)
          ) { text, writer in
            let cue = writer.texts(cue.value, [:]).first ?? ""
            return modifier.reach == .before
              ? "Iran sent missiles to Russia \(text) zorp \(cue)"
              : "\(cue) zorp \(text) Iran sent missiles to Russia"
          })
      }
    }
    return users
  }

  /// The names by which this rule set can call a list of another.
  fileprivate func names(of list: String, in other: RuleSetDeclaration) -> [String] {
    if id.value == other.id.value { return [list] }
    return imports.filter { $0.from.value == other.id.value }.map { item in
      item.alias.map { "\($0.value).\(list)" } ?? list
    }
  }

  /// The list that a name means here, and whose it is.
  fileprivate func list(
    _ name: String, among sets: [RuleSetDeclaration]
  ) -> (ListDeclaration, RuleSetDeclaration)? {
    for other in sets {
      for list in other.lists where names(of: list.name.value, in: other).contains(name) {
        return (list, other)
      }
    }
    return nil
  }
}

extension ParameterNode {
  fileprivate var texts: [String] {
    switch self {
    case .scalar(let text): [text.value]
    case .list(let nodes, _): nodes.flatMap(\.texts)
    case .map(let entries, _): entries.flatMap { $0.value.texts }
    }
  }
}

extension String {
  fileprivate func calls(_ list: String) -> Bool {
    guard let phrase = try? PhraseParser.parse(self) else { return false }
    return phrase.variants.contains { $0.contains(.list(list)) }
  }

  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
