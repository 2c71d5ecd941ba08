extension Inflection {
  /// Whether a word in lower case is an irregular verb or one of its past forms.
  package static func isIrregularVerb(_ word: String) -> Bool {
    pastForms[word] != nil || allPastForms.contains(word)
  }

  private static let allPastForms = Set(pastForms.values.joined())

  /// Returns the verb's base and its past forms; a verb with a prefix (`withhold`, `resell`) follows the verb within.
  static func irregularVerb(_ word: String) -> (base: String, past: [String])? {
    if let past = pastForms[word] { return (word, past) }
    for prefix in ["re", "un", "over", "under", "out", "mis", "fore", "up", "counter", "air"]
    where word.hasPrefix(prefix) {
      if let past = pastForms[String(word.dropFirst(prefix.count))] {
        return (word, past.map { prefix + $0 })
      }
    }
    return nil
  }

  /// Returns the plurals of a noun that has no regular one; none for a noun that stays as it is.
  static func irregularPlural(of word: String) -> [String]? {
    if let plurals = plurals[word] { return plurals }
    if invariable.contains(word) { return [] }
    for (singular, plural) in [("woman", "women"), ("man", "men"), ("child", "children"), ("craft", "craft")]
    where word.hasSuffix(singular) && word.count > singular.count && !regularInMan.contains(word) {
      return [word.dropLast(singular.count) + plural]
    }
    return nil
  }

  /// Words in -man and -craft that are not made of them, or that are verbs too.
  private static let regularInMan: Set<String> = [
    "human", "german", "roman", "ottoman", "talisman", "shaman", "norman", "turkoman", "brahman", "caiman",
    "unman",
    "oman",
  ]

  private static let plurals: [String: [String]] = [
    "man": ["men", "mans", "manned", "manning"], "woman": ["women"], "child": ["children"], "foot": ["feet"],
    "tooth": ["teeth"],
    "goose": ["geese"], "mouse": ["mice"], "ox": ["oxen"], "person": ["people", "persons"],
    "half": ["halves"],
    "knife": ["knives"], "life": ["lives"], "wife": ["wives"], "wolf": ["wolves"], "shelf": ["shelves"],
    "thief": ["thieves"], "crisis": ["crises"], "basis": ["bases"], "analysis": ["analyses"],
    "axis": ["axes"],
    "chassis": [], "criterion": ["criteria"], "phenomenon": ["phenomena"], "medium": ["media", "mediums"],
    "memorandum": ["memoranda", "memorandums"], "datum": ["data"], "matrix": ["matrices", "matrixes"],
    "appendix": ["appendices"], "nucleus": ["nuclei"], "radius": ["radii"], "attorney": ["attorneys"],
  ]

  private static let invariable: Set<String> = [
    "aircraft", "ammo", "ammunition", "baggage", "corps", "counsel", "deer", "equipment", "evidence",
    "fish", "gunfire", "hardware", "headquarters", "information", "intelligence", "machinery", "materiel",
    "matériel", "munitions", "news", "offspring", "ordnance", "salmon", "series", "sheep", "software",
    "species",
    "spacecraft", "weaponry", "artillery", "personnel", "police", "cavalry", "infantry",
  ]

  private static let pastForms: [String: [String]] = {
    var forms: [String: [String]] = [:]
    for entry in irregularVerbs.split(separator: ";") {
      let words = entry.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let base = words.first else { continue }
      forms[base] = Array(words.dropFirst())
    }
    return forms
  }()

  /// The verbs and nouns of which an irregular form may come.
  static let irregularBases: [String: [String]] = {
    var bases: [String: [String]] = [:]
    for (base, forms) in pastForms.merging(plurals, uniquingKeysWith: +).sorted(by: { $0.key < $1.key }) {
      for form in forms where form != base { bases[form, default: []].append(base) }
    }
    return bases
  }()

  /// The verb, then its past forms.
  private static let irregularVerbs = """
    arise arose arisen; awake awoke awoken; be am is are was were been; bear bore borne born; beat beat beaten;
    become became become; befall befell befallen; begin began begun; behold beheld; bend bent; beset beset;
    bet bet betted; bid bid bade bidden; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken;
    breed bred; bring brought; broadcast broadcast broadcasted; build built; burn burned burnt; burst burst;
    buy bought; cast cast; catch caught; choose chose chosen; cling clung; come came come; cost cost costed;
    creep crept; cut cut; deal dealt; dig dug; dive dived dove; do did done; draw drew drawn;
    dream dreamed dreamt; drink drank drunk; drive drove driven; dwell dwelt dwelled; eat ate eaten;
    fall fell fallen; feed fed; feel felt; fight fought; find found; fit fitted fit; flee fled; fling flung;
    fly flew flown; forbid forbade forbidden; forecast forecast forecasted; forego forewent foregone;
    foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; forgo forwent forgone;
    forsake forsook forsaken; freeze froze frozen; get got gotten; give gave given; go went gone; grind ground;
    grow grew grown; hang hung hanged; have has had; hear heard; hide hid hidden; hit hit; hold held; hurt hurt;
    input input inputted; keep kept; kneel knelt kneeled; know knew known; lay laid; lead led; lean leaned leant;
    leap leaped leapt; learn learned learnt; leave left; lend lent; let let; lie lay lain lied; light lit lighted;
    lose lost; make made; mean meant; meet met; mistake mistook mistaken; offset offset; outbid outbid; pay paid;
    plead pleaded pled; prove proved proven; put put; quit quit quitted; read read; rend rent; rid rid;
    ride rode ridden; ring rang rung; rise rose risen; run ran run; saw sawed sawn; say said; see saw seen;
    seek sought; sell sold; send sent; set set; sew sewed sewn; shake shook shaken; shed shed;
    shine shone shined; shoot shot; show showed shown; shrink shrank shrunk; shut shut; sing sang sung;
    sink sank sunk; sit sat; slay slew slain; sleep slept; slide slid; sling slung; slit slit; sow sowed sown;
    speak spoke spoken; speed sped speeded; spend spent; spill spilled spilt; spin spun; spit spat spit; split split;
    spoil spoiled spoilt; spread spread; spring sprang sprung; stand stood; steal stole stolen; stick stuck;
    sting stung; stink stank stunk; strew strewed strewn; stride strode stridden; strike struck stricken;
    string strung; strive strove striven; swear swore sworn; sweep swept; swell swelled swollen;
    swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought;
    throw threw thrown; thrust thrust; tread trod trodden; wake woke woken; wear wore worn; weave wove woven;
    weep wept; win won; wind wound; withdraw withdrew withdrawn; withhold withheld; withstand withstood;
    wring wrung; write wrote written; partake partook partaken; overhear overheard; sublet sublet; telecast telecast;
    shoe shod; strip stripped stript; smell smelled smelt; spell spelled spelt; abide abode abided; reset reset;
    recast recast; recut recut; rebid rebid; reread reread; upset upset; typecast typecast; babysit babysat; relay relayed relaid;
    bespeak bespoke bespoken; backslide backslid; interweave interwove interwoven; browbeat browbeat browbeaten;
    """
}
