import XylemCore

/// Works with a state that came out of hostile bytes until everything in it was touched.
enum StateExercise {
  /// Opens, takes leases, lets time pass, revives and discards. Checks the invariants at the end.
  static func run(_ state: inout TaskStateMachine, time: UInt64) throws {
    let now = min(time, Limits.instantMillisecondsMax - 2 * Limits.durationMillisecondsMax)
    try carryOut(.open, &state, now)
    try carryOut(SampleStore.lease(50), &state, now)
    for number in 0..<3 { try carryOut(.enqueue(SampleStore.task(number)), &state, now) }
    try letTimePass(&state, until: Limits.instantMillisecondsMax)
    for reference in state.references() {
      let id = TaskID(milliseconds: now, storeTag: state.store.tag, reference: reference)
      try carryOut(.replay(id), &state, now)
      try carryOut(.cancel(id), &state, now)
    }
    try state.checkInvariants()
    var image = ByteWriter()
    _ = state.writeImage(into: &image, sequence: 1)
  }

  private static func carryOut(
    _ command: Command, _ state: inout TaskStateMachine, _ now: UInt64
  ) throws {
    var plan = Plan()
    state.beginPlan(&plan, isGroup: false)
    guard (try? state.decide(command, at: now, into: &plan)) != nil else { return }
    for step in plan.additions + plan.transitions { try apply(step.record, &state) }
  }

  private static func letTimePass(_ state: inout TaskStateMachine, until end: UInt64) throws {
    for _ in 0..<2000 {
      guard let record = state.recordDue(at: end) else { return }
      try apply(record, &state)
    }
  }

  private static func apply(_ record: Record, _ state: inout TaskStateMachine) throws {
    var effects: [Effect] = []
    let location = RecordLocation(segment: 1, offset: 4096, length: 40)
    try state.apply(record, at: location, effects: &effects)
  }
}
