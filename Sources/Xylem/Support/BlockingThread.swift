import XylemStorage

/// One thread for what blocks on the disk, so that no thread of Swift's pool ever does.
///
/// What is given to it runs in order, one after the other. It lives until ``stop()``.
final class BlockingThread: @unchecked Sendable {
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

  /// Runs `body` on the thread after everything given before, and returns what it returns.
  ///
  /// - Throws: what `body` throws; `.closed` when the thread was stopped.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withUnsafeContinuation { continuation in
      let isTaken = append {
        do throws(StoreError) {
          continuation.resume(returning: .success(try body()))
        } catch { continuation.resume(returning: .failure(error)) }
      }
      if !isTaken { continuation.resume(returning: .failure(.closed)) }
    }
    return try result.get()
  }

  /// Ends the thread once everything given to it is done; takes nothing more from now on.
  func stop() {
    lock.withLock {
      isStopping = true
      wanted.signal()
    }
  }

  /// Adds work without waiting for it; `false` when the thread was stopped.
  @discardableResult
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
