@testable import WaybillText

/// A tokenised text that can be compared with something readable.
struct Sample {
  let fields: [[UInt8]]
  var table = TokenTable()
  let vocabulary: Vocabulary

  init(_ texts: String..., knowing words: [String] = [], wordwise: Bool = true) {
    self.init(fields: texts.map { Array($0.utf8) }, knowing: words, wordwise: wordwise)
  }

  init(fields: [[UInt8]], knowing words: [String] = [], wordwise: Bool = true) {
    self.init(fields: fields, vocabulary: Self.vocabulary(words), wordwise: wordwise)
  }

  init(fields: [[UInt8]], vocabulary: Vocabulary, wordwise: Bool = true) {
    self.fields = fields
    self.vocabulary = vocabulary
    for bytes in fields {
      Tokenizer.append(bytes, vocabulary: vocabulary, to: &table, wordwise: wordwise)
    }
  }

  static func vocabulary(_ words: [String]) -> Vocabulary {
    var vocabulary = Vocabulary()
    for word in words { vocabulary.intern(Vocabulary.hash(of: Array(word.utf8))) }
    return vocabulary
  }

  /// The tokens as they stand in the text.
  var slices: [String] { (0..<table.count).map(slice) }

  func slice(_ index: Int) -> String {
    let bytes = fields[table.field(of: index)]
    return String(decoding: bytes[Int(table[index].start)..<Int(table[index].end)], as: UTF8.self)
  }

  func slice(_ tokens: Range<Int>) -> String {
    let bytes = fields[table.field(of: tokens.lowerBound)]
    let range = table.bytes(of: tokens)
    return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// The index of the first token that reads so.
  func index(of slice: String) -> Int? { slices.firstIndex(of: slice) }

  func flags(of slice: String) -> TokenFlags? { index(of: slice).map { table[$0].flags } }

  /// What stands before the token.
  func boundary(before slice: String) -> Boundary? { index(of: slice).map { table[$0].boundary } }

  /// The tokens as those of some words that they stand for; `·` for others.
  func tokens(as words: [String]) -> [String] {
    table.rows.map { token in words.first { Vocabulary.hash(of: Array($0.utf8)) == token.hash } ?? "·" }
  }

  /// Segments the sample; flags quotations.
  mutating func segmented(titleField: Int? = nil) -> Segmentation {
    Segmenter.segment(&table, fields: fields, titleField: titleField)
  }
}

/// A small generator with a fixed seed, so that a failure can be seen again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
