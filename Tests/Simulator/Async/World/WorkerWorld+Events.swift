import Xylem
import XylemStorage

/// What happens to the program from outside.
extension WorkerWorld {
  func happen() {
    let event = WorldEvent.allCases[draw.index(by: plan.eventWeights)]
    trace.mix(UInt64(draw.below(1 << 20)))
    tell("event: \(event)")
    switch event {
    case .hire: hire()
    case .dismiss: dismiss()
    case .cancelWait: cancelWait()
    case .checkpoint: life.engine?.requestCheckpoint()
    case .fault: addFault()
    case .fullDisk: fillDisk()
    case .stopInsideCall:
      let call = disk.counters.mutating + 1 + draw.below(24)
      disk.faults.stop = StopPoint(call: call, keptSectors: [0, 1, 2, .max][draw.below(4)])
      noteFault()
    }
  }

  /// Starts a worker, unless there are enough.
  func hire(isGeneral: Bool = false) {
    guard isGeneral || life.crews.count(where: \.isWorking) < plan.crews, let store = life.store
    else { return }
    let crew = Crew(number: life.crews.count, isGeneral: isGeneral, &draw)
    life.crews.append(crew)
    marks.reach(.hiredWithoutAllHandlers, if: crew.kinds.count < ErrandKind.allCases.count)
    let worker = worker(crew, store)
    tell("worker \(crew.number): \(crew.concurrency) slots, lease \(crew.leaseMilliseconds) ms")
    crew.task = life.start { [life] in
      do throws(StoreError) { try await worker.run() } catch { self.judge(error, in: life) }
      crew.hasReturned = true
      if crew.running > 0, life.isSeen {
        self.fail("I5", "a worker returned while \(crew.running) of its handlers ran")
      }
      if life.isHealthy, !life.hasFailed, crew.stoppedAt == nil {
        self.fail("I5", "a worker returned by itself")
      }
    }
  }

  private func worker(_ crew: Crew, _ store: TaskStore) -> Worker {
    Worker(
      store, queues: crew.queues, concurrency: crew.concurrency,
      leaseDuration: .milliseconds(Int64(crew.leaseMilliseconds)),
      drainLimit: crew.drainMilliseconds.map { .milliseconds(Int64($0)) },
      clock: life.machine.clock
    ) {
      for kind in crew.kinds {
        kind.type.handler { [life] freight, context in
          try await self.handle(freight, kind, context, crew, in: life)
        }
      }
    }
  }

  func dismiss() {
    let working = life.crews.filter(\.isWorking)
    guard !working.isEmpty else { return }
    let crew = working[draw.below(working.count)]
    crew.stoppedAt = life.now
    marks.reach(.dismissedWhileBusy, if: crew.running > 0)
    crew.task?.cancel()
  }

  private func cancelWait() {
    life.waits.removeAll(where: \.isTold)
    guard !life.waits.isEmpty else { return }
    let wait = life.waits[draw.below(life.waits.count)]
    wait.isCancelled = true
    marks.reach(.waitCancelled)
    wait.task?.cancel()
  }

  private func addFault() {
    let kinds: [StorageCallKind] = [.write, .write, .sync, .sync, .create, .rename, .read]
    let kind = kinds[draw.below(kinds.count)]
    let isFull = kind != .read && draw.chance(1, in: 3)
    let errno = isFull ? KernelError.noSpace : KernelError.inputOutput
    disk.faults.rules.append(
      FaultRule(
        kind, number: disk.counters[kind] + 1 + draw.below(6), lasting: draw.chance(1, in: 4),
        errno: errno, keptSectors: [0, 1, .max][draw.below(3)]))
    noteFault()
  }

  private func fillDisk() {
    if disk.faults.capacity != nil {
      disk.faults.capacity = nil
      return
    }
    disk.faults.capacity = UInt64(disk.totalBytes + draw.below(2 * Int(plan.segmentBytes)))
    noteFault()
  }

  private func noteFault() {
    faults += 1
    life.mayFail = true
  }
}
