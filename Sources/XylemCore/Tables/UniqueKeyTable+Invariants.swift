extension UniqueKeyTable {
  /// Walks the whole table. Linear in its places.
  ///
  /// - Every key is found by the lookup, at the place where it is: so no gap lies between a key and
  ///   its home, and no key is there twice.
  /// - `count` is the number of keys, and at most 7/10 of the places.
  package func checkInvariants() throws(InvariantViolation) {
    var walked = 0
    for place in 0..<slotCount where slots[place].row != RowIndex.none {
      walked += 1
      var probe = home(of: slots[place].hash)
      while probe != place {
        try InvariantViolation.unless(
          slots[probe].row != RowIndex.none && slots[probe].hash != slots[place].hash,
          "the key at \(place) is not found from its home")
        probe = (probe + 1) & (slotCount - 1)
      }
    }
    try InvariantViolation.unless(walked == count, "count \(count), walked \(walked)")
    try InvariantViolation.unless(count * 10 <= slotCount * 7, "the table is too full")
  }
}
