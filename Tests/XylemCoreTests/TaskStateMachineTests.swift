import Testing
import XylemCore

/// The rules of the queue, one at a time, without a log, a disk or a clock.
@Suite struct TaskStateMachineTests {
  @Test func urgentTasksComeFirstAndEqualOnesInOrder() throws {
    var subject = StateUnderTest()
    let low = try subject.enqueue { $0.priority = 0 }
    let first = try subject.enqueue()
    let second = try subject.enqueue()
    let urgent = try subject.enqueue { $0.priority = 9 }
    let order = try subject.lease().map(\.task.reference)
    #expect(order == [urgent, first, second, low].map(\.reference))
  }

  @Test func aFailedTaskWaitsAndThenDies() throws {
    var subject = StateUnderTest()
    let id = try subject.enqueue()
    for attempt in 1...3 {
      let token = try #require(try subject.lease().first)
      let outcome = try subject.run(.fail(token, Command.Failure(message: "no")))
      if attempt < 3 {
        guard case .retried(let due) = outcome else { throw UnexpectedOutcome() }
        #expect(due == subject.now + 2000)
        #expect(try subject.lease().isEmpty)
        subject.now += 2000
      }
    }
    #expect(subject.status(id) == .dead)
    _ = try subject.run(.replay(id))
    #expect(subject.status(id) == .ready)
  }

  @Test func aLeaseThatRanOutIsTakenBackAndItsTokenRefused() throws {
    var subject = StateUnderTest()
    let id = try subject.enqueue()
    let old = try #require(try subject.lease().first)
    subject.now += 10_000
    let new = try #require(try subject.lease().first)
    #expect(old != new)
    #expect(throws: Refusal.staleToken(old)) { try subject.run(.complete(old, result: [])) }
    _ = try subject.run(.complete(new, result: []))
    #expect(subject.status(id) == nil)
    #expect(throws: Refusal.staleToken(new)) { try subject.run(.complete(new, result: [])) }
  }

  @Test func aLeaseLostTooOftenIsADeath() throws {
    var subject = StateUnderTest()
    let id = try subject.enqueue()
    for _ in 0..<2 {
      #expect(try subject.lease().count == 1)
      subject.now += 10_000
    }
    #expect(try subject.lease().isEmpty)
    #expect(subject.status(id) == .dead)
  }

  @Test func anExtensionNeverShortensALease() throws {
    // A handler that asked for one more millisecond had lost its task after that millisecond.
    var subject = StateUnderTest()
    let id = try subject.enqueue()
    let token = try #require(try subject.lease(milliseconds: 10_000).first)
    _ = try subject.run(.extend(token, milliseconds: 1))
    subject.now += 9_999
    _ = try subject.run(.tick)
    #expect(subject.status(id) == .leased)
    subject.now += 1
    _ = try subject.run(.tick)
    #expect(subject.status(id) == .ready)
  }

  @Test func givingBackUsesUpNothing() throws {
    var subject = StateUnderTest()
    let first = try subject.enqueue()
    _ = try subject.enqueue()
    for _ in 0..<10 {
      let token = try #require(try subject.lease(1).first)
      #expect(token.task.reference == first.reference)
      _ = try subject.run(.release(token, delayMilliseconds: 0))
    }
    let snapshot = subject.state.snapshot(of: first.reference)
    #expect(snapshot?.deliveries == 0 && snapshot?.failures == 0)
  }

  @Test func aUniqueKeyIsHeldUntilTheTaskEnds() throws {
    var subject = StateUnderTest()
    let id = try subject.enqueue { $0.uniqueKey = "k" }
    let again = try subject.run(.enqueue(subject.task { $0.uniqueKey = "k" }))
    guard case .duplicate(let holder) = again else { throw UnexpectedOutcome() }
    #expect(holder == id)
    let token = try #require(try subject.lease().first)
    _ = try subject.run(.complete(token, result: []))
    #expect(try subject.enqueue { $0.uniqueKey = "k" } != id)
  }

  @Test func aTaskExpiresUnlessItIsLeased() throws {
    var subject = StateUnderTest()
    let waiting = try subject.enqueue("a") { $0.expiryMilliseconds = 100 }
    let running = try subject.enqueue("b") { $0.expiryMilliseconds = 100 }
    let token = try #require(try subject.lease(1, "b").first)
    subject.now += 100
    _ = try subject.run(.tick)
    #expect(subject.status(waiting) == nil && subject.status(running) == .leased)
    _ = try subject.run(.release(token, delayMilliseconds: 0))
    _ = try subject.run(.tick)
    #expect(subject.status(running) == nil)
    #expect(subject.state.totals.expired == 2)
  }

  @Test func aPausedQueueGivesNothing() throws {
    var subject = StateUnderTest()
    _ = try subject.enqueue()
    _ = try subject.run(.pause("mail"))
    #expect(try subject.lease().isEmpty)
    _ = try subject.run(.resume("mail"))
    #expect(try subject.lease().count == 1)
  }

  @Test func aGroupIsRefusedWhole() throws {
    var subject = StateUnderTest()
    let id = try subject.enqueue()
    let before = subject.image()
    let stranger = TaskID(
      milliseconds: 0, storeTag: 0x234, reference: TaskReference(row: 99, generation: 0))
    let commands: [Command] = [.enqueue(subject.task()), .cancel(id), .cancel(stranger)]
    #expect(throws: Refusal.unknownTask(stranger)) { try subject.run(commands, isGroup: true) }
    #expect(throws: Refusal.conflict(id)) {
      try subject.run([.cancel(id), .cancel(id)], isGroup: true)
    }
    #expect(subject.image() == before)
  }

  @Test func aResultIsKeptForItsTime() throws {
    var subject = StateUnderTest()
    let id = try subject.enqueue { $0.kind = StateUnderTest.kind(keeping: 500) }
    let token = try #require(try subject.lease().first)
    _ = try subject.run(.complete(token, result: [7]))
    #expect(subject.status(id) == .done)
    subject.now += 500
    _ = try subject.run(.tick)
    #expect(subject.status(id) == nil)
    #expect(subject.state.usage.total == 0)
  }
}

extension StateUnderTest {
  func task(_ change: (inout Command.Enqueue) -> Void = { _ in }) -> Command.Enqueue {
    let kind = TaskKind(
      name: "send", retry: .never, deliveryLimit: 2, retentionMilliseconds: 0)
    var task = Command.Enqueue(queue: "mail", kind: kind, payload: [1])
    change(&task)
    return task
  }
}
