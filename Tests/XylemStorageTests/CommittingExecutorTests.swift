import Simulator
import Testing
import XylemCore
import XylemStorage

/// What becomes of those who run on the committing thread when it ends.
@Suite(.timeLimit(.minutes(1)))
struct CommittingExecutorTests {
  let subject = EngineUnderTest()

  @Test(arguments: [StorageCallKind.write, .sync])
  func afterAFailureTheyGoOnElsewhere(kind: StorageCallKind) async throws {
    let engine = try subject.open()
    engine.maintain()
    subject.disk.resetCounters()
    subject.disk.faults.rules = [FaultRule(kind, number: 3, lasting: true)]
    let threads = try EngineThreads(engine)
    let executor = try #require(threads.executor)
    let failures = await withTaskGroup(of: StoreError?.self) { group in
      for number in 0..<16 {
        group.addTask(executorPreference: executor) { await failure(of: engine, number) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(failures.count == 16)
    for failure in failures {
      guard case .poisoned = failure else {
        Issue.record("ended with \(String(describing: failure))")
        continue
      }
    }
    #expect(await Task(executorPreference: executor) { 7 }.value == 7)
    threads.stop()
    engine.abandon()
  }

  /// Why adding tasks, one after the other, came to its end.
  private func failure(of engine: Engine, _ number: Int) async -> StoreError? {
    for _ in 0..<1000 {
      let task = Command.enqueue(subject.task("\(number)"))
      let failure = await withUnsafeContinuation {
        _ = engine.submit(task, durability: .synced, waiter: .task($0))
      }
      if let failure { return failure }
    }
    return nil
  }

  @Test func jobsThatWaitAtTheEndRunElsewhere() async throws {
    let engine = try subject.open()
    engine.maintain()
    let threads = try EngineThreads(engine)
    let executor = try #require(threads.executor)
    let inside = BlockedCount()
    let first = Task(executorPreference: executor) { inside.waitUntil(1) }
    let others = (0..<10).map { number in Task(executorPreference: executor) { number } }
    engine.beginClosing()
    inside.add()
    await first.value
    for (number, other) in others.enumerated() { #expect(await other.value == number) }
    threads.stop()
    engine.abandon()
  }
}

/// Holds a thread until somebody counts; a test may block the committing thread, and sees why
/// nobody else should.
private final class BlockedCount: @unchecked Sendable {
  // Unchecked because the count is used under the lock only.
  private let lock = Lock()
  private let changed = Condition()
  private var count = 0

  func add() {
    lock.withLock {
      count += 1
      changed.broadcast()
    }
  }

  func waitUntil(_ least: Int) {
    lock.withLock { while count < least { changed.wait(lock) } }
  }
}
