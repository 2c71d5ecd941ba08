package import WaybillCore
import WaybillText

extension RuleProgram {
  /// Reads an article: tokens, sentences, and every hit of every rule, conflicts resolved.
  ///
  /// Work after the scan is proportional to what was found.
  /// - Complexity: O(bytes + occurrences)
  package func read(_ article: Article) -> Reading {
    var trace: ResolutionTrace?
    return read(article, trace: &trace)
  }

  /// Reads an article and, when `trace` is not nil, notes there what lost and why.
  package func read(_ article: Article, trace: inout ResolutionTrace?) -> Reading {
    read(article, trace: &trace) { _ in }
  }

  /// Reads an article; `observe` may look at the matcher once all is found.
  func read(_ article: Article, trace: inout ResolutionTrace?, observe: (ArticleMatcher) -> Void) -> Reading {
    var reading = Reading(article: article)
    read(article, into: &reading, trace: &trace, observe: observe)
    return reading
  }

  /// Reads an article in the room that another reading took.
  package func read(_ article: Article, into reading: inout Reading) {
    var trace: ResolutionTrace?
    read(article, into: &reading, trace: &trace) { _ in }
  }

  private func read(
    _ article: Article, into reading: inout Reading, trace: inout ResolutionTrace?,
    observe: (ArticleMatcher) -> Void
  ) {
    reading.start(article)
    for field in reading.fields {
      Tokenizer.append(
        field.bytes, vocabulary: vocabulary, filter: self.leads.filter, to: &reading.tokens)
    }

    // Sentence ends are not known yet: a phrase that crosses one is dropped when they are.
    var leads: [Occurrence] = []
    var elided: [ElidedPhrase] = []
    self.leads.scan(
      reading.tokens.candidates, limit: reading.tokens.count, in: reading, into: &leads, elided: &elided)
    let outlook = Outlook(leads, program: self)
    guard outlook.isAnyPromising(leads) || trace?.isThorough == true else { return }

    reading.segmentation = Segmenter.segment(
      &reading.tokens, fields: reading.fields.map(\.bytes),
      titleField: article.title?.isEmpty == false ? 0 : nil)
    // Handed over whole, so that nothing is shared and copied while it grows.
    var taken = Reading(article: article)
    swap(&taken, &reading)
    let matcher = ArticleMatcher(
      program: self, reading: consume taken, leads: leads, elided: elided, outlook: outlook)
    matcher.run(trace: &trace)
    observe(matcher)
    reading = matcher.reading
  }
}

extension RuleProgram {
  /// Returns for each of so many symbols whether a pattern can yield it.
  static func patternedSymbols(_ stages: [PatternSet], count: Int) -> [Bool] {
    var isPatterned = [Bool](repeating: false, count: count)
    for case .symbol(let symbol) in stages.lazy.flatMap(\.patterns).map(\.product) {
      isPatterned[Int(symbol)] = true
    }
    return isPatterned
  }

  /// Returns for each symbol whether its occurrence can lead to a label, by itself or as the anchor of a pattern.
  /// - Complexity: O(stages × patterns)
  package static func labellingSymbols(_ symbols: [Symbol], _ stages: [PatternSet], _ forms: [ActorForm])
    -> [Bool]
  {
    var leads = symbols.map { if case .label = $0 { true } else { false } }
    // What a later stage makes of a symbol is known before the stages that yield the symbol are looked at.
    for pattern in stages.reversed().lazy.flatMap(\.patterns) {
      guard case .symbol(let product) = pattern.product, leads[Int(product)] else { continue }
      switch pattern.elements[pattern.anchor] {
      case .symbol(let anchor): leads[Int(anchor)] = true
      case .actors(let set):
        for (index, symbol) in symbols.enumerated() {
          if case .actor(let form) = symbol, set.contains(Int(forms[Int(form)].actor)) { leads[index] = true }
        }
      default: break
      }
    }
    return leads
  }
}

/// What the leads of an article as a whole rule out: a guarded match counts only where its guard's words occur.
struct Outlook {
  // Of the program no more than is asked for here, since a copy of the whole is made of many.
  private let symbols: [Symbol]
  private let rules: [RuleBehaviour]
  private let isLabelling: [Bool]
  private let isPatterned: [Bool]
  private let labelPatterns: LabelPatterns
  /// One bit for each symbol that occurs.
  private let present: [UInt64]
  /// Some match needs nothing around it.
  private let hasFreeLabel: Bool

  init(_ leads: [Occurrence], program: RuleProgram) {
    symbols = program.symbols
    rules = program.rules
    isLabelling = program.isLabelling
    isPatterned = program.isPatterned
    labelPatterns = program.labelPatterns
    var occurs = [UInt64](repeating: 0, count: program.symbols.count / 64 + 1)
    var hasFreeLabel = false
    var last: Int32 = -1
    for lead in leads where lead.symbol != last {
      last = lead.symbol
      occurs[Int(last >> 6)] |= 1 << UInt64(last & 63)
      if case .label(let rule) = program.symbols[Int(last)], program.rules[Int(rule)].needs == nil {
        hasFreeLabel = true
      }
    }
    present = occurs
    self.hasFreeLabel = hasFreeLabel
  }

  private func occurs(_ symbol: Int32) -> Bool {
    present[Int(symbol >> 6)] & 1 << UInt64(symbol & 63) != 0
  }

  /// Whether a symbol of the set may be among the leads; a no is certain.
  func mayHave(_ set: SymbolSet) -> Bool { set.symbols.contains(where: occurs) }

  /// Longer sentences than this are no prose; what stands further off is another sentence's.
  private static let longestSentence: Int32 = 150

  /// Whether any lead can give a label, as far as can be said without knowing the sentences.
  func isAnyPromising(_ leads: [Occurrence]) -> Bool {
    var low = 0
    var high = 0
    for lead in leads where isLabelling[Int(lead.symbol)] {
      while leads[low].start < lead.start - Outlook.longestSentence { low += 1 }
      while high < leads.count, leads[high].start <= lead.start + Outlook.longestSentence { high += 1 }
      if isPromising(lead, among: leads[low..<high]) { return true }
    }
    return false
  }

  /// Whether an occurrence of a symbol that is labelling can lead to a label, given the leads of its sentence.
  func isPromising(_ lead: Occurrence, among others: ArraySlice<Occurrence>) -> Bool {
    guard case .label(let rule) = symbols[Int(lead.symbol)] else {
      return labelPatterns.mayMatch(at: lead.symbol) { symbol in
        occurs(symbol) && others.contains { $0.symbol == symbol }
      }
    }
    guard let need = rules[Int(rule)].needs else { return true }
    let isNear = need.extent == .clause || need.extent == .sentence
    if !need.company.isEmpty, !need.company.symbols.contains(where: { isPatterned[Int($0)] }),
      !others.contains(where: { need.company.contains($0.symbol) })
    {
      return false
    }
    if need.label != nil, isNear ? others.contains(where: isFree) : hasFreeLabel { return true }
    return need.words.symbols.contains { symbol in
      if isPatterned[Int(symbol)] { return true }
      guard occurs(symbol) else { return false }
      return !isNear || others.contains { $0.symbol == symbol }
    }
  }

  private func isFree(_ lead: Occurrence) -> Bool {
    guard case .label(let rule) = symbols[Int(lead.symbol)] else { return false }
    return rules[Int(rule)].needs == nil
  }
}
