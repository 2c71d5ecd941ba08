import TestSupport
import WaybillText

/// A slip of the keyboard in a rule file: one token changed, the rest as it was.
struct RuleMutation: CustomStringConvertible {
  enum Kind: String, CaseIterable {
    case typoInKey, lostQuote, changedIndent, renamedList, lostBracket, swappedLetters, typoInLabel,
      changedNumber
    case lostSign

    /// Whether the slip breaks the form of the file, and not what a phrase or number says.
    var isOfForm: Bool {
      switch self {
      case .swappedLetters, .changedNumber, .lostSign: false
      default: true
      }
    }
  }

  var kind: Kind
  var file: String
  var line: Int
  var before: String
  var after: String
  var bytes: [UInt8]

  var description: String { "\(file):\(line): \(kind.rawValue): `\(before)` → `\(after)`" }

  /// Returns a random mutation of a file; nil when it has no place for one of this kind.
  init?(_ kind: Kind, of file: String, _ text: String, using random: inout SeededGenerator) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var places: [(line: Int, range: Range<Int>)] = []
    for (number, line) in lines.enumerated() where RuleMutation.isRule(line) {
      places += RuleMutation.places(of: kind, in: Array(line)).map { (number, $0) }
    }
    guard let place = places.randomElement(using: &random) else { return nil }
    var letters = Array(lines[place.line])
    let old = Array(letters[place.range])
    guard let new = RuleMutation.changed(old, kind, using: &random), new != old else { return nil }
    letters.replaceSubrange(place.range, with: new)
    self.kind = kind
    self.file = file
    line = place.line + 1
    before = lines[place.line].trimmed
    lines[place.line] = String(letters)
    after = lines[place.line].trimmed
    bytes = Array(lines.joined(separator: "\n").utf8)
  }

  /// Comments and tests are no rules.
  private static func isRule(_ line: String) -> Bool {
    let line = line.trimmed
    return !line.isEmpty && !line.hasPrefix("#") && !line.contains("text: ") && !line.contains("expect: ")
      && !line.hasPrefix("why:") && !line.hasPrefix("version") && !line.contains("license")
  }

  private static func places(of kind: Kind, in letters: [Character]) -> [Range<Int>] {
    // What follows a blank and `#` is a comment.
    let end =
      letters.indices.dropFirst().first { letters[$0] == "#" && letters[$0 - 1] == " " } ?? letters.count
    func runs(_ isMember: (Character) -> Bool) -> [Range<Int>] {
      var found: [Range<Int>] = []
      var index = 0
      while index < end {
        var next = index
        while next < end, isMember(letters[next]) { next += 1 }
        if next > index { found.append(index..<next) }
        index = max(next, index + 1)
      }
      return found
    }
    func after(_ range: Range<Int>) -> Character? { range.upperBound < end ? letters[range.upperBound] : nil }
    func before(_ range: Range<Int>) -> Character? {
      range.lowerBound > 0 ? letters[range.lowerBound - 1] : nil
    }
    let words = runs { $0.isLetter || $0 == "-" }
    func isKey(_ range: Range<Int>) -> Bool {
      after(range) == ":" && (before(range).map { " {".contains($0) } ?? true)
    }
    switch kind {
    case .typoInKey: return words.filter { isKey($0) && $0.count > 2 }
    case .swappedLetters: return words.filter { !isKey($0) && $0.count > 3 && before($0) != "$" }
    case .typoInLabel:
      // The label of `emit:` and its like: the word after a key in braces.
      return words.filter { range in
        range.count > 3 && range.lowerBound > 1 && letters[range.lowerBound - 2] == ":"
          && after(range).map { "},".contains($0) } ?? false
      }
    case .renamedList: return words.filter { before($0) == "$" }
    case .lostQuote: return letters[..<end].indices.filter { letters[$0] == "\"" }.map { $0..<($0 + 1) }
    case .lostBracket:
      return letters[..<end].indices.filter { "[]{}()".contains(letters[$0]) }.map { $0..<($0 + 1) }
    case .lostSign:
      return letters[..<end].indices.filter { "~$=<>|".contains(letters[$0]) }.map { $0..<($0 + 1) }
    case .changedNumber:
      return runs(\.isNumber).filter { range in before(range).map { " .[".contains($0) } ?? false }
    case .changedIndent:
      let blanks = letters.prefix { $0 == " " }.count
      return blanks > 0 && letters.count > blanks ? [0..<blanks] : []
    }
  }

  private static func changed(
    _ old: [Character], _ kind: Kind, using random: inout SeededGenerator
  ) -> [Character]? {
    switch kind {
    case .lostQuote, .lostBracket, .lostSign: return []
    case .changedIndent:
      return Array(repeating: " ", count: old.count + [-2, -1, 1, 2].randomElement(using: &random)!)
    case .changedNumber:
      guard let value = Int(String(old)) else { return nil }
      return Array(String(max(0, value + [-2, -1, 1, 2, 10].randomElement(using: &random)!)))
    case .renamedList: return old + ["x"]
    case .typoInKey, .swappedLetters, .typoInLabel:
      // Two neighbours change places.
      let swaps = old.indices.dropLast().filter { old[$0] != old[$0 + 1] }
      guard let index = swaps.randomElement(using: &random) else { return nil }
      var new = old
      new.swapAt(index, index + 1)
      return new
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
