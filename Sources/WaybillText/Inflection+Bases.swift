extension Inflection {
  /// Returns the words of which this one may be an inflected form, likelier ones first; none for a base.
  ///
  /// The inverse of `forms(of:)` over regular endings and the irregular tables, and as generous: `provided` may come
  /// from `provide` and from a verb `provid`. Whoever knows words chooses.
  package static func bases(of word: String) -> [String] {
    let word = word.lowercased()
    var found = irregularBases[word] ?? []
    func add(_ base: String) { if base.count > 1, base != word { found.append(base) } }
    func addStem(_ stem: Substring) {
      if let last = stem.last, stem.dropLast().last == last { add(String(stem.dropLast())) }
      add(stem + "e")
      add(String(stem))
    }
    for (ending, letter) in [("ies", "y"), ("ied", "y"), ("ying", "ie")] where word.hasSuffix(ending) {
      add(word.dropLast(ending.count) + letter)
    }
    let takesES = ["s", "x", "z", "ch", "sh", "o"].contains { word.dropLast(2).hasSuffix($0) }
    if word.hasSuffix("es"), takesES { add(String(word.dropLast(2))) }
    if word.hasSuffix("s"), !word.hasSuffix("ss") { add(String(word.dropLast())) }
    if word.hasSuffix("ed") { addStem(word.dropLast(2)) }
    if word.hasSuffix("ing") { addStem(word.dropLast(3)) }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted && forms(of: $0).contains(word) }
  }
}
