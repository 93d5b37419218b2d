import XylemStorage

/// One caller that waits for the end of one task.
final class EndingWatch: @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  private let lock = Lock()
  private var known: Result<Ending, any Error>?
  private var continuation: UnsafeContinuation<Result<Ending, any Error>, Never>?

  /// The ending, if it was told already.
  var ending: Ending? { try? lock.withLock { known }?.get() }

  /// Ends the wait, now or before it begins; only the first result counts.
  func settle(_ result: Result<Ending, any Error>) {
    let waiting = lock.withLock { () -> UnsafeContinuation<Result<Ending, any Error>, Never>? in
      guard known == nil else { return nil }
      if isPlanted(.loseEarlyEnding), continuation == nil { return nil }
      known = result
      defer { continuation = nil }
      return continuation
    }
    waiting?.resume(returning: result)
  }

  /// Waits for ``settle(_:)``; called once. Throws `CancellationError` when the caller is
  /// cancelled.
  func wait() async throws -> Ending {
    let result = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let result = lock.withLock { () -> Result<Ending, any Error>? in
          if known == nil { self.continuation = continuation }
          return known
        }
        if let result { continuation.resume(returning: result) }
      }
    } onCancel: {
      if !isPlanted(.ignoreCancelledWait) { settle(.failure(CancellationError())) }
    }
    return try result.get()
  }
}
