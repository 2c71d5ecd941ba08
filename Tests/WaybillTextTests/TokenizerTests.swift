import Testing

@testable import WaybillText

struct TokenizerTests {
  @Test func `splits letters from digits`() {
    #expect(Tokenizer.phrase("155mm").map(\.canonical) == [Array("155".utf8), Array("mm".utf8)])
  }
}
