import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

extension RuleDrafter {
  /// A marked role as the loaded rules read it.
  private struct Filler {
    var role: String
    var range: ByteRange
    /// The slot that it fills: `is: $actor.party`, `label: weapon`.
    var slot: (key: String, value: String)
    /// What a test expects of the role: an actor's id.
    var value: String?
  }

  /// A sentence between its first role and its last one.
  private struct Skeleton {
    var example: Int
    var fillers: [Filler]
    /// The words between a role and the next one.
    var between: [[String]]
    /// The preposition that governs each role but the first, and how many words stand between the two.
    var governors: [(word: String, distance: Int)?]
    /// The gap in which the trigger stands, and its place there.
    var trigger: (gap: Int, index: Int)

    /// Skeletons of one shape can share a phrase.
    var shape: String {
      fillers.map(\.role).joined(separator: " ") + " \(trigger.gap) "
        + governors.map { $0?.word ?? "-" }.joined(separator: " ")
    }
    var verb: String { between[trigger.gap][trigger.index] }
  }

  /// Words that govern a role after them.
  private static let prepositions: Set = [
    "to", "for", "from", "by", "with", "of", "into", "via", "through", "toward", "towards", "against", "in",
    "on",
  ]

  /// Drafts a frame rule from sentences whose roles are marked.
  func draftFrame(_ request: DraftRequest) throws(DraftRefusal) -> RuleDraft {
    let emit = request.label ?? (axis: "supply", label: "confirmed")
    try check(emit)
    var skeletons: [Skeleton] = []
    var examples = request.examples
    var slots: [(role: String, filler: (key: String, value: String))] = []
    var left: [RuleDraft.Phrase] = []
    for (number, example) in request.examples.enumerated() where example.expectation != nil {
      let skeleton = try skeleton(of: example, number)
      for filler in skeleton.fillers {
        if let known = slots.first(where: { $0.role == filler.role }) {
          guard known.filler != filler.slot else { continue }
          throw .unusable(
            "the role `\(filler.role)` is filled by `\(known.filler.value)` in one example and by "
              + "`\(filler.slot.value)` in \(example.place)")
        }
        slots.append((filler.role, filler.slot))
      }
      // A given expectation goes before what the roles say.
      var expectation = example.expectation ?? []
      for filler in skeleton.fillers where !expectation.contains(where: { $0.key == filler.role }) {
        if let value = filler.value { expectation.append((filler.role, value)) }
      }
      examples[number].expectation = expectation
      if let owner = owner(of: expectation, in: example.text) {
        left.append(.init(text: owner, places: [example.place]))
      } else {
        skeletons.append(skeleton)
      }
    }
    guard !skeletons.isEmpty else {
      throw .collision(
        "there is nothing to draft: the loaded rules read every example so",
        left.map { "\($0.places.joined(separator: ", ")) is read by \($0.text)" })
    }
    let drafted = Set(skeletons.map(\.example))
    var rule = DraftedRule()
    rule.id = request.id ?? "transfer"
    rule.emit = [emit]
    rule.slots = slots
    for (number, example) in examples.enumerated()
    where example.expectation == nil || drafted.contains(number) {
      rule.tests.append((example.text, example.expectation))
    }
    return try search(rule, skeletons, examples, left, request)
  }

  /// Tries wider phrases first, and narrower ones where those find too much or break other rules' tests.
  private func search(
    _ rule: DraftedRule, _ skeletons: [Skeleton], _ examples: [DraftExample], _ left: [RuleDraft.Phrase],
    _ request: DraftRequest
  ) throws(DraftRefusal) -> RuleDraft {
    var rule = rule
    let slots = rule.slots
    let groups = Dictionary(grouping: skeletons, by: \.shape).sorted { $0.key < $1.key }.map(\.value)
    var candidates: [Candidate] = []
    for group in groups {
      for step in RuleDrafter.frameSteps {
        for subset in group.count > 1 ? [group] + group.map({ [$0] }) : [group] {
          guard candidates.count < RuleDrafter.maxCandidates, let candidate = candidate(subset, step, slots),
            !candidates.contains(where: { $0.phrase == candidate.phrase })
          else { continue }
          candidates.append(candidate)
        }
      }
    }
    let tried = tryOutFrames(candidates, skeletons, examples)
    var banned: Set<String> = []
    var failures: [String] = []
    let targets = Set(skeletons.map { Target(example: $0.example, mark: 0) })
    attempts: for _ in 0..<RuleDrafter.maxAttempts {
      let safe = tried.filter { $0.wrong.isEmpty && !banned.contains($0.phrase) }
      let (chosen, rest) = cover(targets, with: safe)
      guard rest.isEmpty else {
        if !failures.isEmpty { break attempts }
        throw frameCollision(rest, examples, tried)
      }
      rule.match = chosen.map(\.phrase)
      rule.lists = chosen.flatMap(\.rule.lists)
      let used = examples.enumerated().filter { number, example in
        example.expectation == nil || targets.contains(Target(example: number, mark: 0))
      }.map(\.element)
      switch try verify(rule, request.ruleSet, used) {
      case .success(var draft):
        draft.left = left
        draft.phrases = chosen.map { candidate in
          .init(
            text: candidate.phrase,
            places: candidate.covers.map(\.example).sorted().map { examples[$0].place })
        }
        return draft
      case .failure(let failed):
        failures = failed.lines
        banned.formUnion(chosen.map(\.phrase))
      }
    }
    throw .collision("a rule for these examples does not go with the loaded rules", failures)
  }

  // MARK: Reading an example

  private func skeleton(of example: DraftExample, _ number: Int) throws(DraftRefusal) -> Skeleton {
    guard example.marks.count > 1, example.marks.allSatisfy({ $0.role != nil }) else {
      throw .unusable(
        "the roles of \(example.place) are not all marked: “\(example.text)”",
        "mark two or more, each with its role: [[supplier:Iran]] shipped [[item:drones]]")
    }
    let program = base.rules.program
    let reading = program.read(Article(id: "example", text: example.text))
    var fillers: [Filler] = []
    for mark in example.marks {
      let role = mark.role ?? ""
      func overlaps(_ tokens: Range<Int>) -> Bool {
        let range = reading.span(tokens).range
        return range.start < mark.range.end && mark.range.start < range.end
      }
      if let hit = reading.actors.first(where: { overlaps($0.tokens) }) {
        let actor = program.catalog.actors[hit.actor]
        let isParty = PhraseNames.partyTypes.contains(actor.type)
        fillers.append(
          Filler(
            role: role, range: reading.span(hit.tokens).range,
            slot: ("is", isParty ? "$actor.party" : "$actor.any"), value: actor.id))
      } else if let hit = reading.labels.first(where: { overlaps($0.tokens) }) {
        let axis = program.catalog.axes[program.catalog.labels[hit.label].axis].name
        fillers.append(
          Filler(role: role, range: reading.span(hit.tokens).range, slot: ("label", axis), value: nil))
      } else {
        throw .unusable(
          "`\(mark.text)` (\(role)) in \(example.place) is neither an actor nor a mention that the loaded rules know",
          reading.labels.isEmpty
            ? "in this sentence the loaded rules find no mention at all; without one they look for no actors either"
            : "add it to the actors of a rule set, or draft a rule for the mention first")
      }
    }
    fillers.sort { $0.range.start < $1.range.start }
    return try skeleton(example, number, fillers)
  }

  private func skeleton(
    _ example: DraftExample, _ number: Int, _ fillers: [Filler]
  ) throws(DraftRefusal) -> Skeleton {
    let bytes = Array(example.text.utf8)
    let tokens = Tokenizer.phrase(example.text)
    var between: [[String]] = []
    var governors: [(word: String, distance: Int)?] = []
    for (one, other) in zip(fillers, fillers.dropFirst()) {
      let words = tokens.filter { one.range.end <= $0.range.start && $0.range.end <= other.range.start }
        .map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self).lowercased() }
      between.append(words)
      let place = words.lastIndex(where: RuleDrafter.prepositions.contains)
      governors.append(place.flatMap { $0 >= words.count - 4 ? (words[$0], words.count - 1 - $0) : nil })
    }
    // A verb that the rules know goes before any other word that is no mere helper.
    var places: [(gap: Int, index: Int)] = []
    for (gap, words) in between.enumerated() {
      for (index, word) in words.enumerated()
      where DraftLexicon.hasContent(word) && !RuleDrafter.prepositions.contains(word) {
        places.append((gap, index))
      }
    }
    let known = places.first { place in
      let word = between[place.gap][place.index]
      return lexicon.list(of: [word]) != nil && lexicon.base(of: [word]).map { $0 != word } ?? true
    }
    guard let trigger = known ?? places.first else {
      throw .unusable(
        "no word stands between the roles of \(example.place) that says what happened: “\(example.text)”")
    }
    return Skeleton(
      example: number, fillers: fillers, between: between, governors: governors, trigger: trigger)
  }

  /// The loaded rule that makes the claim already.
  private func owner(of expectation: [(key: String, value: String)], in text: String) -> String? {
    let claims = base.classify(Article(id: "example", text: text)).findings.claims
    let wanted = expectation.filter { $0.key == "supplier" || $0.key == "recipient" }
    guard !wanted.isEmpty else { return nil }
    let claim = claims.first { claim in
      wanted.allSatisfy { ($0.key == "supplier" ? claim.supplier.id : claim.recipient.id) == $0.value }
    }
    return claim?.evidence.first.map { String($0.rule.prefix { $0 != "@" }) }
  }

  // MARK: Phrases

  /// From the words as seen to any word of a list with wide gaps.
  private static let frameSteps: [WordPattern.Steps] = [
    [], .inflections, [.inflections, .lists], [.inflections, .gaps], [.inflections, .lists, .gaps],
  ]

  /// One phrase for sentences of one shape; nil when their verbs have nothing in common.
  private func candidate(
    _ group: [Skeleton], _ steps: WordPattern.Steps,
    _ slots: [(role: String, filler: (key: String, value: String))]
  ) -> Candidate? {
    let first = group[0]
    let verbs = Set(group.map(\.verb))
    var rule = DraftedRule()
    rule.slots = slots
    var verb = ""
    let list = lexicon.list(of: verbs)
    if steps.contains(.lists), let list, verbs.count > 1 || list.count > 2 {
      verb = "$\(list.name)"
      rule.lists = [list]
    } else if steps.contains(.inflections) {
      if let base = lexicon.base(of: verbs) {
        verb = base + "~"
      } else {
        let bases = unique(verbs.sorted().map { lexicon.base(of: [$0]).map { $0 + "~" } ?? $0 })
        verb = bases.count == 1 ? bases[0] : "(\(bases.joined(separator: "|")))"
        if bases.count > 1, bases.allSatisfy({ $0.hasSuffix("~") }) {
          verb = "(\(bases.map { String($0.dropLast()) }.joined(separator: "|")))~"
        }
      }
    } else {
      verb = verbs.count == 1 ? first.verb : "(\(verbs.sorted().joined(separator: "|")))"
    }
    // What a preposition governs stands close behind it.
    func gap(_ widths: [Int], isGoverned: Bool = false) -> String {
      let seen = widths.max() ?? 0
      let width = !steps.contains(.gaps) ? seen : isGoverned ? max(seen, 1) : min(max(seen + 2, 3), 8)
      return width > 0 ? " ..\(width)" : ""
    }
    var text = "<\(first.fillers[0].role)>"
    for index in first.between.indices {
      var begins = group.map { _ in 0 }
      var isGoverned = false
      if first.trigger.gap == index {
        text += gap(group.map(\.trigger.index)) + " " + verb
        begins = group.map { $0.trigger.index + 1 }
      }
      if let governor = first.governors[index] {
        let places = group.map { $0.between[index].count - 1 - ($0.governors[index]?.distance ?? 0) }
        // The trigger may itself be the last word before the role.
        if zip(places, begins).allSatisfy({ $0 >= $1 }) {
          text += gap(zip(places, begins).map { $0 - $1 }) + " " + governor.word
          begins = places.map { $0 + 1 }
          isGoverned = true
        }
      }
      text += gap(zip(group, begins).map { $0.between[index].count - $1 }, isGoverned: isGoverned)
      text += " <\(first.fillers[index + 1].role)>"
    }
    guard (try? PhraseParser.parse(text)) != nil else { return nil }
    rule.match = [text]
    return Candidate(rule: rule, steps: steps)
  }

  /// Lets the engine say in which examples each frame has its roles, and which near misses it finds.
  private func tryOutFrames(
    _ candidates: [Candidate], _ skeletons: [Skeleton], _ examples: [DraftExample]
  ) -> [Candidate] {
    var (candidates, compiled) = compile(candidates.map(withProbeLabel), beside: sets)
    guard let program = compiled?.program else { return [] }
    let numbers = RuleDrafter.numbers(in: program)
    for (number, example) in examples.enumerated() {
      let skeleton = skeletons.first { $0.example == number }
      guard skeleton != nil || example.expectation == nil else { continue }
      let reading = program.read(Article(id: "example", text: example.text))
      for hit in reading.frames {
        guard let index = numbers[hit.rule] else { continue }
        guard let skeleton else {
          candidates[index].wrong.append((number, reading.span(hit.trigger).range))
          continue
        }
        let isWhole = skeleton.fillers.allSatisfy { filler in
          hit.candidates.contains { candidate in
            let tokens =
              switch candidate.filler {
              case .actor(let actor): reading.actors[actor].tokens
              case .label(let label): reading.labels[label].tokens
              }
            return candidate.role == filler.role && reading.span(tokens).range == filler.range
          }
        }
        if isWhole { candidates[index].covers.insert(Target(example: number, mark: 0)) }
      }
    }
    return candidates
  }

  /// A frame says something by emitting a label of the loaded rules.
  private func withProbeLabel(_ candidate: Candidate) -> Candidate {
    var candidate = candidate
    let catalog = base.rules.program.catalog
    if let axis = catalog.axes.first(where: { $0.name == "supply" }) ?? catalog.axes.first,
      let label = axis.labels.last
    {
      candidate.rule.emit = [(axis.name, catalog.labels[label].name)]
    }
    return candidate
  }

  private func frameCollision(
    _ rest: Set<Target>, _ examples: [DraftExample], _ tried: [Candidate]
  ) -> DraftRefusal {
    let lines = rest.sorted { $0.example < $1.example }.map { target -> String in
      let example = examples[target.example]
      let narrow = tried.filter { $0.covers.contains(target) }.min { $0.wrong.count < $1.wrong.count }
      guard let narrow, let wrong = narrow.wrong.first else {
        return "no phrase finds the roles of \(example.place): “\(example.text)”"
      }
      let other = examples[wrong.example]
      return
        "\(example.place) and the near miss in \(other.place) are both found by `\(narrow.phrase)`: “\(other.text)”"
    }
    return .collision(
      "no frame separates the examples from the near misses",
      lines + [
        "use a verb that the near misses do not have; denials and plans are for modifiers, not for frames"
      ])
  }
}
