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
      guard letters.count <= longest else { continue }
      let tolerance = max(1, (max(wanted.count, letters.count) + 1) / 2 - 1)
      let distance = min(distance(wanted, letters), mixedUp(wanted, letters), cutShort(wanted, letters))
      // A name of which every letter changed is another name.
      guard distance <= tolerance, distance < max(wanted.count, letters.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Returns how many letters two names with one initial have not in common, and one more for the order.
  ///
  /// `machtes` has all of `match`, but not one after the other.
  private static func mixedUp(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    guard a.first == b.first else { return .max }
    var counts: [Unicode.Scalar: Int] = [:]
    for letter in a { counts[letter, default: 0] += 1 }
    for letter in b { counts[letter, default: 0] -= 1 }
    return counts.values.reduce(1) { $0 + abs($1) }
  }

  /// Counts a name as near that continues another or breaks off in it.
  private static func cutShort(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    let shorter = min(a.count, b.count)
    return shorter >= 3 && a.prefix(shorter) == b.prefix(shorter) ? 1 : .max
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
