import Xylem
import XylemStorage

/// What must be true when nobody can go on before time passes: whoever could be told was told.
extension WorkerWorld {
  func checkRest() {
    guard life.isSeen, !life.isClosing, let engine = life.engine, life.store != nil else { return }
    if life.calls > 0 { fail("I13", "\(life.calls) calls wait for nothing") }
    guard !life.hasFailed else { return }
    checkReadiness(engine)
    checkLeases(engine)
    checkWaits(engine)
    checkVerdicts(engine)
    checkStops()
    checkCancellations(engine)
    noteEnds(engine)
  }

  /// No worker sleeps while it could work.
  private func checkReadiness(_ engine: Engine) {
    life.paused = []
    let ready = engine.look { state -> [QueueName: UInt64] in
      var ready: [QueueName: UInt64] = [:]
      for queue in state.queues.all {
        if queue.isPaused {
          life.paused.append(queue.name)
          marks.reach(.pausedWithWork, if: queue.counters[.ready] > 0)
        } else {
          ready[queue.name] = isHeld(queue, state) ? 0 : queue.counters[.ready]
        }
      }
      return ready
    }
    for crew in life.crews where crew.isWorking && crew.running < crew.concurrency {
      for name in crew.queues.keys where ready[name] ?? 0 > 0 {
        fail("I5", "worker \(crew.number) sleeps, and \(name) has \(ready[name] ?? 0) tasks")
      }
    }
  }

  /// Whether a limit lets the queue give nothing at this moment.
  private func isHeld(
    _ queue: QueueTable.Queue, _ state: borrowing TaskStateMachine
  ) -> Bool {
    guard let number = state.queues.number(of: queue.name),
      let (limit, opening) = state.limit(of: number)
    else { return false }
    let isFull = limit.concurrency.map { queue.counters[.leased] >= UInt64($0) } ?? false
    let isHeld = isFull || (opening > 0 && life.steady(opening) >= life.now)
    marks.reach(.limitedWithWork, if: isHeld && queue.counters[.ready] > 0)
    return isHeld
  }

  /// Every lease is in the hands of a handler.
  private func checkLeases(_ engine: Engine) {
    guard !life.mayFail else { return }
    let held = life.running.compactMap { histories[$0.serial].id?.reference }
    let leased = engine.look { $0.leasedTasks() }
    for task in leased where !held.contains(task) {
      fail("I5", "row \(task.row) is leased, and no handler has it")
    }
    let lost = engine.look { $0.totals.lost }
    if life.isPunctual, lost > life.lostAtStart {
      fail("I6", "\(lost - life.lostAtStart) leases were lost although nobody was late")
    }
  }

  /// Nobody waits for the end of a task that has ended.
  private func checkWaits(_ engine: Engine) {
    life.waits.removeAll(where: \.isTold)
    for wait in life.waits {
      guard let id = histories[wait.serial].id else { continue }
      let status = engine.look { $0.snapshot(of: id.reference)?.status }
      if status == nil || status == .done || status == .dead {
        fail("I5", "nobody told that task \(wait.serial) has ended")
      }
      wait.isSettled = true
      if wait.isCancelled { fail("I5", "a cancelled caller waits for task \(wait.serial)") }
    }
  }

  /// What handlers said has come to pass.
  private func checkVerdicts(_ engine: Engine) {
    defer { life.ended = [] }
    for (serial, index) in life.ended {
      let history = histories[serial]
      let run = history.runs[index]
      let isLast = index == history.runs.count - 1
      guard run.isValid, isLast, !history.isTouched, life.isHealthy, let id = history.id,
        let result = run.result
      else { continue }
      let status = engine.look { $0.snapshot(of: id.reference)?.status }
      switch result {
      case .success:
        if status != nil, status != .done {
          fail("I3", "task \(serial) succeeded and is \(String(describing: status))")
        }
      case .tooMuch, .permanent:
        marks.reach(.refusedAsTooLarge, if: result.isTooMuch)
        if status != .dead { fail("I3", "task \(serial) failed for good and is not dead") }
      case .failure, .retryAfter:
        if status == nil || status == .done { fail("I1", "task \(serial) failed and is gone") }
      case .cancelled: break
      }
    }
  }

  /// Whoever was told to stop and has nothing left to do has stopped.
  private func checkStops() {
    for crew in life.crews where crew.stoppedAt != nil && !crew.hasReturned && crew.running == 0 {
      fail("I5", "worker \(crew.number) was stopped, runs nothing and does not return")
    }
  }

  /// Handlers that are to stop have heard of it.
  private func checkCancellations(_ engine: Engine) {
    for (serial, index) in life.running {
      let history = histories[serial]
      let run = history.runs[index]
      guard !run.isCancelled, let id = history.id else { continue }
      let snapshot = engine.look { $0.snapshot(of: id.reference) }
      if history.isCancelled, snapshot == nil {
        fail("I5", "the handler of task \(serial), which was cancelled, was not told")
      }
      if let limit = history.kind.limit, life.now >= run.start + limit, life.isPunctual {
        fail("I5", "the handler of task \(serial) runs beyond its time limit")
      }
    }
  }

  /// At rest everything is committed, so what has ended now has ended for ever.
  private func noteEnds(_ engine: Engine) {
    engine.look { state in
      for index in histories.indices {
        let history = histories[index]
        guard !history.isEnded, !history.isReplayAsked, let id = history.id, history.answer != .open
        else { continue }
        switch state.snapshot(of: id.reference)?.status {
        case nil, .done, .dead: histories[index].isEnded = true
        default: break
        }
      }
    }
  }
}
