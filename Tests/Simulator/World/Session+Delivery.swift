import XylemCore
import XylemStorage

/// What workers get of leased tasks, also when some of it is damaged.
extension Session {
  /// Reads what leased tasks carry, and compares it; a lease must be committed before.
  func checkDelivery(of tasks: [LeasedTask]) throws(Violation) {
    guard let engine, !hasFailed, !disk.isStopped else { return }
    let tasks = tasks.filter { ledger.live.tasks[$0.reference]?.token?.counter == $0.counter }
    let before = disk.counters
    let answers = engine.deliver(tasks)
    guard answers.count == tasks.count else { throw Violation("I1", "deliveries are missing") }
    marks.reach(.deliveredByRuns, if: disk.counters[.read] - before[.read] < tasks.count)
    for (task, answer) in zip(tasks, answers) {
      switch answer {
      case .success(let delivery): try check(delivery, of: task)
      case .failure(let error):
        guard case .io = error, hasFired(.read, since: before) || hasFired(.open, since: before)
        else { throw Violation("I1", "a leased task cannot be read: \(error)") }
        marks.reach(.deliveryUnreadable)
      }
    }
  }

  /// Flips a bit of one leased task's record: only that task must be told damaged, as long as the
  /// damage is there.
  func checkDamagedDelivery(
    of tasks: [LeasedTask], _ draw: inout SeededGenerator
  ) throws(Violation) {
    guard let engine, !hasFailed, !disk.isStopped, disk.faults.rules.isEmpty,
      let victim = tasks.isEmpty ? nil : tasks[draw.below(tasks.count)]
    else { return }
    let place = Int(victim.location.offset) + draw.below(Int(victim.location.length))
    let bit = 8 * place + draw.below(8)
    let path = "\(Self.path)/\(StoreFileName.segmentPath(victim.location.segment))"
    disk.flipBit(path, bit)
    let answers = engine.deliver(tasks)
    disk.flipBit(path, bit)
    for (task, answer) in zip(tasks, answers) {
      switch answer {
      case .failure(.corrupt) where task == victim: marks.reach(.deliveryDamaged)
      case .success(let delivery) where task != victim: try check(delivery, of: task)
      default: throw Violation("I12", "\(answer) with damage to \(victim.reference)")
      }
    }
  }

  private func check(_ delivery: Delivery, of task: LeasedTask) throws(Violation) {
    guard let expected = ledger.live.tasks[task.reference],
      delivery.payload == expected.added.payload, delivery.token == expected.token,
      delivery.queue == expected.added.queue, delivery.name == expected.added.kind.name
    else { throw Violation("I1", "a delivery differs from what was added") }
  }
}
