package import WaybillCore

/// An article with what a careful reader found in it.
package struct Gold: Sendable {
  /// A distinct name of arms in the article.
  package struct Mention: Sendable, Hashable {
    package var text: String
    package var leaf: String
    package var guidance: String

    package init(text: String, leaf: String, guidance: String = "n/a") {
      self.text = text
      self.leaf = leaf
      self.guidance = guidance
    }
  }

  /// A distinct transfer that the article tells of.
  package struct Claim: Sendable, Hashable {
    package var supplier: String
    package var recipient: String
    /// Leaves.
    package var items: [String]
    package var status: String
    package var grade: String
    /// A short quotation.
    package var evidence: String

    package init(
      supplier: String, recipient: String, items: [String], status: String, grade: String,
      evidence: String = ""
    ) {
      self.supplier = supplier
      self.recipient = recipient
      self.items = items
      self.status = status
      self.grade = grade
      self.evidence = evidence
    }
  }

  package var article: Article
  package var mentions: [Mention]
  package var claims: [Claim]
  /// Constructions or other groups that the article belongs to, for figures of their own.
  package var groups: [String]

  package init(article: Article, mentions: [Mention], claims: [Claim], groups: [String] = []) {
    self.article = article
    self.mentions = mentions
    self.claims = claims
    self.groups = groups
  }
}

/// The grades from low to high.
package enum Grade {
  package static let names = ["denied", "doubtful", "possible", "probable", "confirmed"]

  /// Returns a grade's place on the scale; one that is not on it counts as possible.
  static func rank(_ name: String?) -> Int { name.flatMap { names.firstIndex(of: $0) } ?? 2 }
}

/// What rules found in an article, as far as labels speak of it.
package struct Prediction: Sendable {
  /// A mention in the article's text; titles are not labelled.
  package struct Mention: Sendable {
    package var text: String
    package var leaf: String
    package var guidance: String
    /// Position among the record's weapons.
    package var index: Int
  }

  package var mentions: [Mention]
  package var claims: [Gold.Claim]

  /// An article in which nothing was found.
  package static let empty = Prediction(mentions: [], claims: [])

  init(mentions: [Mention], claims: [Gold.Claim]) {
    self.mentions = mentions
    self.claims = claims
  }

  /// Takes over what classifiers found.
  package init(_ findings: Findings) {
    mentions = findings.weapons.enumerated().filter { $0.element.span.field == "text" }.map { index, weapon in
      Mention(text: weapon.span.text, leaf: weapon.leaf, guidance: weapon.guidance, index: index)
    }
    claims = findings.claims.map { claim in
      Gold.Claim(
        supplier: claim.supplier.id, recipient: claim.recipient.id, items: claim.items.map(\.leaf),
        status: claim.status, grade: claim.grade, evidence: claim.evidence.first?.span.text ?? "")
    }
  }
}
