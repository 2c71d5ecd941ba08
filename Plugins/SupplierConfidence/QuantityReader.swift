import WaybillCore
import WaybillText

/// Reads how many of an item the words before it say.
struct QuantityReader {
  let settings: Settings
  let reading: Reading
  let lists: ListLookup
  let index: SentenceIndex

  /// Returns the quantity that stands at most six words before a mention, or nil.
  ///
  /// Money is no quantity. Containers and wagons are counted as what they are, by `unit`.
  func quantity(before mention: Range<Int>) -> Claim.Quantity? {
    let sentence = reading.segmentation.sentences[reading.sentence(of: mention.lowerBound)].tokens
    let start = max(sentence.lowerBound, mention.lowerBound - 6)
    var token = mention.lowerBound - 1
    var unit: String?
    while token >= start {
      let after = reading.tokens[token + 1].boundary
      if !after.isDisjoint(with: [.comma, .semicolon, .dash, .bracket]) { return nil }
      if isMentioned(token) { return nil }
      if lists.contains(settings.transportUnits, token) { unit = text(token) }
      if reading.tokens[token].flags.contains(.number) { return figure(at: token, unit: unit) }
      if let vague = lists.hits(of: settings.vagueQuantities, in: start..<mention.lowerBound)
        .last(where: { $0.contains(token) })
      {
        return Claim.Quantity(text: reading.text(vague), min: nil, max: nil, unit: unit)
      }
      if let value = Self.words[text(token).lowercased()] {
        return Claim.Quantity(text: text(token), min: value, max: value, unit: unit)
      }
      token -= 1
    }
    return nil
  }

  private func text(_ token: Int) -> String { reading.text(token..<(token + 1)) }

  private func isMentioned(_ token: Int) -> Bool {
    index.labels(in: reading.sentence(of: token)).contains { reading.labels[$0].tokens.contains(token) }
  }

  /// Reads a number in figures with its multiplier and what bounds it.
  private func figure(at token: Int, unit: String?) -> Claim.Quantity? {
    let sentence = reading.segmentation.sentences[reading.sentence(of: token)].tokens
    // Glued to letters it is a calibre or a name; behind a currency sign it is money.
    if token + 1 < sentence.upperBound, reading.tokens[token + 1].boundary.isEmpty { return nil }
    if token > sentence.lowerBound,
      reading.tokens[token].boundary.isEmpty || reading.tokens[token].boundary == .hyphen
    {
      return nil
    }
    let bytes = reading.fields[reading.tokens.field(of: token)].bytes
    let start = Int(reading.tokens[token].start)
    if start > 0, [UInt8(ascii: "$"), 0xA3, 0xAC, 0xA5].contains(bytes[start - 1]) { return nil }
    guard var value = Double(text(token).filter { $0 != "," }) else { return nil }
    var end = token + 1
    if end < sentence.upperBound, let factor = Self.multipliers[text(end).lowercased()] {
      value *= factor
      end += 1
      let money: Set = ["dollars", "euros", "pounds", "dollar", "euro"]
      if end < sentence.upperBound, money.contains(text(end).lowercased()) { return nil }
    }
    var first = token
    var min: Double? = value
    var max: Double? = value
    let before = (sentence.lowerBound..<token).suffix(3).map { text($0).lowercased() }
    if before.suffix(2) == ["more", "than"] || before.suffix(2) == ["at", "least"] {
      max = nil
      first = token - 2
    } else if before.last == "over" || before.last == "nearly" {
      if before.last == "over" { max = nil }
      first = token - 1
    } else if before.suffix(2) == ["up", "to"] {
      min = nil
      first = token - 2
    }
    return Claim.Quantity(text: reading.text(first..<end), min: min, max: max, unit: unit)
  }

  private static let multipliers: [String: Double] = [
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12,
  ]

  private static let words: [String: Double] = [
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11,
    "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
  ]
}
