import Testing
import Xylem

/// Opening, closing, and what is there again afterwards.
@Suite(.timeLimit(.minutes(1)))
struct StoreTests {
  @Test
  func everythingIsThereAfterReopening() async throws {
    let scratch = try ScratchStore()
    var store = try await scratch.open()
    #expect(store.recovery.isNewStore)
    let ready = try await store.enqueue(Doubling(number: 1), priority: 9)
    let delayed = try await store.enqueue(Doubling(number: 2), delay: .seconds(3600))
    let done = try await store.enqueue(Note(text: "done"))
    let kept = try await store.enqueue(Kept())
    let dead = try await store.enqueue(Failing())
    try await store.working {
      Handler(Note.self) { _, _ in }
      Handler(Kept.self) { _, _ in "kept" }
      Handler(Failing.self) { _, _ in throw PermanentFailure("no use") }
    } _: {
      _ = try await kept.output
      await #expect(throws: TaskFailure.self) { try await dead.output }
      while try await store.status(of: done.id) != nil { await Task.yield() }
    }
    try await store.pause(queue: "numbers")
    let before = try await store.statistics()
    await store.close()

    store = try await scratch.open()
    #expect(!store.recovery.isNewStore)
    let after = try await store.statistics()
    #expect(after.total == before.total)
    #expect(after.queues == before.queues)
    #expect(after.pausedQueues == ["numbers"])
    #expect(try await store.status(of: ready.id)?.priority == 9)
    #expect(try await store.status(of: delayed.id)?.status == .delayed)
    #expect(try await store.handle(for: kept.id, of: Kept.self).output == "kept")
    let letters = try await store.deadLetters()
    #expect(letters.map(\.id) == [dead.id])
    #expect(letters.map(\.message) == ["no use"])
    await store.close()
  }

  @Test
  func leasesOfAnEarlierOpeningAreTakenBack() async throws {
    let scratch = try ScratchStore()
    var store = try await scratch.open()
    let task = try await store.enqueue(Note())
    let (started, stopped) = (Gate(), Gate())
    let worker = Worker(store) {
      Handler(Note.self) { _, _ in
        started.open()
        try? await Task.sleep(for: .seconds(60))
        stopped.open()
      }
    }
    let run = Task { try await worker.run() }
    await started.wait()
    await store.close()
    await #expect(throws: StoreError.closed) { try await run.value }
    #expect(stopped.count == 1)

    store = try await scratch.open()
    #expect(store.recovery.lostLeases == 1)
    #expect(try await store.status(of: task.id)?.status == .ready)
    #expect(try await store.status(of: task.id)?.deliveries == 1)
    await store.close()
  }

  @Test
  func aSecondOpenerIsToldThatTheStoreIsBusy() async throws {
    let scratch = try ScratchStore()
    let store = try await scratch.open()
    await #expect {
      try await scratch.open()
    } throws: {
      if case StoreError.busy? = $0 as? StoreError { true } else { false }
    }
    await store.close()
    try await scratch.open().close()
  }

  @Test
  func aStoreThatIsLetGoOfClosesByItself() async throws {
    let scratch = try ScratchStore()
    do { try await scratch.open().enqueue(Note()) }
    for _ in 0..<1000 {
      if let store = try? await scratch.open() {
        #expect(try await store.statistics().total.ready == 1)
        return await store.close()
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("the store is still open")
  }

  @Test
  func anotherIdentityIsRefused() async throws {
    let scratch = try ScratchStore()
    try await scratch.open().close()
    await #expect(
      throws: StoreError.wrongIdentity(expected: "shop/development", found: "default/development")
    ) {
      try await TaskStore.open(scratch.path, namespace: "shop", options: ScratchStore.options)
    }
    await #expect(throws: StoreError.self) {
      try await TaskStore.open(scratch.path, namespace: "", options: ScratchStore.options)
    }
  }

  @Test
  func aMissingDirectoryIsRefusedOnRequest() async throws {
    let scratch = try ScratchStore()
    let options = StoreOptions(segmentBytes: 1 << 20, createsDirectory: false)
    await #expect {
      try await TaskStore.open(scratch.path + "/none", options: options)
    } throws: {
      if case StoreError.missing? = $0 as? StoreError { true } else { false }
    }
  }

  @Test
  func aClosedStoreTakesNothing() async throws {
    let scratch = try ScratchStore()
    let store = try await scratch.open()
    let task = try await store.enqueue(Note())
    let output = Task { try await task.output }
    await store.close()
    await store.close()
    await #expect(throws: StoreError.closed) { try await output.value }
    await #expect(throws: StoreError.closed) { try await store.enqueue(Note()) }
    await #expect(throws: StoreError.closed) { try await store.enqueue(contentsOf: [Note()]) }
    await #expect(throws: StoreError.closed) { try await store.commit { $0.enqueue(Note()) } }
    await #expect(throws: StoreError.closed) { try await store.cancel(task.id) }
    await #expect(throws: StoreError.closed) { try await store.status(of: task.id) }
    await #expect(throws: StoreError.closed) { try await store.deadLetters() }
    await #expect(throws: StoreError.closed) { try await store.statistics() }
    await #expect(throws: StoreError.closed) { try await store.pause(queue: "numbers") }
    await #expect(throws: StoreError.closed) { try await task.output }
  }
}
