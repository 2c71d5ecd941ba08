/// English inflection, for rules that mean a word in all its forms.
package enum Inflection {
  /// Returns the word and all its forms as a verb and as a noun, in lower case and without doubles.
  ///
  /// Nobody says which of the two a word is, so `shell` also yields `shelled`, and a noun yields verb forms that never
  /// occur; those cost nothing. Irregular verbs and nouns have their own forms instead of the regular ones.
  ///
  ///     Inflection.forms(of: "supply")  // supply, supplies, supplied, supplying
  ///     Inflection.forms(of: "send")    // send, sends, sending, sent
  package static func forms(of word: String) -> [String] {
    let word = word.lowercased()
    guard let last = word.unicodeScalars.last, ("a"..."z").contains(last) else { return [word] }
    var forms = [word]
    if let plurals = irregularPlural(of: word) {
      forms += plurals
      return unique(forms)
    }
    if let irregular = irregularVerb(word) {
      forms.append(withS(irregular.base))
      forms.append(withIng(irregular.base))
      forms += irregular.past
      return unique(forms)
    }
    forms.append(withS(word))
    if word.unicodeScalars.count > 2 {
      forms.append(withEd(word))
      forms.append(withIng(word))
      if let doubled = otherDoubling(of: word) { forms += [doubled + "ed", doubled + "ing"] }
    }
    return unique(forms)
  }

  private static func unique(_ forms: [String]) -> [String] {
    var seen: Set<String> = []
    return forms.filter { seen.insert($0).inserted }
  }

  // MARK: Regular endings

  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }

  private static func withS(_ word: String) -> String {
    if endsInConsonantY(word) { return word.dropLast() + "ies" }
    for ending in ["s", "x", "z", "ch", "sh"] where word.hasSuffix(ending) { return word + "es" }
    if esAfterO.contains(word) { return word + "es" }
    return word + "s"
  }

  private static let esAfterO: Set<String> = [
    "cargo", "echo", "embargo", "forgo", "go", "hero", "outdo", "do", "potato", "redo", "tomato", "torpedo",
    "undergo",
    "undo", "veto",
  ]

  private static func withEd(_ word: String) -> String {
    if word.hasSuffix("e") { return word + "d" }
    if endsInConsonantY(word) { return word.dropLast() + "ied" }
    if word.hasSuffix("ic") { return word + "ked" }
    return (doubles(word) ? doubling(word) : word) + "ed"
  }

  private static func withIng(_ word: String) -> String {
    if word.hasSuffix("ie") { return word.dropLast(2) + "ying" }
    if word.hasSuffix("e"), !["ee", "ye", "oe"].contains(where: word.hasSuffix), word.count > 2 {
      return keepsE.contains(word) ? word + "ing" : word.dropLast() + "ing"
    }
    if word.hasSuffix("ic") { return word + "king" }
    return (doubles(word) ? doubling(word) : word) + "ing"
  }

  private static let keepsE: Set<String> = ["singe", "swinge", "tinge", "age"]

  private static func endsInConsonantY(_ word: String) -> Bool {
    guard word.hasSuffix("y"), let before = word.dropLast().last else { return false }
    return !isVowel(before)
  }

  private static func doubling(_ word: String) -> String { word + String(word.last!) }

  /// Whether the last consonant is doubled before an ending: after one short stressed vowel.
  private static func doubles(_ word: String) -> Bool {
    guard endsInSingleConsonant(word) else { return false }
    return vowelGroups(word) == 1 || stressedAtEnd.contains(word)
      || compoundOfDoubling.contains { word.hasSuffix($0) && word.count > $0.count + 1 }
  }

  /// A doubled or undoubled stem that other writers use: cancelled and canceled.
  private static func otherDoubling(of word: String) -> String? {
    guard endsInSingleConsonant(word) && word.hasSuffix("l") || word.hasSuffix("uel"), !doubles(word) else {
      return nil
    }
    return doubling(word)
  }

  /// One vowel, then one consonant that can be doubled.
  private static func endsInSingleConsonant(_ word: String) -> Bool {
    let letters = Array(word)
    guard letters.count >= 3, let last = letters.last else { return false }
    guard !isVowel(last), !"wxyhcjqkv".contains(last) || word == "trek" else { return false }
    let vowel = letters[letters.count - 2]
    let before = letters[letters.count - 3]
    return isVowel(vowel) && (!isVowel(before) || vowel == "i" && before == "u")
  }

  private static func vowelGroups(_ word: String) -> Int {
    var groups = 0
    var inGroup = false
    for (place, letter) in word.enumerated() {
      let vowel = isVowel(letter) || letter == "y" && place > 0
      if vowel && !inGroup { groups += 1 }
      inGroup = vowel
    }
    return groups
  }

  private static let stressedAtEnd: Set<String> = [
    "abet", "abhor", "abut", "acquit", "admit", "allot", "annul", "befit", "begin", "commit", "compel",
    "concur",
    "confer", "control", "corral", "debar", "defer", "deter", "dispel", "emit", "enrol", "equip", "excel",
    "expel",
    "extol", "forbid", "forget", "fulfil", "impel", "incur", "infer", "inter", "occur", "omit", "outfit",
    "patrol", "permit", "prefer", "program", "propel", "rebel", "rebut", "recur", "refer", "refit", "regret",
    "remit",
    "repel", "retrofit", "submit", "transfer", "transmit", "transship", "tranship", "unzip", "worship",
  ]

  private static let compoundOfDoubling = ["ship", "drop", "stop", "plan"]
}
