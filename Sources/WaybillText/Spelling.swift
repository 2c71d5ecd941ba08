/// British and American spellings of one word.
package enum Spelling {
  /// Returns the other spellings of a canonical word, without the word itself; empty for nearly all words.
  ///
  /// Inflected forms follow their stem (`armour`, `armoured`), and so do the multiples of the metre and the litre.
  /// The endings -ise, -isation and their kin change unless the word is one of those with a single spelling, such as
  /// `surprise`.
  ///
  /// - Complexity: O(letters)
  package static func variants(of canonicalWord: [UInt8]) -> [[UInt8]] {
    var found = known[Vocabulary.hash(of: canonicalWord)] ?? []
    // Only a word with `is` or `iz` in it can end in -ise, -ization and the like.
    let i = UInt8(ascii: "i")
    let mayEndInIse = zip(canonicalWord, canonicalWord.dropFirst()).contains {
      $0 == i && ($1 == UInt8(ascii: "s") || $1 == UInt8(ascii: "z"))
    }
    if mayEndInIse {
      for other in verbEndingVariants(of: String(decoding: canonicalWord, as: UTF8.self)) {
        let bytes = Array(other.utf8)
        if bytes != canonicalWord, !found.contains(bytes) { found.append(bytes) }
      }
    }
    return found
  }

  /// The other spellings of each word that a family holds, by the word's hash.
  private static let known: [UInt64: [[UInt8]]] = {
    var known: [UInt64: [[UInt8]]] = [:]
    func add(_ word: String, _ other: String) {
      let (hash, other) = (Vocabulary.hash(of: Array(word.utf8)), Array(other.utf8))
      if hash != Vocabulary.hash(of: other), known[hash]?.contains(other) != true {
        known[hash, default: []].append(other)
      }
    }
    for family in families {
      for (british, american) in family.stems {
        for (britishEnding, americanEnding) in family.endings {
          add(british + britishEnding, american + americanEnding)
          add(american + americanEnding, british + britishEnding)
        }
      }
    }
    return known
  }()

  /// Stems that differ alike and take the same endings; British first.
  private struct Family {
    var stems: [(String, String)]
    var endings: [(String, String)]

    init(_ stems: [(String, String)], endings: [String]) {
      self.stems = stems
      self.endings = endings.map { ($0, $0) }
    }

    /// Verbs whose final l only the British double.
    init(doubledL verbs: [String]) {
      self.init(verbs.map { ($0 + "l", $0) }, endings: ["ed", "ing", "er", "ers", "ings"])
    }

    /// Words in -re and -er that do not differ otherwise, such as `centre`, by what stands before.
    init(re stems: [String]) { self.init(re: stems.map { ($0, $0) }) }

    /// Words in -re and -er, such as `centre`, by what stands before.
    init(re stems: [(String, String)]) {
      self.stems = stems
      endings = [
        ("re", "er"), ("res", "ers"), ("red", "ered"), ("ring", "ering"), ("rable", "erable"),
        ("rability", "erability"), ("repiece", "erpiece"), ("reboard", "erboard"), ("reglass", "erglass"),
      ]
    }
  }

  private static let families: [Family] = [
    Family(
      [
        ("armour", "armor"), ("unarmour", "unarmor"), ("uparmour", "uparmor"), ("behaviour", "behavior"),
        ("colour", "color"), ("discolour", "discolor"), ("endeavour", "endeavor"), ("favour", "favor"),
        ("harbour", "harbor"), ("honour", "honor"), ("dishonour", "dishonor"), ("humour", "humor"),
        ("labour", "labor"), ("neighbour", "neighbor"), ("rigour", "rigor"), ("rumour", "rumor"),
        ("saviour", "savior"), ("valour", "valor"), ("vapour", "vapor"), ("vigour", "vigor"),
        ("grey", "gray"),
        ("plough", "plow"), ("mould", "mold"), ("enquir", "inquir"), ("despatch", "dispatch"),
        ("sulphur", "sulfur"),
      ],
      endings: [
        "", "s", "ed", "er", "ers", "ing", "ings", "y", "ies", "ist", "ists", "less", "ful", "able", "ite",
        "ites",
        "hood", "hoods", "es",
      ]),
    Family(
      [
        ("defence", "defense"), ("licence", "license"), ("offence", "offense"), ("pretence", "pretense"),
        ("practise", "practice"), ("analyse", "analyze"), ("paralyse", "paralyze"), ("fuze", "fuse"),
      ],
      endings: ["", "s", "d", "r", "rs", "less"]),
    Family(
      [("analys", "analyz"), ("paralys", "paralyz"), ("fuz", "fus"), ("practis", "practic")], endings: ["ing"]
    ),
    Family(
      doubledL: [
        "cancel", "channel", "counsel", "fuel", "label", "level", "model", "refuel", "remodel", "signal",
        "total",
        "travel", "tunnel",
      ]),
    Family(
      [
        ("programme", "program"), ("tyre", "tire"), ("catalogue", "catalog"), ("dialogue", "dialog"),
        ("analogue", "analog"), ("fulfil", "fulfill"), ("enrol", "enroll"), ("instalment", "installment"),
        ("judgement", "judgment"), ("acknowledgement", "acknowledgment"), ("artefact", "artifact"),
        ("disc", "disk"),
        ("sceptic", "skeptic"), ("aeroplane", "airplane"), ("aluminium", "aluminum"), ("ageing", "aging"),
        ("skilful", "skillful"),
      ],
      endings: ["", "s"]),
    Family(
      re: ["calib", "cent", "epicent", "fib", "sab", "spect", "theat", "amphitheat", "met", "lit"]
        + ["milli", "centi", "deci", "kilo", "nano", "micro"].flatMap { [$0 + "met", $0 + "lit"] }),
    Family(re: [("manoeuv", "maneuv")]),
  ]

  // MARK: -ise and -ize

  private static let verbEndings = [
    "e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational", "able",
  ]

  private static func verbEndingVariants(of word: String) -> [String] {
    for ending in verbEndings where word.hasSuffix(ending) {
      let stem = word.dropLast(ending.count)
      // Shorter ones have a single spelling: size, prize, noise, raise.
      guard stem.count >= 5, let sound = stem.last, stem.dropLast().last == "i" else { continue }
      let root = String(stem.dropLast(2))
      guard !singleSpelling.contains(root), !root.hasSuffix("w") else { continue }
      if sound == "s" { return [root + "iz" + ending] }
      if sound == "z" { return [root + "is" + ending] }
    }
    return []
  }

  /// What stands before -ise or -ize in words that are spelt in one way only, such as `exercise` and `capsize`; those in
  /// -wise are known by their w.
  private static let singleSpelling: Set<String> = [
    "adv", "appra", "appr", "bra", "bru", "caps", "cha", "chem", "circumc", "comprom", "compr", "conc", "cru",
    "dem",
    "desp", "dev", "disgu", "downs", "enterpr", "exc", "exerc", "expert", "franch", "highr", "improv", "inc",
    "lia",
    "mala", "marqu", "merchand", "mids", "moonr", "outs", "overs", "parad", "porpo", "pra", "prec", "prem",
    "prom",
    "repr", "res", "rev", "sunr", "superv", "surm", "surpr", "telev", "treat", "turquo", "upra", "ups", "val",
  ]
}
