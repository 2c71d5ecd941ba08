import WaybillRules
import WaybillText

/// What the loaded rule sets know of single words: inflected words, lists, kinds of actors.
struct DraftLexicon {
  /// A list that a phrase may refer to.
  struct WordList {
    var name: String
    var ruleSet: String
    /// Every form of its phrases of one word.
    var forms: Set<String>
    /// How many of those phrases there are; the smaller of two lists is the less general.
    var count: Int
  }

  /// Words that the rules inflect.
  private var inflected: Set<String> = []
  private var lists: [WordList] = []
  /// Types by an actor's name of one word.
  private var actorTypes: [String: Set<String>] = [:]

  init(_ sets: [RuleSetDeclaration]) {
    for set in sets {
      for list in set.lists { add(list, of: set) }
      let phrases = set.rules.flatMap(\.match) + set.modifiers.flatMap(\.cues)
      for phrase in phrases { addInflected(phrase.value) }
      for actor in set.actors {
        guard let type = actor.type?.value else { continue }
        for name in actor.names + actor.demonyms + actor.metonyms {
          actorTypes[DraftLexicon.bare(name.value), default: []].insert(type)
        }
      }
    }
    lists.sort { ($0.count, $0.ruleSet, $0.name) < ($1.count, $1.ruleSet, $1.name) }
  }

  private static func bare(_ phrase: String) -> String {
    String(phrase.filter { $0 != "=" && $0 != "~" }).lowercased()
  }

  private mutating func addInflected(_ phrase: String) {
    for piece in phrase.split(separator: "~", omittingEmptySubsequences: false).dropLast() {
      let word = piece.reversed().prefix { $0.isLetter }.reversed()
      if !word.isEmpty { inflected.insert(String(word).lowercased()) }
    }
  }

  private mutating func add(_ list: ListDeclaration, of set: RuleSetDeclaration) {
    var forms: Set<String> = []
    var count = 0
    for phrase in list.phrases {
      addInflected(phrase.value)
      guard let parsed = try? PhraseParser.parse(phrase.value) else { continue }
      for variant in parsed.variants where variant.count == 1 {
        guard let run = SpelledWords.spelling(variant[0]), run.words.count == 1 else { continue }
        count += 1
        forms.formUnion(run.words[0].forms.filter { $0.count == 1 }.map { $0[0].lowercased() })
      }
    }
    if count > 1 {
      lists.append(.init(name: list.name.value, ruleSet: set.id.value, forms: forms, count: count))
    }
  }

  /// The base that words have in common; nil when they are no forms of one word.
  func base(of words: Set<String>) -> String? {
    guard let first = words.min() else { return nil }
    var candidates = [first] + Inflection.bases(of: first)
    candidates.removeAll { base in
      !base.allSatisfy(\.isLetter) || !words.isSubset(of: Inflection.forms(of: base))
    }
    // A word that the rules inflect is one; others are guessed by their endings.
    if let known = candidates.first(where: inflected.contains) { return known }
    guard let likeliest = candidates.first else { return nil }
    guard words.count == 1 else { return likeliest }
    return DraftLexicon.guess(first, bases: Array(candidates.dropFirst()))
  }

  /// Guesses a base by the ending of the only form that was seen.
  private static func guess(_ word: String, bases: [String]) -> String? {
    if bases.isEmpty { return word.hasSuffix("ly") ? nil : word }
    guard word.hasSuffix("ed") || word.hasSuffix("ing") else { return bases[0] }
    let stem = word.dropLast(word.hasSuffix("ed") ? 2 : 3)
    if let last = stem.last, stem.dropLast().last == last, !"lsfz".contains(last) { return bases[0] }
    let takesE = mutedE.contains { stem.hasSuffix($0) }
    return bases.first { $0 == (takesE ? stem + "e" : String(stem)) } ?? bases[0]
  }

  /// Ends of stems that are written with an `e` far more often than without.
  private static let mutedE = [
    "c", "v", "z", "u", "dg", "rg", "ng", "ag", "at", "ut", "ot", "ur", "ir", "ar", "id", "ad", "ud", "ok",
    "ak", "is",
    "as", "us", "os", "ns", "rs", "bl", "pl", "tl", "gl", "fl", "zl", "dl", "cl", "ap", "op", "yp", "am",
    "um", "il",
  ]

  /// Whether a word says by itself what a sentence is about.
  static func hasContent(_ word: String) -> Bool { !functionWords.contains(word) && !word.hasSuffix("ly") }

  /// The smallest list that holds all of these words.
  func list(of words: Set<String>) -> WordList? { lists.first { words.isSubset(of: $0.forms) } }

  /// The narrowest reference to actors that covers all of these words.
  func actors(_ words: Set<String>) -> String? {
    var common: Set<String>?
    var all: Set<String> = []
    for word in words {
      guard let types = actorTypes[word] else { return nil }
      common = common?.intersection(types) ?? types
      all.formUnion(types)
    }
    if let type = common?.min() { return "$actor.\(type)" }
    return all.isSubset(of: PhraseNames.partyTypes) ? "$actor.party" : "$actor.any"
  }

  /// Words that say nothing by themselves of what a sentence is about.
  static let functionWords: Set = [
    "a", "about", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could",
    "for",
    "from", "had", "has", "have", "he", "her", "his", "in", "into", "is", "it", "its", "may", "might", "more",
    "new",
    "no", "not", "of", "on", "or", "our", "over", "s", "said", "she", "so", "some", "that", "the", "their",
    "them",
    "these", "they", "this", "those", "to", "under", "was", "we", "were", "which", "who", "will", "with",
    "would",
  ]
}
