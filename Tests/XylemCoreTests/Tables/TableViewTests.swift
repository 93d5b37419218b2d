import Testing

@testable import XylemCore

/// Goal: a frozen view never changes, and the table never notices it (I9). Method: a copy of the
/// rows is kept beside the view while the table is changed at random.
@Suite struct TableViewTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func aViewStaysAsItWas(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var table = PagedTable<TestRow>()
    var live: [UInt32] = []
    for _ in 0..<4 {
      change(&table, &live, steps: 3000, &random)
      let before = (0..<table.highWater).map { table[$0].value }
      let view = table.freeze()
      change(&table, &live, steps: 3000, &random)
      let seen = (0..<view.highWater).map { view[$0].value }
      #expect(seen == before)
      let after = (0..<table.highWater).map { table[$0].value }
      table.thaw()
      #expect((0..<table.highWater).map { table[$0].value } == after)
      try table.checkInvariants(isVacant: TestRow.isVacant)
    }
  }

  private func change(
    _ table: inout PagedTable<TestRow>, _ live: inout [UInt32], steps: Int,
    _ random: inout SplitMix64
  ) {
    for _ in 0..<steps {
      switch UInt8.random(in: 0..<4, using: &random) {
      case 0, 1: live.append(table.allocateLive(random.next() | 1))
      case 2:
        guard let index = live.randomElement(using: &random) else { break }
        table[index].value = random.next() | 1
      default:
        guard !live.isEmpty else { break }
        table.free(live.remove(at: Int.random(in: live.indices, using: &random)))
      }
    }
  }

  @Test func onlyChangedPagesAreCopied() {
    var table = PagedTable<TestRow>()
    let rows = PagedTable<TestRow>.rowsPerPage * 3
    for index in 0..<rows { _ = table.allocateLive(UInt64(index)) }
    let before = (0..<3).map { table.pages[$0] }
    let view = table.freeze()
    table[0].value = 7
    #expect(view[0].value == 0)
    table.thaw()
    #expect((0..<3).map { table.pages[$0] == before[$0] } == [false, true, true])
    #expect(table[0].value == 7)
  }
}
