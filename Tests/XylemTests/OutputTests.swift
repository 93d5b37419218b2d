import Testing
import Xylem

/// Waiting for what a task comes to.
@Suite(.timeLimit(.minutes(1)))
struct OutputTests {
  @Test
  func aWorkerCompletesATaskAndTheOutputArrives() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 21))
      let output = try await store.working {
        Handler(Doubling.self) { task, _ in task.number * 2 }
      } _: {
        try await task.output
      }
      #expect(output == 42)
      #expect(try await task.output == 42)
      #expect(try await store.status(of: task.id)?.status == .done)
    }
  }

  /// Callers that wait before, during and after the completion all get the output.
  @Test
  func noCompletionIsMissed() async throws {
    try await ScratchStore.use { store in
      let sum = try await store.working {
        Handler(Doubling.self) { task, _ in task.number * 2 }
      } _: {
        try await withThrowingTaskGroup(of: Int.self) { group in
          for number in 0..<300 {
            group.addTask {
              let task = try await store.enqueue(Doubling(number: number))
              async let first = task.output
              async let second = task.output
              return try await first + second
            }
          }
          return try await group.reduce(0, +)
        }
      }
      #expect(sum == 4 * 300 * 299 / 2)
    }
  }

  @Test
  func whatIsNotKeptReachesThoseWhoWait() async throws {
    try await ScratchStore.use { store in
      let (note, fleeting) = (Note(), Fleeting())
      let first = try await store.enqueue(note)
      let second = try await store.enqueue(fleeting)
      let (started, waited) = (Gate(), Gate())
      try await store.working {
        Handler(Note.self) { _, _ in
          started.open()
          await waited.wait()
        }
        Handler(Fleeting.self) { _, _ in
          started.open()
          await waited.wait()
          return "gone"
        }
      } _: {
        await started.wait(2)
        let none = Task { try await first.output }
        let gone = Task { try await second.output }
        // Both wait once the store has answered a question that was asked after theirs.
        for _ in 0..<10 { _ = try await store.status(of: first.id) }
        waited.open()
        _ = try await none.value
        await #expect(throws: TaskFailure.notKept) { try await gone.value }
        await #expect(throws: TaskFailure.notKept) { try await first.output }
      }
    }
  }

  @Test
  func aCancelledTaskHasNoOutput() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 1))
      let output = Task { try await task.output }
      for _ in 0..<10 { _ = try await store.status(of: task.id) }
      try await store.cancel(task.id)
      await #expect(throws: TaskFailure.self) { try await output.value }
      await #expect(throws: TaskFailure.notKept) { try await task.output }
      await #expect(throws: StoreError.refused(.unknownTask(task.id))) {
        try await store.cancel(task.id)
      }
    }
  }

  @Test
  func aCancelledCallerStopsWaiting() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 1))
      let caller = Task { try await task.output }
      caller.cancel()
      await #expect(throws: CancellationError.self) { try await caller.value }
      #expect(try await store.status(of: task.id)?.status == .ready)
    }
  }

  @Test
  func aTaskOfAnotherStoreIsUnknown() async throws {
    try await ScratchStore.use { store in
      let stranger = try #require(TaskID("01900000-0000-7fff-8000-000000000000"))
      #expect(try await store.status(of: stranger) == nil)
      await #expect(throws: TaskFailure.notKept) {
        try await store.handle(for: stranger, of: Note.self).output
      }
    }
  }
}
