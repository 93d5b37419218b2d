import Testing
import Xylem

/// Batches that happen wholly or not at all.
@Suite(.timeLimit(.minutes(1)))
struct CommitTests {
  @Test
  func aBatchHappensTogether() async throws {
    try await ScratchStore.use { store in
      let old = try await store.enqueue(Note(text: "old"))
      let before = try await store.statistics().log.syncs
      let ids = try await store.commit { batch in
        batch.enqueue(Note(text: "new"), delay: .seconds(60))
        batch.enqueue(Doubling(number: 7), priority: 9)
        batch.cancel(old.id)
      }
      #expect(ids.count == 2)
      // One for the batch, and perhaps one before and one after it that mark a quiet log.
      #expect(try await store.statistics().log.syncs <= before + 3)
      #expect(try await store.status(of: ids[0])?.status == .delayed)
      #expect(try await store.status(of: ids[1])?.priority == 9)
      #expect(try await store.status(of: old.id) == nil)
    }
  }

  /// A reminder that somebody keeps in an actor, as programs do.
  private actor Reminders {
    private var last: TaskID?

    func replace(_ text: String, in store: TaskStore) async throws {
      last = try await store.commit { batch in
        if let last { batch.cancel(last) }
        batch.enqueue(Note(text: text))
      }.first
    }
  }

  /// The body runs where the caller is. It would not compile otherwise.
  @Test
  func aBatchIsFilledFromWithinAnActor() async throws {
    try await ScratchStore.use { store in
      let reminders = Reminders()
      try await reminders.replace("one", in: store)
      try await reminders.replace("two", in: store)
      #expect(try await store.statistics().total.ready == 1)
      #expect(try await store.statistics().total.cancelled == 1)
    }
  }

  @Test
  func aRefusedBatchLeavesNothing() async throws {
    try await ScratchStore.use { store in
      let ended = try await store.enqueue(Note())
      try await store.cancel(ended.id)
      let before = try await store.statistics().total
      await #expect(throws: StoreError.refused(.unknownTask(ended.id))) {
        try await store.commit { batch in
          batch.enqueue(Note())
          batch.cancel(ended.id)
        }
      }
      await #expect(throws: NegativeNumber()) {
        try await store.commit { batch in
          batch.enqueue(Doubling(number: 1))
          batch.enqueue(Doubling(number: -1))
          batch.enqueue(Doubling(number: 2))
        }
      }
      #expect(try await store.statistics().total == before)
    }
  }

  @Test
  func aKeyIsUniqueWithinABatchToo() async throws {
    try await ScratchStore.use { store in
      let ids = try await store.commit { batch in
        batch.enqueue(Note(), unique: .untilFinished("a"))
        batch.enqueue(Note(), unique: .untilFinished("a"))
      }
      #expect(ids.count == 2)
      #expect(Set(ids).count == 1)
      #expect(try await store.statistics().total.enqueued == 1)
    }
  }

  @Test
  func aTaskMayNotBeCancelledTwiceInABatch() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Note())
      await #expect(throws: StoreError.refused(.conflict(task.id))) {
        try await store.commit { batch in
          batch.cancel(task.id)
          batch.cancel(task.id)
        }
      }
      #expect(try await store.status(of: task.id)?.status == .ready)
    }
  }
}
