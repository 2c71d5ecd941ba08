/// British and American spellings of one word.
package enum Spelling {
  /// Returns the other spellings of a canonical word, without the word itself; empty for nearly all words.
  ///
  /// Inflected forms follow their stem (`armour`, `armoured`), and so do the multiples of the metre and the litre.
  /// The endings -ise, -isation and their kin change unless the word is one of those with a single spelling, such as
  /// `surprise`.
  ///
  /// - Complexity: O(*n*) in the number of known stems; meant for rules, not for text.
  package static func variants(of canonicalWord: [UInt8]) -> [[UInt8]] {
    let word = String(decoding: canonicalWord, as: UTF8.self)
    var found: [String] = []
    for (british, american) in stems {
      if let ending = ending(of: word, after: british) { found.append(american + ending) }
      if let ending = ending(of: word, after: american) { found.append(british + ending) }
    }
    found += measureVariants(of: word)
    found += verbEndingVariants(of: word)
    var seen: Set<String> = [word]
    return found.filter { seen.insert($0).inserted }.map { Array($0.utf8) }
  }

  /// The rest of the word, if it is `stem` with one of the endings that leave the stem alone.
  private static func ending(of word: String, after stem: String) -> String? {
    guard word.hasPrefix(stem) else { return nil }
    let rest = String(word.dropFirst(stem.count))
    return endings.contains(rest) ? rest : nil
  }

  private static let endings: Set<String> = [
    "", "s", "d", "ed", "r", "rs", "er", "ers", "ing", "ings", "y", "ies", "ist", "ists", "less", "ful",
    "able", "ably",
    "ite", "ites", "hood", "hoods", "piece", "glass", "board", "line", "ground",
  ]

  /// Stems, British first.
  private static let stems: [(String, String)] = [
    ("armour", "armor"), ("unarmour", "unarmor"), ("uparmour", "uparmor"), ("behaviour", "behavior"),
    ("colour", "color"), ("discolour", "discolor"), ("endeavour", "endeavor"), ("favour", "favor"),
    ("harbour", "harbor"), ("honour", "honor"), ("dishonour", "dishonor"), ("humour", "humor"),
    ("labour", "labor"),
    ("neighbour", "neighbor"), ("rigour", "rigor"), ("rumour", "rumor"), ("saviour", "savior"),
    ("valour", "valor"),
    ("vapour", "vapor"), ("vigour", "vigor"),
    ("defence", "defense"), ("licence", "license"), ("offence", "offense"), ("pretence", "pretense"),
    ("calibre", "caliber"), ("centre", "center"), ("epicentre", "epicenter"), ("fibre", "fiber"),
    ("sabre", "saber"),
    ("spectre", "specter"), ("theatre", "theater"), ("amphitheatre", "amphitheater"),
    ("centr", "center"), ("manoeuvre", "maneuver"), ("manoeuvr", "maneuver"),
    ("programme", "program"), ("aluminium", "aluminum"), ("grey", "gray"), ("plough", "plow"),
    ("tyre", "tire"),
    ("catalogue", "catalog"), ("dialogue", "dialog"), ("analogue", "analog"),
    ("cancell", "cancel"), ("channell", "channel"), ("counsell", "counsel"), ("fuell", "fuel"),
    ("refuell", "refuel"), ("labell", "label"), ("levell", "level"), ("modell", "model"),
    ("signall", "signal"),
    ("totall", "total"), ("travell", "travel"), ("tunnell", "tunnel"), ("propell", "propel"),
    ("fulfil", "fulfill"),
    ("enrol", "enroll"), ("instalment", "installment"), ("skilful", "skillful"), ("judgement", "judgment"),
    ("acknowledgement", "acknowledgment"), ("artefact", "artifact"), ("mould", "mold"),
    ("sceptic", "skeptic"),
    ("sulphur", "sulfur"), ("analyse", "analyze"), ("analysing", "analyzing"), ("paralyse", "paralyze"),
    ("aeroplane", "airplane"), ("waggon", "wagon"), ("practise", "practice"),
    ("ageing", "aging"), ("disc", "disk"), ("enquir", "inquir"), ("despatch", "dispatch"),
    ("fuze", "fuse"), ("fuzing", "fusing"),
  ]

  // MARK: Metres and litres

  private static let multiples = ["", "milli", "centi", "deci", "kilo", "nano", "micro"]

  private static func measureVariants(of word: String) -> [String] {
    for (british, american) in [("metre", "meter"), ("litre", "liter")] {
      for multiple in multiples {
        for plural in ["", "s"] {
          if word == multiple + british + plural { return [multiple + american + plural] }
          if word == multiple + american + plural { return [multiple + british + plural] }
        }
      }
    }
    return []
  }

  // MARK: -ise and -ize

  private static let verbEndings = [
    "e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational", "able",
  ]

  private static func verbEndingVariants(of word: String) -> [String] {
    for ending in verbEndings where word.hasSuffix(ending) {
      let stem = word.dropLast(ending.count)
      guard stem.count >= 5, let sound = stem.last, stem.dropLast().last == "i" else { continue }
      let root = String(stem.dropLast(2))
      guard !singleSpelling.contains(where: { root.hasSuffix($0) }) else { continue }
      if sound == "s" { return [root + "iz" + ending] }
      if sound == "z" { return [root + "is" + ending] }
    }
    return []
  }

  /// What stands before -ise or -ize in words that are spelt in one way only: surprise, exercise, promise, advise,
  /// televise, disguise, compromise, raise, premise, cruise, noise, expertise, merchandise, franchise, seize, prize …
  private static let singleSpelling = [
    "adv", "ra", "cru", "no", "pr", "exerc", "prom", "compr", "disgu", "gu", "telev", "superv", "rev", "dev",
    "improv",
    "prem", "dem", "expert", "merchand", "franch", "enterpr", "surpr", "appr", "compr", "exc", "inc", "prec",
    "conc",
    "r", "w", "cap", "se", "pra", "po", "bru", "tort", "porpo", "turquo", "rea", "dowr", "treat", "paradis",
    "s",
    "compromis", "otherw", "likew", "clockw", "circumc", "m", "dis", "cha", "ma", "ba",
  ]
}
