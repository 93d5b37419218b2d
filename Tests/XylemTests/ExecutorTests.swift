import Testing
import Xylem

/// Swift tasks on the committing thread.
@Suite(.timeLimit(.minutes(1)))
struct ExecutorTests {
  @Test
  func allWhoRunThereShareEachSync() async throws {
    try await ScratchStore.use { store in
      let before = try await store.statistics().log.syncs
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<64 {
          group.addTask(executorPreference: store.executor) {
            for _ in 0..<10 { try await store.enqueue(Doubling(number: number)) }
          }
        }
        try await group.waitForAll()
      }
      let syncs = try await store.statistics().log.syncs - before
      #expect(try await store.statistics().total.enqueued == 640)
      // Ten rounds; the producers may have come in several parts to the first one.
      #expect(syncs < 100)
    }
  }

  @Test
  func aWorkerRunsItsHandlersThere() async throws {
    try await ScratchStore.use { store in
      let outputs = Recorder<Int>()
      try await store.working(executor: store.executor) {
        Handler(Doubling.self) { task, _ in
          await Task.yield()
          return task.number * 2
        }
      } _: {
        try await withThrowingTaskGroup(of: Int.self) { group in
          for number in 0..<100 {
            group.addTask(executorPreference: store.executor) {
              try await store.enqueue(Doubling(number: number)).output
            }
          }
          for try await output in group { outputs.append(output) }
        }
      }
      #expect(outputs.values.sorted() == (0..<100).map { $0 * 2 })
    }
  }

  @Test
  func tasksThatNeverRestHoldUpNoCommit() async throws {
    try await ScratchStore.use { store in
      let restless = Task(executorPreference: store.executor) {
        while !Task.isCancelled { await Task.yield() }
      }
      for number in 0..<5 { try await store.enqueue(Doubling(number: number)) }
      restless.cancel()
      await restless.value
      #expect(try await store.statistics().total.enqueued == 5)
    }
  }

  @Test
  func whoComesFromElsewhereWakesTheThread() async throws {
    try await ScratchStore.use { store in
      for number in 0..<200 {
        let answer = await Task(executorPreference: store.executor) { number }.value
        #expect(answer == number)
      }
    }
  }

  @Test
  func anActorIsServedOnBothSides() async throws {
    try await ScratchStore.use { store in
      let sum = Sum()
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          let executor = number % 2 == 0 ? store.executor : nil
          group.addTask(executorPreference: executor) { await sum.add(number) }
        }
      }
      #expect(await sum.value == 19_900)
    }
  }

  @Test
  func nothingIsLostWhenTheStoreIsClosed() async throws {
    let scratch = try ScratchStore()
    let store = try await scratch.open()
    let ends = Guarded([Int: StoreError]())
    let started = Gate()
    let producers = (0..<64).map { number in
      Task(executorPreference: store.executor) {
        started.open()
        do {
          while true { try await store.enqueue(Doubling(number: number)) }
        } catch let error as StoreError { ends.withLock { $0[number] = error } }
      }
    }
    await started.wait(64)
    await store.close()
    for producer in producers { try await producer.value }
    #expect(ends.withLock { $0.count } == 64)
    #expect(ends.withLock { $0.values.allSatisfy { $0 == .closed } })
    #expect(await Task(executorPreference: store.executor) { 7 }.value == 7)
  }

  @Test
  func aStoreIsClosedFromItsOwnThread() async throws {
    let scratch = try ScratchStore()
    let store = try await scratch.open()
    try await withTaskExecutorPreference(store.executor) {
      try await store.enqueue(Doubling(number: 1))
      await store.close()
      await #expect(throws: StoreError.closed) { try await store.enqueue(Doubling(number: 2)) }
    }
    let again = try await scratch.open()
    #expect(try await again.statistics().total.enqueued == 1)
    await again.close()
  }

  @Test
  func theExecutorOutlivesItsStore() async throws {
    let scratch = try ScratchStore()
    var store: TaskStore? = try await scratch.open()
    let executor = try #require(store?.executor)
    let (inside, goOn) = (Gate(), Gate())
    let late = Task(executorPreference: executor) {
      inside.open()
      await goOn.wait()
      return 7
    }
    await inside.wait()
    store = nil
    goOn.open()
    #expect(await late.value == 7)
    #expect(await Task(executorPreference: executor) { 8 }.value == 8)
  }

  @Test
  func aCallThatBlocksThereTraps() async throws {
    await #expect(processExitsWith: .failure) {
      let scratch = try ScratchStore()
      let store = try await scratch.open()
      _ = try await Task(executorPreference: store.executor) {
        try store.enqueueBlocking(Doubling(number: 1))
      }.value
    }
  }
}

/// An actor without an executor of its own.
private actor Sum {
  private(set) var value = 0

  func add(_ number: Int) { value += number }
}
