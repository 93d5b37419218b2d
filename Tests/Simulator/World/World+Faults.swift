import XylemStorage

/// What is done to the disk while the engine works.
extension World {
  func addFault() {
    let kinds: [StorageCallKind] = [
      .write, .write, .write, .sync, .sync, .sync, .directorySync, .create, .rename, .remove,
      .read, .open, .list, .size,
    ]
    let kind = kinds[draw.below(kinds.count)]
    let errors = [KernelError.inputOutput, KernelError.inputOutput, KernelError.noSpace]
    var rule = FaultRule(
      kind, number: session.disk.counters[kind] + 1 + draw.below(6), lasting: draw.chance(1, in: 4),
      errno: errors[draw.below(errors.count)], keptSectors: [0, 0, 1, 3, .max][draw.below(5)])
    // Nothing that asks for room is told there is none.
    if [.read, .open, .list, .size].contains(kind) { rule.errno = KernelError.inputOutput }
    if draw.chance(1, in: 3) { rule.keptBytes = draw.below(3000) }
    session.disk.faults.rules.append(rule)
    if rule.errno == KernelError.noSpace { session.hasSeenFullDisk = true }
    session.tell("fault \(rule)")
    faults += 1
    session.mayFail = true
  }

  /// A read to come gives back a wrong bit. Nothing may come of it.
  func addWrongRead() {
    let number = session.disk.counters[.read] + 1 + draw.below(8)
    session.disk.faults.wrongReads = [WrongRead(number: number, bit: draw.below(1 << 24))]
    faults += 1
  }

  /// From now on calls of one kind take their time; or none does.
  func slowDown() {
    let kinds: [StorageCallKind] = [.write, .sync, .directorySync]
    let isSlow = session.slowness == nil
    let length = UInt64(1 + draw.below(plan.clockStep * 4))
    session.slowness = isSlow ? (kinds[draw.below(kinds.count)], length) : nil
  }

  /// Somebody sets the wall clock, a little or by a lot; no time passes.
  func setWall() {
    let clock = session.time
    let wall = clock.wallMilliseconds()
    let jump = plan.wallJumps[draw.below(plan.wallJumps.count)]
    switch jump {
    case .back(let most): clock.setWall(wall - min(wall, UInt64(draw.below(most))))
    case .forward(let most): clock.setWall(wall &+ UInt64(draw.below(most)))
    case .to(let instant): clock.setWall(instant)
    }
    session.marks.reach(jump.mark)
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
