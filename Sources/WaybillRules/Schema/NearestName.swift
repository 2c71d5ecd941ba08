/// Finds the name that an author probably meant.
package enum NearestName {
  /// Returns the candidate closest to `name`, or nil when none is close enough to be a slip of the keyboard.
  ///
  /// Upper and lower case count as equal; of equally close candidates the first wins.
  /// - Complexity: O(candidates × length²), and nothing for names longer than any slip would leave them.
  package static func nearest(to name: String, among candidates: [String]) -> String? {
    let longest = 64
    let wanted = Array(name.lowercased().unicodeScalars.prefix(longest + 1))
    guard wanted.count <= longest else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let tolerance = max(1, max(wanted.count, letters.count) / 3)
      guard abs(letters.count - wanted.count) <= tolerance, letters.count <= longest else { continue }
      let distance = distance(wanted, letters)
      // A name of which every letter changed is another name.
      guard distance <= tolerance, distance < max(wanted.count, letters.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Returns how many insertions, deletions, substitutions and swaps of neighbours lead from one to the other.
  ///
  /// No part is edited twice (optimal string alignment).
  package static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
