import Simulator
import Testing
import XylemCore
import XylemStorage

/// Who is told what when the engine stops: on purpose, or because maintenance failed.
@Suite struct ClosingTests {
  let subject = EngineUnderTest()

  private func bytes() -> [[UInt8]] { subject.disk.files().map(\.bytes) }

  @Test func whoWaitsIsToldThatMaintenanceFailed() throws {
    let engine = try subject.open()
    let answers = [Answer(), Answer()]
    for (answer, durability) in zip(answers, [Durability.synced, .written]) {
      _ = engine.submit(
        .enqueue(subject.task("a")), durability: durability, waiter: .callback { answer.set($0) })
    }
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(.sync, number: 1)]
    engine.maintain()
    #expect(!engine.commitOnce())
    for answer in answers {
      #expect(answer.releases == 1)
      #expect(answer.failure != nil)
    }
  }

  @Test func closingAfterAFailureWritesNothing() throws {
    let engine = try subject.open()
    engine.maintain()
    engine.requestCheckpoint()
    while engine.commitOnce() {}
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(.write, number: 1)]
    #expect(throws: StoreError.self) { try subject.enqueue(engine, subject.task("lost")) }
    subject.disk.faults.rules = []
    let before = bytes()
    engine.close()
    #expect(bytes() == before)
  }

  @Test func commandsAreRefusedFromTheFirstMomentOfClosing() throws {
    let engine = try subject.open()
    engine.maintain()
    engine.beginClosing()
    var answers: [Result<Outcome, StoreError>] = []
    subject.disk.onCall = { [subject] _ in
      guard answers.count < 20 else { return }
      answers.append(
        engine.submit(.enqueue(subject.task("late")), durability: .synced, waiter: .none))
    }
    engine.close()
    subject.disk.onCall = nil
    #expect(!answers.isEmpty)
    for answer in answers {
      guard case .failure(.closed) = answer else {
        Issue.record("accepted: \(answer)")
        continue
      }
    }
    #expect(try subject.count(try subject.open(), .ready) == 0)
  }

  @Test func closingLeavesACheckpointAndTheMarkOfACleanEnd() throws {
    var engine = try subject.open()
    engine.maintain()
    _ = try subject.enqueue(engine, subject.task("a"))
    engine.close()
    engine = try subject.open()
    #expect(engine.report.checkpoint == 1)
    #expect(engine.report.replayedRecords == 1)
    #expect(try subject.count(engine, .ready) == 1)
  }

  @Test func closingCoversACheckpointThatIsStillOnItsWay() throws {
    var engine = try subject.open()
    engine.maintain()
    engine.requestCheckpoint()
    while engine.commitOnce() {}
    for index in 0..<5 { _ = try subject.enqueue(engine, subject.task("\(index)")) }
    engine.close()
    engine = try subject.open()
    #expect(engine.report.replayedRecords == 1)
  }
}
