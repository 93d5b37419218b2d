import Testing
import XylemTesting

/// What a user's test can do with a store in memory.
struct TestStoreTests {
  @Test func whatWasEnqueuedIsListed() async throws {
    let test = try await TestStore.open()
    try await test.store.enqueue(SendMail(to: "ada"))
    try await test.store.enqueue(SendMail(to: "bob"), delay: .seconds(60))
    try await test.store.enqueue(Announce(people: []))
    let mails = try await test.waiting(SendMail.self)
    #expect(mails.map(\.payload.to) == ["ada", "bob"])
    #expect(mails.map(\.info.status) == [.ready, .delayed])
    let mail = try await test.requireWaiting(SendMail.self) { $0.payload.to == "bob" }
    #expect(mail.info.dueMilliseconds == test.clock.milliseconds + 60_000)
    try await test.requireNoneWaiting(SendMail.self) { $0.payload.to == "eve" }
  }

  @Test func whatIsMissingIsToldWithWhatIsThere() async throws {
    let test = try await TestStore.open()
    try await test.store.enqueue(SendMail(to: "ada"))
    let missing = await #expect(throws: ExpectationFailure.self) {
      try await test.requireWaiting(SendMail.self) { $0.payload.to == "eve" }
    }
    #expect(missing?.description.contains("found 0 among 1") == true)
    #expect(missing?.description.contains("SendMail(to: \"ada\")") == true)
    await #expect(throws: ExpectationFailure.self) {
      try await test.requireNoneWaiting(SendMail.self)
    }
  }

  @Test func drainingRunsWhatHandlersEnqueueToo() async throws {
    let test = try await TestStore.open()
    let sent = Notes()
    try await test.store.enqueue(Announce(people: ["ada", "bob"]))
    let report = try await test.drain {
      Handler(Announce.self) { task, _ in
        for name in task.people { try await test.store.enqueue(SendMail(to: name)) }
      }
      Handler(SendMail.self) { mail, _ in sent.add(mail.to) }
    }
    #expect(sent.all == ["ada", "bob"])
    #expect(report.completed == 3 && report.runs == 3)
    #expect(try await test.waiting(SendMail.self).isEmpty)
  }

  @Test func retriesWaitForTheClock() async throws {
    let test = try await TestStore.open()
    try await test.store.enqueue(SendMail(to: "ada"))
    let failing = Handler(SendMail.self) { _, _ in throw OutOfOrder() }
    let first = try await test.drain { failing }
    #expect(first.runs == 1 && first.retried == 1)
    try await test.advance(by: .seconds(9))
    #expect(try await test.drain { failing }.runs == 0)
    let rest = try await test.drain(for: .seconds(60)) { failing }
    #expect(rest.runs == 2 && rest.retried == 1 && rest.died == 1)
    #expect(test.clock.now.elapsed == .seconds(69))
    #expect(try await test.store.deadLetters(queue: "mail", limit: 10).map(\.attempts) == [3])
  }

  @Test func aClosedStoreIsNotDrained() async throws {
    let test = try await TestStore.open()
    await test.close()
    await #expect(throws: StoreError.closed) { try await test.drain {} }
  }
}
