import Testing

@testable import WaybillText

struct ClausesTests {
  private static let cases: [(String, [String], String)] = [
    ("Iran sent drones to Russia", [], "00000"),
    ("Iran denied it but it sent drones", ["but"], "0001111"),
    ("Iran denied it; Russia did not", [], "000111"),
    ("Iran, which denied it, sent drones", ["which"], "011100"),
    ("Iran sent drones, which Russia used", ["which"], "000111"),
    ("Iran said, on Monday, that it sent none", [], "00000000"),
    ("Iran – an old friend – sent drones", [], "011100"),
    ("Iran sent drones – many of them", [], "000111"),
    ("Iran (an old friend) sent drones", [], "011100"),
    ("Iran (which denied it) sent drones", ["which"], "022200"),
    ("Iran, which denied – twice – that, sent drones", ["which"], "0112100"),
    ("Iran, who said, who knows, sent it", ["who"], "0112200"),
    ("Although Iran denied it Russia agreed", ["although"], "000000"),
  ]

  @Test(arguments: cases)
  func `numbers clauses`(text: String, breakers: [String], expected: String) {
    let sample = Sample(text, knowing: breakers)
    let ranges = sample.table.rows.indices.filter { sample.vocabulary.knows(sample.table[$0].hash) }.map {
      $0..<$0 + 1
    }
    var numbers: [UInt8] = [9]
    Clauses.split(0..<sample.table.count, table: sample.table, breakers: ranges, into: &numbers)
    #expect(numbers.map(String.init).joined() == expected)
  }

  @Test func `numbers only the sentence it is given`() {
    let sample = Sample("But no. Iran sent it, but late", knowing: ["but"])
    let ranges = sample.table.rows.indices.filter { sample.vocabulary.knows(sample.table[$0].hash) }.map {
      $0..<$0 + 1
    }
    var numbers: [UInt8] = []
    Clauses.split(2..<sample.table.count, table: sample.table, breakers: ranges, into: &numbers)
    #expect(numbers == [0, 0, 0, 1, 1])
  }
}
