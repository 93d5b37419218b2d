import XylemCore

/// A row that takes part in everything; its free link shares storage with a list link, as real
/// rows do.
struct TestRow: Recyclable, TimerNode, ListNode, Equatable {
  var isLive = false
  var value: UInt64 = 0
  var listNext = RowIndex.none
  var listPrevious = RowIndex.none
  var timerNext = RowIndex.none
  var timerPrevious = RowIndex.none
  var timerDue: UInt64 = 0

  var nextFree: UInt32 {
    get { listNext }
    set { listNext = newValue }
  }

  static var vacant: TestRow { TestRow() }

  /// A vacant row as a checkpoint would give it.
  static func vacant(next: UInt32) -> TestRow {
    var row = TestRow()
    row.nextFree = next
    return row
  }

  /// A live row as a checkpoint would give it.
  static func live(_ value: UInt64) -> TestRow {
    var row = TestRow()
    row.isLive = true
    row.value = value
    return row
  }

  static func isVacant(_ row: TestRow) -> Bool { !row.isLive }
}

extension PagedTable<TestRow> {
  /// Allocates a row and marks it live.
  mutating func allocateLive(_ value: UInt64 = 0) -> UInt32 {
    let index = allocate()
    self[index].isLive = true
    self[index].value = value
    return index
  }
}
