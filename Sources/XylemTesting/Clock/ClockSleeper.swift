import XylemStorage

/// A task that sleeps on a ``ManualClock``.
final class ClockSleeper: @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  let deadline: ManualClock.Instant
  private let lock = Lock()
  private var wasCancelled: Bool?
  private var continuation: UnsafeContinuation<Bool, Never>?

  init(until deadline: ManualClock.Instant) {
    self.deadline = deadline
  }

  /// Sleeps until woken, perhaps before; returns whether that was a cancellation.
  func sleep() async -> Bool {
    await withUnsafeContinuation { continuation in
      let known = lock.withLock {
        if wasCancelled == nil { self.continuation = continuation }
        return wasCancelled
      }
      if let known { continuation.resume(returning: known) }
    }
  }

  /// Ends the sleep; only the first call counts.
  func wake(isCancelled: Bool) {
    let waiting = lock.withLock { () -> UnsafeContinuation<Bool, Never>? in
      guard wasCancelled == nil else { return nil }
      wasCancelled = isCancelled
      defer { continuation = nil }
      return continuation
    }
    waiting?.resume(returning: isCancelled)
  }
}
