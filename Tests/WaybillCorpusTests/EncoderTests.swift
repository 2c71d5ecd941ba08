import Foundation
import Testing
import WaybillCore
import WaybillText

@testable import WaybillCorpus

struct EncoderTests {
  @Test func `writes a record as the contract says, byte for byte`() {
    #expect(encode(Self.record) == Self.golden)
  }

  @Test func `a record without findings keeps its empty parts`() {
    #expect(
      encode(Record(article: Article(id: "a", text: "words", notes: ["mended"]), findings: Findings()))
        == #"{"waybill":1,"id":"a","title":null,"date":null,"source":null,"url":null,"labels":{},"weapons":[],"#
        + #""claims":[],"notes":["mended"]}"# + "\n")
  }

  @Test func `several records stand on lines of their own`() {
    var buffer: [UInt8] = []
    for _ in 0..<3 { RecordEncoder.append(Self.record, to: &buffer) }
    #expect(String(decoding: buffer, as: UTF8.self) == String(repeating: Self.golden, count: 3))
  }

  @Test(
    arguments: [
      (0, "0"), (1, "1"), (0.7, "0.7"), (0.97, "0.97"), (0.12345, "0.1235"), (0.00004, "0"), (-1.9, "-1.9"),
      (-0.5, "-0.5"), (0.05, "0.05"), (0.0001, "0.0001"), (300_000, "300000"), (1.5e20, "1.5e+20"),
      (.nan, "null"),
      (.infinity, "null"),
    ] as [(Double, String)])
  func `writes numbers shortly`(value: Double, text: String) {
    var json = JSONText(bytes: [])
    json.number(value)
    #expect(String(decoding: json.bytes, as: UTF8.self) == text)
  }

  @Test func `every string comes back as it was`() throws {
    var random = SplitMix(seed: 11)
    let pieces = [
      "plain words", "\"", "\\", "\n", "\r", "\t", "\0", "\u{1F}", "\u{7F}", "é", "漢", "🚀", "/", "\u{2028}",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random)!
      }.joined()
      var json = JSONText(bytes: [])
      json.openArray()
      json.string(text)
      json.closeArray()
      let back = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String]
      #expect(back?.first.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test func `what is written can be read as JSON by others`() throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(encode(Self.record).utf8)) as? [String: Any])
    #expect((object["claims"] as? [[String: Any]])?.first?["status"] as? String == "in-transit")
  }

  @Test func `rejects name file, line and reason`() {
    var buffer: [UInt8] = []
    RejectEncoder.append(Reject(file: "a \"b\".jsonl", line: 3, reason: "no field `text`"), to: &buffer)
    RejectEncoder.append(Reject(file: "c.txt", line: nil, reason: "the file is empty"), to: &buffer)
    #expect(
      String(decoding: buffer, as: UTF8.self) == """
        {"file":"a \\"b\\".jsonl","line":3,"reason":"no field `text`"}
        {"file":"c.txt","line":null,"reason":"the file is empty"}

        """)
  }

  @Test func `the table has a row for each claim, in columns`() {
    let table = TableEncoder([.mentions, .claims])
    var buffer = table.header
    table.append(Self.record, to: &buffer)
    table.append(
      Record(article: Article(id: "b", text: "no claims"), findings: Findings()), to: &buffer)
    let lines = String(decoding: buffer, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[1].split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        == [
          "2022-11-02", "North Korea → Russia", "in-transit", "probable?", "0.70 probable",
          "a significant number artillery-shell (unguided), tank", "kirby",
        ])
    for column in ["SUPPLIER", "STATUS", "GRADE", "SCORE", "ITEMS"] {
      let place = lines[0].distance(from: lines[0].startIndex, to: lines[0].range(of: column)!.lowerBound)
      let row = Array(lines[1])
      #expect(row[place] != " " && row[place - 1] == " ", "\(column)")
    }
  }

  private static let labelled: Record = {
    var findings = Findings()
    for (label, text) in [("sea", "by  sea"), ("air", "airlift"), ("sea", "freighter"), ("sea", "by sea")] {
      findings.spans.append(
        LabelledSpan(axis: "route", label: label, span: span(text, at: 0), rule: "a#rule.b@1"))
    }
    return Record(article: Article(id: "c", date: "2022-11-02", text: ""), findings: findings)
  }()

  @Test func `where no claims are made, the table has a row for each label of an article`() {
    let table = TableEncoder([.labels])
    var buffer = table.header
    table.append(Self.labelled, to: &buffer)
    table.append(Record(article: Article(id: "b", text: "none"), findings: Findings()), to: &buffer)
    #expect(
      String(decoding: buffer, as: UTF8.self) == """
        DATE        LABEL                                 WORDS                                         ID
        2022-11-02  route: sea                            by sea, freighter                             c
        2022-11-02  route: air                            airlift                                       c

        """)
    var mentions: [UInt8] = []
    TableEncoder([.mentions]).append(Self.record, to: &mentions)
    #expect(String(decoding: mentions, as: UTF8.self).contains("artillery-shell (unguided)  "))
  }

  @Test func `labels beside claims have a column, and rows where there are no claims`() {
    let table = TableEncoder([.labels, .claims])
    var record = Self.record
    record.findings.spans = Self.labelled.findings.spans
    var buffer = table.header
    table.append(record, to: &buffer)
    table.append(Self.labelled, to: &buffer)
    let lines = String(decoding: buffer, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("  LABELS  "))
    #expect(lines[1].contains("North Korea → Russia") && lines[1].contains("  route: sea, route: air  "))
    #expect(lines[2].hasPrefix("2022-11-02  -  ") && lines[2].contains("  route: sea, route: air  "))
  }

  @Test func `a table cell cannot steer the terminal`() {
    var record = Self.record
    record.article.id = "a\u{1B}[2J\nb\u{202E}c"
    var buffer: [UInt8] = []
    TableEncoder([.claims]).append(record, to: &buffer)
    let text = String(decoding: buffer, as: UTF8.self)
    #expect(text.hasSuffix("a [2J b c\n"))
    #expect(text.count { $0 == "\n" } == 1)
  }

  private func encode(_ record: Record) -> String {
    var buffer: [UInt8] = []
    RecordEncoder.append(record, to: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  private static func span(_ text: String, at start: Int, in field: String = "text") -> Span {
    Span(field: field, range: ByteRange(start, start + text.utf8.count), text: text)
  }

  private static let record: Record = {
    var findings = Findings()
    findings.labels = [
      ("weapon", [LabelScore(label: "artillery-shell", score: 0.97)]),
      ("guidance", [LabelScore(label: "unguided", score: 1), LabelScore(label: "guided", score: 0.25)]),
    ]
    findings.spans = [
      LabelledSpan(
        axis: "route", label: "sea", span: span("by sea", at: 3, in: "title"), rule: "x#rule.sea@1")
    ]
    findings.weapons = [
      WeaponMention(
        span: span("artillery shells", at: 412), leaf: "artillery-shell", branch: "ammunition",
        guidance: "unguided",
        designation: nil, rule: "arms.core#rule.artillery-shell@1f0c", hit: 4)
    ]
    findings.claims = [
      Claim(
        supplier: .init(id: "PRK", name: "North Korea", span: span("the DPRK", at: 380)),
        recipient: .init(id: "RUS", name: "Russia", span: nil, inferred: true),
        items: [
          .init(
            leaf: "artillery-shell", weapon: 0,
            quantity: .init(text: "a significant number", min: 1_000, max: nil, unit: "rounds")),
          .init(leaf: "tank", weapon: 7, quantity: nil),
        ],
        guidance: "unguided", status: "in-transit", grade: "probable", deniedBy: ["PRK"], score: 0.7,
        level: "probable", contested: true, concealed: true, decoys: ["Middle East", "North Africa"],
        background: false, transfer: "aid",
        evidence: [
          .init(
            kind: "named-official", holder: "John Kirby", polarity: "+", status: "in-transit", weight: 1.9,
            origin: "us-nsc", span: span("our \"indications\"", at: 360), rule: "std#rule.say@2")
        ],
        ladder: [
          .init(rung: "base", effect: "grade", grade: "confirmed"),
          .init(rung: "named-source", effect: "cap", grade: "probable"),
        ])
    ]
    findings.notes = ["read twice"]
    return Record(
      article: Article(
        id: "kirby", title: "Going by sea", date: "2022-11-02", source: "wire", url: "https://example.org/1",
        text: "…", notes: ["mended"]),
      findings: findings)
  }()

  private static let golden =
    #"{"waybill":1,"id":"kirby","title":"Going by sea","date":"2022-11-02","source":"wire","#
    + #""url":"https://example.org/1","labels":{"weapon":[{"label":"artillery-shell","score":0.97}],"#
    + #""guidance":[{"label":"unguided","score":1},{"label":"guided","score":0.25}]},"#
    + #""weapons":[{"field":"text","text":"artillery shells","start":412,"end":428,"leaf":"artillery-shell","#
    + #""branch":"ammunition","guidance":"unguided","designation":null,"rule":"arms.core#rule.artillery-shell@1f0c"}],"#
    + #""claims":[{"supplier":{"id":"PRK","name":"North Korea","text":"the DPRK","field":"text","start":380,"end":388},"#
    + #""recipient":{"id":"RUS","name":"Russia","text":null,"field":null,"start":null,"end":null,"inferred":true},"#
    + #""items":[{"leaf":"artillery-shell","weapon":0,"quantity":{"text":"a significant number","min":1000,"max":null,"#
    + #""unit":"rounds"}},{"leaf":"tank","weapon":7,"quantity":null}],"guidance":"unguided","status":"in-transit","grade":"probable","denied_by":["PRK"],"#
    + #""score":0.7,"level":"probable","contested":true,"concealed":true,"decoys":["Middle East","North Africa"],"#
    + #""background":false,"transfer":"aid","evidence":[{"kind":"named-official","holder":"John Kirby","polarity":"+","#
    + #""status":"in-transit","weight":1.9,"origin":"us-nsc","field":"text","text":"our \"indications\"","start":360,"#
    + #""end":377,"rule":"std#rule.say@2"}],"ladder":[{"rung":"base","grade":"confirmed"},"#
    + #"{"rung":"named-source","cap":"probable"}]}],"findings":[{"axis":"route","label":"sea","field":"title","#
    + #""text":"by sea","start":3,"end":9,"rule":"x#rule.sea@1"}],"notes":["mended","read twice"]}"# + "\n"
}
