#if Metrics
  import MetricsTestKit
  import Testing
  import XylemTesting

  /// What the metrics system hears of a store.
  struct StoreMetricsTests {
    private struct Job: TaskPayload {
      static let name: TaskName = "job"
      static let options = TaskOptions(queue: "jobs")
    }

    @Test func gaugesSayWhatIsThereAndCountersWhatHappened() async throws {
      let test = try await TestStore.open()
      let metrics = TestMetrics()
      let sampler = ManualClock()
      try await test.store.enqueue(contentsOf: [Job(), Job()])
      let reporter = StoreMetrics(
        test.store, every: .seconds(10), clock: sampler, factory: metrics)
      let run = Task { try await reporter.run() }
      while sampler.sleeperCount == 0 { await Task.yield() }
      let ready = [("queue", "jobs"), ("status", "ready")]
      #expect(try metrics.expectGauge("xylem.queue.tasks", ready).lastValue == 2)

      try await test.store.enqueue(Job())
      try await test.drain { Handler(Job.self) { _, _ in } }
      sampler.advance(by: .seconds(10))
      while sampler.sleeperCount == 0 { await Task.yield() }
      #expect(try metrics.expectGauge("xylem.queue.tasks", ready).lastValue == 0)
      let events = { (name: String) in
        try metrics.expectCounter(
          "xylem.queue.events", [("queue", "jobs"), ("event", name)]
        ).totalValue
      }
      #expect(try events("enqueued") == 1)
      #expect(try events("completed") == 3)
      #expect(try metrics.expectCounter("xylem.log.syncs").totalValue > 0)

      run.cancel()
      try await run.value
    }

    @Test func itEndsWithTheStore() async throws {
      let test = try await TestStore.open()
      await test.close()
      await #expect(throws: StoreError.closed) {
        try await StoreMetrics(test.store, factory: TestMetrics()).run()
      }
    }
  }
#endif
