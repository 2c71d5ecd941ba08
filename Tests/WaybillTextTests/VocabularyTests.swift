import Testing

@testable import WaybillText

struct VocabularyTests {
  @Test func `numbers words from one and knows them again`() {
    var builder = VocabularyBuilder()
    #expect(builder.intern(Array("iran".utf8)) == 1)
    #expect(builder.intern(Array("drone".utf8)) == 2)
    #expect(builder.intern(Array("iran".utf8)) == 1)
    let vocabulary = builder.freeze()
    #expect(vocabulary.count == 2)
    #expect(vocabulary.number(of: Array("drone".utf8)) == 2)
    #expect(vocabulary.number(of: Array("drones".utf8)) == Vocabulary.unknown)
    #expect(vocabulary.spelling(of: 1) == Array("iran".utf8))
    #expect(vocabulary.spelling(of: Vocabulary.unknown) == [])
  }

  @Test func `an empty vocabulary knows nothing`() {
    #expect(Vocabulary().number(of: Array("iran".utf8)) == Vocabulary.unknown)
    #expect(Vocabulary().number(of: []) == Vocabulary.unknown)
  }

  @Test func `agrees with a dictionary on many words of all lengths`() {
    var generator = SeededGenerator(seed: 3)
    func word() -> [UInt8] {
      (0..<Int.random(in: 1...24, using: &generator)).map { _ in
        UInt8.random(in: 0x61...0x63, using: &generator)
      }
    }
    var builder = VocabularyBuilder()
    var numbers: [[UInt8]: UInt32] = [:]
    for _ in 0..<4_000 {
      let word = word()
      let number = builder.intern(word)
      #expect(numbers[word] == nil || numbers[word] == number)
      numbers[word] = number
    }
    let vocabulary = builder.freeze()
    for (word, number) in numbers { #expect(vocabulary.number(of: word) == number) }
    for _ in 0..<4_000 {
      let word = word()
      #expect(vocabulary.number(of: word) == numbers[word] ?? Vocabulary.unknown)
    }
  }
}
