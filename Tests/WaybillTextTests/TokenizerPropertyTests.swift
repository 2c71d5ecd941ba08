import Testing

@testable import WaybillText

struct TokenizerPropertyTests {
  private static let pieces = [
    "Iran", "the", "NORTH", "Korea", "NorthKorea", "CNNand", "shells", "s", "O'Brien", "didn't", "can’t",
    "Putin’s",
    "troops’", "'", "’", "‘", "“", "”", "\"", "`", "155", "mm", "6,700", "3.5", "1.", "U.S.", "D.P.R.K", "J.",
    "é", "Türkiye", "ﬁ",
    "Т", "С", "-", "–", "—", "--", ",", ".", ";", ":", "!", "?", "…", " ", " ", " ", "  ", "\n", "\n\n",
    "\r\n", "\t", "\u{A0}",
    "\u{AD}", "\u{200B}", "\u{FEFF}", "•", "*", "<", ">", "<p>", "</b>", "<br", "(", ")", "/", "%", "導彈",
    "صاروخ", "😀", "１２",
    "intercontinental", "Intercontinentally", "abcdefgh", "abcdefghijklmnop", "Abcdefghijklmnopqrstuvwxyz",
  ]
  private static let known = [
    "iran", "north", "korea", "and", "shells", "not", "155", "6700", "u.s", "turkiye", "abcdefgh",
    "abcdefghijklmnop", "obrien",
    "abcdefghijklmnopqrstuvwxyz", "intercontinental",
  ]

  private func soup(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      bytes += Array(Self.pieces.randomElement(using: &generator)!.utf8)
    }
    return bytes
  }

  @Test func `reads words eight bytes at a time as it reads them one by one`() {
    var generator = SeededGenerator(seed: 11)
    let vocabulary = Sample.vocabulary(Self.known)
    for _ in 0..<4_000 {
      let bytes = soup(&generator)
      let fast = Sample(fields: [bytes], vocabulary: vocabulary)
      let slow = Sample(fields: [bytes], vocabulary: vocabulary, wordwise: false)
      let text = Comment(rawValue: String(decoding: bytes, as: UTF8.self).debugDescription)
      #expect(fast.slices == slow.slices, text)
      #expect(fast.table.rows == slow.table.rows, text)
    }
  }

  @Test func `finds the runs that a simple loop finds in plain text`() {
    var generator = SeededGenerator(seed: 5)
    let alphabet = Array("abcXYZ019 -,;".utf8)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator)!
      }
      #expect(Sample(fields: [bytes]).slices == runs(bytes))
    }
  }

  /// Runs of letters and runs of digits; commas between thousands belong to the number.
  private func runs(_ bytes: [UInt8]) -> [String] {
    func kind(_ byte: UInt8) -> Int {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): 2
      default: 0
      }
    }
    func digits(from start: Int) -> Int {
      var end = start
      while end < bytes.count, kind(bytes[end]) == 1 { end += 1 }
      return end
    }
    var found: [String] = []
    var start = 0
    while start < bytes.count {
      var end = start
      switch kind(bytes[start]) {
      case 0:
        start += 1
        continue
      case 1:
        end = digits(from: start)
        if end - start <= 3 {
          while end < bytes.count, bytes[end] == UInt8(ascii: ","), digits(from: end + 1) == end + 4 {
            end += 4
          }
        }
      default:
        while end < bytes.count, kind(bytes[end]) == 2 { end += 1 }
      }
      found.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    return found
  }

  @Test func `places are ascending, apart, and fold to the canonical word`() {
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<2_000 {
      let bytes = soup(&generator)
      let tokens = Tokenizer.phrase(String(decoding: bytes, as: UTF8.self))
      var last = 0
      for token in tokens {
        #expect(token.range.start >= last && token.range.end > token.range.start)
        last = token.range.end
        guard !token.flags.contains(.clitic) else { continue }
        #expect(folds(bytes[token.range.start..<token.range.end], to: token.canonical))
      }
    }
  }

  /// Whether a slice, read on its own, gives the canonical spelling.
  private func folds(_ slice: ArraySlice<UInt8>, to canonical: [UInt8]) -> Bool {
    let text = String(decoding: slice, as: UTF8.self)
    let verbs = ["wo": "will", "sha": "shall"]
    if let verb = verbs[text.lowercased()], Array(verb.utf8) == canonical { return true }
    let alone = Tokenizer.phrase(text)
    if alone.count == 1, alone[0].canonical == canonical { return true }
    // A Cyrillic designator is read by sound only before its number.
    let numbered = Tokenizer.phrase(text + "-1")
    return numbered.count == 2 && numbered[0].canonical == canonical
  }

  @Test func `survives bytes that are no text`() {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      var sample = Sample(fields: [bytes, bytes], knowing: Self.known)
      let slow = Sample(fields: [bytes, bytes], knowing: Self.known, wordwise: false)
      #expect(sample.table.rows == slow.table.rows)
      let segmentation = sample.segmented()
      #expect(segmentation.sentences.flatMap(\.tokens) == Array(0..<sample.table.count))
    }
  }
}
