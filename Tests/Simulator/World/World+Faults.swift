import XylemStorage

/// What is done to the disk while the engine works.
extension World {
  func addFault() {
    let kinds: [StorageCallKind] = [
      .write, .write, .sync, .sync, .directorySync, .create, .rename, .remove,
    ]
    let kind = kinds[draw.below(kinds.count)]
    let errors = [KernelError.inputOutput, KernelError.inputOutput, KernelError.noSpace]
    let rule = FaultRule(
      kind, number: session.disk.counters[kind] + 1 + draw.below(6), lasting: draw.chance(1, in: 4),
      errno: errors[draw.below(errors.count)], keptSectors: [0, 0, 1, 3, .max][draw.below(5)])
    session.disk.faults.rules.append(rule)
    if rule.errno == KernelError.noSpace { session.hasSeenFullDisk = true }
    session.tell("fault \(rule)")
    faults += 1
    session.mayFail = true
  }

  func fillDisk() {
    if session.disk.faults.capacity != nil {
      session.disk.faults.capacity = nil
      return
    }
    let room = draw.below(3 * Int(plan.segmentBytes))
    session.disk.faults.capacity = UInt64(session.disk.totalBytes + room)
    session.disk.faults.keepsPartOfFullWrite = draw.chance(1, in: 2)
    session.hasSeenFullDisk = true
    faults += 1
    session.mayFail = true
  }

  func stopSoon() {
    let call = session.disk.counters.mutating + 1 + draw.below(24)
    session.disk.faults.stop = StopPoint(
      call: call, keptSectors: [0, 1, 2, 5, .max][draw.below(5)])
    faults += 1
    session.mayFail = true
  }
}
