import Testing
import Xylem

/// What workers notice of limits.
@Suite(.timeLimit(.minutes(1)))
struct LimitTests {
  @Test
  func limitsAreSetChangedAndTakenAway() async throws {
    try await ScratchStore.use { store in
      try await store.limit(queue: "mail", to: .concurrency(5))
      try await store.limit(queue: "mail", to: .concurrency(2))
      #expect(try await store.limit(of: "mail")?.limit == .concurrency(2))
      try await store.limit(queue: "mail", to: nil)
      #expect(try await store.limit(of: "mail") == nil)
    }
  }

  @Test
  func workersKeepToTheConcurrency() async throws {
    try await ScratchStore.use { store in
      try await store.limit(queue: "numbers", to: .concurrency(2))
      let tasks = try await store.enqueue(contentsOf: (0..<20).map { Doubling(number: $0) })
      let running = Guarded((now: 0, most: 0))
      try await store.working(concurrency: 8) {
        Handler(Doubling.self) { task, _ in
          running.withLock { ($0.now, $0.most) = ($0.now + 1, max($0.most, $0.now + 1)) }
          try await Task.sleep(for: .milliseconds(2))
          running.withLock { $0.now -= 1 }
          return task.number
        }
      } _: {
        for task in tasks { _ = try await task.output }
      }
      #expect(running.withLock { $0.most } == 2)
    }
  }

  @Test
  func workersWakeWhenTheRateLetsATaskGo() async throws {
    try await ScratchStore.use { store in
      try await store.limit(queue: "numbers", to: .rate(100, per: .seconds(1), burst: 2))
      let tasks = try await store.enqueue(contentsOf: (0..<12).map { Doubling(number: $0) })
      let start = ContinuousClock.now
      try await store.working {
        Handler(Doubling.self) { task, _ in task.number }
      } _: {
        for task in tasks { _ = try await task.output }
      }
      // Ten of them had to be earned, at ten milliseconds each.
      #expect(ContinuousClock.now - start >= .milliseconds(98))
      #expect(try await store.statistics().queues["numbers"]?.leases == 12)
    }
  }

  @Test
  func aLimitSurvivesTheStore() async throws {
    let scratch = try ScratchStore()
    var store = try await scratch.open()
    try await store.limit(queue: "numbers", to: .rate(1, per: .seconds(3600), burst: 1))
    let tasks = try await store.enqueue(contentsOf: [Doubling(number: 1), Doubling(number: 2)])
    try await store.working {
      Handler(Doubling.self) { task, _ in task.number }
    } _: {
      _ = try await tasks[0].output
    }
    await store.close()
    store = try await scratch.open()
    let use = try #require(try await store.limit(of: "numbers"))
    #expect(use.wait > .seconds(3500) && use.wait <= .seconds(3600))
    await #expect(throws: StoreError.self) {
      try await store.limit(queue: "numbers", to: .concurrency(0))
    }
    await store.close()
  }
}
