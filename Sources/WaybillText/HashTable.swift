/// Numbers for sixty-four-bit hashes, in the order in which they come, from 0.
///
/// What has the same hash is the same: with a hundred thousand words in the rules and ten million others in a corpus,
/// the chance that any two of them fall together is one in ten million.
@usableFromInline
package struct HashTable: Sendable {
  @usableFromInline
  struct Slot: Sendable {
    /// 0 marks an empty place.
    @usableFromInline var hash: UInt64
    @usableFromInline var number: Int32
  }

  /// Open addressing, its size a power of two and at most half full.
  @usableFromInline private(set) var slots = [Slot](repeating: Slot(hash: 0, number: -1), count: 64)
  /// How many hashes have a number.
  package private(set) var count = 0

  /// Creates an empty table.
  package init() {}

  /// Returns the number of a hash, giving it the next one when it is new.
  /// - Parameter hash: anything but 0.
  package mutating func intern(_ hash: UInt64) -> Int32 {
    if count * 2 >= slots.count { grow() }
    let place = place(of: hash)
    if slots[place].hash == 0 {
      slots[place] = Slot(hash: hash, number: Int32(count))
      count += 1
    }
    return slots[place].number
  }

  /// Gives what has the number *n* the number `numbers[n]` instead; no further hash can be interned.
  package mutating func renumber(_ numbers: [Int32]) {
    for place in slots.indices where slots[place].hash != 0 {
      slots[place].number = numbers[Int(slots[place].number)]
    }
  }

  /// All hashes that have a number.
  package var hashes: [UInt64] { slots.lazy.map(\.hash).filter { $0 != 0 } }

  /// Returns the number of a hash, or -1 when it has none.
  @inlinable @inline(__always)
  package func number(of hash: UInt64) -> Int32 { slots[place(of: hash)].number }

  /// Returns where the hash is, or the empty place where it would be.
  @inlinable @inline(__always)
  func place(of hash: UInt64) -> Int {
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: hash &>> 32) & mask
    while slots[place].hash != hash, slots[place].hash != 0 { place = (place &+ 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(hash: 0, number: -1), count: old.count * 2)
    for slot in old where slot.hash != 0 { slots[place(of: slot.hash)] = slot }
  }
}
