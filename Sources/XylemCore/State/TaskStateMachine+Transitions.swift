extension TaskStateMachine {
  mutating func applyLeased(
    _ row: UInt32, counter: UInt32, deadline: UInt64, _ effects: inout [Effect]
  ) throws(FormatError) {
    guard counter > leaseCounter else { throw .invalid("lease counter") }
    leave(row, &effects)
    leaseCounter = counter
    let companion = tasks[row].companion
    if companion == RowIndex.none {
      tasks[row].ownLeaseCounter = counter
    } else {
      companions[companion].leaseCounter = counter
    }
    if !isPlanted(.loseDeliveryCount) { tasks[row].deliveries += 1 }
    count(row) { $0.leased += 1 }
    enter(row, .leased, until: deadline)
  }

  mutating func applyCompleted(
    _ row: UInt32, forgetAt: UInt64?, at location: RecordLocation, _ effects: inout [Effect]
  ) {
    count(row) { $0.completed += 1 }
    guard let forgetAt else { return end(row, .completed, &effects) }
    leave(row, &effects)
    effects.append(.finished(reference(row), .completed))
    dropCompanion(of: row)
    usage.remove(tasks[row].location)
    tasks[row].location = location
    usage.add(location)
    enter(row, .done, until: forgetAt)
  }

  mutating func applyRetried(_ row: UInt32, due: UInt64, _ effects: inout [Effect]) {
    leave(row, &effects)
    if !isPlanted(.loseRetryCount) { tasks[row].failures += 1 }
    count(row) { $0.retried += 1 }
    enter(row, due: isPlanted(.forgetBackoff) ? nil : due, &effects)
  }

  mutating func applyDied(
    _ row: UInt32, isFailure: Bool, at location: RecordLocation, _ effects: inout [Effect]
  ) {
    leave(row, &effects)
    if isFailure, !isPlanted(.forgetLastFailure) { tasks[row].failures += 1 }
    count(row) { $0.died += 1 }
    if !isFailure { count(row) { $0.lost += 1 } }
    releaseKey(of: row)
    let companion = companion(of: row)
    companions[companion].reason = location
    usage.add(location)
    enter(row, .dead, until: nil)
    effects.append(.finished(reference(row), .died))
  }

  mutating func applyReleased(_ row: UInt32, due: UInt64?, _ effects: inout [Effect]) {
    leave(row, &effects)
    if !isPlanted(.countReleasedDelivery) { tasks[row].deliveries -= 1 }
    if let due {
      enter(row, due: due, &effects)
    } else {
      enter(row, atFront: !isPlanted(.giveBackToEnd), &effects)
    }
  }

  mutating func applyLeaseLost(_ row: UInt32, _ effects: inout [Effect]) {
    count(row) { $0.lost += 1 }
    makeReady(row, atFront: false, &effects)
  }

  mutating func applyRevived(_ row: UInt32, _ effects: inout [Effect]) {
    count(row) { $0.revived += 1 }
    dropCompanion(of: row)
    tasks[row].failures = 0
    if !isPlanted(.keepDeliveriesOfReplayed) { tasks[row].deliveries = 0 }
    makeReady(row, atFront: false, &effects)
  }

  mutating func makeReady(_ row: UInt32, atFront: Bool, _ effects: inout [Effect]) {
    leave(row, &effects)
    enter(row, atFront: atFront, &effects)
  }

  /// Takes an unfinished task out for good.
  mutating func end(_ row: UInt32, _ ending: Ending, _ effects: inout [Effect]) {
    effects.append(.finished(reference(row), ending))
    remove(row, &effects)
  }

  /// Gives the row of a task back.
  mutating func remove(_ row: UInt32, _ effects: inout [Effect]) {
    leave(row, &effects)
    dropCompanion(of: row)
    usage.remove(tasks[row].location)
    let step: UInt32 = isPlanted(.reuseGeneration) ? 0 : 1
    let generation = (tasks[row].generation + step) & TaskReference.generationMask
    tasks.free(row)
    tasks[row].generation = generation
  }
}
