/// Where a task is: in the list or wheel that belongs to its status. A task leaves one place, is
/// changed, and enters another; only these functions move it.
extension TaskStateMachine {
  /// Takes the task out of the place of its status. The row keeps no status until it enters again.
  mutating func leave(_ row: UInt32, _ effects: inout [Effect]) {
    guard let status = tasks[row].status else { return }
    let queue = tasks[row].queue
    switch status {
    case .ready:
      let priority = tasks[row].priority
      queues[ready: queue, priority].remove(row, in: &tasks)
      if queues[ready: queue, priority].isEmpty { queues[queue].occupied &= ~(1 << priority) }
    case .delayed, .leased, .done: timers.remove(row, in: &tasks)
    case .dead: queues[dead: queue].remove(row, in: &tasks)
    }
    if status == .ready || status == .delayed { disarmExpiry(of: row) }
    count(row) { $0[status] -= 1 }
    tasks[row].status = nil
    if status == .leased, queues[queue].isLimited { tellFreed(queue, &effects) }
  }

  /// Puts the task among the ready ones of its queue and priority.
  mutating func enter(_ row: UInt32, atFront: Bool, _ effects: inout [Effect]) {
    let queue = tasks[row].queue
    let priority = tasks[row].priority
    if atFront {
      queues[ready: queue, priority].prepend(row, in: &tasks)
    } else {
      queues[ready: queue, priority].append(row, in: &tasks)
    }
    queues[queue].occupied |= 1 << priority
    stand(row, at: .ready)
    armExpiry(of: row)
    // One mention is enough for a run of tasks of one queue.
    if effects.last != .ready(queue: queue) { tellReady(queue, &effects) }
  }

  /// Lets the task wait until `due`, or makes it ready when that is `nil`.
  mutating func enter(_ row: UInt32, due: UInt64?, _ effects: inout [Effect]) {
    guard let due else { return enter(row, atFront: false, &effects) }
    timers.insert(row, due: due, in: &tasks)
    stand(row, at: .delayed)
    armExpiry(of: row)
  }

  /// Puts the task where `status` belongs: leased and done in the wheel, dead in its list.
  mutating func enter(_ row: UInt32, _ status: TaskStatus, until due: UInt64?) {
    if let due {
      timers.insert(row, due: due, in: &tasks)
    } else {
      queues[dead: tasks[row].queue].append(row, in: &tasks)
    }
    stand(row, at: status)
  }

  private mutating func stand(_ row: UInt32, at status: TaskStatus) {
    tasks[row].status = status
    count(row) { $0[status] += 1 }
  }

  /// Changes the counters of the store, the task's queue and its kind alike.
  mutating func count(_ row: UInt32, _ change: (inout Counters) -> Void) {
    change(&totals)
    change(&queues[tasks[row].queue].counters)
    change(&kinds[tasks[row].kind].counters)
  }

  private mutating func armExpiry(of row: UInt32) {
    let companion = tasks[row].companion
    guard companion != RowIndex.none, companions[companion].expiry > 0 else { return }
    expiries.insert(companion, due: companions[companion].expiry, in: &companions)
  }

  private mutating func disarmExpiry(of row: UInt32) {
    let companion = tasks[row].companion
    guard companion != RowIndex.none, companions[companion].expiry > 0 else { return }
    expiries.remove(companion, in: &companions)
  }

  /// The companion of the task, made if it has none.
  mutating func companion(of row: UInt32) -> UInt32 {
    if tasks[row].companion != RowIndex.none { return tasks[row].companion }
    let companion = companions.allocate()
    companions[companion].owner = row
    tasks[row].companion = companion
    return companion
  }

  /// Gives up the task's unique key, so that another task may take it.
  mutating func releaseKey(of row: UInt32) {
    let companion = tasks[row].companion
    guard companion != RowIndex.none, let key = companions[companion].key else { return }
    if !isPlanted(.keepUniqueKeyOfFinished) { keys.remove(key) }
    companions[companion].key = nil
  }

  /// Gives the companion back, with the key and the reason it holds.
  mutating func dropCompanion(of row: UInt32) {
    let companion = tasks[row].companion
    guard companion != RowIndex.none else { return }
    releaseKey(of: row)
    if let reason = companions[companion].reason { usage.remove(reason) }
    companions.free(companion)
    tasks[row].companion = RowIndex.none
  }
}
