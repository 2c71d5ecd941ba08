import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// An article read by one of two rule sets, with all that tells why.
struct ArticleReading {
  let program: RuleProgram
  let reading: Reading
  let findings: Findings
  private let losses: [ResolutionTrace.Loss]

  init(_ article: Article, by pipeline: Pipeline) {
    program = pipeline.rules.program
    var trace: ResolutionTrace? = ResolutionTrace()
    reading = program.read(article, trace: &trace)
    findings = pipeline.findings(in: reading)
    losses = trace?.losses ?? []
  }

  /// Returns the names of the modifiers whose cues stand in some sentences and reach anything.
  func modifiers(around spans: [Span]) -> Set<String> {
    var names: Set<String> = []
    for cue in reading.cues where !cue.scope.isEmpty {
      let span = reading.span(cue.tokens)
      if spans.contains(where: { $0.field == span.field && $0.range.contains(span.range) }) {
        names.insert(program.catalog.modifiers[cue.modifier].name)
      }
    }
    return names
  }

  /// Returns why these rules do not say what others say.
  func whyNot(_ entry: RecordEntry) -> String? {
    let catalog = program.catalog
    let name = entry.ruleName
    guard catalog.rules.contains(where: { $0.name == name }) else { return "there is no such rule" }
    if entry.kind == .claim {
      let isProposed = reading.frames.contains { frame in
        let span = reading.span(frame.trigger)
        return catalog.rules[frame.rule].name == name
          && entry.spans.contains { $0.field == span.field && $0.range.contains(span.range) }
      }
      return isProposed
        ? "the frame matches, and its parties, items or status are told otherwise"
        : "the frame does not match"
    }
    let loss = losses.first { loss in
      guard case .label(let rule) = program.symbols[Int(loss.symbol)], catalog.rules[Int(rule)].name == name
      else { return false }
      let span = reading.span(loss.tokens)
      return span.field == entry.spans[0].field && span.range.overlaps(entry.spans[0].range)
    }
    guard let loss else {
      // Sentences in which no guard can hold are left alone, and leave no trace.
      let isGuarded = catalog.rules.indices.contains {
        catalog.rules[$0].name == name && program.rules[$0].needs != nil
      }
      return isGuarded ? "no phrase of it matches, or what it needs is not near" : "no phrase of it matches"
    }
    switch loss.reason {
    case .exception: return "an `unless` phrase covers it"
    case .unmetNeed: return "what it needs is not near"
    case .lost(let rule): return "\(catalog.rules[rule].name) has the better claim"
    case .pseudo: return "a pseudo cue covers it"
    case .voice, .noMention: return "no phrase of it matches"
    }
  }
}
