/// What the classifiers say about an article; becomes the record.
public struct Findings: Sendable {
  /// Article-level labels by axis, best first.
  public var labels: [(axis: String, scores: [LabelScore])] = []
  /// Labelled spans on plain axes, by the `labels` classifier.
  public var spans: [LabelledSpan] = []
  public var weapons: [WeaponMention] = []
  public var claims: [Claim] = []
  /// Remarks for the reader of the record.
  public var notes: [String] = []
  /// What classifiers decided against; nil where nobody asks, and then nothing is noted.
  public var refusals: [Refusal]?
  public init() {}
}

/// A hit of the rules of which a classifier made nothing, and why; for those who ask why, not for the record.
public struct Refusal: Sendable, Hashable {
  /// Number of the rule in the catalog.
  public var rule: Int
  public var tokens: Range<Int>
  /// A clause that goes on after "the classifier left it out: ".
  public var reason: String
  public init(rule: Int, tokens: Range<Int>, reason: String) {
    self.rule = rule
    self.tokens = tokens
    self.reason = reason
  }
}

/// An article-level label and the share of the article's evidence for it, 0...1.
public struct LabelScore: Sendable, Hashable {
  public var label: String
  public var score: Double
  public init(label: String, score: Double) {
    self.label = label
    self.score = score
  }
}

public struct LabelledSpan: Sendable, Hashable {
  public var axis: String
  public var label: String
  public var span: Span
  /// `ruleset#kind.name@fingerprint`.
  public var rule: String
  public init(axis: String, label: String, span: Span, rule: String) {
    self.axis = axis
    self.label = label
    self.span = span
    self.rule = rule
  }
}

/// A weapon, munition or item of military aid named in the article.
public struct WeaponMention: Sendable, Hashable {
  public var span: Span
  public var leaf: String
  public var branch: String
  /// `guided`, `unguided`, …; `n/a` until munition-guidance has spoken.
  public var guidance: String
  /// The named type, when the mention has one: `Shahed-136`.
  public var designation: String?
  public var rule: String
  /// Why the guidance is what it is: `modifier`, `designation`, `leaf` or nil.
  public var guidanceBasis: String?
  /// Index into `Reading.labels`.
  public var hit: Int
  public init(
    span: Span, leaf: String, branch: String, guidance: String, designation: String?, rule: String, hit: Int
  ) {
    self.span = span
    self.leaf = leaf
    self.branch = branch
    self.guidance = guidance
    self.designation = designation
    self.rule = rule
    self.hit = hit
  }
}

/// Who supplied what to whom, at which stage, and how sure a careful reader may be.
public struct Claim: Sendable {
  /// A supplier or recipient.
  public struct Party: Sendable, Hashable {
    /// An actor id, or `unknown`.
    public var id: String
    public var name: String
    /// The words that name it; nil for `unknown` or when taken from the document's voice.
    public var span: Span?
    /// Taken from context, not from the clause itself.
    public var inferred: Bool
    public init(id: String, name: String, span: Span?, inferred: Bool = false) {
      self.id = id
      self.name = name
      self.span = span
      self.inferred = inferred
    }
  }
  public struct Quantity: Sendable, Hashable {
    public var text: String
    public var min: Double?
    public var max: Double?
    /// `rounds`, `systems`, `containers`, …; nil when the item itself is counted.
    public var unit: String?
    public init(text: String, min: Double?, max: Double?, unit: String?) {
      self.text = text
      self.min = min
      self.max = max
      self.unit = unit
    }
  }
  public struct Item: Sendable, Hashable {
    public var leaf: String
    /// Index into the record's weapons.
    public var weapon: Int
    public var quantity: Quantity?
    public init(leaf: String, weapon: Int, quantity: Quantity?) {
      self.leaf = leaf
      self.weapon = weapon
      self.quantity = quantity
    }
  }
  /// One statement that supports or contradicts the claim.
  public struct Evidence: Sendable {
    /// `named-official`, `anonymous-official`, `outlet`, …
    public var kind: String
    /// Who says so, as the text names them.
    public var holder: String?
    /// `+` or `-`.
    public var polarity: String
    public var status: String
    /// Log-odds points.
    public var weight: Double
    public var origin: String
    public var span: Span
    public var rule: String
    public init(
      kind: String, holder: String?, polarity: String, status: String, weight: Double, origin: String,
      span: Span,
      rule: String
    ) {
      self.kind = kind
      self.holder = holder
      self.polarity = polarity
      self.status = status
      self.weight = weight
      self.origin = origin
      self.span = span
      self.rule = rule
    }
  }
  /// One step of the policy that moved the grade, or its base.
  public struct Rung: Sendable, Hashable {
    public var rung: String
    /// `grade`, `cap` or `raise`.
    public var effect: String
    public var grade: String
    public init(rung: String, effect: String, grade: String) {
      self.rung = rung
      self.effect = effect
      self.grade = grade
    }
  }

  public var supplier: Party
  public var recipient: Party
  public var items: [Item]
  public var guidance: String
  public var status: String
  public var grade: String
  /// Actor ids of those who deny the claim.
  public var deniedBy: [String]
  /// Weight of evidence, 0...1.
  public var score: Double
  public var level: String
  public var contested: Bool
  public var concealed: Bool
  /// Places named as a false destination.
  public var decoys: [String]
  public var background: Bool
  /// `sale`, `aid`, `loan`, …; `unknown` when the text does not say.
  public var transfer: String
  public var evidence: [Evidence]
  public var ladder: [Rung]

  public init(
    supplier: Party, recipient: Party, items: [Item], guidance: String, status: String, grade: String,
    deniedBy: [String], score: Double, level: String, contested: Bool, concealed: Bool, decoys: [String],
    background: Bool, transfer: String, evidence: [Evidence], ladder: [Rung]
  ) {
    self.supplier = supplier
    self.recipient = recipient
    self.items = items
    self.guidance = guidance
    self.status = status
    self.grade = grade
    self.deniedBy = deniedBy
    self.score = score
    self.level = level
    self.contested = contested
    self.concealed = concealed
    self.decoys = decoys
    self.background = background
    self.transfer = transfer
    self.evidence = evidence
    self.ladder = ladder
  }
}

/// An article with what was found in it: one line of output.
public struct Record: Sendable {
  public var article: Article
  public var findings: Findings
  public init(article: Article, findings: Findings) {
    self.article = article
    self.findings = findings
  }
}
