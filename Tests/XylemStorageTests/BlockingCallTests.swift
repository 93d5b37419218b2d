import Simulator
import Testing
import XylemCore
import XylemStorage

/// Calls that block, which commit by themselves while the committing thread sleeps.
@Suite(.timeLimit(.minutes(1)))
struct BlockingCallTests {
  let subject = EngineUnderTest()

  @Test func manyThreadsAndTasksCommitTogether() async throws {
    // Not the simulated disk, which is for one thread at a time.
    let scratch = try ScratchDirectory()
    let engine = try Engine.open(PosixFileSystem(), scratch.path, EngineOptions())
    let threads = try EngineThreads(engine)
    let blocking = try (0..<4).map { number in
      try WorkThread(name: "blocking-\(number)") {
        for step in 0..<200 {
          let task = Command.enqueue(subject.task("\(number) \(step)"))
          #expect(throws: Never.self) { try engine.submitBlocking(task, durability: .synced) }
        }
      }
    }
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        let executor = number % 2 == 0 ? threads.executor : nil
        group.addTask(executorPreference: executor) {
          for step in 0..<100 {
            let task = Command.enqueue(subject.task("task \(number) \(step)"))
            let failure = await withUnsafeContinuation {
              _ = engine.submit(task, durability: .synced, waiter: .task($0))
            }
            #expect(failure == nil)
          }
        }
      }
    }
    for thread in blocking { thread.join() }
    #expect(try subject.count(engine, .ready) == 1600)
    threads.stop()
    engine.close()
  }

  @Test func aTimerThatIsDueIsNotSleptThrough() throws {
    let engine = try subject.open()
    engine.maintain()
    let threads = try EngineThreads(engine)
    var task = subject.task("soon")
    task.delayMilliseconds = 30
    _ = try engine.submitBlocking(.enqueue(task), durability: .synced)
    for step in 0..<20 {
      subject.time.advance(10)
      _ = try engine.submitBlocking(.enqueue(subject.task("\(step)")), durability: .synced)
    }
    #expect(try subject.count(engine, .delayed) == 0)
    threads.stop()
    engine.close()
  }

  @Test func aFailureComesOutOfTheCall() throws {
    let engine = try subject.open()
    engine.maintain()
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(.sync, number: 3, lasting: true)]
    let threads = try EngineThreads(engine)
    while !engine.hasFailed {
      _ = try? engine.submitBlocking(.enqueue(subject.task("kept or lost")), durability: .synced)
    }
    for _ in 0..<3 {
      #expect {
        try engine.submitBlocking(.enqueue(subject.task("lost")), durability: .synced)
      } throws: { failure in
        if case StoreError.poisoned = failure { true } else { false }
      }
    }
    threads.stop()
    engine.abandon()
  }

  @Test func aRefusalComesOutOfTheCall() throws {
    let engine = try subject.open()
    engine.maintain()
    let threads = try EngineThreads(engine)
    #expect(throws: StoreError.refused(.invalidOption("an expiry is later than now"))) {
      var task = subject.task("never")
      task.expiryMilliseconds = 0
      _ = try engine.submitBlocking(.enqueue(task), durability: .synced)
    }
    threads.stop()
    #expect(throws: StoreError.closed) {
      try engine.submitBlocking(.enqueue(subject.task("late")), durability: .synced)
    }
    engine.close()
  }
}
