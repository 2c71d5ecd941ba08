import WaybillText

/// Guesses the word that a form belongs to, for proposals: `dispatched` is of `dispatch`.
enum BaseForm {
  /// Returns the shortest likely word of which `form` is an inflection; the form itself when none is known.
  static func of(_ form: String) -> String {
    candidates(form).first { $0.count > 2 && $0 != form && Inflection.forms(of: $0).contains(form) } ?? form
  }

  private static func candidates(_ form: String) -> [String] {
    var words: [String] = []
    for ending in ["ied", "ies", "ed", "ing", "es", "s"] where form.hasSuffix(ending) {
      let stem = String(form.dropLast(ending.count))
      switch ending {
      case "ied", "ies": words.append(stem + "y")
      case "s": words.append(stem)
      default:
        // A short word that lost its "e": donat-ed, us-ing; a doubled letter that the base does not have: shipp-ed.
        if isDoubled(stem) { words.append(String(stem.dropLast())) }
        words += lostItsE(stem) ? [stem + "e", stem] : [stem, stem + "e"]
      }
    }
    return words
  }

  private static func isDoubled(_ stem: String) -> Bool {
    let letters = Array(stem)
    guard letters.count > 2, letters[letters.count - 1] == letters[letters.count - 2] else { return false }
    return !"lsz".contains(letters[letters.count - 1])
  }

  private static func lostItsE(_ stem: String) -> Bool {
    let letters = Array(stem)
    guard letters.count > 1 else { return false }
    let last = letters[letters.count - 1]
    let before = letters[letters.count - 2]
    if "vcuzs".contains(last) && !(last == "s" && before == "s") { return true }
    let endings = [
      "er", "en", "on", "or", "it", "et", "el", "ow", "ew", "ay", "ey", "oy", "ain", "air", "oat", "ook",
      "oad",
    ]
    if endings.contains(where: { stem.hasSuffix($0) }) { return false }
    return !"aeiou".contains(last) && "aeiou".contains(before) && letters.count > 2
      && !"aeiou".contains(letters[letters.count - 3])
  }
}
