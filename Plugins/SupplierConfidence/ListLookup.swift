import WaybillCore

/// Which of the recorded lists each token belongs to.
struct ListLookup {
  private var members: Set<Member> = []
  /// The hits of each list, by start.
  private var byList: [Int: [Range<Int>]] = [:]

  private struct Member: Hashable {
    var list: Int
    var token: Int
  }

  init(_ reading: Reading) {
    for hit in reading.lists {
      byList[hit.list, default: []].append(hit.tokens)
      for token in hit.tokens { members.insert(Member(list: hit.list, token: token)) }
    }
    for list in byList.keys { byList[list]?.sort { $0.lowerBound < $1.lowerBound } }
  }

  func contains(_ list: Int?, _ token: Int) -> Bool {
    guard let list else { return false }
    return members.contains(Member(list: list, token: token))
  }

  /// Returns the list's hits that start within `range`.
  /// - Complexity: O(log hits + hits found)
  func hits(of list: Int?, in range: Range<Int>) -> [Range<Int>] {
    guard let list, let hits = byList[list] else { return [] }
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if hits[middle].lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return Array(hits[low...].prefix { $0.lowerBound < range.upperBound })
  }
}
