extension TimingWheel {
  /// Walks the whole wheel. Linear in the timers, plus 1,536 buckets.
  ///
  /// - A bucket's bit is set exactly when it has a first node.
  /// - Every node is in the bucket that its due instant and the cursor name.
  /// - Links agree in both directions, and `count` is the number of nodes.
  package func checkInvariants(
    in table: borrowing PagedTable<Node>
  ) throws(InvariantViolation) {
    var walked: UInt32 = 0
    var lowest: Int?
    var bits: UInt64 = 0
    for bucket in 0..<Self.bucketCount {
      bits = bucket & 63 == 0 ? occupancy.bits(from: bucket) : bits &>> 1
      let isOccupied = heads[bucket] != RowIndex.none
      try InvariantViolation.unless(
        (bits & 1 != 0) == isOccupied, "occupancy of bucket \(bucket) is wrong")
      guard isOccupied else { continue }
      lowest = lowest ?? bucket
      try walk(bucket, walked: &walked, in: table)
    }
    try InvariantViolation.unless(walked == count, "count \(count), walked \(walked)")
    try InvariantViolation.unless(occupancy.first == lowest, "the summary misses a bucket")
  }

  private func walk(
    _ bucket: Int, walked: inout UInt32, in table: borrowing PagedTable<Node>
  ) throws(InvariantViolation) {
    let head = heads[bucket]
    var index = head
    var last = head
    while index != RowIndex.none {
      try InvariantViolation.unless(table.contains(index), "bucket \(bucket) links to no row")
      try InvariantViolation.unless(walked < count, "bucket \(bucket) runs in a circle")
      try InvariantViolation.unless(
        self.bucket(due: table[index].timerDue) == bucket, "row \(index) is in a wrong bucket")
      try InvariantViolation.unless(
        index == head || table[index].timerPrevious == last, "row \(index) links back wrongly")
      walked += 1
      last = index
      index = table[index].timerNext
    }
    try InvariantViolation.unless(
      table[head].timerPrevious == last, "the head of bucket \(bucket) does not know the last node")
  }
}
