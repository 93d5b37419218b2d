extension PagedTable {
  /// Foretells which rows the following ``PagedTable/allocate()`` calls will return.
  ///
  /// A decision must name the rows of its records before any record is applied. A reservation holds
  /// nothing back: it is true only until the table allocates or frees.
  package struct Reservation {
    private var free: UInt32
    private var fresh: UInt32

    fileprivate init(free: UInt32, fresh: UInt32) {
      self.free = free
      self.fresh = fresh
    }

    /// The index that the next `allocate()` after those already foretold will return.
    ///
    /// `table` must be the one that made the reservation, unchanged since.
    package mutating func next(in table: borrowing PagedTable) -> UInt32 {
      guard free == RowIndex.none else {
        let index = free
        free = table[checked: index].nextFree
        return index
      }
      assert(fresh >= table.highWater, "the table grew under a reservation")
      precondition(fresh < RowIndex.none, "the table has used every index")
      fresh += 1
      return fresh - 1
    }
  }

  /// Starts foretelling from the present state of the table.
  package func reservation() -> Reservation {
    Reservation(free: freeHead, fresh: highWater)
  }
}
