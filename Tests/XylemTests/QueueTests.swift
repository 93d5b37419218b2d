import Testing
import Xylem

/// Pausing, resuming, counting.
@Suite(.timeLimit(.minutes(1)))
struct QueueTests {
  @Test
  func aPausedQueueGivesNothingUntilItIsResumed() async throws {
    try await ScratchStore.use { store in
      try await store.pause(queue: "numbers")
      try await store.pause(queue: "numbers")
      let task = try await store.enqueue(Doubling(number: 3))
      let note = try await store.enqueue(Kept())
      try await store.working {
        Handler(Doubling.self) { task, _ in task.number * 2 }
        Handler(Kept.self) { _, _ in "" }
      } _: {
        _ = try await note.output
        #expect(try await store.status(of: task.id)?.status == .ready)
        #expect(try await store.statistics().pausedQueues == ["numbers"])
        try await store.resume(queue: "numbers")
        #expect(try await task.output == 6)
      }
      await #expect(throws: StoreError.refused(.unknownQueue("none"))) {
        try await store.resume(queue: "none")
      }
    }
  }

  @Test
  func theNumbersAddUp() async throws {
    try await ScratchStore.use { store in
      let tasks = try await store.enqueue(contentsOf: (0..<10).map { Doubling(number: $0) })
      try await store.enqueue(Note(), delay: .seconds(60))
      try await store.cancel(tasks[9].id)
      try await store.working {
        Handler(Doubling.self) { task, _ in
          if task.number == 8 { throw PermanentFailure("") }
          return 0
        }
      } _: {
        for task in tasks.prefix(8) { _ = try await task.output }
        await #expect(throws: TaskFailure.self) { try await tasks[8].output }
      }
      let statistics = try await store.statistics()
      let numbers = try #require(statistics.queues["numbers"])
      #expect(numbers.enqueued == 10)
      #expect(numbers.completed == 8)
      #expect(numbers.kept == 8)
      #expect(numbers.dead == 1)
      #expect(numbers.cancelled == 1)
      #expect(numbers.leases == 9)
      #expect(statistics.queues["default"]?.delayed == 1)
      #expect(statistics.total.enqueued == 11)
      #expect(statistics.log.syncs > 0)
    }
  }
}
