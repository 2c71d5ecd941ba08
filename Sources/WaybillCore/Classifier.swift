/// A classifier: from a reading of an article to findings.
///
/// Registered by rule sets under `classifiers:`. It must give the same findings for the same reading every time.
public protocol Classifier: Sendable {
  /// What rule sets can say about this classifier.
  static var descriptor: ClassifierDescriptor { get }

  /// Creates an instance as one rule set registers it.
  init(_ configuration: ClassifierConfiguration)

  /// Adds to the findings of the classifiers it needs.
  func classify(_ reading: Reading, into findings: inout Findings)
}

/// What a classifier is called, what it may emit and which parameters it takes.
public struct ClassifierDescriptor: Sendable {
  /// One kebab-case word, as `plugin:` names it.
  public var id: String
  /// One sentence for `rules list`.
  public var summary: String
  /// Plugins whose findings it reads; each must be registered in `needs:`.
  public var needs: [String]
  /// What it adds to the findings that people look for in a table.
  public var adds: Set<FindingKind>
  public var parameters: [ParameterDescriptor]
  public init(
    id: String, summary: String, needs: [String] = [], adds: Set<FindingKind> = [],
    parameters: [ParameterDescriptor] = []
  ) {
    self.id = id
    self.summary = summary
    self.needs = needs
    self.adds = adds
    self.parameters = parameters
  }
}

/// What a row of a table can be about.
public enum FindingKind: Sendable, Hashable {
  /// Labelled spans: `Findings.spans`.
  case labels
  /// Weapons and the like: `Findings.weapons`.
  case mentions
  /// Who supplied what to whom: `Findings.claims`.
  case claims
}

public struct ParameterDescriptor: Sendable {
  public indirect enum Kind: Sendable, Hashable {
    /// Any text.
    case text
    case number
    /// `true` or `false`.
    case flag
    /// A label of the first axis that the classifier emits.
    case label
    /// A label of the named axis.
    case labelOf(axis: String)
    /// The id of a loaded actor.
    case actor
    /// The name of a loaded list; its hits come in `Reading.lists`.
    case list
    case array(of: Kind)
    case map(key: Kind, value: Kind)
  }
  public var name: String
  public var kind: Kind
  /// One sentence for the reference.
  public var summary: String
  public init(_ name: String, _ kind: Kind, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
  }
}

/// A parameter's value after it was checked against its descriptor.
public indirect enum ParameterValue: Sendable, Hashable {
  case text(String)
  case number(Double)
  case flag(Bool)
  /// Number of a label, actor or list in the catalog.
  case reference(Int)
  case array([ParameterValue])
  case map([(key: ParameterValue, value: ParameterValue)])

  public static func == (a: ParameterValue, b: ParameterValue) -> Bool {
    switch (a, b) {
    case (.text(let x), .text(let y)): x == y
    case (.number(let x), .number(let y)): x == y
    case (.flag(let x), .flag(let y)): x == y
    case (.reference(let x), .reference(let y)): x == y
    case (.array(let x), .array(let y)): x == y
    case (.map(let x), .map(let y)): x.elementsEqual(y) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text): hasher.combine(text)
    case .number(let number): hasher.combine(number)
    case .flag(let flag): hasher.combine(flag)
    case .reference(let number): hasher.combine(number)
    case .array(let values): hasher.combine(values)
    case .map(let pairs):
      for pair in pairs {
        hasher.combine(pair.key)
        hasher.combine(pair.value)
      }
    }
  }
}

/// One registration of a classifier, checked.
public struct ClassifierConfiguration: Sendable {
  /// The id given by the rule set.
  public var id: String
  /// Numbers of the axes it may emit.
  public var emits: [Int]
  public var parameters: [String: ParameterValue]
  public var catalog: Catalog
  public init(id: String, emits: [Int], parameters: [String: ParameterValue], catalog: Catalog) {
    self.id = id
    self.emits = emits
    self.parameters = parameters
    self.catalog = catalog
  }
}
