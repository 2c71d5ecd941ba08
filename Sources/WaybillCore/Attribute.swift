/// The closed table of attributes that modifiers and rules may set and policies may test.
public enum Attribute: String, Sendable, CaseIterable, Hashable {
  case stance, certainty, source, holder, status, modality, concealed, background

  /// The values an attribute can take; the first is the default.
  ///
  /// When two cues set one attribute, the value that stands later in this list wins. The order runs from what changes
  /// least to what changes most, so that a denial beats a negation and a rumour beats a named source's word.
  public var values: [String] {
    switch self {
    case .stance: ["affirmed", "negated", "denied"]
    case .certainty: ["certain", "probable", "possible", "doubtful"]
    case .source: ["none", "evidence", "document", "named", "media", "anonymous", "rumour"]
    case .holder: ["other", "supplier", "recipient"]
    case .status:
      [
        "unspecified", "delivered", "in-transit", "agreed", "considered", "offered", "requested", "used",
        "intercepted", "halted", "refused",
      ]
    case .modality: ["actual", "future", "conditional", "question"]
    case .concealed, .background: ["false", "true"]
    }
  }
}

/// Values of some attributes.
public struct AttributeSet: Sendable, Hashable {
  /// Position in `Attribute.values` plus one, per attribute in declaration order; 0 where unset.
  private var ranks: [UInt8] = [UInt8](repeating: 0, count: Attribute.allCases.count)

  public init() {}

  /// The value set, or nil.
  public subscript(_ attribute: Attribute) -> String? {
    get {
      let rank = Int(ranks[attribute.position])
      return rank == 0 ? nil : attribute.values[rank - 1]
    }
    set {
      guard let newValue else {
        ranks[attribute.position] = 0
        return
      }
      guard let rank = attribute.values.firstIndex(of: newValue) else {
        preconditionFailure("\(newValue) is no value of \(attribute.rawValue)")
      }
      ranks[attribute.position] = UInt8(rank + 1)
    }
  }

  public var isEmpty: Bool { ranks.allSatisfy { $0 == 0 } }

  /// Takes each value of `other` that outranks the one here.
  public mutating func formUnion(_ other: AttributeSet) {
    for index in ranks.indices { ranks[index] = max(ranks[index], other.ranks[index]) }
  }
}

extension Attribute {
  fileprivate var position: Int {
    switch self {
    case .stance: 0
    case .certainty: 1
    case .source: 2
    case .holder: 3
    case .status: 4
    case .modality: 5
    case .concealed: 6
    case .background: 7
    }
  }
}
