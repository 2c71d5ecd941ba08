import WaybillCore
import WaybillText

/// Finds a party's denial of what was said of it before, in a sentence that names no arms: "Minsk denied the charge."
struct DenialFinder {
  let settings: Settings
  let reading: Reading

  /// How many sentences after a statement its denial may follow.
  private static let reach = 8

  /// Within so many sentences after a charge, whoever denies a charge denies this one.
  private static let answer = 2

  private static let denials = ["denied", "denies", "deny", "denying"]
  /// Verbs that deny a charge, and send away much else.
  private static let rejections = [
    "rejected", "rejects", "rejecting", "dismissed", "dismisses", "dismissing", "refuted", "refutes",
  ]
  private static let negations = ["not", "n't", "neither", "nor", "never", "cannot", "or", "t"]
  private static let charges = [
    "claim", "claims", "allegation", "allegations", "accusation", "accusations", "charge", "charges",
    "report", "reports",
    "assertion", "assertions", "suggestion", "suggestions",
  ]
  /// What else is denied when a denial looks back.
  private static let references = [
    "it", "this", "that", "them", "involvement", "doing", "having", "any", "role",
  ]

  /// The sentence, if any, in which one of the parties denies what was said in `statement`.
  func denial(of statement: Statement, sentencesWithEvents: Set<Int>) -> (sentence: Int, holder: Int)? {
    let sentences = reading.segmentation.sentences
    let start = statement.event.sentence
    guard sentences[start].zone != .title else { return nil }
    let parties = [statement.supplier, statement.recipient].compactMap(\.self)
    let names = parties.map { party in (actor: party.actor, words: words(for: party)) }
    for sentence in start..<min(sentences.count, start + Self.reach + 1) {
      let tokens = sentences[sentence].tokens
      if sentence != start, sentencesWithEvents.contains(sentence) { continue }
      let from = sentence == start ? statement.event.trigger.upperBound : tokens.lowerBound
      for verb in from..<max(from, tokens.upperBound) where isDenial(verb, in: tokens) {
        let subject = max(tokens.lowerBound, verb - 12)..<verb
        for (actor, words) in names
        where subject.contains(where: { words.contains(reading.text($0..<($0 + 1)).lowercased()) }) {
          return (sentence, actor)
        }
        // Whoever answers a charge right after it, under whatever name, is the one who was charged.
        if sentence - start <= Self.answer, statement.attributes[.source] == "named",
          let supplier = statement.supplier,
          isNamed(subject), !reading.actors.contains(where: { subject.contains($0.tokens.lowerBound) })
        {
          return (sentence, supplier.actor)
        }
      }
    }
    return nil
  }

  private func isNamed(_ subject: Range<Int>) -> Bool {
    subject.contains { reading.tokens[$0].flags.contains(.capitalised) }
  }

  private func isDenial(_ verb: Int, in sentence: Range<Int>) -> Bool {
    let isRejection = Self.rejections.contains { reading.isWord(verb, $0) }
    guard isRejection || Self.denials.contains(where: { reading.isWord(verb, $0) }) else { return false }
    for token in max(sentence.lowerBound, verb - 3)..<verb
    where Self.negations.contains(where: { reading.isWord(token, $0) }) { return false }
    let after = (verb + 1)..<min(sentence.upperBound, verb + 6)
    return !isRejection && after.isEmpty
      || after.contains { token in
        Self.charges.contains { reading.isWord(token, $0) } && !reading.isWord(token - 1, "in")
          || !isRejection && Self.references.contains { reading.isWord(token, $0) }
      }
  }

  /// The words by which the article and the rules name a party.
  private func words(for party: Event.Party) -> Set<String> {
    var result: Set = [settings.catalog.actors[party.actor].name.lowercased()]
    for hit in reading.actors where hit.actor == party.actor {
      if let last = hit.tokens.last { result.insert(reading.text(last..<(last + 1)).lowercased()) }
    }
    return result
  }
}
