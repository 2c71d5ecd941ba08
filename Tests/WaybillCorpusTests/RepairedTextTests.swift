import Testing

@testable import WaybillCorpus

struct RepairedTextTests {
  @Test(
    arguments: [
      ([], "", 0),
      (
        Array("plain ASCII, long enough for words of eight".utf8),
        "plain ASCII, long enough for words of eight", 0
      ),
      (Array("curly ’ and 漢字 and 🚀".utf8), "curly ’ and 漢字 and 🚀", 0),
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b", 1),
      ([0xE2, 0x80], "\u{FFFD}", 1),
      ([0xE2, 0x80, 0x61], "\u{FFFD}a", 1),
      ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}", 2),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", 4),
      ([0xF0, 0x9F, 0x9A, 0x61, 0x80], "\u{FFFD}a\u{FFFD}", 2),
    ] as [([UInt8], String, Int)])
  func `repairs what is not UTF-8 and counts it`(bytes: [UInt8], text: String, replacements: Int) {
    let repaired = RepairedText(bytes.span)
    #expect(repaired.text == text)
    #expect(repaired.replacements == replacements)
  }

  @Test func `agrees with the standard library on random bytes`() {
    var random = SplitMix(seed: 7)
    let pieces: [[UInt8]] = [
      Array("some words, ".utf8), Array("’".utf8), Array("é".utf8), Array("漢".utf8), Array("🚀".utf8), [0x80],
      [0xC1], [0xC3], [0xE0, 0x9F], [0xE2, 0x80], [0xED, 0xA0], [0xF0, 0x8F], [0xF0, 0x9F, 0x9A], [0xF5],
      [0xFF],
    ]
    var broken = 0
    for _ in 0..<20_000 {
      let valid = Bool.random(using: &random)
      let bytes = (0..<Int.random(in: 0...8, using: &random)).flatMap { _ in
        pieces[Int.random(in: 0..<(valid ? 5 : pieces.count), using: &random)]
      }
      let repaired = RepairedText(bytes.span)
      #expect(Array(repaired.text.utf8) == Array(String(decoding: bytes, as: UTF8.self).utf8), "\(bytes)")
      #expect(repaired.replacements == repaired.text.unicodeScalars.count { $0 == "\u{FFFD}" }, "\(bytes)")
      if repaired.replacements > 0 { broken += 1 }
    }
    #expect(broken > 5_000)
  }

  @Test func `every scalar value survives`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      if UTF8Check.text(bytes.span) != String(scalar) { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 100])
  func `counts line breaks wherever they stand`(length: Int) {
    var random = SplitMix(seed: UInt64(length))
    for _ in 0..<200 {
      let bytes = (0..<length).map { _ in
        [10, 11, 9, 10, 138, 0, 255].randomElement(using: &random)! as UInt8
      }
      #expect(ByteSearch.count(10, in: bytes.span) == bytes.count { $0 == 10 })
      #expect(
        ByteSearch.first(10, in: bytes.span, from: 0, to: bytes.count) == bytes.firstIndex(of: 10)
          ?? bytes.count)
    }
  }
}
