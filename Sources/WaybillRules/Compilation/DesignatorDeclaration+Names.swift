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
  func forEachName(of form: Form, stems: [[Phrase.Element]], _ body: (Name) -> Bool) {
    let numbers =
      switch form.numbers {
      case .list(let list): list.map(\.value)
      case .range(let from, let to, let digits):
        (from.value...to.value).map { number in
          let text = String(number)
          return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
        }
      case nil: [""]
      }
    let separator = joins.contains(.space) ? " " : joins.contains(.hyphen) ? "-" : ""
    let units = units.isEmpty ? [""] : units.map(\.value)
    for stem in stems.isEmpty ? [[]] : stems {
      let isShortCapitals = Self.isShortCapitals(stem)
      for number in numbers {
        for unit in units {
          let inflects = unit.hasSuffix("~")
          let tail = inflects ? String(unit.dropLast()) : unit
          let text = [number, tail].filter { !$0.isEmpty }.joined(separator: separator)
          var elements = stem
          if !text.isEmpty { elements.append(.words(text, inflects: inflects, exact: [])) }
          // Stem and number make one run, so that a single-letter stem is held tight.
          guard !elements.isEmpty else { continue }
          let name = Name(
            elements: Self.joined(elements, by: separator), isShortCapitals: isShortCapitals,
            separatedTail: joins.contains(.none) || stem.isEmpty ? 0 : Tokenizer.phrase(text).count)
          guard body(name) else { return }
        }
      }
    }
  }

  /// One way in which a designator can be written.
  struct Name {
    var elements: [Phrase.Element]
    /// The stem is two or three capitals, which in small letters are an ordinary word too often.
    var isShortCapitals: Bool
    /// How many tokens at the end may not be glued to the stem.
    var separatedTail: Int
  }

  private static func isShortCapitals(_ stem: [Phrase.Element]) -> Bool {
    guard case .words(let text, _, _)? = stem.first else { return false }
    let letters = text.utf8.prefix { (65...90).contains($0) }
    return (2...3).contains(letters.count)
      && text.utf8.dropFirst(letters.count).first.map { $0 == 45 || $0 == 47 } ?? true
  }

  private static func joined(_ elements: [Phrase.Element], by separator: String) -> [Phrase.Element] {
    guard elements.count == 2, case .words(let stem, false, let exact) = elements[0],
      case .words(let rest, let inflects, _) = elements[1]
    else { return elements }
    let isTight = stem.utf8.count == 1
    return [.words(stem + (isTight ? "-" : separator) + rest, inflects: inflects, exact: exact)]
  }
}
