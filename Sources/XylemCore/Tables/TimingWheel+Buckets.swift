/// A bucket is a list through its nodes: the last node's next is none, and the first node's
/// previous is the last, so that both ends are at hand with one stored head.
extension TimingWheel {
  /// Puts a node behind all others of `bucket`.
  mutating func append(_ index: UInt32, to bucket: Int, in table: inout PagedTable<Node>) {
    let head = heads[bucket]
    table[index].timerNext = RowIndex.none
    guard head != RowIndex.none else {
      table[index].timerPrevious = index
      heads[bucket] = index
      occupancy.insert(bucket)
      return
    }
    let tail = table[head].timerPrevious
    table[index].timerPrevious = tail
    table[tail].timerNext = index
    table[head].timerPrevious = index
  }

  /// Takes a node out of `bucket`, wherever in it the node is.
  mutating func unlink(_ index: UInt32, from bucket: Int, in table: inout PagedTable<Node>) {
    let head = heads[bucket]
    let next = table[index].timerNext
    let previous = table[index].timerPrevious
    precondition(head != RowIndex.none, "the timer is not where its instant says")
    table[index].timerNext = RowIndex.none
    table[index].timerPrevious = RowIndex.none
    if index == head {
      replaceHead(of: bucket, by: next, tail: previous, in: &table)
    } else {
      table[previous].timerNext = next
      table[next == RowIndex.none ? head : next].timerPrevious = previous
    }
  }

  private mutating func replaceHead(
    of bucket: Int, by next: UInt32, tail: UInt32, in table: inout PagedTable<Node>
  ) {
    heads[bucket] = next
    if next == RowIndex.none {
      occupancy.remove(bucket)
    } else {
      table[next].timerPrevious = tail
    }
  }

  /// Spreads a coarse bucket, whose first instant the cursor has just reached, over finer ones.
  mutating func cascade(_ bucket: Int, in table: inout PagedTable<Node>) {
    var index = heads[bucket]
    heads[bucket] = RowIndex.none
    occupancy.remove(bucket)
    while index != RowIndex.none {
      let next = table[index].timerNext
      let finer = self.bucket(due: table[index].timerDue)
      assert(finer < bucket, "a cascade must go down")
      append(index, to: finer, in: &table)
      index = next
    }
  }
}
