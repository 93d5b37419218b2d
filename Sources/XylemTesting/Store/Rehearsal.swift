import Xylem
import XylemStorage

/// What is known of the runs of one drain: how many there were, and which tasks were disturbed.
final class Rehearsal: @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  private let delivery: TestDelivery
  private let test: TestStore
  private let lock = Lock()
  private var disturbed: Set<TaskID> = []
  private var isDead = false
  private var counts = (runs: 0, kills: 0)

  init(_ delivery: TestDelivery, _ test: TestStore) {
    self.delivery = delivery
    self.test = test
  }

  /// Runs of handlers, and deaths of the process.
  var totals: (runs: Int, kills: Int) { lock.withLock { counts } }

  /// Whether the process was killed and is still dead; from now on it is not.
  func takeDeath() -> Bool {
    lock.withLock {
      defer { isDead = false }
      return isDead
    }
  }

  /// The same handler, whose runs are counted and disturbed.
  func disturb(_ handler: Handler) -> Handler {
    handler.around { context, run in
      self.lock.withLock { self.counts.runs += 1 }
      let result = await Result(catching: run)
      try await self.disturb(context)
      return try result.get()
    }
  }

  private func disturb(_ context: TaskContext) async throws {
    let isFirst = lock.withLock { disturbed.insert(context.id).inserted }
    guard isFirst else { return }
    switch delivery {
    case .once: return
    case .twice: _ = try await test.store.submit(.reclaim([context.id.reference]))
    case .killedBeforeCommit: kill()
    }
  }

  private func kill() {
    lock.withLock {
      guard !isDead else { return }
      isDead = true
      counts.kills += 1
      test.machine.disk.killProcess()
    }
  }
}

extension Result where Failure == any Error {
  /// What `body` returns or throws.
  fileprivate init(catching body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
