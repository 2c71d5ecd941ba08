package import WaybillCore
import WaybillMatching
import WaybillText
import WaybillYAML

/// Looks through compiled rules for what works, but probably not as meant.
///
/// Each lint is a method in a file of its own chapter. All are linear in the number of phrases, apart from those that
/// run a rule's tests.
package struct Linter {
  let rules: CompiledRules
  var reader: WordingReader
  private(set) var findings: [Finding] = []
  /// Whether a file's findings are wanted.
  private let isWanted: (String) -> Bool
  /// More findings than this are not shown.
  private static let maxFindings = 500

  struct Finding {
    var diagnostic: Diagnostic
    /// What the finding is about as a whole; a comment above it allows the finding too.
    var construct: ByteRange
  }

  /// Returns what the lints find, in the order of files and places, without what comments allow.
  /// - Parameters:
  ///   - reported: what was found wrong while the rules were read and compiled; lints among it are taken over.
  ///   - isWanted: whether findings in a file are wanted; rule sets loaded only for others are nobody's to mend.
  /// - Returns: all diagnostics, those of `reported` that comments do not allow included.
  package static func lint(
    _ rules: CompiledRules, reported: [Diagnostic], isWanted: @escaping (String) -> Bool = { _ in true }
  ) -> [Diagnostic] {
    var linter = Linter(rules, isWanted: isWanted)
    linter.findShadowedPhrases()
    linter.findLabelConflicts()
    linter.findDeadCues()
    linter.findDeadStops()
    linter.findDeadGuards()
    linter.findHomographs()
    linter.findUnusedLists()
    linter.findUnusedImports()
    linter.findWideGaps()
    linter.findMissingTests()
    linter.findBareGaps()
    for diagnostic in reported where Lint(rawValue: diagnostic.code) != nil {
      linter.findings.append(Finding(diagnostic: diagnostic, construct: diagnostic.place.range))
    }
    let others = reported.filter { Lint(rawValue: $0.code) == nil }
    return others + linter.unallowed()
  }

  private init(_ rules: CompiledRules, isWanted: @escaping (String) -> Bool) {
    self.rules = rules
    self.isWanted = isWanted
    let ruleSets = Dictionary(rules.declarations.map { ($0.id.value, $0) }) { first, _ in first }
    reader = WordingReader(names: NameScope(ruleSets: ruleSets, actors: rules.program.catalog.actors))
  }

  var names: NameScope { reader.names }

  mutating func report(
    _ lint: Lint, _ message: String, _ file: String, _ range: ByteRange, of construct: ByteRange,
    notes: [Diagnostic.Note] = [], suggestion: String? = nil
  ) {
    guard isWanted(file) else { return }
    let place = Place(file: file, range: range)
    findings.append(
      Finding(
        diagnostic: Diagnostic(
          .warning, lint.rawValue, message, at: place, notes: notes, suggestion: suggestion),
        construct: construct))
  }

  // MARK: Comments

  /// Returns the findings that no comment allows, and what is wrong with the comments.
  private mutating func unallowed() -> [Diagnostic] {
    var allowed: [String: [(comment: AllowComment, lints: Set<Lint>)]] = [:]
    for set in rules.declarations where !set.allowed.isEmpty {
      allowed[set.file] = set.allowed.map { ($0, Set($0.names.compactMap { Lint.named($0.value) })) }
    }
    // By line, so that each finding looks at the few comments of its lines only.
    let lines = allowed.mapValues { comments in
      comments.indices.sorted { comments[$0].comment.line.start < comments[$1].comment.line.start }
    }
    var silencing: Set<Place> = []
    var result: [Diagnostic] = []
    for finding in findings {
      let diagnostic = finding.diagnostic
      let file = diagnostic.place.file
      guard let lint = Lint(rawValue: diagnostic.code), let comments = allowed[file], let order = lines[file]
      else {
        result.append(diagnostic)
        continue
      }
      var isAllowed = false
      for start in [diagnostic.place.range.start, finding.construct.start] {
        var low = order.partitioningIndex { comments[$0].comment.line.end >= start }
        while low < order.count, comments[order[low]].comment.line.start <= start {
          let (comment, lints) = comments[order[low]]
          if lints.contains(lint) {
            isAllowed = true
            silencing.insert(Place(file: file, range: comment.range))
          }
          low += 1
        }
      }
      if !isAllowed { result.append(diagnostic) }
    }
    for set in rules.declarations where isWanted(set.file) {
      for comment in set.allowed {
        result += problems(of: comment, set.file, isSilencing: silencing)
      }
    }
    result.sort {
      ($0.place.file, $0.place.range.start, $0.code) < ($1.place.file, $1.place.range.start, $1.code)
    }
    guard result.count > Self.maxFindings else { return result }
    let more = result.count - Self.maxFindings
    return result.prefix(Self.maxFindings) + [
      Diagnostic(
        .warning, YAMLCode.tooManyProblems.rawValue, "\(more) further findings are not shown",
        at: result[Self.maxFindings].place)
    ]
  }

  private func problems(
    of comment: AllowComment, _ file: String, isSilencing: Set<Place>
  ) -> [Diagnostic] {
    func problem(
      _ lint: Lint, _ message: String, _ range: ByteRange, _ suggestion: String? = nil
    ) -> Diagnostic {
      Diagnostic(
        .warning, lint.rawValue, message, at: Place(file: file, range: range), suggestion: suggestion)
    }
    let known = Lint.allCases.filter(\.canBeAllowed).map(\.name)
    var problems: [Diagnostic] = []
    for name in comment.names where Lint.named(name.value)?.canBeAllowed != true {
      problems.append(
        problem(
          .badAllow, "there is no lint `\(shortened(name.value))` that a comment could allow", name.range,
          NearestName.nearest(to: name.value, among: known)))
    }
    if comment.names.isEmpty {
      problems.append(
        problem(.badAllow, "this comment does not say which lint it allows", comment.range))
    } else if comment.reason == nil {
      problems.append(
        problem(
          .badAllow, "this comment does not say why", comment.range,
          "# waybill: allow \(comment.names.map(\.value).joined(separator: ", ")) — the reason"))
    }
    guard problems.isEmpty, !isSilencing.contains(Place(file: file, range: comment.range)) else {
      return problems
    }
    return [problem(.unusedAllow, "there is nothing to allow here; take the comment away", comment.range)]
  }
}

extension Array {
  /// Returns the first index from which on the condition holds, when it never ceases to hold once it does.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
