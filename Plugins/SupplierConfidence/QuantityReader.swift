import WaybillCore
import WaybillText

/// Reads how many of an item the words before it say.
struct QuantityReader {
  let settings: Settings
  let reading: Reading
  let lists: ListLookup
  let index: SentenceIndex

  /// How many words before a mention its quantity may begin.
  private static let reach = 9

  /// Returns the quantity that stands before a mention, or nil.
  ///
  /// Money, years and calibres are no quantities. Containers, tonnes and batteries are counted as what they are, by
  /// `unit`. Of "20 of the 36 tanks" it is the 20.
  func quantity(before mention: Range<Int>) -> Claim.Quantity? {
    let sentence = reading.segmentation.sentences[reading.sentence(of: mention.lowerBound)].tokens
    var start = mention.lowerBound
    while start > max(sentence.lowerBound, mention.lowerBound - Self.reach), !isBarrier(start) { start -= 1 }
    let words = start..<mention.lowerBound
    guard !words.isEmpty else { return nil }
    var found: (number: Number, unit: String?)?
    var token = words.lowerBound
    while token < words.upperBound {
      guard let number = number(at: token, in: words) else {
        token += 1
        continue
      }
      token = number.tokens.upperBound
      if number.isMoney {
        found = nil
        continue
      }
      // "20 of the 36 tanks", "the first 10 of 250"
      if let found, found.unit == nil, isPartitive(found.number.tokens.upperBound..<number.tokens.lowerBound)
      {
        continue
      }
      found = (number, unit(in: number.tokens.upperBound..<words.upperBound))
    }
    if let found {
      return Claim.Quantity(
        text: reading.text(found.number.tokens), min: found.number.min, max: found.number.max,
        unit: found.unit)
    }
    return vague(words)
  }

  private func text(_ token: Int) -> String { reading.text(token..<(token + 1)) }
  private func word(_ token: Int) -> String { text(token).lowercased() }

  /// Whether a token or what stands before it keeps what is further left from counting the mention.
  private func isBarrier(_ token: Int) -> Bool {
    !reading.tokens[token].boundary.isDisjoint(with: [.comma, .semicolon, .dash, .bracket, .colon])
      || index.labels(in: reading.sentence(of: token - 1)).contains {
        reading.labels[$0].tokens.contains(token - 1)
      }
  }

  private func isPartitive(_ between: Range<Int>) -> Bool {
    between.first.map { word($0) == "of" } ?? false && between.count <= 3
  }

  private func unit(in words: Range<Int>) -> String? {
    words.first { lists.contains(settings.transportUnits, $0) || Self.formations.contains(word($0)) }.map(
      text)
  }

  private func vague(_ words: Range<Int>) -> Claim.Quantity? {
    let hits = lists.hits(of: settings.vagueQuantities, in: words).filter {
      $0.upperBound <= words.upperBound
    }
    // "hundreds of thousands of" is longer than the "thousands of" in it.
    let hit =
      hits.max { ($0.upperBound, $0.count) < ($1.upperBound, $1.count) }
      ?? words.last { Self.vagueWords.contains(word($0)) }.map { $0..<($0 + 1) }
    guard let hit else { return nil }
    return Claim.Quantity(
      text: reading.text(hit), min: nil, max: nil, unit: unit(in: hit.upperBound..<words.upperBound))
  }

  // MARK: Numbers

  /// A number with what bounds it.
  private struct Number {
    var tokens: Range<Int>
    var min: Double?
    var max: Double?
    var isMoney: Bool
  }

  private func number(at first: Int, in words: Range<Int>) -> Number? {
    guard let value = value(at: first, in: words) else { return nil }
    var number = Number(
      tokens: first..<value.end, min: value.value, max: value.value, isMoney: isMoney(first, value.end))
    // A year is no count: "in 2018 tanks were sent".
    if (1900...2100).contains(value.value), text(first).count == 4, first > 0,
      ["in", "since", "of", "by", "from", "until", "during", "after", "before", "for"].contains(
        word(first - 1))
    {
      return nil
    }
    // "20 to 30", "20-30", "between 20 and 30"
    if value.end < words.upperBound {
      let isHyphen = reading.tokens[value.end].boundary == .hyphen
      let next = isHyphen ? value.end : value.end + 1
      if isHyphen || ["to", "and", "or"].contains(word(value.end)), next < words.upperBound,
        let upper = self.value(at: next, in: words), upper.value > value.value
      {
        number.tokens = first..<upper.end
        number.max = upper.value
        number.isMoney = number.isMoney || isMoney(next, upper.end)
      }
    }
    bound(&number)
    return number
  }

  /// Takes in the words before a number that say whether it is the least or the most.
  private func bound(_ number: inout Number) {
    let first = number.tokens.lowerBound
    let sentence = reading.segmentation.sentences[reading.sentence(of: first)].tokens
    let before = (sentence.lowerBound..<first).suffix(3).map(word)
    for (phrase, bounds) in Self.bounds where before.suffix(phrase.count) == phrase[...] {
      number.tokens = (first - phrase.count)..<number.tokens.upperBound
      switch bounds {
      case .least: number.max = nil
      case .most: number.min = nil
      case .about: break
      }
      return
    }
  }

  private enum Bounds { case least, most, about }
  /// Longer phrases first.
  private static let bounds: [(phrase: [String], bounds: Bounds)] = [
    (["no", "fewer", "than"], .least), (["no", "less", "than"], .least), (["not", "less", "than"], .least),
    (["no", "more", "than"], .most), (["not", "more", "than"], .most), (["as", "many", "as"], .most),
    (["as", "much", "as"], .most), (["in", "excess", "of"], .least), (["more", "than"], .least),
    (["at", "least"], .least), (["upwards", "of"], .least), (["up", "to"], .most), (["at", "most"], .most),
    (["fewer", "than"], .most), (["less", "than"], .most), (["an", "estimated"], .about),
    (["close", "to"], .about),
    (["over"], .least), (["exceeding"], .least), (["under"], .most), (["nearly"], .about),
    (["almost"], .about),
    (["about"], .about), (["around"], .about), (["roughly"], .about), (["approximately"], .about),
    (["some"], .about),
    (["between"], .about), (["from"], .about),
  ]

  /// Reads a number without bounds, in figures or in words.
  private func value(at first: Int, in words: Range<Int>) -> (value: Double, end: Int)? {
    if reading.tokens[first].flags.contains(.number) { return figure(at: first, in: words) }
    return spelled(at: first, in: words)
  }

  private func figure(at first: Int, in words: Range<Int>) -> (value: Double, end: Int)? {
    // Glued to letters it is a calibre or a name.
    if isGlued(first + 1) { return nil }
    if reading.tokens[first].boundary.isEmpty
      || reading.tokens[first].boundary == .hyphen && !isNumber(first - 1)
    {
      return nil
    }
    var digits = text(first).filter { $0 != "," }
    var end = first + 1
    // "1 000"
    while digits.count <= 3, end < words.upperBound, isNumber(end), text(end).count == 3,
      reading.tokens[end].boundary == .space, !isGlued(end + 1)
    {
      digits += text(end)
      end += 1
    }
    // "40,000-strong"
    if end < reading.tokens.count, reading.tokens[end].boundary == .hyphen, !isNumber(end),
      end < words.upperBound
    {
      return nil
    }
    guard var value = Double(digits) else { return nil }
    if end < words.upperBound, let factor = Self.multipliers[word(end)] {
      value *= factor
      end += 1
    }
    return (value, end)
  }

  private func isNumber(_ token: Int) -> Bool {
    token >= 0 && token < reading.tokens.count && reading.tokens[token].flags.contains(.number)
  }

  private func isGlued(_ token: Int) -> Bool {
    token < reading.tokens.count && reading.tokens[token].boundary.isEmpty
  }

  /// Reads "thirty-six", "two hundred", "half a million", "a dozen", "a pair of".
  private func spelled(at first: Int, in words: Range<Int>) -> (value: Double, end: Int)? {
    func at(_ offset: Int) -> String { first + offset < words.upperBound ? word(first + offset) : "" }
    if at(0) == "half", at(1) == "a", let factor = Self.multipliers[at(2)] { return (factor / 2, first + 3) }
    if at(0) == "a" {
      if ["pair", "couple"].contains(at(1)), at(2) == "of" { return (2, first + 3) }
      if let factor = Self.multipliers[at(1)] { return (factor, first + 2) }
      if at(1) == "single" { return (1, first + 2) }
      return nil
    }
    var total = 0.0
    var part = 0.0
    var end = first
    while end < words.upperBound {
      if let small = Self.words[word(end)] {
        // "two, three" and "six four" are two numbers, "thirty-six" is one.
        if end > first, part.truncatingRemainder(dividingBy: small < 10 ? 10 : 100) != 0 { break }
        part += small
      } else if end > first, let factor = Self.multipliers[word(end)] {
        part *= factor
        if factor >= 1000 {
          total += part
          part = 0
        }
      } else if word(end) != "and" || end == first || end + 1 >= words.upperBound
        || !["hundred", "thousand"].contains(word(end - 1)) || Self.words[word(end + 1)] == nil
      {
        break
      }
      end += 1
    }
    return end > first ? (total + part, end) : nil
  }

  /// Whether a number is a sum of money: behind a currency's sign, or before its name.
  private func isMoney(_ first: Int, _ end: Int) -> Bool {
    let bytes = reading.fields[reading.tokens.field(of: first)].bytes
    let start = Int(reading.tokens[first].start)
    // A dollar sign, or the last byte of the signs of pound, euro and yen.
    if start > 0, [UInt8(ascii: "$"), 0xA3, 0xAC, 0xA5].contains(bytes[start - 1]) { return true }
    return end < reading.tokens.count && Self.currencies.contains(word(end))
      && reading.sentence(of: end) == reading.sentence(of: first)
  }

  private static let currencies: Set = [
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "rial", "rials", "riyals", "rouble", "roubles",
    "ruble",
    "rubles", "rupee", "rupees", "yuan", "yen", "won", "crowns", "kronor", "lira", "francs", "zloty", "usd",
    "worth",
  ]

  private static let multipliers: [String: Double] = [
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000,
    "dozen": 12,
  ]

  private static let words: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70,
    "eighty": 80, "ninety": 90,
  ]

  /// What is counted in place of the item.
  private static let formations: Set = [
    "battery", "batteries", "battalion", "battalions", "squadron", "squadrons", "regiment", "regiments",
    "brigade",
    "brigades", "division", "divisions", "boxes", "trucks", "lorries", "truckloads", "shiploads",
    "planeloads", "trains",
    "wagonloads", "kilograms", "kilos", "kg", "sets",
  ]

  private static let vagueWords: Set = [
    "several", "many", "numerous", "countless", "dozens", "hundreds", "thousands",
  ]
}
