import Testing

@testable import WaybillText

struct TokenizerTests {
  private func canonical(_ text: String) -> [String] {
    Tokenizer.phrase(text).map { String(decoding: $0.canonical, as: UTF8.self) }
  }

  @Test(arguments: [
    ("155mm shells", "155 mm shells"),
    ("F-16s", "f 16 s"),
    ("Shahed-136which flew", "shahed 136 which flew"),
    ("S-300PMU-2", "s 300 pmu 2"),
    ("6,700 rounds", "6700 rounds"),
    ("1,000,000 of 3.5 t", "1000000 of 3.5 t"),
    ("1,2 and 10,00", "1 2 and 10 00"),
    ("12345,678", "12345 678"),
    ("7.62×39mm", "7.62 39 mm"),
    ("in 2022.", "in 2022"),
    ("U.S. officials", "u.s officials"),
    ("the D.P.R.K.", "the d.p.r.k"),
    ("a U.S.-made gun", "a u.s made gun"),
    ("U.S.Army", "u.s army"),
    ("J. Smith and J.Smith", "j smith and j smith"),
    ("Russia's war, Putin’s aim, Iran‘s drones", "russia war putin aim iran drones"),
    ("the officials' claim", "the officials claim"),
    ("O'Brien in Sana’a", "obrien in sanaa"),
    ("they didn't, can’t, won't", "they did not can not will not"),
    ("we're, they’ve, he'll, I'm, she'd, cannot", "we are they have he will i am she would cannot"),
    ("shan't isn't", "shall not is not"),
    ("Türkiye, Česká, Łódź, Ærø, straße", "turkiye ceska lodz aero strasse"),
    ("naïve façade", "naive facade"),
    ("Ｆ－１６", "f 16"),
    ("ﬁghter oﬃcer", "fighter officer"),
    ("mis\u{AD}sile dro\u{200B}ne", "missile drone"),
    ("cafe\u{301}", "cafe"),
    ("Rоssiа", "rossia"),
    ("Т-72, С-300 and Х-101", "t 72 s 300 and kh 101"),
    ("Су-27 МиГ-29 БМП-3", "su 27 mig 29 bmp 3"),
    ("“quoted”—dash…and", "quoted dash and"),
    ("a\u{A0}b\u{2009}c", "a b c"),
    ("導彈 صاروخ", "導彈 صاروخ"),
    ("", ""),
    ("—…!", ""),
  ])
  func `folds words and numbers`(text: String, expected: String) {
    #expect(canonical(text).joined(separator: " ") == expected)
  }

  @Test func `starts a phrase without a boundary`() {
    #expect(Tokenizer.phrase(" (GPS-guided").map(\.boundary) == [[], .hyphen])
  }

  @Test func `gives places in the phrase`() {
    #expect(Tokenizer.phrase("é 155mm").map(\.range) == [ByteRange(0, 2), ByteRange(3, 6), ByteRange(6, 8)])
  }

  private static let boundaries: [(String, Boundary)] = [
    ("a b", .space), ("a\tb", .space), ("a\u{A0}b", .space), ("155b", []),
    ("a\nb", .line), ("a\r\nb", .line), ("a \n b", [.space, .line]), ("a\n\nb", .paragraph),
    ("a\n \nb", [.space, .paragraph]),
    ("a-b", .hyphen), ("a\u{2011}b", .hyphen), ("a–b", .hyphen), ("a - b", [.space, .dash]), ("a--b", .dash),
    ("a—b", .dash), ("a – b", [.space, .dash]), ("short- b", [.space, .hyphen]),
    ("a, b", [.comma, .space]), ("a; b", [.semicolon, .space]), ("a: b", [.colon, .space]),
    ("a. b", [.period, .space]),
    ("a! b", [.exclamation, .space]), ("a? b", [.exclamation, .space]),
    ("a “b", [.space, .openQuote]), ("a ‘b", [.space, .openQuote]), ("a \"b", [.space, .openQuote]),
    ("a 'b", [.space, .openQuote]), ("a (b", [.space, .bracket]), ("a/b", .slash),
    ("a % b", [.space, .other]),
    ("a\n• b", [.space, .other, .paragraph]), ("a\n- b", [.space, .other, .paragraph]),
    ("a\n* b", [.space, .other, .paragraph]),
    ("a <b class='x'>b", [.space, .other]), ("a<br/>b", [.space, .other, .line]),
    ("a</p><p>b", [.space, .other, .paragraph]),
    ("a < b", [.space, .other]), ("a\u{AD}5", []),
  ]

  @Test(arguments: boundaries)
  func `sums up what stands before a token`(text: String, expected: Boundary) {
    #expect(Sample(text).table.rows.map(\.boundary) == [.paragraph, expected])
  }

  @Test func `closes what it opened`() {
    let sample = Sample("say \"we go\" now, ‘a b’ then 'c d' and 16\" guns")
    #expect(sample.boundary(before: "now") == [.closeQuote, .space])
    #expect(sample.boundary(before: "then") == [.closeQuote, .space])
    #expect(sample.boundary(before: "and") == [.closeQuote, .space])
    #expect(sample.boundary(before: "guns") == [.other, .space])
  }

  @Test func `takes a list number for a bullet only after a finished line`() {
    #expect(Sample("We sent these:\n1. shells").boundary(before: "1")?.contains(.paragraph) == true)
    #expect(Sample("It was sent on May\n12. The rest followed").boundary(before: "12") == .line)
  }

  private static let flagged: [(String, String, TokenFlags)] = [
    ("Iran", "Iran", .capitalised), ("IRAN", "IRAN", [.capitalised, .allCapitals]),
    ("iran", "iran", []),
    ("iPhone", "iPhone", []), ("136", "136", .number), ("Iran's", "Iran", [.capitalised, .possessive]),
    ("the troops' aim", "troops", .possessive), ("F-16's", "16", [.number, .possessive]),
    ("U.S.", "U.S.", [.capitalised, .allCapitals, .acronym]),
    ("U.S.'s", "U.S.", [.capitalised, .allCapitals, .acronym, .possessive]),
    ("e.g. this", "e.g.", .acronym), ("didn't", "n't", .clitic), ("Élan", "Élan", [.capitalised, .folded]),
    ("Administration", "Administration", .capitalised),
    ("ADMINISTRATION", "ADMINISTRATION", [.capitalised, .allCapitals]),
    ("‘the troops’ went", "troops", []),
  ]

  @Test(arguments: flagged)
  func `flags`(text: String, slice: String, expected: TokenFlags) {
    #expect(Sample(text).flags(of: slice) == expected)
  }

  @Test func `finds words of the vocabulary whatever their case and spelling`() {
    let words = [
      "turkiye", "tb", "2", "not", "intercontinentalballisticmissiles", "intercontinentalballisticmissilez",
    ]
    let sample = Sample(
      "TÜRKIYE sent Bayraktar-TB2s; it didn't send intercontinentalballisticmissiles.", knowing: words)
    #expect(
      sample.tokens(as: words) == [
        "turkiye", "·", "·", "tb", "2", "·", "·", "·", "not", "·", "intercontinentalballisticmissiles",
      ])
  }

  @Test(arguments: [
    ("the CNNand Policy", ["cnn"], "the CNN and Policy"),
    ("the CNNand Policy", ["and"], "the CNN and Policy"),
    ("the CNNand Policy", ["policy"], "the CNNand Policy"),
    ("NorthKorea sent", ["korea"], "North Korea sent"),
    ("NorthKoreaSaid so", ["north", "korea"], "North Korea Said so"),
    ("USArmy", ["us", "army"], "US Army"),
    ("Russia'swar", ["russia"], "Russia war"),
    ("Russia’swar", ["war"], "Russia war"),
    ("Russia'swar", ["peace"], "Russia'swar"),
    ("the MiG", ["mig", "mi"], "the MiG"),
    ("the McDonald", ["mcdonald", "donald"], "the McDonald"),
    ("an iPhone", ["phone"], "an iPhone"),
    ("a YouthTo", ["to"], "a YouthTo"),
  ])
  func `takes glued words apart when a piece is known`(text: String, known: [String], expected: String) {
    #expect(Sample(text, knowing: known).slices.joined(separator: " ") == expected)
  }

  @Test func `marks the pieces after the first as repaired`() {
    let sample = Sample("CNNand Russia'swar", knowing: ["cnn", "war"])
    #expect(sample.flags(of: "CNN") == [.capitalised, .allCapitals])
    #expect(sample.flags(of: "and") == .repaired)
    #expect(sample.flags(of: "Russia") == [.capitalised, .possessive])
    #expect(sample.flags(of: "war") == .repaired)
    #expect(sample.boundary(before: "and") == [])
  }

  @Test func `leaves an author's words whole`() {
    #expect(canonical("NorthKorea") == ["northkorea"])
  }

  @Test func `takes no words from markup`() {
    let sample = Sample("Iran <span class=\"x\"\n id=y>sent</span> 5 <6 drones <3 days, a<b")
    #expect(sample.slices == ["Iran", "sent", "5", "6", "drones", "3", "days", "a", "b"])
  }

  @Test func `starts each field with a paragraph`() {
    let sample = Sample("One two", "", "Three")
    #expect(sample.table.fieldStarts == [0, 2, 2])
    #expect(sample.table.rows.map(\.boundary) == [.paragraph, .space, .paragraph])
    #expect(sample.slices == ["One", "two", "Three"])
  }

  @Test func `knows the common signs by their bytes as it knows all by their scalars`() {
    for value in UInt32(0x80)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8) + Array("abc".utf8)
      let (sign, length) = signAndLength(bytes.span, at: 0)
      #expect(sign == Sign(scalar) && length == bytes.count - 3, "U+\(String(value, radix: 16))")
    }
  }
}
