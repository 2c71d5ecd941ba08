/// How far a statement about one stage of a transfer supports a claim about another.
///
/// The values are reasoned, not fitted: a request never supports delivery, a delivery proves most of what leads up to
/// it, and use proves delivery.
enum Support {
  /// Returns the share, -1...1, of a statement's weight that counts for a claim at `claim`.
  static func of(_ statement: String, for claim: String) -> Double {
    guard let column = columns.firstIndex(of: claim) else {
      // Stages without a column are supported by themselves alone.
      return statement == claim ? 1 : 0
    }
    guard let row = rows[statement] else { return 0 }
    return row[column]
  }

  /// Returns the share of a denial's weight that counts against a claim at `claim`.
  static func ofDenial(for claim: String) -> Double {
    guard let column = columns.firstIndex(of: claim) else { return 1 }
    return generalDenial[column]
  }

  private static let columns = [
    "requested", "offered", "considered", "agreed", "in-transit", "delivered", "used",
  ]
  private static let rows: [String: [Double]] = [
    "requested": [1, 0, 0.3, 0, 0, 0, 0],
    "offered": [0, 1, 0.5, 0, 0, 0, 0],
    "considered": [0.4, 0.2, 1, 0.15, 0, 0, 0],
    "agreed": [0.2, 0.2, 0.8, 1, 0.35, 0.25, 0],
    "in-transit": [0.2, 0.2, 0.6, 0.8, 1, 0.45, 0.1],
    "delivered": [0.2, 0.2, 0.6, 0.9, 0.9, 1, 0.3],
    "used": [0.1, 0.1, 0.4, 0.7, 0.8, 0.95, 1],
    "intercepted": [0.1, 0.1, 0.4, 0.7, 1, -0.4, 0],
    "refused": [0.3, 0, 0.5, -0.7, -0.5, -0.5, 0],
    "halted": [0, 0, 0, 0.6, 0.2, -0.3, 0],
  ]
  private static let generalDenial = [0.3, 0.3, 0.5, 1, 1, 1, 0.8]
}
