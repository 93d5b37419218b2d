/// One run of a handler.
struct TaskRun {
  /// How it came to its end.
  enum Result {
    case success([Int])
    /// It returned what cannot be stored.
    case tooMuch
    case failure
    case permanent
    case retryAfter(UInt64)
    case cancelled

    var isTooMuch: Bool { if case .tooMuch = self { true } else { false } }
  }

  let life: Int
  let attempt: Int
  let delivery: Int
  /// The counter of the lease; `nil` when it was lost before the handler started.
  let lease: UInt32?
  let start: UInt64
  var end: UInt64?
  var result: Result?
  /// When the lease would end, as last seen.
  var leaseEnd: UInt64 = 0
  /// Whether its Swift task was cancelled.
  var isCancelled = false
  /// Whether the lease was certainly still this handler's when it reported its end.
  var isValid = false
}
