/// Rows that were ever used are counted, not whole pages: the system gives memory to a page of the
/// table bit by bit, as its rows are written for the first time.
extension PagedTable {
  /// What the rows take once `additions` more are live, in bytes: vacant rows are used first.
  func byteCount(adding additions: Int = 0) -> Int {
    let rows = max(Int(highWater), Int(count) + additions)
    return rows * MemoryLayout<Row>.stride + directoryByteCount
  }

  /// What pages take that the table does not use: copies that a view reads, and spare ones.
  var extraByteCount: Int {
    frozen.extraCount * Int(Self.rowsPerPage) * MemoryLayout<Row>.stride
  }

  /// What vacant rows take, in bytes.
  var vacantByteCount: Int { Int(highWater - count) * MemoryLayout<Row>.stride }
}
