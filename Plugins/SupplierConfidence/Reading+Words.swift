import WaybillCore
import WaybillText

extension Reading {
  /// Whether a token spells a word given in small letters, whatever its case.
  func isWord(_ token: Int, _ word: String) -> Bool {
    let bytes = fields[tokens.field(of: token)].bytes
    let range = Int(tokens[token].start)..<Int(tokens[token].end)
    return range.count == word.utf8.count && zip(bytes[range], word.utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  /// Whether a token ends in letters given small, whatever its case.
  func ends(_ token: Int, in ending: String) -> Bool {
    let bytes = fields[tokens.field(of: token)].bytes
    let end = Int(tokens[token].end)
    guard end - Int(tokens[token].start) >= ending.utf8.count else { return false }
    return zip(bytes[(end - ending.utf8.count)..<end], ending.utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  /// Whether an adjective stands for people: "the Albanians gave", "bought from the British".
  func isPeople(_ hit: ActorHit, before verb: Int?, lists: ListLookup, settings: Settings) -> Bool {
    let sentence = segmentation.sentences[hit.sentence].tokens
    let start = hit.tokens.lowerBound
    guard start > sentence.lowerBound, isWord(start - 1, "the") else { return false }
    if ends(hit.tokens.upperBound - 1, in: "s") { return true }
    let next = hit.tokens.upperBound
    return next == verb || next >= sentence.upperBound
      || !tokens[next].boundary.isSubset(of: [.space, .line])
      || lists.contains(settings.auxiliaries, next) || lists.contains(settings.prepositions, next)
      || ["to", "for", "from", "by", "and", "or"].contains { isWord(next, $0) }
  }
}
