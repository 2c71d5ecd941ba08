import Foundation

/// Articles in the shape of news, the same ones every time.
///
/// Sizes are log-normal (median 3.4 KB, 95th percentile five times that; arms-dense articles twice as long), 63 % of the
/// articles hold characters outside of ASCII, and one sentence in 40, or in 4 when dense, tells of arms.
struct GeneratedNews {
  enum Kind: CaseIterable, Sendable {
    case general, arms

    var medianBytes: Int { self == .general ? 3_400 : 6_400 }
    var sentencesForEachOfArms: Int { self == .general ? 40 : 4 }
  }

  private let kind: Kind
  private var random: SplitMix
  /// Invented long-tail words; news is full of words seen once.
  private let rare: [String]

  init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    var random = SplitMix(state: seed)
    rare = (0..<20_000).map { _ in
      (0..<Int.random(in: 2...4, using: &random)).map { _ in Self.syllables.randomElement(using: &random)! }
        .joined()
    }
    self.random = random
  }

  /// Returns one article as a line of JSON.
  mutating func line(_ number: Int) -> String {
    let size = Double(kind.medianBytes) * exp(0.94 * normal())
    let isForeign = Double.random(in: 0..<1, using: &random) < 0.63
    var text = ""
    var bytes = 0
    repeat {
      var paragraph: [String] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let isOfArms = Int.random(in: 0..<kind.sentencesForEachOfArms, using: &random) == 0
        paragraph.append(isOfArms ? armsSentence() : plainSentence(isForeign: isForeign))
      }
      let piece = paragraph.joined(separator: " ") + "\n\n"
      text += piece
      bytes += piece.utf8.count
    } while bytes < Int(size)
    if isForeign { text += "— Zoë Müller" }
    let title = capitalised((0..<7).map { _ in word() }.joined(separator: " "))
    return
      #"{"id":"generated-\#(number)","title":"\#(title)","date":"2023-03-01","source":"generated","text":"#
      + quoted(text) + "}\n"
  }

  private mutating func plainSentence(isForeign: Bool) -> String {
    var words = (0..<Int.random(in: 6...32, using: &random)).map { _ in word() }
    if Int.random(in: 0..<4, using: &random) == 0 {
      words[words.count / 2] += ","
    }
    if Int.random(in: 0..<3, using: &random) == 0 { words.append("in \(pick(Self.parties))") }
    let sentence = capitalised(words.joined(separator: " "))
    guard isForeign, Int.random(in: 0..<5, using: &random) == 0 else { return sentence + "." }
    return "“\(sentence),” \(pick(Self.foreignNames)) said."
  }

  private mutating func armsSentence() -> String {
    let supplier = pick(Self.parties)
    let recipient = pick(Self.parties)
    let items = pick(Self.items)
    return pick([
      "\(supplier) delivered \(items) to \(recipient).",
      "Officials said \(supplier) had sent \(items) to \(recipient), and more would follow.",
      "\(recipient) received \(items) from \(supplier) in March, according to the defence ministry.",
      "\(supplier) denied that it had supplied \(items) to \(recipient).",
      "\(supplier) may have shipped \(items) to \(recipient) aboard two cargo ships.",
      "Troops fired \(items) at positions near the river.",
      "\(supplier) is considering a request by \(recipient) for \(items).",
    ])
  }

  /// Common words by far the most often, as in any text.
  private mutating func word() -> String {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<45: pick(Self.common)
    case 45..<75: pick(Self.usual)
    case 75..<78: "\(Int.random(in: 2...2_000, using: &random))"
    default: pick(rare)
    }
  }

  private mutating func pick(_ values: [String]) -> String { values.randomElement(using: &random)! }

  private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private mutating func normal() -> Double {
    let radius = (-2 * log(Double.random(in: 1e-12..<1, using: &random))).squareRoot()
    return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
      "\n", with: "\\n")
    return "\"\(escaped)\""
  }

  private static let common = words(
    "the the the of and to in a that for on was with as it at by be from he said is his has have but not are had an "
      + "they who were their which will this would been its after more when about up one out or new than she two there"
  )

  private static let usual = words(
    "people year government president country state city company percent million week police minister day report "
      + "group official home school plan market court party leader family water road price power work case law public "
      + "office member service number news team world time season player health hospital student bank house senate "
      + "vote election campaign trade border agency storm region fire river bridge energy budget tax worker union "
      + "research university study data system network station train airportport island coast village farmer food "
      + "told called made held found began became asked moved opened closed rose fell won lost met left joined paid"
  )

  private static let parties = [
    "Iran", "Russia", "North Korea", "the United States", "Ukraine", "Germany", "Poland", "Turkey", "France",
    "India",
    "Japan", "South Korea", "Norway", "Sweden", "Egypt", "the Houthis", "Syria", "Belarus", "China",
    "Britain",
  ]

  private static let items = [
    "Shahed-136 drones", "155mm artillery shells", "a significant number of artillery shells",
    "Javelin and Stinger missiles",
    "S-300 missiles", "18 howitzers", "Leopard 2 tanks", "laser-guided bombs", "Grad rockets",
    "cruise missiles",
    "anti-tank missiles", "small arms and ammunition", "air defence systems", "Bayraktar TB2 drones",
  ]

  private static let foreignNames = [
    "Núñez", "Škoda", "Łukasz Wójcik", "Jørgen", "Zoë Müller", "Çelik", "Béla Nagy",
  ]

  private static let syllables = words(
    "ba be bo ca co da de di do el en er fa fi ga go ha he in ka ke la le li lo ma me mi mo na ne no or pa pe po ra re "
      + "ri ro sa se so ta te ti to ul un va ve wa win yor zan ment ster ling ford burg ton")

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

/// The SplitMix64 generator: small, and the same on every platform.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
