import WaybillCore

/// Which of the recorded lists each token belongs to.
struct ListLookup {
  private var byToken: [Int: Set<Int>] = [:]
  private let hits: [ListHit]

  init(_ reading: Reading) {
    hits = reading.lists
    for hit in reading.lists { for token in hit.tokens { byToken[token, default: []].insert(hit.list) } }
  }

  func contains(_ list: Int?, _ token: Int) -> Bool {
    guard let list else { return false }
    return byToken[token]?.contains(list) ?? false
  }

  /// Returns the list's hits that start within `range`.
  func hits(of list: Int?, in range: Range<Int>) -> [Range<Int>] {
    guard let list else { return [] }
    return hits.lazy.filter { $0.list == list && range.contains($0.tokens.lowerBound) }.map(\.tokens)
  }
}
