import Simulator
import Testing
import XylemCore
import XylemStorage

/// Goal: batches that cannot be carried out are refused whole or where they stop, and an engine
/// without threads says what it would do next.
@Suite struct BatchBoundsTests {
  let subject = EngineUnderTest()

  @Test func aGroupHoldsNoLease() throws {
    let engine = try subject.open()
    let wish = Command.Lease(shares: [("mail", 1)], limit: 1, milliseconds: 1000)
    let commands: [Command] = [.enqueue(subject.task("a")), .lease(wish)]
    let answer = engine.submitGroup(commands, durability: .synced, waiter: .none)
    #expect(throws: StoreError.refused(.invalidBatch("a lease is no part of a batch"))) {
      try answer.get()
    }
    while engine.commitOnce() {}
    #expect(try subject.count(engine, .ready) == 0, "all or nothing")
  }

  @Test func alikeTasksHaveNoUniqueKeyAndAreNotCountless() throws {
    let engine = try subject.open()
    var task = subject.task("a")
    for count in [0, Limits.batchCommandsMax + 1] {
      let payloads = [[UInt8]](repeating: [1], count: count)
      #expect(throws: StoreError.self) {
        try engine.submitAdditions(like: task, payloads, durability: .synced, waiter: .none).get()
      }
    }
    task.uniqueKey = "one"
    #expect(throws: StoreError.self) {
      try engine.submitAdditions(like: task, [[1]], durability: .synced, waiter: .none).get()
    }
    #expect(try subject.count(engine, .ready) == 0)
  }

  @Test func alikeTasksEndAtTheFirstThatIsRefused() throws {
    let engine = try subject.open { $0.segmentBytes = 4 << 20 }
    let large = [UInt8](repeating: 1, count: Limits.payloadBytesMax + 1)
    let added = try engine.submitAdditions(
      like: subject.task(""), [[1], large, [2]], durability: .synced, waiter: .none
    ).get()
    while engine.commitOnce() {}
    #expect(added.ids.count == 1)
    #expect(added.refusal == .payloadTooLarge(bytes: large.count))
    #expect(try subject.count(engine, .ready) == 1)
  }

  @Test func aFailedEngineHasNothingMoreToDo() throws {
    let engine = try subject.open()
    engine.maintain()
    #expect(!engine.hasFailed && engine.nextCommitterStep() != .end)
    #expect(engine.nextMaintainerStep() != .end)
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(.sync, number: 1)]
    #expect(throws: StoreError.self) { try subject.enqueue(engine, subject.task("lost")) }
    #expect(engine.hasFailed)
    #expect(engine.nextCommitterStep() == .end && engine.nextMaintainerStep() == .end)
  }

  @Test func aQuietLogIsMarkedAsSynced() throws {
    let engine = try subject.open()
    _ = try subject.enqueue(engine, subject.task("a"))
    let before = try #require(LogView(subject.disk, segment: 1).frames.last).header
    guard case .sleep(let milliseconds?) = engine.nextCommitterStep() else {
      Issue.record("nothing would wake it up")
      return
    }
    #expect(milliseconds > 0)
    engine.endCommitterSleep()
    while engine.commitOnce() {}
    let mark = try #require(LogView(subject.disk, segment: 1).frames.last).header
    #expect(mark.recordCount == 0 && mark.syncedThrough >= before.firstSequence)
    engine.passQuietTime()
    #expect(!engine.commitOnce(), "one mark is enough")
  }

  @Test func refusalsOfTheKernelAreToldInOurWords() {
    #expect(
      StoreError(StorageError.notADirectory(path: "p"))
        == .unsafeDirectory(path: "p", reason: "not a directory"))
    #expect(
      StoreError(StorageError.unsafeFile(file: "f"))
        == .unsafeDirectory(path: "f", reason: "not a regular file with a single link"))
  }
}
