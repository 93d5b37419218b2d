import Testing
import XylemCore

/// Goal: the table is a dictionary. Method: the standard one as a model, with hashes that collide
/// in their home place far more often than chance would have it.
@Suite struct UniqueKeyTableTests {
  private func hash(_ low: UInt64, _ high: UInt64 = 0) -> KeyHash { KeyHash(low: low, high: high) }

  @Test func insertFindRemove() throws {
    var table = UniqueKeyTable()
    let (first, again) = (table.insert(hash(1), row: 10), table.insert(hash(1), row: 11))
    #expect(first)
    #expect(!again)
    #expect(table.row(for: hash(1)) == 10)
    #expect(table.row(for: hash(1, 1)) == nil)
    let removed = [table.remove(hash(1)), table.remove(hash(1))]
    #expect(removed == [10, nil])
    #expect(table.count == 0)
    try table.checkInvariants()
  }

  /// A run that wraps around the end of the table, with a key removed at each of its places.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func removalClosesARunThatWraps(removed: UInt64) throws {
    var table = UniqueKeyTable()
    for key in 0..<6 as Range<UInt64> {
      let isNew = table.insert(hash(14 + key / 3, key), row: UInt32(key))
      #expect(isNew)
    }
    table.remove(hash(14 + removed / 3, removed))
    try table.checkInvariants()
    for key in 0..<6 as Range<UInt64> {
      let expected = key == removed ? nil : UInt32(key)
      #expect(table.row(for: hash(14 + key / 3, key)) == expected)
    }
  }

  @Test func theZeroHashIsAKeyLikeAnyOther() {
    var table = UniqueKeyTable()
    #expect(table.row(for: hash(0)) == nil)
    let isNew = table.insert(hash(0), row: 0)
    #expect(isNew)
    #expect(table.row(for: hash(0)) == 0)
  }

  /// `spread` is the number of different low halves: 1 puts all keys into one run.
  @Test(arguments: [1, 7, 64, 1_000, UInt64.max], 0..<4 as Range<UInt64>)
  func agreesWithADictionary(spread: UInt64, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var table = UniqueKeyTable()
    var model: [KeyHash: UInt32] = [:]
    for step in 0..<3_000 as Range<UInt32> {
      let key = random.next() % 300
      let hash = hash((key &* 0x9e37_79b9_7f4a_7c15) % spread, key)
      if random.oneIn(2) {
        let isNew = table.insert(hash, row: step)
        #expect(isNew == (model[hash] == nil))
        if isNew { model[hash] = step }
      } else {
        let removed = table.remove(hash)
        #expect(removed == model.removeValue(forKey: hash))
      }
      if step % 16 == 0 { try table.checkInvariants() }
      #expect(table.count == model.count)
    }
    for key in 0..<300 as Range<UInt64> {
      let hash = hash((key &* 0x9e37_79b9_7f4a_7c15) % spread, key)
      #expect(table.row(for: hash) == model[hash])
    }
  }

  @Test func growsToManyKeys() throws {
    var random = SplitMix64(seed: 1)
    var table = UniqueKeyTable()
    let keys = (0..<50_000).map { _ in hash(random.next(), random.next()) }
    for (row, key) in keys.enumerated() { _ = table.insert(key, row: UInt32(row)) }
    try table.checkInvariants()
    var wrong = 0
    for (row, key) in keys.enumerated() where table.row(for: key) != UInt32(row) { wrong += 1 }
    #expect(wrong == 0)
  }
}
