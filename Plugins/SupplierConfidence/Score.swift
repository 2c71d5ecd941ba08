#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The weight of evidence for one claim: log-odds of independent origins, decayed, capped, and named by level.
///
/// An additive log-odds scheme: every statement has a signed, explainable effect. Within an origin the largest weight
/// counts and 0.15 of the second; further origins count 0.75 of the one before; denials decay by 0.6, those by the
/// parties themselves together at most 1.2, and half once a strong source speaks.
struct Score {
  var value: Double
  var level: String
  var isContested: Bool

  struct Weight {
    /// Signed log-odds points, support included.
    var points: Double
    var origin: String
    var kind: String
    /// A denial by the supplier or the recipient, who say what serves them.
    var isInterested: Bool
  }

  /// Kinds whose word is strong by itself.
  private static let strongKinds: Set = [
    "supplier-declares", "recipient-declares", "self-admission", "official-record", "investigative-body",
    "physical-evidence",
  ]
  private static let weakKinds: Set = [
    "anonymous-official", "media-relay", "hearsay-rumour", "expert-analyst",
  ]
  private static let prior = -0.6

  init(_ weights: [Weight]) {
    let isStrong = weights.contains { $0.points > 0 && Score.strongKinds.contains($0.kind) }
    let positive = Score.byOrigin(weights.filter { $0.points > 0 })
    let support = Score.fused(positive, decay: 0.75)
    let disinterested = Score.byOrigin(weights.filter { $0.points < 0 && !$0.isInterested })
    let interested = min(
      1.2, weights.lazy.filter { $0.points < 0 && $0.isInterested }.reduce(0) { $0 - $1.points })
    let against = Score.fused(disinterested, decay: 0.6) + (isStrong ? interested / 2 : interested)

    var value = 1 / (1 + exp(-(Score.prior + support - against)))
    let kinds = Set(weights.lazy.filter { $0.points > 0 }.map(\.kind))
    if !kinds.isEmpty, kinds.isSubset(of: Score.weakKinds) { value = min(value, 0.70) }
    if positive.count <= 1 { value = min(value, isStrong ? 0.95 : 0.85) }
    if !isStrong { value = min(value, 0.89) }
    self.value = value
    isContested = support >= 0.6 && against >= 0.6
    let isDeclared = kinds.contains("supplier-declares") || kinds.contains("official-record")
    level =
      if support + against < 0.5 {
        "cannot-be-judged"
      } else if value >= 0.9 && positive.count >= 2 && isStrong {
        "confirmed"
      } else if value >= 0.65 && positive.count == 1 && isDeclared && against < 0.3 {
        "declared"
      } else if value >= 0.65 {
        "probable"
      } else if value >= 0.4 {
        "possible"
      } else if value >= 0.2 {
        "doubtful"
      } else {
        "improbable"
      }
  }

  private static func byOrigin(_ weights: [Weight]) -> [Double] {
    var groups: [String: [Double]] = [:]
    for weight in weights { groups[weight.origin, default: []].append(abs(weight.points)) }
    return groups.values.map { points in
      let sorted = points.sorted(by: >)
      return sorted[0] + (sorted.count > 1 ? 0.15 * sorted[1] : 0)
    }.sorted(by: >)
  }

  private static func fused(_ origins: [Double], decay: Double) -> Double {
    var factor = 1.0
    var sum = 0.0
    for points in origins {
      sum += points * factor
      factor *= decay
    }
    return sum
  }
}
