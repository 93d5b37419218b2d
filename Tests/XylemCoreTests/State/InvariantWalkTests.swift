import Testing

@testable import XylemCore

/// Goal: the walk that every other test trusts (I9) finds each kind of contradiction. Method: a
/// state with tasks at every status, one number changed at a time.
@Suite struct InvariantWalkTests {
  /// A change that breaks one invariant, and what the walk must say.
  struct Plant: CustomTestStringConvertible, Sendable {
    let words: String
    let change: @Sendable (inout TaskStateMachine) -> Void
    var testDescription: String { words }

    init(_ words: String, _ change: @escaping @Sendable (inout TaskStateMachine) -> Void) {
      self.words = words
      self.change = change
    }
  }

  static let plants: [Plant] = [
    Plant("every task ever added is accounted for") { $0.totals.enqueued += 1 },
    Plant("a queue's map of priorities") { $0.queues[0].occupied = 0 },
    Plant("the balance of mail") { $0.queues[0].counters.buried += 1 },
    Plant("the count of leased tasks") { state in
      state.totals[.leased] += 1
      state.totals.enqueued += 1
    },
    Plant("leased in mail") { state in
      state.queues[0].counters[.leased] += 1
      state.queues[0].counters.enqueued += 1
    },
    Plant("delayed of a kind") { $0.kinds[0].counters[.delayed] += 1 },
    Plant("the number of timers") { state in
      guard let row = row(.leased, in: state) else { return }
      state.timers.remove(row, in: &state.tasks)
    },
    Plant("the living bytes of segment 1") { state in
      state.usage.add(RecordLocation(segment: 1, offset: 4096, length: 8))
    },
    Plant("the living bytes of all segments") { state in
      state.usage.add(RecordLocation(segment: 77, offset: 4096, length: 8))
    },
    Plant("a companion's owner") { $0.companions[0].owner = 5000 },
    Plant("the holder of a unique key") { $0.companions[0].keyLow ^= 1 },
    Plant("the number of unique keys") { state in
      _ = state.keys.insert(KeyHash(low: 7, high: 7), row: 0)
    },
    Plant("the number of expiries") { $0.expiries.remove(2, in: &$0.companions) },
    Plant("the list links to no row") { state in
      guard let row = row(.ready, in: state) else { return }
      state.tasks[row].next = 5000
    },
  ]

  private static func row(
    _ status: TaskStatus, in state: borrowing TaskStateMachine
  ) -> UInt32? {
    for row in 0..<state.tasks.highWater where state.tasks[row].status == status { return row }
    return nil
  }

  private func subject() throws -> StateUnderTest {
    var subject = StateUnderTest()
    _ = try subject.enqueue { task in
      task.uniqueKey = "held"
      task.expiryMilliseconds = 900_000
    }
    for _ in 0..<4 { _ = try subject.enqueue() }
    _ = try subject.enqueue { $0.delayMilliseconds = 5000 }
    let token = try #require(try subject.lease(2).last)
    var failure = Command.Failure(message: "no")
    failure.isPermanent = true
    _ = try subject.run(.fail(token, failure))
    _ = try subject.enqueue { task in
      task.uniqueKey = "held too"
      task.expiryMilliseconds = 900_000
    }
    return subject
  }

  @Test func aSoundStatePasses() throws {
    try subject().state.checkInvariants()
  }

  @Test(arguments: plants) func findsAContradiction(plant: Plant) throws {
    var subject = try subject()
    plant.change(&subject.state)
    let found: String?
    do throws(InvariantViolation) {
      try subject.state.checkInvariants()
      found = nil
    } catch { found = error.description }
    #expect(found?.contains(plant.words) == true, "\(found ?? "nothing found")")
  }
}
