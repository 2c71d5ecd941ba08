import WaybillCore
import WaybillMatching
import WaybillText
import WaybillYAML

/// Runs of words, to be found in longer ones.
private struct Runs {
  private var wordings: [[Int32]: [Wording]] = [:]
  private var longest = 0

  mutating func add(_ wording: Wording) {
    // With a gap, what is found depends on what fills it.
    guard !wording.atoms.isEmpty, wording.gaps.allSatisfy({ $0 == 0 }) else { return }
    wordings[wording.atoms, default: []].append(wording)
    longest = max(longest, wording.atoms.count)
  }

  var isEmpty: Bool { wordings.isEmpty }

  /// Returns which atoms of a wording are certain to lie in one of the runs.
  func covered(_ wording: Wording) -> [Bool] {
    var result = [Bool](repeating: false, count: wording.atoms.count)
    for start in wording.atoms.indices {
      for length in 1...min(max(longest, 1), 12) where start + length <= wording.atoms.count {
        // A run goes over no gap.
        if length > 1, wording.gaps[start + length - 2] > 0 { break }
        guard let runs = wordings[Array(wording.atoms[start..<start + length])] else { continue }
        let part = Wording(
          atoms: Array(wording.atoms[start..<start + length]), gaps: Array(repeating: 0, count: length - 1),
          exact: wording.exact.compactMap { word in
            (start..<start + length).contains(word.position)
              ? .init(position: word.position - start, bytes: word.bytes) : nil
          }, joins: wording.joins, isTight: wording.isTight, isDesignation: wording.isDesignation)
        guard runs.contains(where: { $0.covers(part) }) else { continue }
        for index in start..<start + length { result[index] = true }
      }
    }
    return result
  }
}

extension Linter {
  private mutating func runs(of phrases: [Located<String>], in set: RuleSetDeclaration) -> Runs {
    var runs = Runs()
    for phrase in phrases { for wording in reader.wordings(of: phrase, in: set) ?? [] { runs.add(wording) } }
    return runs
  }

  /// Finds cues of which every wording holds a pseudo cue of the same modifier: what it touches is no cue.
  mutating func findDeadCues() {
    for set in rules.declarations {
      for modifier in set.modifiers where !modifier.pseudo.isEmpty {
        let pseudo = runs(of: modifier.pseudo, in: set)
        for cue in modifier.cues where isAlwaysTouched(cue, by: pseudo, in: set) {
          report(
            .deadCue,
            "the cue `\(shortened(cue.value))` never counts: `pseudo` of modifier `\(modifier.name.value)` always covers it",
            file(of: cue, in: set), cue.range, of: modifier.range)
        }
      }
    }
  }

  private mutating func isAlwaysTouched(
    _ phrase: Located<String>, by runs: Runs, in set: RuleSetDeclaration
  ) -> Bool {
    guard !runs.isEmpty, let wordings = reader.wordings(of: phrase, in: set) else { return false }
    return wordings.allSatisfy { runs.covered($0).contains(true) }
  }

  /// Finds stop words at which the scope never stops, as it is told to pass through all their words.
  mutating func findDeadStops() {
    for set in rules.declarations {
      for modifier in set.modifiers where !modifier.scope.through.isEmpty {
        let through = runs(of: modifier.scope.through, in: set)
        let marks = Set(modifier.scope.through.map(\.value))
        for stop in modifier.scope.stop {
          let wordings = reader.wordings(of: stop, in: set)
          guard
            marks.contains(stop.value)
              || wordings.map({ $0.allSatisfy { through.covered($0).allSatisfy(\.self) } }) ?? false
          else { continue }
          report(
            .deadStop,
            "the scope never stops at `\(shortened(stop.value))`: `through` of modifier `\(modifier.name.value)` passes it",
            file(of: stop, in: set), stop.range, of: modifier.range)
        }
      }
    }
  }

  /// Finds phrases that `unless` always takes away.
  mutating func findCancelledPhrases() {
    for set in rules.declarations {
      for rule in set.rules where !rule.unless.isEmpty {
        let unless = runs(of: rule.unless, in: set)
        for phrase in rule.match where isAlwaysTouched(phrase, by: unless, in: set) {
          report(
            .deadGuard,
            "`\(shortened(phrase.value))` never counts: `unless` of rule `\(rule.id.value)` always covers it",
            file(of: phrase, in: set), phrase.range, of: rule.range)
        }
      }
    }
  }
}
