import TestSupport
import Testing
import WaybillCore
import WaybillText

@testable import WaybillMatching

/// The table against a search that tries every phrase at every token.
@Suite struct PhraseTableTests {
  private struct Row {
    var words: [UInt32]
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
        guard tokens[start..<end].hash.elementsEqual(row.words),
          tokens[(start + 1)..<end].boundary.allSatisfy({ row.demands.joins.isSuperset(of: $0) })
        else { continue }
        found.insert(Occurrence(symbol: row.symbol, start: start, end: end, coreEnd: end))
      }
    }
    return found
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `finds what a naive search finds, and nothing else`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var vocabulary = VocabularyBuilder()
    let numbers = Self.letters.map { vocabulary.intern(Array($0.utf8)) }
    var builder = PhraseTableBuilder()
    let joins: [Boundary] = [
      PhraseDemands.ordinaryJoins, [.space], [.hyphen], [.space, .comma], [.slash, .space, .line],
    ]
    let rows = (0..<Int.random(in: 1...25, using: &random)).map { index in
      Row(
        words: (0..<Int.random(in: 1...5, using: &random)).map { _ in numbers.randomElement(using: &random)!
        },
        symbol: Int32(index % 7), demands: PhraseDemands(joins: joins.randomElement(using: &random)!))
    }
    for row in rows { builder.add(row.words, symbol: row.symbol, demands: row.demands) }
    let table = builder.freeze(wordCount: numbers.count + 1)

    var text = "a"
    for _ in 0..<Int.random(in: 0...200, using: &random) {
      text += Self.gaps.randomElement(using: &random)! + (Self.letters + ["x"]).randomElement(using: &random)!
    }
    var reading = Reading(article: Article(id: "random", text: text))
    reading.fields = [.init(name: "text", bytes: Array(text.utf8))]
    let frozen = vocabulary.freeze()
    Tokenizer.append(reading.fields[0].bytes, vocabulary: frozen, to: &reading.tokens)
    reading.tokens.resolve(0..<reading.tokens.count, by: frozen)

    var found: [Occurrence] = []
    var elided: [ElidedPhrase] = []
    table.scan(
      0..<reading.tokens.count, limit: reading.tokens.count, in: &reading, by: frozen, coordinators: (98, 99),
      into: &found, elided: &elided)
    #expect(Set(found) == Self.naive(rows, reading))
    #expect(found.map(\.start) == found.map(\.start).sorted())
  }

  @Test func `the naive search finds something, so that the comparison says something`() {
    var vocabulary = VocabularyBuilder()
    let a = vocabulary.intern(Array("a".utf8))
    let row = Row(words: [a, a], symbol: 0, demands: PhraseDemands(joins: [.space]))
    var reading = Reading(article: Article(id: "t", text: "a a, a a"))
    reading.fields = [.init(name: "text", bytes: Array("a a, a a".utf8))]
    let frozen = vocabulary.freeze()
    Tokenizer.append(reading.fields[0].bytes, vocabulary: frozen, to: &reading.tokens)
    reading.tokens.resolve(0..<reading.tokens.count, by: frozen)
    #expect(Self.naive([row], reading).map(\.start).sorted() == [0, 2])
  }
}
