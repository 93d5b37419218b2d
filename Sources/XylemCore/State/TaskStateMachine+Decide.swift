extension TaskStateMachine {
  /// Decides one command at the instant `now` (ms since 1970): the records it needs go to `plan`.
  ///
  /// Nothing changes. The answer may be told only once the records are durable, or, when there are
  /// none, once everything applied so far is.
  ///
  /// - Throws: a ``Refusal`` when the command cannot be carried out as asked.
  package func decide(
    _ command: Command, at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    switch command {
    case .enqueue(let task): return try decideEnqueue(task, at: now, into: &plan)
    case .lease(let wish): return try decideLease(wish, at: now, into: &plan)
    case .complete(let token, let result):
      return try decideComplete(token, result, at: now, into: &plan)
    case .fail(let token, let failure): return try decideFail(token, failure, at: now, into: &plan)
    case .release(let token, let delay):
      return try decideRelease(token, delay, at: now, into: &plan)
    case .extend(let token, let duration):
      return try decideExtend(token, duration, at: now, into: &plan)
    case .cancel(let task): return try decideCancel(task, into: &plan)
    case .replay(let task): return try decideReplay(task, into: &plan)
    case .discard(let task): return try decideDiscard(task, into: &plan)
    case .pause(let queue): return try decidePause(queue, into: &plan)
    case .resume(let queue): return try decideResume(queue, into: &plan)
    case .limit(let queue, let limit): return try decideLimit(queue, limit, at: now, into: &plan)
    case .tick: return .done
    case .open:
      plan.add(.opened(epoch: epoch &+ 1))
      return .done
    case .reclaim(let leased):
      for task in leased where holds(task) && tasks[task.row].status == .leased {
        plan.change(lossOfLease(task.row))
      }
      return .done
    case .relocate(let relocations): return decideRelocate(relocations, into: &plan)
    case .close:
      plan.change(.closed)
      return .done
    }
  }

  /// Refuses a duration that the format cannot hold.
  func checkDuration(_ milliseconds: UInt64, _ name: StaticString) throws(Refusal) {
    guard milliseconds <= Limits.durationMillisecondsMax else {
      throw .invalidOption("\(name) is at most ten years")
    }
  }

  private func decidePause(
    _ name: QueueName, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    let (queue, isNew) = try queueNumber(name, in: plan)
    if isNew { plan.add(name, as: queue) }
    if !isPaused(queue, in: plan) {
      plan.pauses[queue] = true
      plan.change(.queuePaused(queue: queue))
    }
    return .done
  }

  private func decideResume(
    _ name: QueueName, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    guard let queue = queues.number(of: name) else { throw .unknownQueue(name) }
    if isPaused(queue, in: plan) {
      plan.pauses[queue] = false
      plan.change(.queueResumed(queue: queue))
    }
    return .done
  }

  /// Whether the queue will be paused once the plan is carried out.
  private func isPaused(_ queue: UInt32, in plan: borrowing Plan) -> Bool {
    let planned = isPlanted(.forgetPausesOfGroup) ? nil : plan.pauses[queue]
    return planned ?? (queues.contains(queue) && queues[queue].isPaused)
  }

  /// What becomes of a task whose lease ended without an outcome.
  func lossOfLease(_ row: UInt32) -> Record {
    let limit = Int(kinds[tasks[row].kind].definition.deliveryLimit)
    let lost = tasks[row].deliveries - tasks[row].failures
    guard lost >= limit, !isPlanted(.ignoreDeliveryLimit) else { return .leaseLost(reference(row)) }
    return .died(reference(row), reason: .deliveriesExhausted, isFailure: false)
  }
}
