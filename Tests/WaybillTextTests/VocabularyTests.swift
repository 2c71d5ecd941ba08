import Testing

@testable import WaybillText

struct VocabularyTests {
  private func hash(_ word: String) -> UInt64 { Vocabulary.hash(of: Array(word.utf8)) }

  @Test func `numbers words in their order and knows them again`() {
    var vocabulary = Vocabulary()
    #expect(vocabulary.intern(hash("iran")) == 0)
    #expect(vocabulary.intern(hash("drone")) == 1)
    #expect(vocabulary.intern(hash("iran")) == 0)
    #expect(vocabulary.number(ofHash: hash("drone")) == 1)
    #expect(vocabulary.knows(hash("drone")))
    #expect(!vocabulary.knows(hash("drones")))
  }

  @Test func `an empty vocabulary knows nothing`() {
    #expect(!Vocabulary().knows(hash("iran")))
    #expect(!Vocabulary().knows(hash("")))
  }

  @Test func `agrees with a dictionary on many words of all lengths`() {
    var generator = SeededGenerator(seed: 3)
    func word() -> [UInt8] {
      (0..<Int.random(in: 1...24, using: &generator)).map { _ in
        UInt8.random(in: 0x61...0x63, using: &generator)
      }
    }
    var vocabulary = Vocabulary()
    var numbers: [[UInt8]: Int] = [:]
    for _ in 0..<4_000 {
      let word = word()
      let number = vocabulary.intern(Vocabulary.hash(of: word))
      #expect(number == numbers[word] ?? numbers.count)
      numbers[word] = number
    }
    for (word, number) in numbers { #expect(vocabulary.number(ofHash: Vocabulary.hash(of: word)) == number) }
    for _ in 0..<4_000 {
      let word = word()
      #expect(vocabulary.knows(Vocabulary.hash(of: word)) == (numbers[word] != nil))
    }
  }

  @Test func `gives other numbers to hashes once they are all there`() {
    var table = HashTable()
    for hash in 1...200 as ClosedRange<UInt64> { #expect(table.intern(hash << 32) == Int32(hash - 1)) }
    #expect(table.count == 200)
    #expect(Set(table.hashes) == Set((1...200).map { UInt64($0) << 32 }))
    table.renumber((0..<200).map { 1_000 - $0 })
    for hash in 1...200 as ClosedRange<UInt64> {
      #expect(table.number(of: hash << 32) == 1_001 - Int32(hash))
    }
    #expect(table.number(of: 201 << 32) == -1)
  }
}
