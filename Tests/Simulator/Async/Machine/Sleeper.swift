/// A task that sleeps on a ``VirtualClock``.
final class Sleeper: @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  let deadline: VirtualClock.Instant
  private var wasCancelled: Bool?
  private var continuation: UnsafeContinuation<Bool, Never>?

  init(until deadline: VirtualClock.Instant) {
    self.deadline = deadline
  }

  /// Sleeps until woken, perhaps before; returns whether that was a cancellation.
  func sleep() async -> Bool {
    await withUnsafeContinuation { continuation in
      if let wasCancelled { return continuation.resume(returning: wasCancelled) }
      self.continuation = continuation
    }
  }

  /// Ends the sleep; only the first call counts.
  func wake(isCancelled: Bool) {
    guard wasCancelled == nil else { return }
    wasCancelled = isCancelled
    continuation?.resume(returning: isCancelled)
    continuation = nil
  }
}
