/// Splits sentences into clauses, so that a cue does not reach over into what it was not said of.
package enum Clauses {
  /// Numbers the clauses of a sentence: `numbers[k]` becomes the clause of its token k, counted from 0.
  ///
  /// A new clause begins at a semicolon, at a lone dash, and before each breaker. What stands between a pair of dashes or
  /// in brackets is a clause of its own, and after it the interrupted clause goes on under its number. The same holds for
  /// a relative clause set off by commas (`Iran, which denied it, sent drones`): a breaker after a comma opens it, and the
  /// next comma closes it if there is one; so an enumeration inside such a clause ends it early. Other commas break
  /// nothing. From the 256th clause on all share the number 255.
  ///
  /// - Parameters:
  ///   - sentence: the tokens of the sentence.
  ///   - breakers: the token ranges of relative pronouns, subordinators and the like, ascending; those outside the
  ///     sentence are ignored.
  ///   - numbers: replaced by one number per token.
  /// - Complexity: O(*n*) in the tokens and breakers.
  package static func split(
    _ sentence: Range<Int>, table: TokenTable, breakers: [Range<Int>], into numbers: inout [UInt8]
  ) {
    numbers.removeAll(keepingCapacity: true)
    var clauses = ClauseStack()
    var commas = count(of: .comma, in: sentence, table: table)
    var dashes = count(of: .dash, in: sentence, table: table)
    var next = 0
    for index in sentence {
      while next < breakers.count, breakers[next].lowerBound < index { next += 1 }
      let breaks = next < breakers.count && breakers[next].lowerBound == index
      if index > sentence.lowerBound {
        let boundary = table[index].boundary
        let hasComma = boundary.contains(.comma)
        if hasComma { commas -= 1 }
        if boundary.contains(.semicolon) { clauses.startOver() }
        if boundary.contains(.bracket) { clauses.toggle(.bracket) }
        if boundary.contains(.dash) {
          dashes -= 1
          if clauses.isOpen(.dash) || dashes > 0 { clauses.toggle(.dash) } else { clauses.startOver() }
        }
        if hasComma { clauses.closeRelative() }
        if breaks {
          if hasComma && commas > 0 { clauses.open(.relative) } else { clauses.startClause() }
        }
      }
      numbers.append(UInt8(min(clauses.current, 255)))
    }
  }

  private static func count(of sign: Boundary, in sentence: Range<Int>, table: TokenTable) -> Int {
    var count = 0
    for index in sentence.dropFirst() where table[index].boundary.contains(sign) { count += 1 }
    return count
  }
}

/// The clause being read and those that it interrupts.
private struct ClauseStack {
  enum Interruption {
    case bracket, dash, relative
  }

  private(set) var current = 0
  private var last = 0
  private var interrupted: [(kind: Interruption, clause: Int)] = []

  /// Starts a clause on the same level.
  mutating func startClause() {
    last += 1
    current = last
  }

  /// Starts a clause after which none of the earlier ones goes on.
  mutating func startOver() {
    interrupted.removeAll(keepingCapacity: true)
    startClause()
  }

  mutating func open(_ kind: Interruption) {
    interrupted.append((kind, current))
    startClause()
  }

  func isOpen(_ kind: Interruption) -> Bool { interrupted.contains { $0.kind == kind } }

  /// Closes the interruption with all that it holds, or opens one if there is none.
  mutating func toggle(_ kind: Interruption) {
    guard let index = interrupted.lastIndex(where: { $0.kind == kind }) else { return open(kind) }
    current = interrupted[index].clause
    interrupted.removeSubrange(index...)
  }

  /// Closes a relative clause, if one is the latest interruption.
  mutating func closeRelative() {
    guard let top = interrupted.last, top.kind == .relative else { return }
    current = top.clause
    interrupted.removeLast()
  }
}
