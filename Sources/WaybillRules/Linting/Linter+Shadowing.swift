import WaybillCore
import WaybillText
import WaybillYAML

extension Linter {
  /// Finds phrases that find nothing another phrase of their group does not find as well.
  mutating func findShadowedPhrases() {
    for group in groups where group.phrases.count > 1 { findShadowedPhrases(in: group) }
  }

  /// Equal wordings beyond this number are not compared; the first few decide.
  private static let maxCompared = 64

  private mutating func findShadowedPhrases(in group: PhraseGroup) {
    let wordings = group.phrases.map { reader.wordings(of: $0, in: group.set) }
    var byAtoms: [[Int32]: [(phrase: Int, wording: Wording)]] = [:]
    for (index, written) in wordings.enumerated() {
      for wording in written ?? [] { byAtoms[wording.atoms, default: []].append((index, wording)) }
    }
    // What says least goes first, of equals the later one, so that one of them is left.
    let order = group.phrases.indices.sorted {
      (wordings[$0]?.count ?? 0, $1) < (wordings[$1]?.count ?? 0, $0)
    }
    var superfluous: Set<Int> = []
    for index in order {
      // An actor's first name is the one printed.
      guard let written = wordings[index], !written.isEmpty, index > 0 || group.key != "names" else {
        continue
      }
      var first: Int?
      let isCovered = written.allSatisfy { wording in
        let rival = byAtoms[wording.atoms, default: []].prefix(Self.maxCompared).first { other in
          other.phrase != index && !superfluous.contains(other.phrase)
            && (group.isFrame
              ? other.wording.gaps == wording.gaps && other.wording.exact == wording.exact
              : other.wording.covers(wording))
        }
        if first == nil { first = rival?.phrase }
        return rival != nil
      }
      guard isCovered, let first else { continue }
      superfluous.insert(index)
      let phrase = group.phrases[index]
      let other = group.phrases[first]
      let what =
        phrase.value == other.value
        ? "stands twice" : "finds nothing that `\(shortened(other.value))` does not"
      report(
        .shadowedPhrase, "`\(shortened(phrase.value))` \(what), in `\(group.key)` of \(group.owner)",
        file(of: phrase, in: group.set), phrase.range, of: group.place,
        notes: [
          .init("the other phrase", at: Place(file: file(of: other, in: group.set), range: other.range))
        ])
    }
  }
}
