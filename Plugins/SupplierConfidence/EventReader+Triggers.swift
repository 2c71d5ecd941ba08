import WaybillCore
import WaybillText

/// Whether a trigger tells of a transfer at all: a verb may be a noun or an adjective.
extension EventReader {
  /// Whether a word that can be a verb is a noun: "supplies of arms", "weapons transfers", "its exports".
  func isNoun(_ trigger: Range<Int>, in sentence: Range<Int>) -> Bool {
    let word = trigger.lowerBound
    guard trigger.count == 1, ends(word, in: "s") || Self.nounsAndVerbs.contains(where: { isWord(word, $0) })
    else {
      return false
    }
    let next = trigger.upperBound
    if next < sentence.upperBound, isWord(next, "of") { return true }
    // "weapons transfers", "boarded ships": part of what is named.
    if index.labels(in: reading.sentence(of: word)).contains(where: {
      reading.labels[$0].tokens.contains(word)
    }) {
      return true
    }
    let before = word - 1
    guard before >= sentence.lowerBound, reading.tokens[word].boundary.isSubset(of: [.space, .line]) else {
      return false
    }
    if hasMention(endingAt: word) || reading.tokens[before].flags.contains(.possessive) { return true }
    return !isWord(before, "to") && lists.contains(settings.prepositions, before)
      || [
        "the", "its", "their", "his", "her", "a", "an", "any", "some", "more", "such", "these", "those",
        "from", "for",
      ]
      .contains { isWord(before, $0) }
  }

  /// Verbs of transfer whose plain form is a noun too.
  static let nounsAndVerbs = [
    "supply", "transfer", "flow", "stream", "rush", "export", "loan", "lease", "gift", "ship", "purchase",
    "order",
  ]

  /// Whether a trigger is an adjective: the participle of "evidence about smuggled howitzers".
  func isAttribute(_ trigger: Range<Int>, in sentence: Range<Int>) -> Bool {
    let before = trigger.lowerBound - 1
    let next = trigger.upperBound
    guard trigger.count == 1, ends(trigger.lowerBound, in: "ed"), before >= sentence.lowerBound,
      next < sentence.upperBound,
      index.labels(in: reading.sentence(of: next)).contains(where: {
        reading.labels[$0].tokens.lowerBound == next
      })
    else { return false }
    return lists.contains(settings.prepositions, before)
      || ["a", "an", "any", "for", "from", "more", "of", "some", "the", "to", "with"].contains {
        isWord(before, $0)
      }
  }
}
