import Xylem

/// What would block a thread: work that waits until the next piece is asked for.
final class SimulatedRunner: BlockingRunner, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  private var waiting: [@Sendable () -> Void] = []
  private var isStopping = false

  var hasWork: Bool { !waiting.isEmpty }

  func append(_ work: @escaping @Sendable () -> Void) -> Bool {
    guard !isStopping else { return false }
    waiting.append(work)
    return true
  }

  func stop() { isStopping = true }

  /// Does the oldest piece of work.
  func runNext() { waiting.removeFirst()() }
}
