import Simulator
import Testing
import XylemCore
import XylemStorage

/// A disk that refuses: full, or failing.
@Suite struct MediumFailureTests {
  let subject = EngineUnderTest()

  @Test(arguments: [StorageCallKind.write, .sync])
  func afterAFailureNothingIsAcknowledgedUntilReopened(kind: StorageCallKind) throws {
    var engine = try subject.open()
    engine.maintain()
    let kept = try subject.enqueue(engine, subject.task("kept"))
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(kind, number: 1)]
    #expect(throws: StoreError.self) { try subject.enqueue(engine, subject.task("lost")) }
    subject.disk.faults.rules = []
    #expect(throws: StoreError.self) { try subject.enqueue(engine, subject.task("later")) }
    engine.abandon()
    engine = try subject.open()
    let payloads = try subject.lease(engine).map { String(decoding: $0.payload, as: UTF8.self) }
    #expect(payloads.first == "kept" && !payloads.contains("later"))
    var generator = SeededGenerator(seed: 3)
    subject.disk.crash(.nothing, using: &generator)
    engine = try subject.open()
    let after = try subject.lease(engine).map { String(decoding: $0.payload, as: UTF8.self) }
    #expect(after == payloads, "what was seen once stays: \(kept)")
  }

  @Test func aFullDiskIsDrained() throws {
    let engine = try subject.open()
    engine.maintain()
    subject.disk.faults.capacity = UInt64(subject.disk.totalBytes) + 40 * 1024
    var enqueued = 0
    do {
      while enqueued < 10_000 {
        _ = try subject.enqueue(engine, subject.task(String(repeating: "x", count: 500)))
        enqueued += 1
        engine.maintain()
      }
    } catch StoreError.refused(.full) {}
    #expect(enqueued > 50 && enqueued < 10_000)
    var completed = 0
    while let delivery = try subject.lease(engine, 1).first {
      _ = try subject.run(engine, .complete(delivery.token, result: []))
      completed += 1
    }
    #expect(completed == enqueued)
    for _ in 0..<3 {
      subject.time.advance(100_000)
      _ = try subject.run(engine, .tick)
      engine.requestCheckpoint()
      while engine.commitOnce() {}
      engine.maintain()
    }
    _ = try subject.enqueue(engine, subject.task("room again"))
  }

  /// A caller was faster than the maintenance: the log used up the reserve before anybody had
  /// noticed that the disk was full, and the store failed instead of refusing. (I5)
  @Test func aFullDiskRefusesCallersThatOutrunTheMaintenance() throws {
    let engine = try subject.open()
    engine.maintain()
    subject.disk.faults.capacity = UInt64(subject.disk.totalBytes) + 40 * 1024
    var enqueued = 0
    #expect(throws: StoreError.refused(.full)) {
      while enqueued < 10_000 {
        _ = try subject.enqueue(engine, subject.task(String(repeating: "x", count: 500)))
        enqueued += 1
      }
    }
    var completed = 0
    while let delivery = try subject.lease(engine, 1).first {
      _ = try subject.run(engine, .complete(delivery.token, result: []))
      completed += 1
    }
    #expect(completed == enqueued)
  }

  @Test func aFullDiskRefusesWorkAlsoWhileItIsLookedAtAgain() throws {
    let engine = try subject.open()
    engine.maintain()
    subject.disk.faults.capacity = UInt64(subject.disk.totalBytes)
    #expect(throws: StoreError.refused(.full)) {
      while true {
        _ = try subject.enqueue(engine, subject.task(String(repeating: "x", count: 500)))
        engine.maintain()
      }
    }
    let looked = BlockedThread()
    nonisolated(unsafe) var answer: Result<Outcome, StoreError>?
    subject.disk.onCall = { [subject] call in
      guard call.kind == .create, answer == nil else { return }
      answer = engine.submit(
        .enqueue(subject.task("late")), durability: .synced, waiter: .thread(looked))
    }
    let threads = try EngineThreads(engine)
    _ = looked.wait()
    threads.stop()
    guard case .failure(.refused(.full)) = answer else {
      Issue.record("accepted: \(String(describing: answer))")
      return
    }
  }
}
