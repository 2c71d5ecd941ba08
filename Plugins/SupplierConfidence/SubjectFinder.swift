import WaybillCore
import WaybillText

/// Finds who acts in the clause of a verb, by walking left from it over the words that a subject can stand behind.
///
/// What stands between a verb and its subject in English prose is a small closed set: auxiliaries and adverbs, an
/// apposition or a relative clause set off by commas, prepositional phrases of the subject, the verb that governs an
/// infinitive, and the verb that shares its subject with this one (Huddleston and Pullum 2002, *The Cambridge Grammar of
/// the English Language*, chapters 14 and 15). Everything is decided by the closed classes of the rules' lists; no word of
/// an open class has to be known.
struct SubjectFinder {
  let settings: Settings
  let reading: Reading
  let lists: ListLookup
  let index: SentenceIndex

  enum Subject {
    /// Index into `Reading.actors`.
    case actor(Int)
    case pronoun(token: Int)
    /// A weapon, or somebody without a name: `tanks that reached Kyiv`, `traders selling arms`.
    case other
  }

  /// Whose possessive may be taken for a subject.
  private enum Governor {
    /// A finite verb: only a name itself acts.
    case verb
    /// What governs an infinitive may be a noun: `Iran's decision to send`, `a decision by Iran to send`.
    case any
  }

  /// Returns who acts in the clause of a verb, or nil where the words do not tell.
  /// - Complexity: O(tokens of the sentence)
  func subject(of verb: Range<Int>, in sentence: Int) -> Subject? {
    let tokens = reading.segmentation.sentences[sentence].tokens
    let start = groupStart(of: verb.lowerBound, in: tokens)
    guard start > tokens.lowerBound else { return nil }
    let before = start - 1
    if isWord(before, "to") { return controller(before: before, in: tokens, sentence: sentence) }
    if lists.contains(settings.relatives, before) {
      return antecedent(before: before, in: tokens, sentence: sentence)
    }
    let isGerund = start == verb.lowerBound && ends(verb.lowerBound, in: "ing")
    if isGerund, isPreposition(before) {
      // "accused Iran of sending", "to stop Iran from sending"; else whoever acts in the clause around it.
      if let own = actor(endingAt: before, in: sentence) { return .actor(own) }
      return walk(before: before, governor: .any, in: tokens, sentence: sentence)
    }
    if isGerund, reading.tokens[start].boundary.isSubset(of: [.space, .line]),
      !lists.contains(settings.gerundVerbs, before), !isAdverbial(verb.lowerBound),
      !["and", "or", "out", "worth"].contains(where: { isWord(before, $0) })
    {
      // The participle describes what stands right before it.
      // "named Serbia as one of three countries supplying arms"
      if let one = (max(tokens.lowerBound, before - 4)..<before).first(where: {
        isWord($0, "one") && isWord($0 + 1, "of")
      }) {
        return index.actors(in: sentence).last { reading.actors[$0].tokens.upperBound <= one }.map(
          Subject.actor)
      }
      // "Italy is among the countries sending shells"
      if let among = (max(tokens.lowerBound, before - 4)..<before).first(where: { isWord($0, "among") }) {
        return walk(before: among, governor: .verb, in: tokens, sentence: sentence)
      }
      if let own = actor(endingAt: start, in: sentence) { return .actor(own) }
      let isOrgan = lists.contains(settings.organs, before)
      guard isOrgan, let owner = walk(before: start, governor: .verb, in: tokens, sentence: sentence) else {
        return .other
      }
      return owner
    }
    return walk(before: start, governor: isGerund ? .any : .verb, in: tokens, sentence: sentence)
  }

  /// Where a relative clause begins whose verb this may be: before its pronoun, its subject and its auxiliaries.
  func clauseStart(of verb: Int, in sentence: Int) -> Int {
    let tokens = reading.segmentation.sentences[sentence].tokens
    var start = groupStart(of: verb, in: tokens)
    if let subject = actor(endingAt: start, in: sentence) {
      start = reading.actors[subject].tokens.lowerBound
    } else if start > tokens.lowerBound,
      lists.contains(settings.organs, start - 1), let owner = actor(endingAt: start - 1, in: sentence)
    {
      start = reading.actors[owner].tokens.lowerBound
    } else if start > tokens.lowerBound,
      lists.contains(settings.firstPerson, start - 1) || lists.contains(settings.thirdPerson, start - 1)
    {
      start -= 1
    }
    while start > tokens.lowerBound, isWord(start - 1, "the") || lists.contains(settings.relatives, start - 1)
    { start -= 1 }
    return start
  }

  /// The first token of the verb with its auxiliaries and adverbs.
  private func groupStart(of verb: Int, in tokens: Range<Int>) -> Int {
    var start = verb
    while start > tokens.lowerBound,
      reading.tokens[start].boundary.isSubset(of: [.space, .line, .apostrophe]),
      lists.contains(settings.auxiliaries, start - 1) || isAdverb(start - 1)
    {
      start -= 1
    }
    return start
  }

  /// Who acts in an infinitive: the object of the verb that governs it, or that verb's own subject.
  private func controller(before to: Int, in tokens: Range<Int>, sentence: Int) -> Subject? {
    var end = to
    while end > tokens.lowerBound, isAdverb(end - 1) { end -= 1 }
    guard end > tokens.lowerBound else { return nil }
    if let own = actor(endingAt: end, in: sentence) {
      // "to sell to Iran to win …" has another subject than Iran; "pressed Iran to", "pressure on Iran to", "for Iran to" not.
      return isGoverned(own, by: ["to", "from", "with", "in", "at", "against"], in: tokens)
        ? nil : .actor(own)
    }
    if lists.contains(settings.thirdPerson, end - 1) || lists.contains(settings.firstPerson, end - 1) {
      return .pronoun(token: end - 1)
    }
    return walk(before: end, governor: .any, in: tokens, sentence: sentence)
  }

  /// Returns the nearest name left of a token that can be a subject.
  func subject(before token: Int, in sentence: Int) -> Subject? {
    walk(
      before: token, governor: .verb, in: reading.segmentation.sentences[sentence].tokens, sentence: sentence)
  }

  /// Whether a name stands in the stretch between commas right before a verb: "Belarus, an ally of Russia, has sold".
  func passesOver(_ hit: ActorHit, to verb: Range<Int>, in sentence: Int) -> Bool {
    let tokens = reading.segmentation.sentences[sentence].tokens
    let start = groupStart(of: verb.lowerBound, in: tokens)
    guard let opener = interruption(endingBefore: start, in: tokens),
      !["especially", "particularly", "notably", "including", "such", "among"].contains(where: {
        isWord(opener, $0)
      })
    else { return false }
    return hit.tokens.lowerBound > opener && hit.tokens.upperBound <= start
  }

  /// Whether a noun that names nobody stands right before a finite verb: "A dealer sold rifles".
  func hasUnnamedSubject(_ verb: Range<Int>, in sentence: Int) -> Bool {
    let tokens = reading.segmentation.sentences[sentence].tokens
    let start = groupStart(of: verb.lowerBound, in: tokens)
    guard start > tokens.lowerBound, reading.tokens[start].boundary.isSubset(of: [.space, .line]) else {
      return false
    }
    let before = start - 1
    let isNoun =
      !isPreposition(before) && !lists.contains(settings.relatives, before)
      && !lists.contains(settings.thirdPerson, before) && !lists.contains(settings.firstPerson, before)
      && ![
        "and", "or", "but", "then", "to", "it", "there", "that", "when", "while", "after", "before", "as",
        "if",
      ]
      .contains { isWord(before, $0) }
    return isNoun && !lists.contains(settings.gerundVerbs, before) && subject(of: verb, in: sentence) == nil
  }

  /// Returns who asks somebody to do what an infinitive says: of "Ukraine asked Germany to send" Ukraine.
  func asker(of verb: Range<Int>, in sentence: Int) -> Subject? {
    let tokens = reading.segmentation.sentences[sentence].tokens
    let start = groupStart(of: verb.lowerBound, in: tokens)
    guard start > tokens.lowerBound, isWord(start - 1, "to") else { return nil }
    guard let asked = actor(endingAt: start - 1, in: sentence) ?? actor(endingAt: start - 2, in: sentence)
    else { return nil }
    return walk(
      before: reading.actors[asked].tokens.lowerBound, governor: .verb, in: tokens, sentence: sentence)
  }

  /// What a relative pronoun stands for.
  private func antecedent(before relative: Int, in tokens: Range<Int>, sentence: Int) -> Subject? {
    if let own = actor(endingAt: relative, in: sentence) { return .actor(own) }
    let isThing = index.labels(in: sentence).contains { reading.labels[$0].tokens.upperBound == relative }
    if isThing { return .other }
    return nil
  }

  /// Walks left from a verb to the nearest name or pronoun that can be its subject.
  private func walk(before start: Int, governor: Governor, in tokens: Range<Int>, sentence: Int) -> Subject? {
    // "Iranian missiles will give Russia …": a thing acts.
    if governor == .verb, reading.tokens[start].boundary.isSubset(of: [.space, .line]),
      actor(endingAt: start, in: sentence) == nil,
      index.labels(in: sentence).contains(where: { reading.labels[$0].tokens.upperBound == start })
    {
      return .other
    }
    var token = start - 1
    let clause = reading.clauses[min(start, tokens.upperBound - 1)]
    while token >= tokens.lowerBound {
      if let opener = interruption(endingBefore: token + 1, in: tokens) {
        token = opener - 1
        continue
      }
      if reading.clauses[token] != clause {
        token -= 1
        continue
      }
      if let hit = actor(endingAt: token + 1, in: sentence) {
        if acts(hit, before: start, governor: governor, in: tokens) { return .actor(hit) }
        token = reading.actors[hit].tokens.lowerBound - 1
        continue
      }
      let isOwn = ["its", "their", "his", "her", "our"].contains { isWord(token, $0) }
      let isPronoun =
        lists.contains(settings.thirdPerson, token) || lists.contains(settings.firstPerson, token)
      if isPronoun, !isOwn || hasOrgan(after: token + 1, in: tokens), !isGoverned(token, in: tokens) {
        return .pronoun(token: token)
      }
      token -= 1
    }
    return nil
  }

  /// Whether a name left of a verb can be its subject.
  private func acts(_ actor: Int, before verb: Int, governor: Governor, in tokens: Range<Int>) -> Bool {
    let hit = reading.actors[actor]
    let next = hit.tokens.upperBound
    let organ = hasOrgan(after: next, in: tokens)
    // "US-backed rebels", "Afghan rebels"
    if next < tokens.upperBound, reading.tokens[next].boundary == .hyphen { return false }
    if hit.form == .demonym, isUnlisted(startingWithin: next..<next + 3, in: hit.sentence) { return false }
    // "fighting to topple President Assad received …": the object of an infinitive.
    if isObjectOfInfinitive(hit) { return false }
    if governor == .any, isGoverned(actor, by: ["by", "on", "for", "among", "of", "from"], in: tokens) {
      return true
    }
    if isGoverned(hit.tokens.lowerBound, in: tokens) {
      var previous = hit.tokens.lowerBound - 1
      while previous > tokens.lowerBound, isWord(previous, "the") { previous -= 1 }
      return isWord(previous, "of") && lists.contains(settings.governments, previous - 1)
    }
    if hit.form == .demonym {
      return organ || ends(hit.tokens.upperBound - 1, in: "s")
        || reading.isPeople(hit, before: verb, lists: lists, settings: settings)
    }
    let isPossessive = reading.tokens[hit.tokens.upperBound - 1].flags.contains(.possessive)
    return !isPossessive || organ || governor == .any
  }

  /// Whether a party without a name stands right behind another name: "Afghan rebels".
  func isUnlisted(startingWithin tokens: Range<Int>, in sentence: Int) -> Bool {
    index.actors(in: sentence).contains {
      let hit = reading.actors[$0]
      return tokens.contains(hit.tokens.lowerBound) && settings.catalog.actors[hit.actor].type == "unlisted"
    }
  }

  /// Whether a name follows an infinitive, a title in between allowed.
  func isObjectOfInfinitive(_ hit: ActorHit) -> Bool {
    let tokens = reading.segmentation.sentences[hit.sentence].tokens
    var previous = hit.tokens.lowerBound - 1
    while previous > tokens.lowerBound,
      reading.tokens[previous].flags.contains(.capitalised) || isWord(previous, "the")
    {
      previous -= 1
    }
    return previous > tokens.lowerBound && isWord(previous - 1, "to")
      && !lists.contains(settings.organs, previous)
      && reading.tokens[previous + 1].boundary.isSubset(of: [.space, .line])
  }

  /// Where the stretch set off by commas, dashes or brackets begins that ends right before a token; nil where none does.
  private func interruption(endingBefore end: Int, in tokens: Range<Int>) -> Int? {
    guard end < tokens.upperBound, end > tokens.lowerBound, setsOff(end),
      !isWord(end, "and"), !isWord(end, "or"), !isWord(end, "but"), !isWord(end, "then")
    else { return nil }
    var start = end - 1
    while start > tokens.lowerBound, !setsOff(start) { start -= 1 }
    // A list of names is no interruption, and neither is what opens the sentence.
    guard start > tokens.lowerBound, end - start <= 20 else { return nil }
    return start
  }

  private func setsOff(_ token: Int) -> Bool {
    !reading.tokens[token].boundary.isDisjoint(with: [.comma, .dash, .bracket])
  }

  private func actor(endingAt end: Int, in sentence: Int) -> Int? {
    index.actors(in: sentence).last { reading.actors[$0].tokens.upperBound == end }
  }

  /// Whether a participle tells by what means its clause's subject does something: "shelled the town using mortars".
  private func isAdverbial(_ verb: Int) -> Bool {
    ["using", "employing", "firing", "deploying"].contains { isWord(verb, $0) }
  }

  private func isPreposition(_ token: Int) -> Bool {
    lists.contains(settings.prepositions, token)
      || ["to", "for", "from", "by"].contains { isWord(token, $0) }
  }

  /// Whether a preposition stands before what starts at a token, an article in between allowed.
  private func isGoverned(_ token: Int, in tokens: Range<Int>) -> Bool {
    var previous = token - 1
    while previous > tokens.lowerBound, isWord(previous, "the") || isWord(previous, "a") { previous -= 1 }
    if previous > tokens.lowerBound,
      isWord(previous, "like") && lists.contains(settings.collectives, previous - 1)
        || isWord(previous, "as") && isWord(previous - 1, "such")
    {
      return false
    }
    // A later member of a list is governed with the first: "talks with Israel and Ukraine".
    if previous > tokens.lowerBound, isWord(previous, "and") || isWord(previous, "or"),
      let other = actor(endingAt: previous, in: reading.sentence(of: previous))
    {
      return isGoverned(reading.actors[other].tokens.lowerBound, in: tokens)
    }
    return previous >= tokens.lowerBound && isPreposition(previous)
      && reading.tokens[previous + 1].boundary.isSubset(of: [.space, .line, .openQuote])
  }

  private func isGoverned(_ actor: Int, by words: [String], in tokens: Range<Int>) -> Bool {
    var previous = reading.actors[actor].tokens.lowerBound - 1
    while previous > tokens.lowerBound, isWord(previous, "the") { previous -= 1 }
    return previous >= tokens.lowerBound && words.contains { isWord(previous, $0) }
  }

  /// Whether a noun such as *army* or *ministry* stands at a token or shortly behind it.
  func hasOrgan(after token: Int, in tokens: Range<Int>) -> Bool {
    (token..<max(token, min(token + 3, tokens.upperBound))).contains { lists.contains(settings.organs, $0) }
  }

  private func isAdverb(_ token: Int) -> Bool {
    lists.contains(settings.adverbs, token) || ends(token, in: "ly")
  }

  private func isWord(_ token: Int, _ word: String) -> Bool { reading.isWord(token, word) }

  private func ends(_ token: Int, in ending: String) -> Bool { reading.ends(token, in: ending) }
}
