import WaybillCore
import WaybillMatching
import WaybillText

extension RuleCompiler {
  mutating func compileModifiers() {
    for set in declarations {
      for modifier in set.modifiers { compile(modifier, in: set) }
    }
  }

  private mutating func compile(_ modifier: ModifierDeclaration, in set: RuleSetDeclaration) {
    let name = "\(set.id.value)#modifier.\(modifier.name.value)"
    let number = catalog.modifiers.count
    catalog.modifiers.append(
      ModifierInfo(
        name: name, fingerprint: fingerprints.fingerprint(of: modifier, in: set),
        sets: attributes(modifier.sets),
        weight: modifier.weight?.value, factor: modifier.factor?.value, evidence: modifier.evidence?.value))
    add(modifier.cues, symbol: builder.symbol(.cue(modifier: Int32(number))), in: set)
    let (stopWords, stopBoundaries) = split(modifier.scope.stop, in: set)
    let (throughWords, throughBoundaries) = split(modifier.scope.through, in: set)
    let unit: ModifierBehaviour.Unit =
      switch modifier.scope.within {
      case .clause: .clause
      case .sentence: .sentence
      case .quotation: .quotation
      case .paragraph: .paragraph
      }
    modifierBehaviours.append(
      ModifierBehaviour(
        before: modifier.reach != .after, after: modifier.reach != .before, unit: unit,
        tokens: modifier.scope.tokens?.value, pseudo: symbols(modifier.pseudo, in: set),
        stop: symbols(stopWords, in: set), stopBoundaries: stopBoundaries,
        through: symbols(throughWords, in: set), throughBoundaries: throughBoundaries,
        holder: modifier.holder.flatMap { holder($0, in: set) }))
    addTests(modifier.tests, owner: name, subject: .modifier(number), in: set)
  }

  /// Parts words from punctuation marks, which stand between tokens.
  private func split(_ phrases: [Located<String>], in set: RuleSetDeclaration)
    -> (words: [Located<String>], boundaries: Boundary)
  {
    var words: [Located<String>] = []
    var boundaries: Boundary = []
    for phrase in phrases {
      switch phrase.value {
      case ";": boundaries.formUnion(.semicolon)
      case ",": boundaries.formUnion(.comma)
      case ":": boundaries.formUnion(.colon)
      case "-", "–", "—": boundaries.formUnion(.dash)
      case "(", ")", "[", "]": boundaries.formUnion(.bracket)
      case "\"", "“": boundaries.formUnion(.openQuote)
      case "”": boundaries.formUnion(.closeQuote)
      default:
        words.append(phrase)
        if phrase.value.hasPrefix("$"),
          let key = resolveList(String(phrase.value.dropFirst()), in: names.home(of: phrase, in: set)),
          let owner = ruleSets[key.ruleSet],
          let list = owner.lists.first(where: { $0.name.value == key.name })
        {
          boundaries.formUnion(split(list.phrases, in: owner).boundaries)
        }
      }
    }
    return (words, boundaries)
  }

  /// Reads `nearest $actor.TYPE before|after`; without a direction both sides count.
  private mutating func holder(_ phrase: Located<String>, in set: RuleSetDeclaration) -> ModifierBehaviour
    .Holder?
  {
    let words = phrase.value.split(separator: " ").map(String.init)
    guard words.count >= 2, words.count <= 3, words[0] == "nearest", words[1].hasPrefix("$actor."),
      words.count == 2 || words[2] == "before" || words[2] == "after"
    else {
      report(
        .badHolder, "a holder is `nearest $actor.TYPE`, with `before` or `after`", set.file, phrase.range,
        suggestion: "nearest $actor.state before")
      return nil
    }
    let type = String(words[1].dropFirst(7))
    guard let actors = actorSet(type) else {
      reportUnknown(
        .unknownActorType, "type of actors", Located(type, at: phrase.range), set.file,
        known: NameScope.actorTypes + ["any", "party"])
      return nil
    }
    return ModifierBehaviour.Holder(
      actors: actors, before: words.last != "after", after: words.last != "before")
  }

  // MARK: Policies

  mutating func compilePolicies() {
    var firsts: [String: Place] = [:]
    for set in declarations {
      for policy in set.policies {
        guard let axis = axisNumbers[policy.axis.value] else {
          reportUnknown(.unknownAxis, "axis", policy.axis, set.file, known: axisNumbers.keys.sorted())
          continue
        }
        if let first = firsts[policy.axis.value] {
          report(
            .repeatedPolicy, "axis `\(policy.axis.value)` has a policy in another place already", set.file,
            policy.axis.range, notes: [.init("the other policy", at: first)])
          continue
        }
        firsts[policy.axis.value] = Place(file: set.file, range: policy.axis.range)
        var rungs: [PolicyRung] = []
        for rung in policy.rungs {
          guard let label = catalog.label(rung.label.value, axis: policy.axis.value) else {
            reportUnknown(
              .unknownLabel, "label", of: policy.axis.value, rung.label, set.file,
              known: catalog.axes[axis].labels.map { catalog.labels[$0].name })
            continue
          }
          rungs.append(
            PolicyRung(
              when: Dictionary(rung.when.map { ($0.name.value, $0.value.value) }) { first, _ in first },
              effect: rung.effect == .cap ? .cap : .raise, label: label))
        }
        catalog.policies[policy.axis.value] = rungs
      }
    }
  }
}
