import WaybillCore
import WaybillText

/// Gathers statements into claims and gives each claim its standing.
struct ClaimBuilder {
  let settings: Settings
  let reading: Reading
  let weapons: [WeaponMention]
  private let lists: ListLookup
  private let index: SentenceIndex

  init(settings: Settings, reading: Reading, weapons: [WeaponMention]) {
    self.settings = settings
    self.reading = reading
    self.weapons = weapons
    lists = ListLookup(reading)
    index = SentenceIndex(reading, weapons: weapons)
  }

  /// One claim is a pair of parties at one status.
  private struct Key: Hashable {
    var supplier: Int?
    var recipient: Int?
    var status: String
  }

  /// - Parameter refusals: takes events of which no claim was made, when it is not nil.
  func claims(from events: [Event], refusals: inout [Refusal]?) -> [Claim] {
    let voice = settings.voice(of: reading.article)
    let sources = SourceFinder(settings: settings, reading: reading, index: index)
    var keys: [Key] = []
    var groups: [Key: [Statement]] = [:]
    for event in events.flatMap(assertionsAndReplies) {
      let suppliers: [Event.Party?] = event.suppliers.isEmpty ? [nil] : event.suppliers
      let recipients: [Event.Party?] = event.recipients.isEmpty ? [nil] : event.recipients
      for supplier in suppliers {
        for recipient in recipients where supplier?.actor != recipient?.actor {
          let statement = Statement(
            event, supplier: supplier, recipient: recipient, settings: settings, reading: reading,
            sources: sources, voice: voice)
          let key = Key(supplier: supplier?.actor, recipient: recipient?.actor, status: statement.status)
          if groups[key] == nil { keys.append(key) }
          groups[key, default: []].append(statement)
        }
      }
    }
    keys = keys.filter { !isPart($0, of: keys, groups) }
    carrySources(in: &groups)
    addDenials(to: &groups, of: keys, events)
    let quantities = QuantityReader(settings: settings, reading: reading, lists: lists, index: index)
    var claims: [Claim] = []
    for key in keys {
      guard let statements = groups[key] else { continue }
      let others = keys.filter { $0.supplier == key.supplier && $0.recipient == key.recipient && $0 != key }
        .flatMap { groups[$0] ?? [] }
      if let claim = claim(key, statements, others: others, quantities: quantities) {
        claims.append(claim)
      } else {
        for event in statements.map(\.event) {
          refusals?.append(
            Refusal(
              rule: event.rule, tokens: event.trigger,
              reason: "its grade is below the minimum, \(settings.grades[settings.minimumGrade])"))
        }
      }
    }
    // What the text is about comes before what only its headline says, and both before its history.
    func place(_ claim: Claim) -> Int {
      claim.background ? 2 : claim.evidence.allSatisfy { $0.span.field == "title" } ? 1 : 0
    }
    return (0...2).flatMap { order in claims.filter { place($0) == order } }
  }

  /// A denial that looks back at a charge of the same trigger is a statement of its own beside the charge.
  private func assertionsAndReplies(_ event: Event) -> [Event] {
    let isReply = { (cue: CueHit) in
      settings.catalog.modifiers[cue.modifier].evidence == "denial-of-the-foregoing"
    }
    guard event.cues.contains(where: isReply) else { return [event] }
    var charge = event
    charge.cues.removeAll(where: isReply)
    charge.attributes[.stance] =
      charge.cues.lazy.compactMap { settings.catalog.modifiers[$0.modifier].sets[.stance] }.max()
    return [charge, event]
  }

  /// Leaves a claim that was first told on somebody's word on that word where it is taken up again.
  ///
  /// What a report or a ministry is said to have found in the first paragraph, an article tells as fact in the fourth.
  private func carrySources(in groups: inout [Key: [Statement]]) {
    let reports = groups.values.joined().filter {
      ["report", "investigative-body"].contains($0.kind) && !isTitle($0) && !$0.isAgainst
    }
    for (key, statements) in groups {
      let told = statements.filter { !isTitle($0) && !$0.isAgainst }
      let first = told.min { $0.event.trigger.lowerBound < $1.event.trigger.lowerBound }
      for index in statements.indices
      where statements[index].attributes[.source] == nil && statements[index].attributes[.holder] == nil {
        // A report goes on about the parties that it was quoted about.
        let report = reports.first {
          $0.event.sentence < statements[index].event.sentence
            && (key.supplier != nil && $0.supplier?.actor == key.supplier
              || key.recipient != nil && $0.recipient?.actor == key.recipient)
        }
        guard let teller = report ?? first, let source = teller.attributes[.source],
          ["named", "media", "anonymous"].contains(source),
          !["supplier", "recipient"].contains(teller.attributes[.holder] ?? "")
        else { continue }
        groups[key]?[index].attributes[.source] = source
      }
    }
  }

  private func isTitle(_ statement: Statement) -> Bool {
    reading.segmentation.sentences[statement.event.sentence].zone == .title
  }

  /// Sets a party's later denial beside what others say of it.
  private func addDenials(to groups: inout [Key: [Statement]], of keys: [Key], _ events: [Event]) {
    var finder = DenialFinder(settings: settings, reading: reading)
    let told = Set(events.map(\.sentence))
    for key in keys {
      let statements = groups[key] ?? []
      guard !statements.contains(where: \.isAgainst),
        !statements.contains(where: { ["supplier", "recipient"].contains($0.attributes[.holder] ?? "") })
      else { continue }
      for statement in statements {
        guard let denial = finder.denial(of: statement, sentencesWithEvents: told) else { continue }
        groups[key]?.append(statement.denied(by: denial.holder, in: denial.sentence))
        break
      }
    }
  }

  /// Whether a claim with one party tells a part of one that another sentence tells whole.
  private func isPart(_ key: Key, of keys: [Key], _ groups: [Key: [Statement]]) -> Bool {
    guard key.supplier == nil || key.recipient == nil else { return false }
    func leaves(_ key: Key) -> Set<String> {
      Set(groups[key, default: []].flatMap { $0.event.items.map { weapons[$0].leaf } })
    }
    return keys.contains { other in
      other.supplier != nil && other.recipient != nil
        && (key.supplier == nil || key.supplier == other.supplier)
        && (key.recipient == nil || key.recipient == other.recipient)
        && !leaves(key).isDisjoint(with: leaves(other))
    }
  }

  private func claim(_ key: Key, _ statements: [Statement], others: [Statement], quantities: QuantityReader)
    -> Claim?
  {
    let graded = grade(statements, others: others)
    guard graded.grade >= settings.minimumGrade else { return nil }
    // What nobody is said to have sent to nobody is no news.
    if graded.grade == 0, key.supplier == nil || key.recipient == nil { return nil }
    // Nor is what rebels got from nobody.
    func isNamed(_ actor: Int?) -> Bool {
      actor.map { settings.catalog.actors[$0].type != "unlisted" } ?? false
    }
    if !isNamed(key.supplier), !isNamed(key.recipient) { return nil }
    let items = Set(statements.flatMap(\.event.items)).sorted()
    let deniers = statements.filter(\.isDenied).compactMap(\.holder)
    let weights = weights(statements, others, status: key.status)
    let score = Score(weights.map(\.weight))
    var decoys: [String] = []
    for decoy in statements.flatMap(\.event.decoys) where !decoys.contains(decoy) { decoys.append(decoy) }
    let isConcealed = statements.contains { $0.attributes[.concealed] == "true" } || !decoys.isEmpty
    let sentences = statements.map { reading.segmentation.sentences[$0.event.sentence].tokens }
    return Claim(
      supplier: party(statements.compactMap(\.supplier)),
      recipient: party(statements.compactMap(\.recipient)),
      items: items.map { weapon in
        Claim.Item(
          leaf: weapons[weapon].leaf, weapon: weapon,
          quantity: quantities.quantity(before: reading.labels[weapons[weapon].hit].tokens))
      },
      guidance: guidance(items), status: key.status, grade: settings.grades[graded.grade],
      deniedBy: deniers.reduce(into: []) { ids, actor in
        let id = settings.catalog.actors[actor].id
        if !ids.contains(id) { ids.append(id) }
      },
      score: score.value, level: score.level, contested: score.isContested, concealed: isConcealed,
      decoys: decoys,
      background: statements.allSatisfy { $0.attributes[.background] == "true" },
      transfer: transfer(sentences), evidence: weights.map(\.evidence), ladder: graded.ladder)
  }

  // MARK: Parts of a claim

  /// The party as the clause names it, or as it was inferred.
  private func party(_ parties: [Event.Party]) -> Claim.Party {
    guard let best = parties.first(where: { $0.basis == .clause }) ?? parties.first else {
      return Claim.Party(id: "unknown", name: "unknown", span: nil)
    }
    let actor = settings.catalog.actors[best.actor]
    // A party without a name is printed in the text's own words.
    let words = actor.type == "unlisted" ? best.hit.map { reading.text(reading.actors[$0].tokens) } : nil
    return Claim.Party(
      id: actor.id, name: words ?? actor.name, span: best.hit.map { reading.span(reading.actors[$0].tokens) },
      inferred: best.basis != .clause)
  }

  /// The guidance of the munitions among the items; `mixed` when they differ, `n/a` when none is a munition.
  private func guidance(_ items: [Int]) -> String {
    let answers = Set(items.map { weapons[$0].guidance }).subtracting(["n/a"])
    if answers.count > 1 {
      return answers.subtracting(["undetermined"]).count == 1
        ? answers.subtracting(["undetermined"]).first! : "mixed"
    }
    return answers.first ?? "n/a"
  }

  private func transfer(_ sentences: [Range<Int>]) -> String {
    for (kind, list) in settings.transfers {
      if sentences.contains(where: { !lists.hits(of: list, in: $0).isEmpty }) { return kind }
    }
    return "unknown"
  }

  // MARK: Grade

  private func grade(_ statements: [Statement], others: [Statement]) -> (grade: Int, ladder: [Claim.Rung]) {
    let isAffirmed = statements.contains { !$0.isAgainst }
    // A headline shortens what the text says with more care.
    let isTold = statements.contains { !isTitle($0) && !$0.isAgainst }
    let statements = isTold ? statements.filter { !isTitle($0) || $0.isAgainst } : statements
    var best: (grade: Int, ladder: [Claim.Rung], statement: Statement)?
    for statement in statements where !statement.isAgainst || !isAffirmed {
      let climbed = climb(statement, isAffirmed: isAffirmed)
      if climbed.grade > best?.grade ?? -1 { best = (climbed.grade, climbed.ladder, statement) }
    }
    guard var result = best else { return (0, []) }
    // Said by one and denied by another.
    if isAffirmed {
      // Who denies the transfer denies each stage of it that others tell of.
      let against =
        (statements.filter(\.isAgainst)
        + others.filter { $0.isDenied && $0.event.sentence != result.statement.event.sentence })
        .filter { contradicts($0, result.statement) }
      for rung in settings.catalog.policies[settings.axisName] ?? []
      where rung.effect == .cap && rung.when["stance"] != nil {
        guard against.contains(where: { holds(rung, $0, isAffirmed: true) }) else { continue }
        let label = settings.catalog.labels[rung.label].name
        if let cap = settings.grades.firstIndex(of: label), cap < result.grade {
          result.grade = cap
          result.ladder.append(Claim.Rung(rung: name(of: rung), effect: "cap", grade: label))
        }
      }
    }
    return (result.grade, result.ladder)
  }

  /// Whether what one statement denies is what another tells.
  ///
  /// "It sent drones but no missiles" tells of drones, and an outlet's own "not" beside its own word is no contradiction.
  private func contradicts(_ denial: Statement, _ statement: Statement) -> Bool {
    if !denial.isDenied {
      // Nor does a "not" count whose parties were only inferred.
      let parties = [denial.supplier, denial.recipient].compactMap(\.self)
      if denial.attributes[.source] == nil || parties.contains(where: { $0.basis != .clause }) {
        return false
      }
    }
    func leaves(_ statement: Statement) -> Set<String> { Set(statement.event.items.map { weapons[$0].leaf }) }
    let denied = leaves(denial)
    let told = leaves(statement)
    return !denied.isDisjoint(with: told) || denied.union(told).contains { $0.hasSuffix("-unspecified") }
  }

  /// Takes one statement up and down the policy's ladder from the grade that its rule gives.
  private func climb(_ statement: Statement, isAffirmed: Bool) -> (grade: Int, ladder: [Claim.Rung]) {
    let rule = settings.catalog.rules[statement.event.rule]
    let base = rule.emits.first {
      settings.catalog.axes[settings.catalog.labels[$0].axis].name == settings.axisName
    }
    var grade =
      base.flatMap { settings.grades.firstIndex(of: settings.catalog.labels[$0].name) } ?? settings.grades
      .count - 1
    var ladder = [Claim.Rung(rung: "base", effect: "grade", grade: settings.grades[grade])]
    for rung in settings.catalog.policies[settings.axisName] ?? [] {
      guard holds(rung, statement, isAffirmed: isAffirmed) else { continue }
      let label = settings.catalog.labels[rung.label].name
      guard let target = settings.grades.firstIndex(of: label) else { continue }
      switch rung.effect {
      case .cap where target < grade, .raise where target > grade:
        grade = target
        ladder.append(Claim.Rung(rung: name(of: rung), effect: rung.effect.rawValue, grade: label))
      default: break
      }
    }
    return (grade, ladder)
  }

  private func name(of rung: PolicyRung) -> String {
    rung.when.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  private func holds(_ rung: PolicyRung, _ statement: Statement, isAffirmed: Bool) -> Bool {
    rung.when.allSatisfy { holds($0.key, $0.value, statement, isAffirmed: isAffirmed) }
  }

  private func holds(_ key: String, _ value: String, _ statement: Statement, isAffirmed: Bool) -> Bool {
    switch key {
    case "with": return isAffirmed == (value == "affirmed")
    case "without": return isAffirmed != (value == "affirmed")
    default:
      guard let attribute = Attribute(rawValue: key) else { return false }
      if let set = statement.attributes[attribute] { return set == value }
      // Who holds a statement is open until somebody is named.
      return attribute != .holder && attribute.values[0] == value
    }
  }

  // MARK: Evidence

  private func weights(_ statements: [Statement], _ others: [Statement], status: String)
    -> [(weight: Score.Weight, evidence: Claim.Evidence)]
  {
    var result: [(weight: Score.Weight, evidence: Claim.Evidence)] = []
    for statement in statements + others {
      let support =
        statement.isAgainst
        ? -Support.ofDenial(for: status) : Support.of(statement.status, for: status)
      guard support != 0 else { continue }
      let points = statement.strength * support
      let holder = statement.holder.map { settings.catalog.actors[$0] }
      let origin = holder.map { "\($0.id) \(reading.article.date ?? "")" } ?? "article \(reading.article.id)"
      let tokens = reading.segmentation.sentences[statement.event.sentence].tokens
      let evidence = Claim.Evidence(
        kind: statement.kind, holder: holder?.name, polarity: statement.isAgainst ? "-" : "+",
        status: statement.status, weight: points, origin: origin, span: reading.span(tokens),
        rule: settings.catalog.rules[statement.event.rule].reference)
      let isInterested =
        statement.isAgainst && ["supplier", "recipient"].contains(statement.attributes[.holder] ?? "")
      result.append(
        (
          Score.Weight(points: points, origin: origin, kind: statement.kind, isInterested: isInterested),
          evidence
        ))
    }
    return result
  }
}
