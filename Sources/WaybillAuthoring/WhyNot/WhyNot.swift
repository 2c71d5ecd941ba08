package import WaybillCore
import WaybillMatching
package import WaybillPipeline
package import WaybillRules
import WaybillText

/// Why a construct finds nothing in an article: its nearest misses, and the smallest change that would let it hit.
///
/// What stands here comes from the engine's own reading and its trace. A change is proposed only after the rules were
/// compiled with it and did hit.
package struct WhyNot: Sendable {
  /// `ruleset#kind.name`.
  package let name: String
  package let workshop: RuleWorkshop
  /// Where the construct is written.
  package let place: Place
  /// What it contributes, when it does.
  package let contribution: RuleContribution
  /// Where it hits: its mentions, the sentences of its frames, or what its cues reach.
  package let hits: [Span]
  package let isHit: Bool
  /// For each hit the phrase that matched there, as far as one is known.
  package let causes: [RuleAnatomy.Source?]
  /// Nearest first; empty when it hits.
  package let misses: [Miss]
  /// Edits that make it hit, all together, and the miss that they mend.
  package let repair: (edits: [RuleEdit], miss: Int)?
  /// All phrases of the construct, for a hint when none of their words occurs.
  package let phrases: [String]

  /// Asks about one construct and one article.
  /// - Parameter maxTrials: how many sets of edits are tried at most; each costs a compilation.
  /// - Returns: nil when the rules do not compile or nothing has this name.
  package init?(_ name: String, in article: Article, workshop: RuleWorkshop, maxTrials: Int = 12) {
    guard let rules = workshop.compiled(dissecting: name), let anatomy = rules.anatomy else { return nil }
    self.name = name
    self.workshop = workshop
    place = anatomy.place
    phrases = anatomy.phrases.filter { $0.list == nil }.map(\.text)
    let pipeline = Pipeline(rules, plugins: workshop.plugins)
    let reading = rules.program.read(article)
    let findings = pipeline.findings(in: reading, refusals: true)
    contribution = RuleContribution(
      of: anatomy.subject, reading: reading, findings: findings, catalog: rules.program.catalog)
    let reaches = WhyNot.reaches(of: anatomy.subject, in: reading, rules)
    isHit = WhyNot.isHit(anatomy.subject, contribution, reaches)
    let sentences = reading.frames.filter { frame in
      if case .rules(let rules) = anatomy.subject { rules.contains(frame.rule) } else { false }
    }
    .map { reading.span(reading.segmentation.sentences[$0.sentence].tokens) }
    hits =
      !isHit ? [] : contribution.spans.isEmpty ? (reaches.isEmpty ? sentences : reaches) : contribution.spans
    let finder = MissFinder(
      workshop: workshop, rules: rules, anatomy: anatomy, article: article, reading: reading,
      findings: findings)
    let matches = isHit ? finder.matches() : []
    causes = hits.map { hit in
      matches.first { $0.span.field == hit.field && $0.span.range.overlaps(hit.range) }?.phrase
    }
    misses = isHit ? [] : finder.misses()
    repair = WhyNot.repair(misses, name, article, workshop, maxTrials)
  }

  /// Whether a construct hits in an article; for a modifier, whether a cue of it reaches a frame.
  package static func isHit(
    _ name: String, in article: Article, rules: CompiledRules, plugins: [any Classifier.Type]
  )
    -> Bool
  {
    let catalog = rules.program.catalog
    let subject: RuleTest.Subject
    if let modifier = catalog.modifiers.firstIndex(where: { $0.name == name }) {
      subject = .modifier(modifier)
    } else {
      subject = .rules(Set(catalog.rules.indices.filter { catalog.rules[$0].name == name }))
    }
    let reading = rules.program.read(article)
    let findings = Pipeline(rules, plugins: plugins).findings(in: reading)
    let contribution = RuleContribution(of: subject, reading: reading, findings: findings, catalog: catalog)
    return isHit(subject, contribution, reaches(of: subject, in: reading, rules))
  }

  private static func isHit(_ subject: RuleTest.Subject, _ contribution: RuleContribution, _ reaches: [Span])
    -> Bool
  {
    switch subject {
    case .rules, .record: !contribution.isEmpty
    // What a claim comes to with a cue may be what it comes to without: that the cue reaches it is what counts.
    case .modifier: !reaches.isEmpty
    }
  }

  private static func reaches(of subject: RuleTest.Subject, in reading: Reading, _ rules: CompiledRules)
    -> [Span]
  {
    guard case .modifier(let number) = subject else { return [] }
    return reading.cues.filter { cue in
      cue.modifier == number
        && (rules.program.frames.isEmpty
          || reading.frames.contains { cue.scope.contains($0.trigger.lowerBound) })
    }
    .map { reading.span($0.scope) }
  }

  private static func repair(
    _ misses: [Miss], _ name: String, _ article: Article, _ workshop: RuleWorkshop, _ maxTrials: Int
  ) -> (edits: [RuleEdit], miss: Int)? {
    var trials = 0
    for (index, miss) in misses.enumerated() {
      for edits in miss.repairs where !edits.isEmpty {
        guard trials < maxTrials else { return nil }
        trials += 1
        if let rules = workshop.applying(edits)?.compiled(),
          isHit(name, in: article, rules: rules, plugins: workshop.plugins)
        {
          return (edits, index)
        }
      }
    }
    return nil
  }
}
