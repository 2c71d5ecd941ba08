package import WaybillCore
import WaybillMatching
import WaybillPipeline
package import WaybillRules
import WaybillText

/// What rules, modifiers, lists and their phrases did in some articles; tallies of several batches add up.
package struct RuleTally: Sendable {
  /// What one construct did.
  package struct Counts: Sendable, Hashable {
    /// Matches that became something: mentions, attachments, frames, cues; of a list its occurrences.
    package var hits = 0
    package var articles = 0
    /// Conflicts with other rules over the same words.
    package var won = 0
    package var lost = 0
    /// Matches that an exception or a pseudo cue took away.
    package var excepted = 0
    /// Matches whose guard did not hold, with no mention in reach, or in the other voice.
    package var unmet = 0
    /// Occurrences found, and searches for patterns with their steps.
    package var work = 0

    static func += (a: inout Counts, b: Counts) {
      a.hits += b.hits
      a.articles += b.articles
      a.won += b.won
      a.lost += b.lost
      a.excepted += b.excepted
      a.unmet += b.unmet
      a.work += b.work
    }
  }

  /// Two constructs whose matches share words.
  struct Overlap: Hashable {
    var first: Int
    var second: Int
  }

  package private(set) var articles = 0
  package private(set) var counts: [Counts]
  /// How often each phrase was found, and in how many articles.
  package private(set) var phraseHits: [Int]
  package private(set) var phraseArticles: [Int]
  private(set) var overlaps: [Overlap: Int] = [:]
  /// The last article in which a construct or a phrase was seen.
  private var lastArticle: [Int]
  private var lastArticleOfPhrase: [Int]

  init(_ table: ConstructTable) {
    counts = [Counts](repeating: Counts(), count: table.constructs.count)
    lastArticle = [Int](repeating: 0, count: table.constructs.count)
    phraseHits = [Int](repeating: 0, count: table.ofPhrase.count)
    phraseArticles = phraseHits
    lastArticleOfPhrase = phraseHits
  }

  static func += (a: inout RuleTally, b: RuleTally) {
    a.articles += b.articles
    for index in a.counts.indices { a.counts[index] += b.counts[index] }
    for index in a.phraseHits.indices {
      a.phraseHits[index] += b.phraseHits[index]
      a.phraseArticles[index] += b.phraseArticles[index]
    }
    a.overlaps.merge(b.overlaps, uniquingKeysWith: +)
  }

  // MARK: Counting

  /// Reads an article and counts what was found in it.
  package mutating func add(_ article: Article, by rules: CompiledRules, _ table: ConstructTable) {
    var trace: ResolutionTrace? = ResolutionTrace()
    trace?.work = WorkLog()
    let reading = rules.program.read(article, trace: &trace)
    add(reading, trace ?? ResolutionTrace(), rules, table)
  }

  private mutating func add(
    _ reading: Reading, _ trace: ResolutionTrace, _ rules: CompiledRules, _ table: ConstructTable
  ) {
    articles += 1
    for label in reading.labels {
      hit(construct: table.ofRule[label.rule])
      for attachment in label.attachments { hit(construct: table.ofRule[attachment.rule]) }
    }
    for frame in reading.frames { hit(construct: table.ofRule[frame.rule]) }
    for cue in reading.cues { hit(construct: table.ofModifier[cue.modifier]) }
    for loss in trace.losses { count(loss, rules.program, table) }
    countOverlaps(reading.labels.map { ($0.tokens, table.ofRule[$0.rule]) })
    countOverlaps(reading.frames.map { ($0.trigger, table.ofRule[$0.rule]) })
    countOverlaps(reading.cues.map { ($0.tokens, table.ofModifier[$0.modifier]) })
    if let work = trace.work { count(work, reading, rules, table) }
  }

  private mutating func hit(construct: Int) {
    counts[construct].hits += 1
    if lastArticle[construct] != articles {
      lastArticle[construct] = articles
      counts[construct].articles += 1
    }
  }

  private mutating func hit(phrase: Int) {
    phraseHits[phrase] += 1
    if lastArticleOfPhrase[phrase] != articles {
      lastArticleOfPhrase[phrase] = articles
      phraseArticles[phrase] += 1
    }
  }

  private mutating func count(_ loss: ResolutionTrace.Loss, _ program: RuleProgram, _ table: ConstructTable) {
    let loser = loss.rule.map { table.ofRule[$0] } ?? table.construct(ofSymbol: loss.symbol)
    switch loss.reason {
    case .exception, .pseudo: counts[loser].excepted += 1
    case .unmetNeed, .noMention, .voice: counts[loser].unmet += 1
    case .lost(let rule):
      let winner = table.ofRule[rule]
      guard winner != loser else { return }
      counts[loser].lost += 1
      counts[winner].won += 1
      overlaps[Overlap(first: min(loser, winner), second: max(loser, winner)), default: 0] += 1
    }
  }

  /// Counts pairs that share words among matches sorted by where they start.
  private mutating func countOverlaps(_ matches: [(tokens: Range<Int>, construct: Int)]) {
    for (index, match) in matches.enumerated() {
      for other in matches[(index + 1)...] {
        guard other.tokens.lowerBound < match.tokens.upperBound else { break }
        guard other.construct != match.construct, other.tokens.overlaps(match.tokens) else { continue }
        let pair = Overlap(
          first: min(match.construct, other.construct), second: max(match.construct, other.construct))
        overlaps[pair, default: 0] += 1
      }
    }
  }

  private mutating func count(
    _ work: WorkLog, _ reading: Reading, _ rules: CompiledRules, _ table: ConstructTable
  ) {
    for occurrence in work.occurrences {
      let construct = table.construct(ofSymbol: occurrence.symbol)
      counts[construct].work += 1
      if table.constructs[construct].kind == .list { hit(construct: construct) }
      if let phrase = rules.phrases?.phrase(
        of: occurrence.symbol, words: reading.tokens.rows[occurrence.core].lazy.map(\.hash))
      {
        hit(phrase: phrase)
      }
    }
    for search in work.searches {
      counts[table.construct(of: search.product)].work += 1 + search.steps
      if search.phrase >= 0, search.matches > 0 { hit(phrase: Int(search.phrase)) }
    }
  }

  /// For each construct, the one that shares words with it most often, and how often.
  func topPartners() -> [Int: (partner: Int, count: Int)] {
    var best: [Int: (partner: Int, count: Int)] = [:]
    func offer(_ partner: Int, to construct: Int, _ count: Int) {
      if let known = best[construct], (known.count, partner) >= (count, known.partner) { return }
      best[construct] = (partner, count)
    }
    for (pair, count) in overlaps {
      offer(pair.second, to: pair.first, count)
      offer(pair.first, to: pair.second, count)
    }
    return best
  }
}
