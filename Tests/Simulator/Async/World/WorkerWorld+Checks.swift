import Xylem
import XylemStorage

/// What must be true when a handler starts or ends.
extension WorkerWorld {
  func checkStart(
    of run: TaskRun, _ freight: Freight, _ kind: ErrandKind, _ context: TaskContext, _ crew: Crew,
    in life: Life
  ) {
    let serial = freight.serial
    let history = histories[serial]
    guard crew.running < crew.concurrency else {
      return fail("I16", "\(crew.running + 1) handlers on \(crew.concurrency) slots")
    }
    guard history.answer != .refused else {
      return fail("I2", "task \(serial) was refused and runs")
    }
    guard history.kind == kind, freight.padding.count == history.paddingCount,
      freight.padding == Freight(serial: serial, paddingCount: history.paddingCount).padding
    else { return fail("I1", "task \(serial) is not what was added") }
    if let id = history.id, id != context.id { return fail("I2", "task \(serial) has two ids") }
    guard crew.kinds.contains(kind), crew.queues[context.queue] != nil,
      context.queue == kind.options.queue
    else { return fail("I2", "task \(serial) went to a worker that does not take it") }
    // A task that was cancelled while a worker took it may start, and is cancelled at once.
    if history.isEnded, run.lease != nil || !history.isCancelled {
      return fail("I3", "task \(serial) had ended and runs again")
    }
    if life.paused.contains(context.queue) {
      return fail("I5", "task \(serial) of a paused queue was started")
    }
    checkOrder(of: run, serial, history, in: life)
    checkTime(of: run, serial, history, in: life)
  }

  /// Compares with the runs before.
  private func checkOrder(of run: TaskRun, _ serial: Int, _ history: TaskHistory, in life: Life) {
    marks.reach(.leaseLostBeforeStart, if: run.lease == nil)
    if run.lease == nil, life.isPunctual, life.isHealthy, !history.isTouched {
      fail("I6", "task \(serial) runs without a lease")
    }
    guard let last = history.runs.last else { return }
    marks.reach(.ranAgainAfterCrash, if: last.life != run.life)
    if !history.isReplayAsked, run.attempt < last.attempt, last.life == run.life {
      fail("I7", "task \(serial) has attempt \(run.attempt) after \(last.attempt)")
    }
    for earlier in history.runs where earlier.life == run.life {
      if let lease = run.lease, let before = earlier.lease, lease <= before {
        fail("I6", "task \(serial) has lease \(lease) after \(before)")
      }
      guard case .success? = earlier.result else { continue }
      marks.reach(.ranAgainAfterSuccess)
      if earlier.isValid, !history.isReplayAsked {
        fail("I3", "task \(serial) succeeded and runs again")
      }
    }
    for open in life.running where open.serial == serial {
      marks.reach(.twoHandlersOfOneTask)
      // A handler may start late, after its lease was lost and given to the other.
      if run.lease != nil, histories[serial].runs[open.run].leaseEnd > life.now {
        fail("I6", "task \(serial) has two handlers, and the first has its lease still")
      }
    }
  }

  private func checkTime(of run: TaskRun, _ serial: Int, _ history: TaskHistory, in life: Life) {
    guard history.life == life.number else { return }
    // A batch that waits for its turn keeps its time, and delays in it count from that.
    if life.isPunctual, run.start < history.notBefore {
      fail("I17", "task \(serial) was started too early")
    }
    if life.isPunctual, life.isHealthy, history.runs.isEmpty, let expiry = history.expiry,
      let answeredAt = history.answeredAt, run.start > answeredAt + expiry
    {
      fail("I17", "task \(serial) was started after its expiry")
    }
    guard let last = history.runs.last, last.isValid, let end = last.end, !history.isReplayAsked
    else { return }
    switch last.result {
    case .retryAfter(let wait) where run.start < end + wait:
      fail("I17", "task \(serial) was to come back after \(wait) ms")
    case .failure where run.start < end + Self.leastWait(history.kind):
      fail("I17", "task \(serial) was tried again too early")
    case .permanent: fail("I3", "task \(serial) failed for good and runs again")
    default: break
    }
  }

  private static func leastWait(_ kind: ErrandKind) -> UInt64 {
    let policy = kind.options.retry
    return policy.jitter == .none ? policy.baseMilliseconds : 0
  }

  func checkEnd(of run: TaskRun, _ serial: Int, holds: Bool, _ crew: Crew, in life: Life) {
    let history = histories[serial]
    marks.reach(.leaseLostWhileRunning, if: !holds && run.lease != nil && !history.isTouched)
    marks.reach(.cancelledWhileRunning, if: history.isCancelAsked)
    // Where time goes on by itself, the limit may have begun long before the handler.
    let isOverLimit =
      history.kind.limit.map { !life.isPunctual || life.now >= run.start + $0 } ?? false
    let isOverDrain =
      crew.stoppedAt.map { life.now >= $0 + (crew.drainMilliseconds ?? .max / 2) } ?? false
    marks.reach(.timeLimitReached, if: isOverLimit)
    marks.reach(.drainLimitReached, if: isOverDrain)
    guard life.isHealthy, !life.hasFailed else { return }
    if case .cancelled = run.result {
      guard isOverLimit || isOverDrain || !holds || history.isCancelAsked else {
        return fail("I5", "the handler of task \(serial) was cancelled for no reason")
      }
    } else if Task.isCancelled, !isOverLimit, !isOverDrain, holds, !history.isCancelAsked {
      return fail("I5", "the handler of task \(serial) was cancelled for no reason")
    }
    guard life.isPunctual, !history.isTouched, run.lease != nil else { return }
    if !holds { fail("I6", "task \(serial) was taken from a handler that ran") }
  }

  /// Keeps up with when the leases of running handlers end.
  func noteLeases() {
    guard life.isSeen, !life.running.isEmpty, let engine = life.engine else { return }
    engine.look { state in
      for (serial, run) in life.running {
        guard let id = histories[serial].id, let lease = histories[serial].runs[run].lease,
          let snapshot = state.snapshot(of: id.reference), snapshot.leaseCounter == lease
        else { continue }
        let end = life.steady(snapshot.due)
        if end != histories[serial].runs[run].leaseEnd {
          tell("task \(serial) is leased until \(end)")
        }
        histories[serial].runs[run].leaseEnd = end
      }
    }
  }
}
