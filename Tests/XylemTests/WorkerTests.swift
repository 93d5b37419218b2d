import Testing
import Xylem

/// Workers: slots, leases, failures, stopping.
@Suite(.timeLimit(.minutes(1)))
struct WorkerTests {
  @Test
  func aFailureIsRetried() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 5))
      let output = try await store.working {
        Handler(Doubling.self) { task, context in
          #expect(context.delivery == context.attempt)
          #expect(context.queue == "numbers")
          if context.attempt == 1 { throw NegativeNumber() }
          if context.attempt == 2 { throw RetryAfter(.milliseconds(2)) }
          return task.number * context.attempt
        }
      } _: {
        try await task.output
      }
      #expect(output == 15)
      #expect(try await store.status(of: task.id)?.failures == 2)
    }
  }

  @Test
  func noMoreHandlersRunThanThereAreSlots() async throws {
    try await ScratchStore.use { store in
      let tasks = try await store.enqueue(contentsOf: (0..<60).map { Doubling(number: $0) })
      let running = Guarded((now: 0, most: 0))
      try await store.working(concurrency: 3) {
        Handler(Doubling.self) { _, _ in
          running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
          try await Task.sleep(for: .milliseconds(1))
          running.withLock { $0.now -= 1 }
          return 0
        }
      } _: {
        for task in tasks { _ = try await task.output }
      }
      #expect(running.withLock { $0.most } == 3)
    }
  }

  @Test
  func aLeaseIsRenewedWhileTheHandlerRuns() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 1))
      let dues = Recorder<UInt64>()
      try await store.working(clock: HastyClock()) {
        Handler(Doubling.self) { _, context in
          while Set(dues.values).count < 4 {
            dues.append(try await store.status(of: context.id)?.dueMilliseconds ?? 0)
            try await Task.sleep(for: .milliseconds(5))
          }
          return 0
        }
      } _: {
        _ = try await task.output
      }
      #expect(dues.values == dues.values.sorted())
      #expect(try await store.statistics().total.lostLeases == 0)
    }
  }

  @Test
  func aStopLetsHandlersFinish() async throws {
    try await ScratchStore.use { store in
      let tasks = try await store.enqueue(contentsOf: (0..<20).map { Doubling(number: $0) })
      let (started, ended) = (Gate(), Gate())
      try await store.working(concurrency: 2) {
        Handler(Doubling.self) { _, _ in
          started.open()
          try await Task.sleep(for: .milliseconds(50))
          #expect(!Task.isCancelled)
          ended.open()
          return 0
        }
      } _: {
        await started.wait(2)
      }
      #expect(ended.count == started.count)
      let total = try await store.statistics().total
      #expect(total.completed == UInt64(ended.count))
      #expect(total.ready == UInt64(tasks.count - ended.count))
      #expect(total.leased == 0)
    }
  }

  @Test
  func aDrainLimitGivesUnfinishedTasksBack() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Note())
      let started = Gate()
      let worker = Worker(store, drainLimit: .milliseconds(10)) {
        Handler(Note.self) { _, _ in
          started.open()
          try await Task.sleep(for: .seconds(60))
        }
      }
      let run = Task { try await worker.run() }
      await started.wait()
      run.cancel()
      try await run.value
      let info = try #require(try await store.status(of: task.id))
      #expect(info.status == .ready)
      #expect(info.failures == 0)
      #expect(info.deliveries == 0)
    }
  }

  @Test
  func aHandlerThatRunsTooLongIsCancelled() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Slow())
      try await store.working {
        Handler(Slow.self) { _, _ in try await Task.sleep(for: .seconds(60)) }
      } _: {
        await #expect {
          try await task.output
        } throws: {
          guard case .dead(.attemptsExhausted, let message)? = $0 as? TaskFailure else {
            return false
          }
          return message.contains("time limit")
        }
      }
    }
  }

  @Test
  func aCancelledTaskCancelsItsHandler() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Note())
      let (started, cancelled) = (Gate(), Gate())
      try await store.working {
        Handler(Note.self) { _, _ in
          started.open()
          do { try await Task.sleep(for: .seconds(60)) } catch { cancelled.open() }
        }
      } _: {
        await started.wait()
        try await store.cancel(task.id)
        await cancelled.wait()
      }
      #expect(try await store.statistics().total.cancelled == 1)
    }
  }

  @Test
  func aTaskWithoutAHandlerIsGivenBackForAWhile() async throws {
    try await ScratchStore.use { store in
      let stranger = try await store.enqueue(Note())
      let known = try await store.enqueue(Kept())
      try await store.working {
        Handler(Kept.self) { _, _ in "" }
      } _: {
        _ = try await known.output
        while try await store.status(of: stranger.id)?.status != .delayed { await Task.yield() }
      }
      let info = try #require(try await store.status(of: stranger.id))
      #expect(info.failures == 0)
      #expect(info.deliveries == 0)
    }
  }

  @Test
  func anExtendedLeaseLastsLonger() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 1))
      try await store.working(clock: HastyClock()) {
        Handler(Doubling.self) { _, context in
          try await context.extend(by: .seconds(3600))
          // Long enough for a renewal, which must not make the lease shorter.
          try await Task.sleep(for: .milliseconds(250))
          let due = try await store.status(of: context.id)?.dueMilliseconds ?? 0
          #expect(due > context.id.milliseconds + 3_000_000)
          await #expect(throws: StoreError.self) { try await context.extend(by: .zero) }
          return 0
        }
      } _: {
        _ = try await task.output
      }
    }
  }

  @Test
  func weightsDecideWhoGivesHowMany() async throws {
    try await ScratchStore.use { store in
      try await store.commit { batch in
        for number in 0..<8 {
          batch.enqueue(Doubling(number: number))
          batch.enqueue(Note())
        }
      }
      let (started, isOpen, kinds) = (Gate(), Gate(), Recorder<String>())
      let worker = Worker(store, queues: ["numbers": 3, "default": 1], concurrency: 4) {
        Handler(Doubling.self) { _, _ in
          kinds.append("number")
          started.open()
          await isOpen.wait()
          return 0
        }
        Handler(Note.self) { _, _ in
          kinds.append("note")
          started.open()
          await isOpen.wait()
        }
      }
      let run = Task { try await worker.run() }
      await started.wait(4)
      #expect(kinds.values.sorted() == ["note", "number", "number", "number"])
      run.cancel()
      isOpen.open()
      try await run.value
    }
  }

  @Test
  func severalWorkersShareTheWork() async throws {
    try await ScratchStore.use { store in
      let tasks = try await store.enqueue(contentsOf: (0..<200).map { Doubling(number: $0) })
      let seen = Recorder<Int>()
      let workers = (0..<3).map { _ in
        Worker(store, queues: ["numbers": 1], concurrency: 2) {
          Handler(Doubling.self) { task, _ in
            seen.append(task.number)
            return 0
          }
        }
      }
      let runs = workers.map { worker in Task { try await worker.run() } }
      for task in tasks { _ = try await task.output }
      for run in runs {
        run.cancel()
        try await run.value
      }
      #expect(seen.values.sorted() == Array(0..<200))
    }
  }

  @Test
  func waitingWorkersWakeForNewTasks() async throws {
    try await ScratchStore.use { store in
      let start = ContinuousClock.now
      try await store.working {
        Handler(Doubling.self) { _, _ in 0 }
      } _: {
        for number in 0..<50 {
          _ = try await store.enqueue(Doubling(number: number)).output
        }
      }
      #expect(ContinuousClock.now - start < .seconds(10))
    }
  }
}
