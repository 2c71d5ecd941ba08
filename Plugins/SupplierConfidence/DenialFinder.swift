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

  private static let plainDenials = ["denied", "denies", "deny", "denying"]
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

  /// The verbs of denial in each sentence that was looked at.
  private var denials: [Int: [Int]] = [:]

  init(settings: Settings, reading: Reading) {
    self.settings = settings
    self.reading = reading
  }

  /// The sentence, if any, in which one of the parties denies what was said in `statement`.
  mutating func denial(of statement: Statement, sentencesWithEvents: Set<Int>) -> (
    sentence: Int, holder: Int
  )? {
    let sentences = reading.segmentation.sentences
    let start = statement.event.sentence
    guard sentences[start].zone != .title else { return nil }
    for sentence in start..<min(sentences.count, start + Self.reach + 1) {
      let tokens = sentences[sentence].tokens
      if sentence != start, sentencesWithEvents.contains(sentence) { continue }
      for verb in denials(in: sentence) where sentence != start || verb >= statement.event.trigger.upperBound
      {
        let subject = max(tokens.lowerBound, verb - 12)..<verb
        let words = subject.map { reading.text($0..<($0 + 1)).lowercased() }
        for party in [statement.supplier, statement.recipient].compactMap(\.self)
        where !self.words(for: party).isDisjoint(with: words) {
          return (sentence, party.actor)
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

  private mutating func denials(in sentence: Int) -> [Int] {
    if let known = denials[sentence] { return known }
    let tokens = reading.segmentation.sentences[sentence].tokens
    let found = tokens.filter { isDenial($0, in: tokens) }
    denials[sentence] = found
    return found
  }

  private func isNamed(_ subject: Range<Int>) -> Bool {
    subject.contains { reading.tokens[$0].flags.contains(.capitalised) }
  }

  /// Whether a token begins as one of the verbs does: most do not.
  private func startsLikeDenial(_ token: Int) -> Bool {
    let start = Int(reading.tokens[token].start)
    guard Int(reading.tokens[token].end) - start >= 4 else { return false }
    let bytes = reading.fields[reading.tokens.field(of: token)].bytes
    let first = bytes[start] | 0x20
    return first == UInt8(ascii: "d") || first == UInt8(ascii: "r")
  }

  private func isDenial(_ verb: Int, in sentence: Range<Int>) -> Bool {
    guard startsLikeDenial(verb) else { return false }
    let isRejection = Self.rejections.contains { reading.isWord(verb, $0) }
    guard isRejection || Self.plainDenials.contains(where: { reading.isWord(verb, $0) }) else { return false }
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
