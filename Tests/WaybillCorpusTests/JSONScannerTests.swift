import Foundation
import Testing

@testable import WaybillCorpus

struct JSONScannerTests {
  @Test(arguments: [
    (#"{"text":"plain"}"#, "plain"),
    (#" { "text" : "blanks around" } "#, "blanks around"),
    (#"{"text":""}"#, ""),
    (#"{"text":"\"\\\/\b\f\n\r\t"}"#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#"{"text":"\u0041\u00e9\u20AC\ud83d\ude80"}"#, "Aé€🚀"),
    (#"{"text":"a\u0000b"}"#, "a\0b"),
    (#"{"te\u0078t":"escaped name"}"#, "escaped name"),
    (#"{"text":"first","text":"last"}"#, "last"),
    (#"{"a":[1,-2.5e+3,{"b":[[],{}]},true,false,null],"text":"after others"}"#, "after others"),
    (#"{"text":"exactly eight and sixteen bytes ahead"}"#, "exactly eight and sixteen bytes ahead"),
    (#"{"text":"naïve — “quoted” 漢字"}"#, "naïve — “quoted” 漢字"),
  ])
  func `reads the text of an object`(line: String, text: String) throws {
    #expect(try scan(line)?.text == text)
  }

  @Test(arguments: [
    ("", 0, "the line ends in the middle of the object"),
    (#"{"text":"#, 8, "the line ends in the middle of the object"),
    (#"{"text":"open"#, 13, "the line ends in the middle of the object"),
    (#"{"text":"open\"#, 14, "the line ends in the middle of the object"),
    (#"{"text":"a"} x"#, 13, "unexpected text after the object"),
    (#"{"text":"a",}"#, 12, "expected a name in double quotes"),
    (#"{text:"a"}"#, 1, "expected a name in double quotes"),
    (#"{"text" "a"}"#, 8, "expected `:` after the name"),
    (#"{"text":'a'}"#, 8, "expected a value"),
    (#"{"a":tru}"#, 5, "expected a value"),
    (#"{"a":[1 2]}"#, 8, "expected `,` or `]`"),
    (#"{"a":1 "b":2}"#, 7, "expected `,` or `}`"),
    (#"{"a":01}"#, 6, "expected `,` or `}`"),
    (#"{"a":1.}"#, 7, "expected a digit"),
    (#"{"a":-}"#, 6, "expected a digit"),
    (#"{"a":1e}"#, 7, "expected a digit"),
    (#"{"text":"\x41"}"#, 10, "unknown escape after a backslash"),
    (#"{"text":"\u12G4"}"#, 13, "expected four hexadecimal digits after `\\u`"),
    (#"{"text":"\ud83d"}"#, 9, "a surrogate escape without its other half"),
    (#"{"text":"\ud83d\u0041"}"#, 9, "a surrogate escape without its other half"),
    (#"{"text":"\ude80\ud83d"}"#, 9, "a surrogate escape without its other half"),
    ("{\"text\":\"a\tb\"}", 10, "a control character inside a string must be escaped"),
    ("{\"text\":\"a\0b\"}", 10, "a control character inside a string must be escaped"),
    (#"["text"]"#, 8, "not a JSON object"),
    (#""text""#, 6, "not a JSON object"),
    ("plain words", 0, "expected a value"),
  ])
  func `says what is wrong and where`(line: String, offset: Int, problem: String) {
    #expect(throws: JSONFault(offset: offset, problem: problem)) { try scan(line) }
  }

  @Test func `arrays and objects may be nested up to the limit and no further`() throws {
    func nested(_ levels: Int) -> String {
      // The object itself is the first level.
      let inner = levels - 1
      return #"{"text":"a","deep":"# + String(repeating: "[", count: inner)
        + String(repeating: "]", count: inner) + "}"
    }
    #expect(try scan(nested(JSONScanner.maxDepth))?.text == "a")
    #expect(throws: JSONFault.self) { try scan(nested(JSONScanner.maxDepth + 1)) }
    #expect(throws: JSONFault.self) { try scan(nested(1_000_000)) }
  }

  @Test func `finds the end of a string wherever it stands`() throws {
    // Every place relative to the words of eight bytes that the search looks at.
    for length in 0..<40 {
      for special in ["", #"\n"#, #"\u00e9"#, #"\ud83d\ude80"#, "é", "漢"] {
        for place in 0...length {
          let line =
            "{\"text\":\"" + String(repeating: "x", count: place) + special
            + String(repeating: "y", count: length - place) + "\"}"
          #expect(try scan(line)?.text == (try foundation(line)))
        }
      }
    }
  }

  /// Random JSON, whole and damaged, must be taken or refused as Foundation does, with the same text.
  @Test func `agrees with Foundation on random lines`() throws {
    var random = SplitMix(seed: 20_221_102)
    var accepted = 0
    var refused = 0
    for _ in 0..<20_000 {
      var line = Array(RandomJSON.object(using: &random).utf8)
      for _ in 0..<Int.random(in: 0...2, using: &random) { RandomJSON.damage(&line, using: &random) }
      let ours = Result { try scan(bytes: line) }
      // Foundation refuses what is not UTF-8, where ours repairs it.
      let repaired = Data(String(decoding: line, as: UTF8.self).utf8)
      let theirs = try? JSONSerialization.jsonObject(with: repaired) as? [String: Any]
      let description = "\(String(decoding: line, as: UTF8.self))"
      switch (ours, theirs) {
      case (.success(let ours), let theirs?):
        accepted += 1
        #expect(ours?.text == theirs["text"] as? String, "\(description)")
      case (.failure, nil):
        refused += 1
      case (.success, nil):
        Issue.record("accepted what Foundation refuses: \(description)")
      case (.failure(let fault), _?):
        Issue.record("refused what Foundation accepts: \(description): \(fault)")
      }
    }
    // Both kinds must have occurred, or nothing was tested.
    #expect(accepted > 5_000)
    #expect(refused > 5_000)
  }

  private func scan(_ line: String) throws -> RepairedText? { try scan(bytes: Array(line.utf8)) }

  private func scan(bytes: [UInt8]) throws -> RepairedText? {
    // Among other bytes, as in a batch; the scanner must stay inside its range.
    let padded = Array("]}\"".utf8) + bytes + Array("\"}]".utf8)
    var scanner = JSONScanner(padded)
    do {
      let fields = try scanner.readObject(in: 3..<(3 + bytes.count))
      if case .text(let text) = fields[.text] { return text }
      return nil
    } catch {
      throw JSONFault(offset: error.offset - 3, problem: error.problem)
    }
  }

  private func foundation(_ line: String) throws -> String? {
    (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["text"] as? String
  }
}

/// Random JSON text and random damage to it.
private enum RandomJSON {
  static func object(using random: inout SplitMix) -> String {
    var members: [String] = []
    for name in ["id", "text", "date", "extra"].shuffled(using: &random) {
      members.append("\(blank(&random))\"\(name)\"\(blank(&random)):\(value(depth: 0, &random))")
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// Changes, removes or adds a byte; the result may still be JSON.
  static func damage(_ bytes: inout [UInt8], using random: inout SplitMix) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: bytes.indices, using: &random)
    let byte = Array("{}[]\",:\\ 0159-+.eEtfnux\u{1F}".utf8).randomElement(using: &random)!
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[place] = byte
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(byte, at: place)
    default: bytes.removeLast(bytes.count - place)
    }
  }

  private static func value(depth: Int, _ random: inout SplitMix) -> String {
    switch Int.random(in: 0..<(depth < 4 ? 9 : 7), using: &random) {
    case 0: ["true", "false", "null"].randomElement(using: &random)!
    case 1: number(&random)
    case 2...6: string(&random)
    case 7:
      "[\((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1, &random) }.joined(separator: ","))]"
    default:
      "{\((0..<Int.random(in: 0...3, using: &random)).map { "\"k\($0)\":\(value(depth: depth + 1, &random))" }.joined(separator: ","))}"
    }
  }

  private static func number(_ random: inout SplitMix) -> String {
    ["0", "-1", "42", "1.5", "-0.25", "1e5", "2E-3", "3.25e+2"].randomElement(using: &random)!
  }

  private static func string(_ random: inout SplitMix) -> String {
    let pieces = [
      "a", "word ", "longer words of text ", "é", "漢", "🚀", #"\n"#, #"\""#, #"\\"#, #"\/"#, #"\u00e9"#,
      #"\u2019"#, #"\ud83d\ude80"#, #"\t"#,
    ]
    return "\""
      + (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random)! }
      .joined()
      + "\""
  }

  private static func blank(_ random: inout SplitMix) -> String {
    ["", "", " ", "\t", "\r\n"].randomElement(using: &random)!
  }
}
