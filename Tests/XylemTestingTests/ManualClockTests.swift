import Testing
import XylemTesting

/// A clock that a test moves.
struct ManualClockTests {
  @Test func sleepersWakeInTheOrderOfTheirDeadlines() async throws {
    let clock = ManualClock()
    let notes = Notes()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for seconds in [3, 1, 2] {
        group.addTask {
          try await clock.sleep(for: .seconds(seconds))
          notes.add("\(seconds)")
        }
      }
      while clock.sleeperCount < 3 { await Task.yield() }
      for count in 1...3 {
        clock.advance(by: .seconds(1))
        while notes.all.count < count { await Task.yield() }
      }
      try await group.waitForAll()
    }
    #expect(notes.all == ["1", "2", "3"])
    #expect(clock.now.elapsed == .seconds(3) && clock.sleeperCount == 0)
  }

  @Test func aCancelledSleeperIsGone() async throws {
    let clock = ManualClock(startMilliseconds: 5_000)
    let sleeper = Task { try await clock.sleep(for: .seconds(1)) }
    while clock.sleeperCount == 0 { await Task.yield() }
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
    #expect(clock.sleeperCount == 0 && clock.milliseconds == 5_000)
  }
}
