import WaybillMatching
import WaybillText

/// One way in which a phrase can be met in a text: words and, where they are not written out, lists, actors and slots.
struct Wording {
  /// Numbers of words; below zero of what else may stand there.
  var atoms: [Int32]
  /// How many words may stand before each atom but the first.
  var gaps: [Int]
  var exact: [PhraseDemands.ExactWord]
  var joins: Boundary
  var isTight: Bool
  var isDesignation: Bool

  static let empty = Wording(atoms: [], gaps: [], exact: [], joins: [], isTight: false, isDesignation: false)

  /// Whether this wording is found wherever `other`, which has the same atoms, is found.
  func covers(_ other: Wording) -> Bool {
    exact.allSatisfy(other.exact.contains) && other.joins.isSubset(of: joins) && (!isTight || other.isTight)
      && (isDesignation || !other.isDesignation) && zip(gaps, other.gaps).allSatisfy { $0 >= $1 }
  }

  /// Whether some text is both: the atoms are the same, and no word asks for two different spellings.
  func meets(_ other: Wording) -> Bool {
    exact.allSatisfy { word in
      other.exact.allSatisfy { $0.position != word.position || $0.bytes == word.bytes }
    }
  }

  func appending(_ other: Wording, gap: Int) -> Wording {
    var result = self
    if !atoms.isEmpty { result.gaps.append(gap) }
    result.exact += other.exact.map { .init(position: $0.position + atoms.count, bytes: $0.bytes) }
    result.atoms += other.atoms
    result.gaps += other.gaps
    result.joins.formUnion(other.joins)
    result.isTight = isTight || other.isTight
    result.isDesignation = other.isDesignation
    return result
  }
}

/// Writes phrases out as the compiler does.
struct WordingReader {
  let names: NameScope
  private var speller = PhraseCompiler(rowLimit: .max)
  /// Numbers of lists, types of actors and slots.
  private var numbers: [String: Int32] = [:]
  private var lists: [PhraseCompiler.ListKey: [Wording]?] = [:]
  /// A phrase or list with more wordings is not compared with others.
  private static let maxWordings = 256

  init(names: NameScope) { self.names = names }

  /// Returns every wording of a phrase; nil when they are too many, or the phrase is malformed.
  mutating func wordings(of source: Located<String>, in set: RuleSetDeclaration) -> [Wording]? {
    guard let phrase = try? PhraseParser.parse(source.value) else { return nil }
    let home = names.home(of: source, in: set)
    var result: [Wording] = []
    for variant in phrase.variants {
      guard let written = wordings(of: variant, in: home), result.count + written.count <= Self.maxWordings
      else { return nil }
      result += written
    }
    return result
  }

  /// Returns every wording of a row of words, as designators have them.
  mutating func wordings(of row: [Phrase.Element], demands: PhraseDemands) -> [Wording] {
    (wordings(of: row, in: nil) ?? []).map { wording in
      var wording = wording
      wording.joins.formUnion(demands.joins)
      wording.isDesignation = wording.isDesignation || demands.isDesignation
      return wording
    }
  }

  private mutating func wordings(of variant: [Phrase.Element], in home: RuleSetDeclaration?) -> [Wording]? {
    var result = [Wording.empty]
    var gap = 0
    for element in variant {
      let choices: [Wording]?
      switch element {
      case .gap(let words):
        gap += words
        continue
      case .words: choices = spelled(element)
      case .list(let name): choices = home.flatMap { names.list(name, in: $0) }.map { list($0) }
      case .actors(let type): choices = [atom("$actor.\(type)")]
      case .number: choices = [atom("$number")]
      case .slot(let role): choices = [atom("<\(role)>")]
      }
      guard let choices, !choices.isEmpty, result.count * choices.count <= Self.maxWordings else {
        return nil
      }
      result = result.flatMap { start in choices.map { start.appending($0, gap: gap) } }
      gap = 0
    }
    return result.allSatisfy { $0.atoms.isEmpty } ? nil : result
  }

  private mutating func spelled(_ element: Phrase.Element) -> [Wording]? {
    guard let words = speller.written(element), words.rows.count <= Self.maxWordings else { return nil }
    return (0..<words.rows.count).map { row in
      let spelling = words.rows.words[words.rows.range(ofRow: row)]
      return Wording(
        atoms: spelling.map(speller.number(ofWord:)), gaps: Array(repeating: 0, count: spelling.count - 1),
        exact: words.rows.exact(inRow: row), joins: words.joins.union(PhraseDemands.ordinaryJoins).subtracting(.paragraph),
        isTight: words.isTight, isDesignation: words.isDesignation)
    }
  }

  /// A list of a few phrases is written out, another one stands for itself.
  private mutating func list(_ key: PhraseCompiler.ListKey) -> [Wording] {
    let itself = atom("$\(key.ruleSet)#\(key.name)")
    if let known = lists[key] { return known ?? [itself] }
    // A list that refers to itself is refused by the compiler.
    lists[key] = .some(nil)
    guard let set = names.ruleSets[key.ruleSet],
      let list = set.lists.first(where: { $0.name.value == key.name })
    else { return [itself] }
    var result: [Wording] = []
    for phrase in list.phrases {
      guard let written = wordings(of: phrase, in: set), result.count + written.count <= 64 else {
        return [itself]
      }
      result += written
    }
    lists[key] = .some(result)
    return result
  }

  private mutating func atom(_ text: String) -> Wording {
    let number = numbers[text] ?? Int32(-1 - numbers.count)
    numbers[text] = number
    return Wording(
      atoms: [number], gaps: [], exact: [], joins: PhraseDemands.ordinaryJoins, isTight: false,
      isDesignation: false)
  }
}
