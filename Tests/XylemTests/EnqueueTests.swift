import Foundation
import Testing
import Xylem

/// What a task may ask for, and what is refused before anything is written.
@Suite(.timeLimit(.minutes(1)))
struct EnqueueTests {
  @Test
  func manyTasksKeepTheirOrder() async throws {
    try await ScratchStore.use { store in
      let tasks = try await store.enqueue(contentsOf: (0..<12_345).map { Doubling(number: $0) })
      #expect(tasks.count == 12_345)
      #expect(Set(tasks.map(\.id)).count == 12_345)
      #expect(try await store.statistics().queues["numbers"]?.ready == 12_345)
      let seen = Recorder<Int>()
      let gate = Gate()
      try await store.working(concurrency: 1) {
        Handler(Doubling.self) { task, _ in
          seen.append(task.number)
          if task.number == 99 { gate.open() }
          return task.number
        }
      } _: {
        await gate.wait()
      }
      #expect(seen.values.starts(with: 0..<100))
    }
  }

  @Test
  func noneIsNoWrite() async throws {
    try await ScratchStore.use { store in
      let none = try await store.enqueue(contentsOf: [Note]())
      #expect(none.isEmpty)
      #expect(try await store.commit { _ in }.isEmpty)
      #expect(try await store.statistics().total.enqueued == 0)
    }
  }

  @Test
  func aThreadMayWaitForItsTask() async throws {
    try await ScratchStore.use { store in
      let id = await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(returning: try? store.enqueueBlocking(Note()).id)
        }
      }
      let info = try await store.status(of: #require(id))
      #expect(info?.name == "note")
    }
  }

  @Test
  func theUrgentComeFirst() async throws {
    try await ScratchStore.use { store in
      for (number, priority) in [(4, nil), (0, 0), (9, 9), (7, 7)] as [(Int, Priority?)] {
        try await store.enqueue(Doubling(number: number), priority: priority)
      }
      let seen = Recorder<Int>()
      let gate = Gate()
      try await store.working(concurrency: 1) {
        Handler(Doubling.self) { task, _ in
          seen.append(task.number)
          gate.open()
          return 0
        }
      } _: {
        await gate.wait(4)
      }
      #expect(seen.values == [9, 7, 4, 0])
    }
  }

  @Test
  func aDelayedTaskWaits() async throws {
    try await ScratchStore.use { store in
      let later = try await store.enqueue(Doubling(number: 2), delay: .seconds(3600))
      let start = ContinuousClock.now
      let task = try await store.enqueue(Doubling(number: 1), delay: .milliseconds(60))
      try await store.working {
        Handler(Doubling.self) { _, _ in 0 }
      } _: {
        _ = try await task.output
      }
      #expect(ContinuousClock.now - start >= .milliseconds(60))
      #expect(try await store.status(of: later.id)?.status == .delayed)
    }
  }

  @Test
  func anExpiredTaskEnds() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 1), expiry: .seconds(2))
      await #expect(throws: TaskFailure.expired) { try await task.output }
      #expect(try await store.statistics().total.expired == 1)
    }
  }

  @Test
  func aUniqueKeyIsTakenOnce() async throws {
    try await ScratchStore.use { store in
      let key = UniqueKey.untilFinished("double:1")
      let first = try await store.enqueue(Doubling(number: 1), unique: key)
      let second = try await store.enqueue(Doubling(number: 1), unique: key)
      #expect(!first.isDuplicate)
      #expect(second.isDuplicate)
      #expect(second.id == first.id)
      try await store.cancel(first.id)
      let third = try await store.enqueue(Doubling(number: 1), unique: key)
      #expect(!third.isDuplicate)
      #expect(try await store.statistics().total.enqueued == 2)
    }
  }

  @Test
  func whatIsRefusedIsNotWritten() async throws {
    try await ScratchStore.use { store in
      await #expect(throws: NegativeNumber()) { try await store.enqueue(Doubling(number: -1)) }
      await #expect(throws: NegativeNumber()) {
        try await store.enqueue(contentsOf: [Doubling(number: 1), Doubling(number: -1)])
      }
      let bulky = Bulky(bytes: Limits.payloadBytesMax)
      await #expect(throws: StoreError.refused(.payloadTooLarge(bytes: 262_155))) {
        try await store.enqueue(bulky)
      }
      await #expect(throws: StoreError.refused(.payloadTooLarge(bytes: 262_155))) {
        try await store.enqueue(contentsOf: [Bulky(bytes: 1), bulky])
      }
      await #expect(throws: StoreError.refused(.invalidKey(bytes: 0))) {
        try await store.enqueue(Note(), unique: .untilFinished(""))
      }
      await #expect(throws: StoreError.self) { try await store.enqueue(Note(), expiry: .zero) }
      await #expect(throws: StoreError.self) {
        try await store.enqueue(Note(), delay: .seconds(400 * 366 * 86_400))
      }
      #expect(try await store.statistics().total.enqueued == 0)
      try await store.enqueue(Bulky(bytes: 200_000))
    }
  }
}
