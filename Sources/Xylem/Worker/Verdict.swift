/// What becomes of a task after its handler came to its end.
enum Verdict: Equatable {
  /// It succeeded with this result.
  case complete([UInt8])
  /// It failed; `isPermanent` when trying again is useless, `retry` when the wait is given.
  case fail(message: String, isPermanent: Bool = false, retry: Duration? = nil)
  /// It goes back unjudged.
  case release
  /// Somebody else decides.
  case none

  /// Judges what the handler returned or threw, and why it had been cancelled.
  init(_ result: Result<[UInt8], any Error>, cancelled reason: RunningTasks.CancelReason?) {
    switch (result, reason) {
    case (_, .leaseLost): self = .none
    case (.success, .timeLimit) where isPlanted(.discardLateResult): self = .release
    case (.success(let bytes), _): self = .complete(bytes)
    case (.failure(let failure as PermanentFailure), _):
      self = .fail(message: failure.message, isPermanent: true)
    case (.failure, .timeLimit(let limit)):
      self = .fail(message: "the handler ran longer than its time limit of \(limit)")
    case (.failure(let failure as RetryAfter), _):
      self = .fail(message: failure.message, retry: failure.wait)
    case (.failure(is CancellationError), .stopping): self = .release
    case (.failure(let failure), _): self = .fail(message: "\(failure)")
    }
  }

  /// The command that carries it out; `nil` when there is nothing to do.
  func command(_ token: LeaseToken) -> Command? {
    switch self {
    case .complete(let result): return .complete(token, result: result)
    case .fail(let message, let isPermanent, let retry):
      var failure = Command.Failure(message: message)
      failure.isPermanent = isPermanent
      failure.retryMilliseconds = retry.map {
        min($0.clampedMilliseconds, Limits.durationMillisecondsMax)
      }
      return .fail(token, failure)
    case .release: return .release(token, delayMilliseconds: 0)
    case .none: return nil
    }
  }
}
