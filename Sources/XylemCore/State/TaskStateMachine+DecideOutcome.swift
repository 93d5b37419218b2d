extension TaskStateMachine {
  func decideComplete(
    _ token: LeaseToken, _ result: [UInt8], at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    let completion = try decideCompletion(token, result, at: now)
    try plan.touch(token.task)
    plan.change(completion.record, carrying: completion.bytes)
    return .done
  }

  /// The record of a completion, and what it carries: the result, if that is kept.
  ///
  /// - Throws: `.payloadTooLarge` for the result, `.staleToken`.
  package func decideCompletion(
    _ token: LeaseToken, _ result: [UInt8], at now: UInt64
  ) throws(Refusal) -> (record: Record, bytes: [UInt8]) {
    guard result.count <= Limits.payloadBytesMax else {
      throw .payloadTooLarge(bytes: result.count)
    }
    let row = try leasedRow(token)
    let retention = kinds[tasks[row].kind].definition.retentionMilliseconds
    guard retention > 0 else { return (.completed(reference(row), forgetAt: nil), []) }
    return (.completed(reference(row), forgetAt: now + retention), result)
  }

  func decideFail(
    _ token: LeaseToken, _ failure: Command.Failure, at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    if let wait = failure.retryMilliseconds { try checkDuration(wait, "a wait before a retry") }
    let row = try leasedRow(token, &plan)
    let message = Self.cut(failure.message)
    let policy = kinds[tasks[row].kind].definition.retry
    let failures = tasks[row].failures + 1
    if let reason = reasonOfDeath(failure, failures: failures, policy) {
      plan.change(.died(reference(row), reason: reason, isFailure: true), carrying: message)
      return .died(reason)
    }
    let wait =
      failure.retryMilliseconds
      ?? policy.waitMilliseconds(afterAttempt: failures, salt: token.task.low)
    plan.change(.retried(reference(row), due: now + wait), carrying: message)
    return .retried(due: now + wait)
  }

  private func reasonOfDeath(
    _ failure: Command.Failure, failures: Int, _ policy: RetryPolicy
  ) -> DeathReason? {
    if failure.isUnreadable { return .unreadable }
    if failure.isPermanent { return .permanentFailure }
    return failures >= policy.attempts ? .attemptsExhausted : nil
  }

  /// The longest prefix of whole characters within the limit of messages.
  private static func cut(_ message: String) -> [UInt8] {
    let bytes = Array(message.utf8)
    guard bytes.count > Limits.messageBytesMax else { return bytes }
    var end = Limits.messageBytesMax
    while end > 0, bytes[end] & 0xc0 == 0x80 { end -= 1 }
    return Array(bytes[..<end])
  }

  func decideRelease(
    _ token: LeaseToken, _ delay: UInt64, at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    try checkDuration(delay, "a delay")
    let row = try leasedRow(token, &plan)
    plan.change(.released(reference(row), due: delay > 0 ? now + delay : nil))
    return .done
  }

  func decideExtend(
    _ token: LeaseToken, _ duration: UInt64, at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    guard duration > 0 else { throw .invalidOption("a lease lasts at least 1 ms") }
    try checkDuration(duration, "a lease")
    let row = try leasedRow(token, &plan)
    // Never shorter: who extends by little must not lose what was promised before.
    let least = isPlanted(.shortenLease) ? 0 : tasks[row].due
    plan.change(.extended(reference(row), deadline: max(least, now + duration)))
    return .done
  }
}
