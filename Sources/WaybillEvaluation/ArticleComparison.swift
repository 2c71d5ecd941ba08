/// One article's labels beside what was found: what agrees, what is missing, what is too much.
package struct ArticleComparison: Sendable {
  /// Supplier and recipient.
  package struct Pair: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var supplier: String
    package var recipient: String

    init(_ claim: Gold.Claim) {
      self.init(supplier: claim.supplier, recipient: claim.recipient)
    }

    /// Folds the ids of two parties.
    package init(supplier: String, recipient: String) {
      self.supplier = Self.folded(supplier)
      self.recipient = Self.folded(recipient)
    }

    private static func folded(_ id: String) -> String {
      String(id.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()).lowercased()
    }

    package var description: String { "\(supplier) → \(recipient)" }

    package static func < (a: Pair, b: Pair) -> Bool {
      (a.supplier, a.recipient) < (b.supplier, b.recipient)
    }
  }

  /// A distinct mention: the same name with the same leaf counts once.
  package struct Name: Sendable {
    /// The words as they stand first.
    package var text: String
    package var leaf: String
    package var guidance: String
    /// The record's weapons that say so, or the positions among the labels.
    package var indices: [Int]
    let folded: FoldedName
  }

  /// Pairs that both have, with the claim of the highest grade of each.
  package struct MatchedPair: Sendable {
    package var pair: Pair
    package var gold: Gold.Claim
    package var predicted: Gold.Claim
  }

  package let gold: Gold
  package let prediction: Prediction

  package private(set) var matched: [(gold: Name, predicted: Name)] = []
  package private(set) var missed: [Name] = []
  package private(set) var extra: [Name] = []
  /// Found, and neither right nor wrong: other words for what is matched already.
  package private(set) var repeated: [Name] = []
  package let goldPairs: Set<Pair>
  package let predictedPairs: Set<Pair>
  package private(set) var matchedPairs: [MatchedPair] = []

  package init(_ gold: Gold, _ prediction: Prediction) {
    self.gold = gold
    self.prediction = prediction
    goldPairs = Set(gold.claims.filter { $0.grade != "denied" }.map { Pair($0) })
    predictedPairs = Set(prediction.claims.filter { $0.grade != "denied" }.map { Pair($0) })
    matchMentions()
    let (wanted, found) = (Self.best(gold.claims), Self.best(prediction.claims))
    matchedPairs = wanted.keys.sorted().compactMap { pair in
      found[pair].map { MatchedPair(pair: pair, gold: wanted[pair]!, predicted: $0) }
    }
  }

  private mutating func matchMentions() {
    let wanted = Self.distinct(gold.mentions.enumerated().map { ($1.text, $1.leaf, $1.guidance, $0) })
    let found = Self.distinct(prediction.mentions.map { ($0.text, $0.leaf, $0.guidance, $0.index) })
    var used = [Bool](repeating: false, count: found.count)
    for name in wanted {
      let open = found.indices.filter { !used[$0] && found[$0].leaf == name.leaf }
      let hit =
        open.first { found[$0].folded == name.folded }
        ?? open.first { found[$0].folded.namesSame(as: name.folded) }
      if let hit {
        used[hit] = true
        matched.append((name, found[hit]))
      } else {
        missed.append(name)
      }
    }
    for (index, name) in found.enumerated() where !used[index] {
      if wanted.contains(where: { $0.leaf == name.leaf && $0.folded.namesSame(as: name.folded) }) {
        repeated.append(name)
      } else {
        extra.append(name)
      }
    }
  }

  private static func distinct(_ mentions: [(text: String, leaf: String, guidance: String, index: Int)])
    -> [Name]
  {
    struct Key: Hashable {
      var folded: FoldedName
      var leaf: String
    }
    var positions: [Key: Int] = [:]
    var names: [Name] = []
    for mention in mentions {
      let folded = FoldedName(mention.text)
      let key = Key(folded: folded, leaf: mention.leaf)
      if let position = positions[key] {
        names[position].indices.append(mention.index)
      } else {
        positions[key] = names.count
        names.append(
          Name(
            text: mention.text, leaf: mention.leaf, guidance: mention.guidance, indices: [mention.index],
            folded: folded))
      }
    }
    return names
  }

  /// For each pair the claim with the highest grade, the first of equals.
  private static func best(_ claims: [Gold.Claim]) -> [Pair: Gold.Claim] {
    var best: [Pair: Gold.Claim] = [:]
    for claim in claims {
      let pair = Pair(claim)
      if let known = best[pair], Grade.rank(known.grade) >= Grade.rank(claim.grade) { continue }
      best[pair] = claim
    }
    return best
  }

  /// A pair with one thing that changes hands, as a branch of the tree.
  struct Transfer: Hashable {
    var pair: Pair
    var branch: String
  }

  func transfers(_ claims: [Gold.Claim], _ branch: (String) -> String) -> Set<Transfer> {
    var transfers: Set<Transfer> = []
    for claim in claims where claim.grade != "denied" {
      for leaf in claim.items { transfers.insert(Transfer(pair: Pair(claim), branch: branch(leaf))) }
    }
    return transfers
  }
}
