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
    let tails = tails(of: form)
    for stem in stems.isEmpty ? [[]] : stems { guard forEachName(stem, tails: tails, body) else { return } }
  }

  /// Writes out the names with one stem; returns false when `body` says to stop.
  func forEachName(_ stem: [Phrase.Element], tails: [Tail], _ body: (Name) -> Bool) -> Bool {
    let isShortCapitals = Self.isShortCapitals(stem)
    for tail in tails {
      // Stem and number make one run, so that a single-letter stem is held tight.
      let elements = tail.text.isEmpty ? stem : stem + [tail.element]
      guard !elements.isEmpty else { continue }
      let name = Name(
        elements: Self.joined(elements, by: separator), isShortCapitals: isShortCapitals,
        separatedTail: joins.contains(.none) || stem.isEmpty ? 0 : Tokenizer.phrase(tail.text).count)
      guard body(name) else { return false }
    }
    return true
  }

  /// What can follow a stem: number and unit; one of nothing at all when there is neither.
  func tails(of form: Form) -> [Tail] {
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
    guard !units.isEmpty else { return numbers.map { Tail(text: $0, inflects: false) } }
    return numbers.flatMap { number in
      units.map { unit in
        let inflects = unit.value.hasSuffix("~")
        let tail = inflects ? String(unit.value.dropLast()) : unit.value
        let text = [number, tail].filter { !$0.isEmpty }.joined(separator: separator)
        return Tail(text: text, inflects: inflects)
      }
    }
  }

  /// What follows a stem.
  struct Tail: Hashable {
    var text: String
    var inflects: Bool

    var element: Phrase.Element { .words(text, inflects: inflects, exact: []) }

    /// Whether it begins with a figure, so that no stem runs on into it.
    var isNumbered: Bool { text.utf8.first.map { $0 &- 0x30 < 10 } ?? false }
  }

  /// What is written between the parts, of the many things that may stand there.
  private var separator: String { joins.contains(.space) ? " " : joins.contains(.hyphen) ? "-" : "" }

  /// Returns a stem for which all tails of a form are the same; nil for one that has to be written out with each.
  func sharedStem(_ stem: [Phrase.Element]) -> Stem? {
    guard stem.count == 1, case .words(let text, false, let exact) = stem[0], !exact.contains(true) else {
      return nil
    }
    return Stem(
      text: text, separator: text.utf8.count == 1 ? "-" : separator,
      isShortCapitals: Self.isShortCapitals(stem), isSeparated: !joins.contains(.none))
  }

  /// A run of words before a number.
  struct Stem {
    var text: String
    /// What is written between it and the number.
    var separator: String
    var isShortCapitals: Bool
    /// Whether the number may not be glued to it.
    var isSeparated: Bool
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
