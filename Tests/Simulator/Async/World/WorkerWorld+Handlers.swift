import Xylem
import XylemStorage

/// What handlers do, and what must be true when they start and end.
extension WorkerWorld {
  func handle(
    _ freight: Freight, _ kind: ErrandKind, _ context: TaskContext, _ crew: Crew, in life: Life
  ) async throws -> [Int] {
    let run = startRun(freight, kind, context, crew, in: life)
    crew.running += 1
    let deed =
      isDraining || !life.isSeen ? .succeed : Deed.allCases[draw.index(by: plan.deedWeights)]
    tell(
      "task \(freight.serial) runs on worker \(crew.number), lease \(context.token.counter): \(deed)"
    )
    let receipt = [freight.serial, context.attempt, run ?? 0]
    let result: Result<[Int], any Error>
    do {
      try await withTaskCancellationHandler {
        try await carryOut(deed, freight.serial, context, crew, in: life)
      } onCancel: {
        if let run { histories[freight.serial].runs[run].isCancelled = true }
      }
      let filler = deed == .returnTooMuch ? Array(repeating: 7, count: 40_000) : []
      result = .success(receipt + filler)
    } catch { result = .failure(error) }
    crew.running -= 1
    if let run { endRun(freight.serial, run, result, context, crew, in: life) }
    return try result.get()
  }

  private func carryOut(
    _ deed: Deed, _ serial: Int, _ context: TaskContext, _ crew: Crew, in life: Life
  ) async throws {
    let clock = life.machine.clock
    let time = Duration.milliseconds(draw.below(Int(crew.leaseMilliseconds)))
    switch deed {
    case .succeed, .returnTooMuch: break
    case .takeTime: try await clock.sleep(for: time)
    case .takeVeryLong: try await clock.sleep(for: .milliseconds(draw.below(2000)))
    case .takeTimeStubbornly:
      let end = clock.now.advanced(by: .milliseconds(draw.below(1000)))
      // Whoever ignores a cancellation goes on with something that cannot be cancelled.
      await Task(executorPreference: life.machine.seeded) {
        try? await clock.sleep(until: end, tolerance: nil)
      }
      .value
    case .fail: throw Mishap()
    case .failForGood: throw PermanentFailure("no such street")
    case .askForLater: throw RetryAfter(.milliseconds(draw.below(500)))
    case .extendBriefly:
      try await context.extend(by: .milliseconds(1 + draw.below(20)))
      marks.reach(.leaseExtended)
      try await clock.sleep(for: time * 2)
    case .extendLong:
      try await context.extend(by: .milliseconds(5 * Int(crew.leaseMilliseconds)))
      marks.reach(.leaseExtended)
      try await clock.sleep(for: time * 8)
    case .addAnother: await add(.letter, .add, in: life)
    case .cancelItself: await cancel(serial, context.id, in: life)
    }
  }

  private func startRun(
    _ freight: Freight, _ kind: ErrandKind, _ context: TaskContext, _ crew: Crew, in life: Life
  ) -> Int? {
    let serial = freight.serial
    guard life.isSeen, histories.indices.contains(serial) else {
      if life.isSeen { fail("I2", "a task runs that nobody added") }
      return nil
    }
    let snapshot = life.engine?.look { $0.snapshot(of: context.id.reference) }
    let holds = snapshot?.leaseCounter == context.token.counter
    let run = TaskRun(
      life: life.number, attempt: context.attempt, delivery: context.delivery,
      lease: holds ? context.token.counter : nil, start: life.now,
      leaseEnd: holds ? life.steady(snapshot?.due) : 0)
    checkStart(of: run, freight, kind, context, crew, in: life)
    marks.reach(.slotsAllUsed, if: crew.running + 1 == crew.concurrency && crew.concurrency > 1)
    histories[serial].id = context.id
    serials[context.id] = serial
    histories[serial].runs.append(run)
    let index = histories[serial].runs.count - 1
    life.running.append((serial, index))
    trace.mix(UInt64(serial) << 8 | UInt64(crew.number))
    return index
  }

  private func endRun(
    _ serial: Int, _ index: Int, _ result: Result<[Int], any Error>, _ context: TaskContext,
    _ crew: Crew, in life: Life
  ) {
    life.running.removeAll { $0.serial == serial && $0.run == index }
    guard life.isSeen else { return }
    var run = histories[serial].runs[index]
    run.end = life.now
    run.result = Self.outcome(result, histories[serial].kind)
    let snapshot = life.engine?.look { $0.snapshot(of: context.id.reference) }
    let holds = snapshot?.leaseCounter == context.token.counter
    // Where time goes on by itself, the lease may run out before the outcome is reported.
    run.isValid = holds && life.isUsable && life.isPunctual
    histories[serial].runs[index] = run
    checkEnd(of: run, serial, holds: holds, crew, in: life)
    life.ended.append((serial, index))
    tell("task \(serial) ends: \(run.result.map { "\($0)" } ?? "")")
    trace.mix(UInt64(serial) << 16 | UInt64(index))
  }

  private static func outcome(
    _ result: Result<[Int], any Error>, _ kind: ErrandKind
  ) -> TaskRun.Result {
    switch result {
    case .success(let receipt) where receipt.count > 3 && kind.isKept: .tooMuch
    case .success(let receipt): .success(Array(receipt.prefix(3)))
    case .failure(is PermanentFailure): .permanent
    case .failure(let later as RetryAfter): .retryAfter(UInt64(later.wait / .milliseconds(1)))
    case .failure(is CancellationError): .cancelled
    case .failure: .failure
    }
  }
}

/// What a handler throws that has no luck.
struct Mishap: Error {}
