import XylemStorage

/// A thread of its own for what blocks, which lives until ``stop()``.
final class BlockingThread: BlockingRunner, @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  private let lock = Lock()
  private let wanted = Condition()
  private var waiting: [@Sendable () -> Void] = []
  private var isStopping = false

  /// Starts the thread.
  ///
  /// - Throws: `StoreError.io` when the system has no thread left.
  init() throws(StoreError) {
    do throws(StorageError) {
      _ = try WorkThread(name: "xylem-blocking") { self.runAll() }
    } catch { throw StoreError(error) }
  }

  func stop() {
    lock.withLock {
      isStopping = true
      wanted.signal()
    }
  }

  func append(_ work: @escaping @Sendable () -> Void) -> Bool {
    lock.withLock {
      guard !isStopping else { return false }
      waiting.append(work)
      wanted.signal()
      return true
    }
  }

  private func runAll() {
    while let batch = takeAll() {
      for work in batch { work() }
    }
  }

  /// Everything that waits, at least one; `nil` when the thread may end.
  private func takeAll() -> [@Sendable () -> Void]? {
    lock.withLock {
      while waiting.isEmpty {
        if isStopping { return nil }
        wanted.wait(lock)
      }
      defer { waiting = [] }
      return waiting
    }
  }
}
