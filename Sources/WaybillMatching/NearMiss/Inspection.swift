package import WaybillCore
import WaybillText

/// A reading of an article for somebody who asks why one construct found nothing in it.
///
/// Every sentence is worked on, page furniture too, so there may be hits here that a reading for classifiers leaves out.
package struct Inspection: Sendable {
  package var reading: Reading
  package var trace: ResolutionTrace
  /// What was found in each sentence.
  package var occurrences: [[Occurrence]]
  /// The best alignments of each pattern with each sentence, cheapest first.
  package var alignments: [Alignment]
}

extension RuleProgram {
  /// Reads an article with the engine's own steps and lays phrases beside each sentence.
  package func inspect(_ article: Article, for patterns: [ProbePattern]) -> Inspection {
    var trace: ResolutionTrace? = ResolutionTrace(isThorough: true)
    var found: (occurrences: [[Occurrence]], alignments: [Alignment]) = ([], [])
    let reading = read(article, trace: &trace) { found = $0.lay(patterns) }
    return Inspection(
      reading: reading, trace: trace ?? ResolutionTrace(isThorough: true), occurrences: found.occurrences,
      alignments: found.alignments)
  }
}

extension ArticleMatcher {
  fileprivate func lay(_ patterns: [ProbePattern]) -> (occurrences: [[Occurrence]], alignments: [Alignment]) {
    var alignments: [Alignment] = []
    var occurrences = [[Occurrence]](repeating: [], count: reading.segmentation.sentences.count)
    for context in active {
      occurrences[context.index] = Array(context.occurrences)
      var search = AlignmentSearch(
        table: reading.tokens, clauses: reading.clauses, axes: axisOfLabel, context: context)
      for (number, pattern) in patterns.enumerated() {
        if let alignment = search.best(pattern, number: number) { alignments.append(alignment) }
      }
    }
    alignments.sort { ($0.cost, $0.sentence, $0.pattern) < ($1.cost, $1.sentence, $1.pattern) }
    return (occurrences, alignments)
  }
}
