import Simulator
import Testing
import XylemCore
import XylemStorage

/// Salvage brings over what is proven, says what is not, and writes nothing into the old store.
@Suite struct SalvageTests {
  let subject = EngineUnderTest()
  private static let segment = "/store/segments/0000000001"

  private func salvage(
    _ name: Salvage.Name = Salvage.Name()
  ) throws -> SalvageReport {
    let before = subject.disk.files()
    let report = try Salvage.run(
      subject.disk, "/store", into: "/new", name: name, entropy: SeededEntropySource(seed: 99))
    let after = subject.disk.files().filter { !$0.path.hasPrefix("new/") }
    #expect(before.elementsEqual(after) { $0.path == $1.path && $0.bytes == $1.bytes })
    #expect(try Verification.run(subject.disk, "/new").isSound)
    return report
  }

  private func openNew() throws -> Engine {
    var options = EngineOptions()
    options.createsDirectory = false
    return try Engine.open(
      subject.disk, "/new", options, time: subject.time, entropy: SeededEntropySource(seed: 8))
  }

  private func snapshot(
    _ engine: Engine, _ task: TaskID?
  ) throws -> TaskStateMachine.Snapshot? {
    try engine.inspect(waiter: .none) { state in
      task.flatMap { state.snapshot(of: $0.reference) }
    }.get()
  }

  private func damage(_ text: String) throws {
    let bytes = try #require(subject.disk.contents(Self.segment))
    let wanted = Array(text.utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: wanted) })
    subject.disk.flipBit(Self.segment, place * 8)
  }

  /// A store with a task in every status: ready, delayed, leased, done, dead.
  private func everyStatus(isClosed: Bool) throws -> [TaskID] {
    let engine = try subject.open()
    var tasks: [TaskID] = []
    for name in ["done", "dead", "retried", "leased"] {
      tasks.append(try subject.enqueue(engine, subject.task(name)))
    }
    let held = try subject.lease(engine, 4)
    _ = try subject.run(engine, .complete(held[0].token, result: Array("result".utf8)))
    var failure = Command.Failure(message: "no luck")
    failure.isPermanent = true
    _ = try subject.run(engine, .fail(held[1].token, failure))
    _ = try subject.run(engine, .fail(held[2].token, Command.Failure(message: "again")))
    var keyed = subject.task("keyed", queue: "other")
    (keyed.uniqueKey, keyed.priority, keyed.expiryMilliseconds) = ("key", 9, 90_000)
    tasks.append(try subject.enqueue(engine, keyed))
    _ = try subject.run(engine, .pause("other"))
    if isClosed { engine.close() } else { engine.abandon() }
    return tasks
  }

  @Test(arguments: [true, false])
  func everyStatusComesOver(isClosed: Bool) throws {
    let tasks = try everyStatus(isClosed: isClosed)
    let report = try salvage()
    #expect(report.isComplete)
    #expect(report.tasks == 5)
    let engine = try openNew()
    let found = try tasks.map { try #require(try snapshot(engine, report.newID(of: $0))) }
    #expect(found.map(\.status) == [.done, .dead, .delayed, .ready, .ready])
    #expect(found.map(\.failures) == [0, 1, 1, 0, 0])
    #expect(found.map(\.deliveries) == [1, 1, 1, 1, 0])
    #expect(try engine.read(found[0].location).bytes == Array("result".utf8))
    #expect(try engine.read(try #require(found[1].reason)).bytes == Array("no luck".utf8))
    #expect(found[2].due == subject.time.wallMilliseconds() + 2_000)
    #expect(found[4].queue == "other")
    #expect(found[4].priority == 9)
    #expect(report.newID(of: tasks[4])?.milliseconds == tasks[4].milliseconds)
    // The key is held, the queue is paused, and the expiry still counts.
    var again = subject.task("again", queue: "other")
    again.uniqueKey = "key"
    let outcome = try subject.run(engine, .enqueue(again))
    guard case .duplicate(let holder) = outcome else { throw UnexpectedOutcome() }
    #expect(holder == report.newID(of: tasks[4]))
    #expect(try engine.inspect(waiter: .none) { $0.queues[1].isPaused }.get())
    subject.time.advance(100_000)
    _ = try subject.run(engine, .tick)
    #expect(try snapshot(engine, holder) == nil)
    engine.abandon()
  }

  @Test func theOrderOfReadyTasksIsKept() throws {
    let engine = try subject.open()
    let tasks = try (0..<6).map { try subject.enqueue(engine, subject.task("\($0)")) }
    let held = try subject.lease(engine, 2)
    _ = try subject.run(engine, .release(held[1].token, delayMilliseconds: 0))
    _ = try subject.run(engine, .cancel(tasks[3]))
    _ = try subject.run(engine, .cancel(tasks[0]))
    engine.close()
    let report = try salvage()
    let new = try openNew()
    let order = try new.inspect(waiter: .none) { $0.readyOrder(of: 0) }.get()
    let expected = [1, 2, 4, 5].map { report.newID(of: tasks[$0])?.reference }
    #expect(order == expected.compactMap { $0 })
  }

  @Test func aDamagedPayloadIsListedAndTheOthersComeOver() throws {
    let engine = try subject.open()
    let tasks = try ["first", "second", "third"].map {
      try subject.enqueue(engine, subject.task($0))
    }
    engine.close()
    try damage("second")
    let report = try salvage()
    #expect(report.losses.map(\.reason) == [.unreadable])
    #expect(report.losses.first?.task.lowerHalf == tasks[1].low)
    #expect(report.losses.first?.task.queue == "mail")
    #expect(report.newID(of: tasks[1]) == nil)
    let new = try openNew()
    #expect(try subject.lease(new).map(\.payload) == [Array("first".utf8), Array("third".utf8)])
  }

  @Test func aLostCompletionLeavesItsTaskInDoubt() throws {
    let engine = try subject.open()
    let task = try subject.enqueue(engine, subject.task("payload"))
    let held = try subject.lease(engine)
    _ = try subject.run(engine, .complete(held[0].token, result: Array("outcome".utf8)))
    let later = try subject.enqueue(engine, subject.task("later"))
    _ = try subject.enqueue(engine, subject.task("last"))
    engine.abandon()
    try damage("outcome")
    #expect(throws: StoreError.self) { try subject.open() }
    let report = try salvage()
    #expect(report.losses.map(\.reason) == [.inDoubt])
    #expect(report.losses.first?.task.id == task)
    #expect(!report.isComplete)
    #expect(report.newID(of: task) != nil)
    #expect(report.newID(of: later) != nil)
    #expect(try subject.lease(try openNew()).count == 3)
  }

  @Test func aReadableCompletionInADamagedFrameIsBelieved() throws {
    let engine = try subject.open()
    let first = try subject.enqueue(engine, subject.task("a"))
    let held = try subject.lease(engine)
    let waiter = Waiter.none
    _ = engine.submit(
      .complete(held[0].token, result: []), durability: .synced, waiter: waiter)
    _ = engine.submit(.enqueue(subject.task("spoiled")), durability: .synced, waiter: waiter)
    while engine.commitOnce() {}
    _ = try subject.enqueue(engine, subject.task("last"))
    engine.abandon()
    try damage("spoiled")
    let report = try salvage()
    // It was completed with a result that is kept, which proves itself.
    let new = try openNew()
    #expect(try snapshot(new, report.newID(of: first))?.status == .done)
    #expect(try subject.lease(new).map(\.payload) == [Array("last".utf8)])
  }

  @Test(arguments: [0, 10, 40, 70, 200]) func aDamagedCheckpointLosesNothing(place: Int) throws {
    let tasks = try everyStatus(isClosed: true)
    subject.disk.flipBit("/store/checkpoints/0000000001", place * 8)
    let report = try salvage()
    #expect(report.isComplete)
    #expect(tasks.allSatisfy { report.newID(of: $0) != nil })
  }

  @Test func bothCheckpointsDamagedAndTheBeginningGone() throws {
    let (tasks, checkpoint) = try longLife()
    let report = try salvage()
    #expect(tasks.allSatisfy { report.newID(of: $0) != nil }, "\(checkpoint) \(report.losses)")
  }

  /// A store whose first segment was let go, with its checkpoints damaged in their headers.
  private func longLife() throws -> ([TaskID], String) {
    let engine = try subject.open { $0.checkpointLogBytes = 16 * 1024 }
    let filler = String(repeating: "x", count: 3_000)
    for _ in 0..<60 {
      _ = try subject.enqueue(engine, subject.task(filler))
      for delivery in try subject.lease(engine) {
        _ = try subject.run(engine, .complete(delivery.token, result: []))
      }
      subject.time.advance(61_000)
      _ = try subject.run(engine, .tick)
      engine.maintain()
    }
    let kept = try (0..<3).map { try subject.enqueue(engine, subject.task("kept \($0)")) }
    engine.close()
    #expect(engine.statistics.retiredSegments > 0)
    #expect(subject.disk.contents(Self.segment)?.starts(with: Array("XYLEMSEG".utf8)) != true)
    let checkpoints = subject.disk.files().map(\.path).filter { $0.contains("checkpoints/0") }
    for path in checkpoints { subject.disk.flipBit(path, 50 * 8) }
    #expect(throws: StoreError.self) { try subject.open() }
    return (kept, "\(checkpoints)")
  }

  @Test func aDamagedIdentityNeedsANameAndNothingElse() throws {
    let tasks = try everyStatus(isClosed: true)
    subject.disk.flipBit("/store/store", 200)
    #expect(throws: StoreError.self) {
      try Salvage.run(subject.disk, "/store", into: "/new")
    }
    let report = try salvage(Salvage.Name(namespace: "default", environment: "development"))
    #expect(tasks.allSatisfy { report.newID(of: $0) != nil })
    try openNew().close()
  }

  @Test func aDirectoryInUseIsLeftAlone() throws {
    _ = try everyStatus(isClosed: true)
    let folder = try subject.disk.openDirectory("/new", create: true)
    _ = try folder.open("holiday.jpg", .create)
    #expect(throws: StoreError.foreignDirectory(path: "/new")) { try salvage() }
    let engine = try subject.open()
    #expect(throws: StoreError.busy(path: "/store")) {
      try Salvage.run(subject.disk, "/store", into: "/other")
    }
    engine.close()
  }

  @Test func aSalvageCutShortOpensUnderNoUsualName() throws {
    _ = try everyStatus(isClosed: true)
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(.sync, number: 8, lasting: true)]
    #expect(throws: StoreError.self) { try Salvage.run(subject.disk, "/store", into: "/new") }
    subject.disk.faults.rules = []
    subject.disk.processKill()
    #expect(throws: StoreError.self) { try openNew() }
    #expect(throws: StoreError.foreignDirectory(path: "/new")) { try salvage() }
  }

  /// A payload that holds the bytes of a record must never become a task.
  @Test func aRecordInsideAPayloadIsNoTask() throws {
    let engine = try subject.open()
    _ = try subject.enqueue(engine, subject.task("real"))
    engine.abandon()
    let bytes = try #require(subject.disk.contents(Self.segment))
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("real".utf8)) })
    let record = Array(bytes[place - 24..<place + 8])
    let again = try subject.open()
    var trap = subject.task("")
    trap.payload = record + record + record
    _ = try subject.enqueue(again, trap)
    _ = try subject.enqueue(again, subject.task("end"))
    again.abandon()
    let frame = try #require(
      try LogView(subject.disk, segment: 1).frames.first { $0.header.bodyBytes > 96 })
    // Every bit of the record's header: kind and length.
    for bit in 0..<32 {
      let healthy = subject.disk.clone()
      subject.disk.flipBit(Self.segment, (frame.offset + FrameHeader.bytes) * 8 + bit)
      let report = try Salvage.run(
        subject.disk, "/store", into: "/new\(bit)", entropy: SeededEntropySource(seed: 99))
      // The one before, perhaps the one in the frame, and the one behind.
      #expect((2...3).contains(report.tasks))
      subject.disk.replace(Self.segment, with: try #require(healthy.contents(Self.segment)))
    }
  }
}
