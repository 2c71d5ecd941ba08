import WaybillCore
import WaybillText
import WaybillYAML

extension Linter {
  /// Finds phrases that find nothing another phrase of their group does not find as well.
  mutating func findShadowedPhrases() {
    for group in groups where group.phrases.count > 1 {
      let wordings = group.phrases.map { reader.wordings(of: $0, in: group.set) }
      findShadowedPhrases(in: group, wordings)
    }
    for set in rules.declarations {
      for designator in set.designators {
        for form in designator.forms where form.stems.count > 1 {
          let group = PhraseGroup(
            set: set, owner: "designator `\(designator.name.value)`", place: designator.range, key: "stem",
            phrases: form.stems)
          findShadowedPhrases(in: group, form.stems.map { names(of: $0, form, designator) })
        }
      }
    }
  }

  /// Returns a stem's wordings with one of the numbers: how a stem is joined to its number decides what it finds.
  private mutating func names(
    of stem: Located<String>, _ form: DesignatorDeclaration.Form, _ designator: DesignatorDeclaration
  ) -> [Wording]? {
    guard let phrase = try? PhraseParser.parse(stem.value) else { return nil }
    var sample = designator
    sample.units = Array(designator.units.prefix(1))
    var numbers = form
    switch form.numbers {
    case .list(let list): numbers.numbers = .list(Array(list.prefix(1)))
    case .range(let from, _, let digits): numbers.numbers = .range(from: from, to: from, digits: digits)
    case nil: break
    }
    var names: [DesignatorDeclaration.Name] = []
    sample.forEachName(of: numbers, stems: phrase.variants) { name in
      names.append(name)
      return true
    }
    return names.flatMap { reader.wordings(of: $0, demands: designator.demands) }
  }

  /// Equal wordings beyond this number are not compared; the first few decide.
  private static let maxCompared = 64

  private mutating func findShadowedPhrases(in group: PhraseGroup, _ wordings: [[Wording]?]) {
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
