import WaybillMatching
import WaybillText

extension DesignatorDeclaration {
  /// What the names of the family ask of a text. Separators decide what may stand between stem and number; the tokens
  /// are the same for all of them.
  var demands: PhraseDemands {
    var between: Boundary = []
    if joins.contains(.space) { between.formUnion([.space, .line]) }
    if joins.contains(.hyphen) { between.formUnion(.hyphen) }
    return PhraseDemands(joins: between, isDesignation: !variants.isEmpty)
  }

  /// Writes out the names of one form: stem, number, unit, joined as allowed.
  /// - Parameters:
  ///   - stems: the variants of all stems.
  ///   - body: takes a name, and says whether to go on.
  func forEachName(of form: Form, stems: [[Phrase.Element]], _ body: ([Phrase.Element]) -> Bool) {
    let numbers =
      switch form.numbers {
      case .list(let list): list.map(\.value)
      case .range(let from, let to): (from.value...to.value).map(String.init)
      case nil: [""]
      }
    let separator = joins.contains(.space) ? " " : joins.contains(.hyphen) ? "-" : ""
    let units = units.isEmpty ? [""] : units.map(\.value)
    for stem in stems.isEmpty ? [[]] : stems {
      for number in numbers {
        for unit in units {
          let inflects = unit.hasSuffix("~")
          let tail = inflects ? String(unit.dropLast()) : unit
          let text = [number, tail].filter { !$0.isEmpty }.joined(separator: separator)
          var elements = stem
          if !text.isEmpty { elements.append(.words(text, inflects: inflects, exact: [])) }
          // Stem and number make one run, so that a single-letter stem is held tight.
          guard elements.isEmpty || body(Self.joined(elements, by: separator)) else { return }
        }
      }
    }
  }

  private static func joined(_ elements: [Phrase.Element], by separator: String) -> [Phrase.Element] {
    guard elements.count == 2, case .words(let stem, false, let exact) = elements[0],
      case .words(let rest, let inflects, _) = elements[1]
    else { return elements }
    let isTight = stem.utf8.count == 1
    return [.words(stem + (isTight ? "-" : separator) + rest, inflects: inflects, exact: exact)]
  }
}
