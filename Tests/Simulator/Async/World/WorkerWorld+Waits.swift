import Xylem
import XylemStorage

/// Callers that wait for outputs, and what they may be told.
extension WorkerWorld {
  func wait<Payload: Errand>(for handle: TaskHandle<Payload>, _ serial: Int, in life: Life) {
    guard life.isUsable, !life.isRetiring else { return }
    let wait = Wait(for: serial)
    wait.task = life.start { [self] in
      do {
        let output = try await handle.output
        check(output as? [Int], of: wait, in: life)
      } catch { check(error, of: wait, in: life) }
      if wait.isTold { fail("I13", "a caller was told twice") }
      wait.isTold = true
    }
    life.waits.append(wait)
  }

  private func check(_ receipt: [Int]?, of wait: Wait, in life: Life) {
    guard life.isSeen else { return }
    let history = histories[wait.serial]
    marks.reach(wait.isSettled ? .outputWaitedFor : .outputFoundLater)
    let isTrue = history.runs.contains { run in
      guard case .success(let found)? = run.result else { return false }
      return receipt == nil || receipt == found
    }
    guard isTrue, (receipt != nil) == history.kind.isKept else {
      return fail("I3", "task \(wait.serial) resulted in \(String(describing: receipt))")
    }
    if !history.isReplayAsked { histories[wait.serial].isEnded = true }
  }

  private func check(_ error: any Error, of wait: Wait, in life: Life) {
    guard life.isSeen else { return }
    let history = histories[wait.serial]
    switch error {
    case TaskFailure.dead(let reason, message: _):
      marks.reach(.deathTold)
      // A process may die, or be late, between a lease and the start of its handler.
      if history.runs.isEmpty, reason != .deliveriesExhausted {
        fail("I3", "task \(wait.serial) died of nothing")
      }
    case TaskFailure.cancelled:
      marks.reach(.cancellationTold)
      if !history.isCancelAsked { fail("I3", "task \(wait.serial) was cancelled by nobody") }
    case TaskFailure.expired:
      marks.reach(.expiryTold)
      if history.expiry == nil { fail("I3", "task \(wait.serial) never expires") }
    case TaskFailure.notKept:
      marks.reach(.notKeptTold)
      if wait.isSettled, !history.isTouched, life.isPunctual {
        fail("I5", "whoever waited for task \(wait.serial) missed its end")
      }
    case is CancellationError:
      if !wait.isCancelled { fail("I5", "a wait was cancelled by nobody") }
    default: judge(error, in: life)
    }
  }
}
