import Testing
import XylemCore

/// Goal: the list is an ordered collection. Method: an array as a model, walks after each step.
@Suite struct RowListTests {
  private func rows(of list: RowList, in table: borrowing PagedTable<TestRow>) -> [UInt32] {
    var rows: [UInt32] = []
    var index = list.head
    while index != RowIndex.none {
      rows.append(index)
      index = table[index].listNext
    }
    return rows
  }

  @Test func appendAndPrepend() throws {
    var table = PagedTable<TestRow>()
    var list = RowList()
    #expect(list.isEmpty)
    for _ in 0..<4 { _ = table.allocateLive() }
    list.append(0, in: &table)
    list.append(1, in: &table)
    list.prepend(2, in: &table)
    list.append(3, in: &table)
    #expect(rows(of: list, in: table) == [2, 0, 1, 3])
    #expect(list.count == 4)
    #expect(!list.isEmpty)
    try list.checkInvariants(in: table)
  }

  @Test(arguments: 0..<5 as Range<UInt32>)
  func removeAtEachPlace(index: UInt32) throws {
    var table = PagedTable<TestRow>()
    var list = RowList()
    for _ in 0..<5 { list.append(table.allocateLive(), in: &table) }
    list.remove(index, in: &table)
    try list.checkInvariants(in: table)
    #expect(rows(of: list, in: table) == (0..<5).filter { $0 != index })
    let removed = table[index]
    #expect(removed.listNext == RowIndex.none)
    #expect(removed.listPrevious == RowIndex.none)
  }

  @Test func removingTheOnlyRowEmptiesTheList() throws {
    var table = PagedTable<TestRow>()
    var list = RowList()
    let index = table.allocateLive()
    list.prepend(index, in: &table)
    list.remove(index, in: &table)
    #expect(list.isEmpty)
    #expect(list.tail == RowIndex.none)
    try list.checkInvariants(in: table)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func agreesWithAnArray(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var table = PagedTable<TestRow>()
    var list = RowList()
    var model: [UInt32] = []
    for _ in 0..<2_000 {
      switch random.next() % 5 {
      case 0, 1:
        model.append(table.allocateLive())
        list.append(model[model.count - 1], in: &table)
      case 2:
        model.insert(table.allocateLive(), at: 0)
        list.prepend(model[0], in: &table)
      default:
        guard !model.isEmpty else { continue }
        let index = model.remove(at: Int(random.next() % UInt64(model.count)))
        list.remove(index, in: &table)
        table.free(index)
      }
      try list.checkInvariants(in: table)
    }
    #expect(rows(of: list, in: table) == model)
    #expect(Int(list.count) == model.count)
  }

  @Test func theWalkFindsABrokenLink() {
    var table = PagedTable<TestRow>()
    var list = RowList()
    for _ in 0..<3 { list.append(table.allocateLive(), in: &table) }
    table[1].listPrevious = 2
    #expect(throws: InvariantViolation.self) { try list.checkInvariants(in: table) }
  }
}
