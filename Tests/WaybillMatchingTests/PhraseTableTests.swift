import TestSupport
import Testing
import WaybillCore
import WaybillText

@testable import WaybillMatching

/// The table against a search that tries every phrase at every token.
@Suite struct PhraseTableTests {
  private struct Row {
    /// Hashes.
    var words: [UInt64]
    var symbol: Int32
    var demands: PhraseDemands
  }

  private static let letters = ["a", "b", "c", "d"]
  private static let gaps = [" ", " ", " ", "-", ", ", "/", ". ", "\n", " \u{201C}"]

  private static func naive(_ rows: [Row], _ reading: Reading) -> Set<Occurrence> {
    var found: Set<Occurrence> = []
    let tokens = reading.tokens
    for row in rows {
      for start in 0..<tokens.count where start + row.words.count <= tokens.count {
        let end = start + row.words.count
        guard tokens.rows[start..<end].lazy.map(\.hash).elementsEqual(row.words),
          tokens.rows[(start + 1)..<end].allSatisfy({ row.demands.joins.isSuperset(of: $0.boundary) })
        else { continue }
        found.insert(Occurrence(symbol: row.symbol, start: start, end: end, coreEnd: end))
      }
    }
    return found
  }

  private static func scan(_ text: String, _ table: PhraseTable) -> (Reading, [Occurrence]) {
    var reading = Reading(article: Article(id: "random", text: text))
    reading.fields = [.init(name: "text", bytes: Array(text.utf8))]
    Tokenizer.append(
      reading.fields[0].bytes, vocabulary: Vocabulary(), filter: table.filter, to: &reading.tokens)
    var found: [Occurrence] = []
    var elided: [ElidedPhrase] = []
    table.scan(
      reading.tokens.candidates, limit: reading.tokens.count, in: reading, into: &found, elided: &elided)
    return (reading, found)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `finds what a naive search finds, and nothing else`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let hashes = Self.letters.map { Vocabulary.hash(of: Array($0.utf8)) }
    var builder = PhraseTableBuilder()
    let joins: [Boundary] = [
      PhraseDemands.ordinaryJoins, [.space], [.hyphen], [.space, .comma], [.slash, .space, .line],
    ]
    let rows = (0..<Int.random(in: 1...25, using: &random)).map { index in
      Row(
        words: (0..<Int.random(in: 1...5, using: &random)).map { _ in hashes.randomElement(using: &random)!
        },
        symbol: Int32(index % 7), demands: PhraseDemands(joins: joins.randomElement(using: &random)!))
    }
    for row in rows { builder.add(row.words[...], symbol: row.symbol, demands: row.demands) }
    let table = builder.freeze(coordinators: (98, 99))

    var text = "a"
    for _ in 0..<Int.random(in: 0...200, using: &random) {
      text += Self.gaps.randomElement(using: &random)! + (Self.letters + ["x"]).randomElement(using: &random)!
    }
    let (reading, found) = Self.scan(text, table)
    #expect(Set(found) == Self.naive(rows, reading))
    #expect(found.map(\.start) == found.map(\.start).sorted())

    var places: [Int32] = []
    table.filter.append(0..<reading.tokens.count, in: reading.tokens.rows, to: &places)
    #expect(places == reading.tokens.candidates, "in blocks or at once")
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `finds stems and tails as if they were written out`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func hash(_ word: String) -> UInt64 { Vocabulary.hash(of: Array(word.utf8)) }
    let numbers = ["1", "2", "30"]
    var builder = PhraseTableBuilder()
    let joins: [Boundary] = [[.space], [.hyphen], [.space, .hyphen], [.slash, .space]]
    let sets = (0..<3).map { _ in
      (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (
          words: [hash(numbers.randomElement(using: &random)!)]
            + (0..<Int.random(in: 0...2, using: &random)).map { _ in
              hash(Self.letters.randomElement(using: &random)!)
            },
          joins: joins.randomElement(using: &random)!
        )
      }
    }
    for (number, set) in sets.enumerated() {
      for tail in set {
        builder.addTail(tail.words[...], demands: PhraseDemands(joins: tail.joins), to: Int32(number))
      }
    }
    var rows: [Row] = []
    for symbol in 0..<Int32.random(in: 1...9, using: &random) {
      let words = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        hash(Self.letters.randomElement(using: &random)!)
      }
      let demands = PhraseDemands(joins: joins.randomElement(using: &random)!)
      let number = sets.indices.randomElement(using: &random)!
      builder.add(words[...], symbol: symbol, demands: demands, tails: Int32(number))
      for tail in sets[number] {
        let joins = demands.joins.union(tail.joins)
        rows.append(Row(words: words + tail.words, symbol: symbol, demands: PhraseDemands(joins: joins)))
      }
      // A stem may be a phrase by itself.
      if Bool.random(using: &random) {
        builder.add(words[...], symbol: symbol + 20, demands: demands)
        rows.append(Row(words: words, symbol: symbol + 20, demands: demands))
      }
    }
    let table = builder.freeze(coordinators: (98, 99))

    var text = "a"
    for _ in 0..<300 {
      text +=
        Self.gaps.randomElement(using: &random)!
        + (Self.letters + numbers + ["x"]).randomElement(using: &random)!
    }
    let (reading, found) = Self.scan(text, table)
    #expect(Set(found) == Self.naive(rows, reading))
    #expect(found.map(\.start) == found.map(\.start).sorted())
  }

  @Test func `the naive search finds something, so that the comparison says something`() {
    let a = Vocabulary.hash(of: Array("a".utf8))
    let row = Row(words: [a, a], symbol: 0, demands: PhraseDemands(joins: [.space]))
    var reading = Reading(article: Article(id: "t", text: "a a, a a"))
    reading.fields = [.init(name: "text", bytes: Array("a a, a a".utf8))]
    Tokenizer.append(reading.fields[0].bytes, vocabulary: Vocabulary(), to: &reading.tokens)
    #expect(Self.naive([row], reading).map(\.start).sorted() == [0, 2])
  }
}
