/// Which row holds a unique key: open addressing with linear probing, and backward-shift deletion
/// (Knuth, TAOCP volume 3, section 6.4, algorithms L and R).
///
/// Keys are known only by their 128-bit hash; since that is keyed, its low bits serve as the home
/// place. There are no tombstones, so lookups do not slow down with the number of removals. The
/// table is at most 7/10 full and never shrinks. Growth moves everything at once.
package struct UniqueKeyTable: ~Copyable {
  /// One place of the table; vacant while its row is ``RowIndex/none``.
  struct Slot: BitwiseCopyable {
    var hash: KeyHash
    var row: UInt32

    static var vacant: Slot { Slot(hash: KeyHash(low: 0, high: 0), row: RowIndex.none) }
  }

  /// The number of keys.
  package private(set) var count = 0

  /// The number of places, a power of two.
  private(set) var slotCount: Int
  private(set) var slots: UnsafeMutablePointer<Slot>

  /// Makes an empty table of 16 places.
  package init() {
    slotCount = 16
    slots = Self.makeSlots(slotCount)
  }

  deinit {
    slots.deallocate()
  }

  /// The row that holds the key, or nil.
  package func row(for hash: KeyHash) -> UInt32? {
    let row = slots[place(of: hash)].row
    return row == RowIndex.none ? nil : row
  }

  /// Notes that `row` holds the key. Returns false and changes nothing if a row holds it already.
  package mutating func insert(_ hash: KeyHash, row: UInt32) -> Bool {
    precondition(row != RowIndex.none, "a key must be held by a row")
    let found = place(of: hash)
    guard slots[found].row == RowIndex.none else { return false }
    count += 1
    if count * 10 > slotCount * 7 {
      grow()
      slots[place(of: hash)] = Slot(hash: hash, row: row)
    } else {
      slots[found] = Slot(hash: hash, row: row)
    }
    return true
  }

  /// Forgets the key, and returns the row that held it, or nil when there was none.
  @discardableResult
  package mutating func remove(_ hash: KeyHash) -> UInt32? {
    let found = place(of: hash)
    let row = slots[found].row
    guard row != RowIndex.none else { return nil }
    closeGap(at: found)
    count -= 1
    return row
  }

  func home(of hash: KeyHash) -> Int { Int(truncatingIfNeeded: hash.low) & (slotCount - 1) }

  /// Where the key is, or else the vacant place where it would go. One place is always vacant.
  private func place(of hash: KeyHash) -> Int {
    var place = home(of: hash)
    while slots[place].row != RowIndex.none && slots[place].hash != hash {
      place = (place + 1) & (slotCount - 1)
    }
    return place
  }

  /// Fills a gap with the next slot of its run that may move there without passing its home, and so
  /// on with the gap that this leaves, until the run ends.
  private mutating func closeGap(at start: Int) {
    let mask = slotCount - 1
    var gap = start
    var place = (gap + 1) & mask
    while slots[place].row != RowIndex.none {
      let fromHome = (place - home(of: slots[place].hash)) & mask
      if fromHome >= (place - gap) & mask {
        slots[gap] = slots[place]
        gap = place
      }
      place = (place + 1) & mask
    }
    slots[gap] = .vacant
  }

  /// What the table takes once `additions` more keys are in it, in bytes.
  func byteCount(adding additions: Int = 0) -> Int {
    var places = slotCount
    while (count + additions) * 10 > places * 7 { places *= 2 }
    return places * MemoryLayout<Slot>.stride
  }

  private mutating func grow() {
    let (old, oldCount) = (slots, slotCount)
    slotCount *= 2
    slots = Self.makeSlots(slotCount)
    for index in 0..<oldCount where old[index].row != RowIndex.none {
      slots[place(of: old[index].hash)] = old[index]
    }
    old.deallocate()
  }

  private static func makeSlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: .vacant, count: count)
    return slots
  }
}
