/// The lists of words by which the segmenter judges a token.
struct WordLists: OptionSet, Sendable {
  let rawValue: UInt16

  /// Verbs that say who spoke.
  static let verbsOfSpeech = WordLists(rawValue: 1 << 0)
  /// Words that seldom begin with a capital unless they begin a sentence.
  static let sentenceStarters = WordLists(rawValue: 1 << 1)
  /// Abbreviations before a name: no sentence ends after them.
  static let titles = WordLists(rawValue: 1 << 2)
  /// Abbreviations that may stand at a sentence's end.
  static let abbreviations = WordLists(rawValue: 1 << 3)
  /// `vs.`, after which no sentence ends.
  static let versus = WordLists(rawValue: 1 << 4)
  /// `No.`, an abbreviation before a number.
  static let numero = WordLists(rawValue: 1 << 5)
  /// Labels of those who ask in a transcript.
  static let questioners = WordLists(rawValue: 1 << 6)
  /// Words of a label that only a speaker has.
  static let speakers = WordLists(rawValue: 1 << 7)
  /// Words that label a caption when a colon follows.
  static let captionLabels = WordLists(rawValue: 1 << 8)
  /// First words of all wordings that give a block away: nearly every block begins otherwise.
  static let openers = WordLists(rawValue: 1 << 9)
  /// The `photo` of `(Photo by …)`.
  static let photo = WordLists(rawValue: 1 << 10)
  /// Words that go on from `photo` to whose it is.
  static let credits = WordLists(rawValue: 1 << 11)
  /// The 30 of `-30-`, the old sign for a story's end.
  static let endMark = WordLists(rawValue: 1 << 12)
}

/// What the segmenter knows of English, in terms of the hashes that tokens come with.
struct Wording: Sendable {
  /// The words with which a block of some kind begins.
  struct Opening {
    /// The hashes of the words.
    var words: [UInt64]
    var zone: Zone
    /// A longer block that begins so is of another kind.
    var longestBlock: Int
  }

  private let vocabulary: Vocabulary
  /// The lists that each word of the vocabulary is in, by its number.
  private let listsOfWords: [WordLists]
  let openings: [Opening]

  /// Returns the lists that the word with this hash is in.
  func lists(ofHash hash: UInt64) -> WordLists {
    let number = vocabulary.number(ofHash: hash)
    return number < 0 ? [] : listsOfWords[number]
  }

  /// Built once; whoever reads much keeps a copy, since each look here takes a lock.
  static let english = Wording()

  private init() {
    let openings =
      Self.captions.map { ($0, Zone.caption, Int.max) }
      // A short line that says `subscribe` sells the paper; a long sentence may report on subscribers.
      + Self.furniture.map { ($0, .furniture, 12) } + Self.notices.map { ($0, .furniture, 50) }
    var vocabulary = Vocabulary()
    var listsOfWords: [WordLists] = []
    func add(_ word: String, to list: WordLists) {
      let number = vocabulary.intern(Vocabulary.hash(of: Array(word.utf8)))
      if number == listsOfWords.count { listsOfWords.append([]) }
      listsOfWords[number].insert(list)
    }
    for (list, words) in Self.words {
      for word in words { add(word, to: list) }
    }
    for word in Self.captionLabels { add(word, to: [.captionLabels, .openers]) }
    self.openings = openings.map { phrase, zone, longestBlock in
      let words = phrase.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }
      add(String(decoding: words[0], as: UTF8.self), to: .openers)
      return Opening(words: words.map { Vocabulary.hash(of: $0) }, zone: zone, longestBlock: longestBlock)
    }
    self.vocabulary = vocabulary
    self.listsOfWords = listsOfWords
  }
}

// MARK: - The words

extension Wording {
  private static var words: [(WordLists, [String])] {
    [
      (.verbsOfSpeech, verbsOfSpeech), (.sentenceStarters, sentenceStarters), (.titles, titles),
      (.abbreviations, abbreviations), (.versus, ["vs"]), (.numero, ["no", "nos"]),
      (.questioners, questioners), (.speakers, speakers), (.photo, ["photo"]),
      (.credits, ["by", "courtesy", "credit"]), (.endMark, ["30"]),
    ]
  }

  private static let verbsOfSpeech = [
    "said", "says", "asked", "asks", "added", "told", "wrote", "replied",
  ]

  private static let sentenceStarters = [
    "a", "according", "after", "again", "all", "also", "although", "an", "and", "another", "any", "as",
    "asked", "at", "because", "before", "both", "but", "by", "despite", "during", "each", "earlier",
    "even", "every", "for", "from", "he", "her", "here", "his", "how", "however", "i", "if", "in",
    "instead", "it", "its", "last", "later", "many", "meanwhile", "more", "moreover", "most", "my",
    "neither", "no", "none", "nor", "not", "nothing", "now", "on", "once", "one", "only", "or", "other",
    "our", "over", "since", "she", "so", "some", "still", "such", "that", "the", "their", "then",
    "there", "these", "they", "this", "those", "though", "through", "thus", "to", "two", "under",
    "until", "we", "what", "when", "where", "whether", "which", "while", "who", "why", "with",
    "without", "yet", "you", "your",
  ]

  private static let titles = [
    "adm", "amb", "atty", "brig", "capt", "cmdr", "col", "cpl", "cpt", "dr", "fr", "ft", "gen", "gens",
    "gov", "govs", "hon", "lt", "ltc", "maj", "messrs", "mr", "mrs", "ms", "msgr", "mt", "pfc", "pres",
    "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "spc", "st", "supt", "vice",
  ]

  private static let abbreviations = [
    "al", "apr", "approx", "assn", "aug", "ave", "bros", "ca", "cf", "co", "corp", "dec", "dept", "div",
    "est", "etc", "feb", "fig", "govt", "inc", "intl", "jan", "jr", "jul", "jun", "llc", "ltd", "mar",
    "natl", "nov", "oct", "pp", "sec", "sep", "sept", "sr", "univ", "viz",
  ]

  private static let questioners = [
    "q", "question", "reporter", "moderator", "journalist", "interviewer",
  ]

  private static let speakers = [
    "adm", "admiral", "amb", "ambassador", "capt", "captain", "chairman", "col", "colonel",
    "commissioner", "congressman", "congresswoman", "dr", "general", "gen", "governor", "gov", "lt",
    "madam", "maj", "minister", "miss", "mr", "mrs", "ms", "official", "operator", "participant",
    "president", "premier", "rep", "representative", "sec", "secretary", "sen", "senator", "sgt",
    "speaker", "spokesman", "spokesperson", "spokeswoman", "staff", "voice",
  ]

  private static let captionLabels = [
    "caption", "credit", "credits", "image", "images", "photo", "photograph", "photos", "picture",
    "pictured", "video",
  ]

  private static let captions = [
    "file photo", "photo by", "photo courtesy", "photo credit", "image credit", "file in this",
    "in this photo", "in this image", "getty images",
  ]

  private static let furniture = [
    "advertisement", "read more", "read also", "also read", "see also", "share this", "share on",
    "follow us", "subscribe", "sign up", "sign in", "log in", "click here", "skip to", "related",
    "most read", "recommended", "tags", "for immediate release", "for more information",
    "press contact", "media contact", "all rights reserved", "print this", "email this", "download our",
    "join our", "support our", "story continues", "continue reading", "back to top", "terms of",
    "privacy policy",
  ]

  private static let notices = [
    "we use cookies", "this site uses cookies", "this website uses cookies", "copyright",
    "all rights reserved", "by signing up", "by clicking", "you can unsubscribe", "cookies help us",
    "sign up for", "subscribe to our",
  ]
}
