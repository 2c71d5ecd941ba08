import Foundation
import Testing

@testable import SupplierConfidence

/// The weight of evidence against worked examples computed by hand.
@Suite struct ScoreTests {
  /// A statement before the arithmetic: what kind of source said what about which stage.
  struct Said: Sendable {
    var origin: String
    var kind: String
    var weight: Double
    var status: String
    var hedge = 1.0
    var role = 1.0
    var time = 1.0
    var isDenial = false
    var isInterested = false
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var said: [Said]
    var claim: String
    var value: Double
    var level: String
    var isContested = false
    var testDescription: String { "\(name), \(claim)" }
  }

  private static func official(_ origin: String, _ status: String, hedge: Double = 1, role: Double = 1)
    -> Said
  {
    Said(origin: origin, kind: "named-official", weight: 1.9, status: status, hedge: hedge, role: role)
  }
  private static func denial(_ origin: String, _ weight: Double = 0.7, time: Double = 1) -> Said {
    Said(
      origin: origin, kind: "outlet", weight: weight, status: "general", time: time, isDenial: true,
      isInterested: true)
  }
  private static func said(_ origin: String, _ kind: String, _ weight: Double, _ status: String) -> Said {
    Said(origin: origin, kind: kind, weight: weight, status: status)
  }

  private static let briefing = [
    official("kirby", "in-transit", role: 0.9), official("kirby", "in-transit", hedge: 0.75),
    denial("dprk", time: 0.7),
  ]
  private static let copies = (0..<20).map { _ in said("kirby", "media-relay", 0.6, "in-transit") }
  private static let declared = [said("s", "supplier-declares", 3.0, "agreed")]
  private static let contract = [said("dsca", "official-record", 2.8, "agreed")]
  private static let dhow = [said("navy", "intelligence", 1.8, "intercepted"), denial("x")]

  static let examples: [Example] = [
    Example(name: "official briefing", said: briefing, claim: "in-transit", value: 0.70, level: "probable"),
    Example(name: "official briefing", said: briefing, claim: "delivered", value: 0.44, level: "possible"),
    Example(
      name: "with twenty copies", said: briefing + copies, claim: "in-transit", value: 0.70, level: "probable"
    ),
    Example(
      name: "an anonymous request, repeated on record",
      said: [said("sept", "anonymous-official", 1.1, "requested"), official("ryder", "requested")],
      claim: "agreed", value: 0.35, level: "cannot-be-judged"),
    Example(
      name: "one anonymous official, hedged",
      said: [Said(origin: "a", kind: "anonymous-official", weight: 1.1, status: "delivered", hedge: 0.35)],
      claim: "delivered", value: 0.45, level: "cannot-be-judged"),
    Example(
      name: "anonymous officials in three outlets",
      said: (0..<3).map { said("a\($0)", "anonymous-official", 1.1, "delivered") },
      claim: "delivered", value: 0.70, level: "probable"),
    Example(
      name: "rumour, denied",
      said: [said("tg", "hearsay-rumour", 0.2, "delivered"), denial("d")],
      claim: "delivered", value: 0.25, level: "doubtful"),
    Example(
      name: "announced and thanked for",
      said: [
        said("s", "supplier-declares", 3.0, "delivered"), said("r", "recipient-declares", 2.4, "delivered"),
      ], claim: "delivered", value: 0.99, level: "confirmed"),
    Example(name: "own package", said: declared, claim: "agreed", value: 0.92, level: "declared"),
    Example(name: "own package", said: declared, claim: "delivered", value: 0.54, level: "possible"),
    Example(name: "contract notice", said: contract, claim: "agreed", value: 0.90, level: "declared"),
    Example(name: "contract notice", said: contract, claim: "delivered", value: 0.52, level: "possible"),
    Example(
      name: "intercepted dhow", said: dhow, claim: "in-transit", value: 0.62, level: "possible",
      isContested: true),
    Example(name: "intercepted dhow", said: dhow, claim: "delivered", value: 0.12, level: "improbable"),
    Example(
      name: "official, but monitors found nothing",
      said: [
        official("o", "delivered"),
        Said(
          origin: "un", kind: "no-evidence", weight: 1.0, status: "general", isDenial: true,
          isInterested: false),
      ], claim: "delivered", value: 0.57, level: "possible", isContested: true),
    Example(
      name: "an outlet's flat statement", said: [said("m", "outlet", 1.15, "delivered")], claim: "delivered",
      value: 0.63, level: "possible"),
  ]

  private static func score(_ said: [Said], _ claim: String) -> Score {
    Score(
      said.map { statement in
        let share =
          statement.isDenial ? -Support.ofDenial(for: claim) : Support.of(statement.status, for: claim)
        return Score.Weight(
          points: statement.weight * statement.hedge * statement.role * statement.time * share,
          origin: statement.origin, kind: statement.kind, isInterested: statement.isInterested)
      }.filter { $0.points != 0 })
  }

  @Test(arguments: examples)
  func `gives the worked examples their score and level`(_ example: Example) {
    let score = Self.score(example.said, example.claim)
    #expect(abs(score.value - example.value) <= 0.01)
    #expect(score.level == example.level)
    #expect(score.isContested == example.isContested)
  }

  @Test func `is nothing to judge by without statements`() {
    let score = Score([])
    #expect(score.level == "cannot-be-judged" && !score.isContested)
  }

  @Test func `the order of statements does not matter`() {
    let weights = Self.examples[2].said.map {
      Score.Weight(
        points: $0.isDenial ? -$0.weight : $0.weight, origin: $0.origin, kind: $0.kind,
        isInterested: $0.isInterested)
    }
    #expect(Score(weights).value == Score(weights.reversed()).value)
  }

  @Test(arguments: ["requested", "offered", "considered", "agreed", "in-transit", "delivered", "used"])
  func `a statement supports its own stage in full, and no request a delivery`(_ stage: String) {
    #expect(Support.of(stage, for: stage) == 1)
    #expect(Support.of("requested", for: "delivered") == 0)
    #expect(Support.of("refused", for: "agreed") < 0)
    #expect(Support.of(stage, for: "unspecified") == 0)
    #expect((0...1).contains(Support.ofDenial(for: stage)))
  }
}
