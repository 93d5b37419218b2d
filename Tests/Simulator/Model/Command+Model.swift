import XylemCore

extension Command {
  /// Whether the command may add a task.
  var isAddition: Bool {
    if case .enqueue = self { return true }
    return false
  }

  /// Whether the command may make the tables grow: it adds a task, or names a queue.
  var mayGrow: Bool {
    switch self {
    case .pause, .limit(_, .some): true
    default: isAddition
    }
  }

  /// The task that the command concerns, if it names one.
  var task: TaskID? {
    switch self {
    case .complete(let token, _), .fail(let token, _), .release(let token, _),
      .extend(let token, _):
      token.task
    case .cancel(let id), .replay(let id), .discard(let id): id
    default: nil
    }
  }

  /// The bytes it carries.
  var byteCount: Int {
    switch self {
    case .enqueue(let task): task.payload.count
    case .complete(_, let result): result.count
    case .fail(_, let failure): failure.message.utf8.count
    default: 0
    }
  }
}

extension Command.Failure {
  /// The part of the message that is kept: whole characters within the limit.
  var keptMessage: [UInt8] {
    var kept: [UInt8] = []
    for scalar in message.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if kept.count + bytes.count > Limits.messageBytesMax { break }
      kept += bytes
    }
    return kept
  }

  /// Whether the policy allows the next attempt at `due`.
  func allows(_ due: UInt64, _ now: UInt64, _ failures: Int, _ policy: RetryPolicy) -> Bool {
    guard due >= now else { return false }
    if let retryMilliseconds { return due == now + retryMilliseconds }
    var wait = Double(min(policy.baseMilliseconds, policy.capMilliseconds))
    for _ in 1..<max(failures, 1) {
      wait = min(wait * Double(policy.factorPermille) / 1000, Double(policy.capMilliseconds))
    }
    let found = Double(due - now)
    // The engine rounds down at each step.
    let slack = Double(2 * failures)
    switch policy.jitter {
    case .none: return found <= wait && found >= wait - slack
    case .full: return found <= wait
    case .equal: return found <= wait && found >= wait / 2 - slack
    }
  }
}
