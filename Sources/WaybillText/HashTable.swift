/// Numbers for sixty-four-bit hashes, in the order in which they come, from 0.
///
/// What has the same hash is the same: with a hundred thousand words in the rules and ten million others in a corpus,
/// the chance that any two of them fall together is one in ten million.
@usableFromInline
package struct HashTable: Sendable {
  /// Open addressing, its size a power of two and at most five eighths full; 0 marks an empty place.
  @usableFromInline private(set) var slots = [UInt64](repeating: 0, count: 64)
  /// The numbers of the hashes, place by place; apart, so that a search passes over as little memory as can be.
  @usableFromInline private(set) var numbers = [Int32](repeating: -1, count: 64)
  /// How many hashes have a number.
  package private(set) var count = 0

  /// Creates an empty table.
  package init() {}

  /// Returns the number of a hash, giving it the next one when it is new.
  /// - Parameter hash: anything but 0.
  @discardableResult
  package mutating func intern(_ hash: UInt64) -> Int32 {
    if count * 8 >= slots.count * 5 { grow() }
    let place = place(of: hash)
    if slots[place] == 0 {
      slots[place] = hash
      numbers[place] = Int32(count)
      count += 1
    }
    return numbers[place]
  }

  /// Gives what has the number *n* the number `numbers[n]` instead; no further hash can be interned.
  package mutating func renumber(_ numbers: [Int32]) {
    for place in slots.indices where slots[place] != 0 {
      self.numbers[place] = numbers[Int(self.numbers[place])]
    }
  }

  /// All hashes that have a number.
  package var hashes: [UInt64] { slots.filter { $0 != 0 } }

  /// Returns the number of a hash, or -1 when it has none.
  @inlinable @inline(__always)
  package func number(of hash: UInt64) -> Int32 { numbers[place(of: hash)] }

  /// Returns where the hash is, or the empty place where it would be.
  @inlinable @inline(__always)
  func place(of hash: UInt64) -> Int {
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: hash &>> 32) & mask
    while slots[place] != hash, slots[place] != 0 { place = (place &+ 1) & mask }
    return place
  }

  private mutating func grow() {
    let (old, oldNumbers) = (slots, numbers)
    slots = [UInt64](repeating: 0, count: old.count * 2)
    numbers = [Int32](repeating: -1, count: old.count * 2)
    for (hash, number) in zip(old, oldNumbers) where hash != 0 {
      let place = place(of: hash)
      slots[place] = hash
      numbers[place] = number
    }
  }
}
