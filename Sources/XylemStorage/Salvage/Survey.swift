import XylemCore

/// Everything that a damaged store still proves: the best checkpoint, and the log behind it.
///
/// With a whole checkpoint, or the log's beginning, this is what opening would find, as long as
/// nothing behind it is damaged. Otherwise whatever is whole in each checkpoint counts from the
/// record on that the checkpoint was taken after.
struct Survey {
  var ledger: SalvageLedger
  var damages: [StoreDamage] = []
  var cut: RecoveryReport.Cut?
  /// The time of the last frame, in milliseconds since 1970.
  var time: UInt64 = 0
  let examined: ExaminedStore
  /// The segment that is walked through.
  var segment: UInt32 = 0
  /// Damaged checkpoints that are still to be looked at, the oldest last.
  var remnants: [CheckpointRemnant] = []

  /// Reads copies in cold segments.
  var source: RecordSource

  private init(_ examined: ExaminedStore) {
    self.examined = examined
    source = RecordSource(examined.segments)
    ledger = SalvageLedger(store: examined.store)
  }

  /// Looks at all of it. O(bytes of log).
  static func run(_ examined: ExaminedStore) throws(StoreError) -> Survey {
    var survey = Survey(examined)
    if let damage = examined.identityDamage {
      survey.damages.append(
        StoreDamage(damage, .identity, length: UInt64(StoreIdentity.bytes)))
    }
    let start = try survey.loadCheckpoint()
    if start == nil { try survey.takeCopies() }
    var walk = try LogWalk(examined, from: start)
    try walk.run { (sighting) throws(StoreError) in try survey.see(sighting) }
    try survey.adoptRemnants(before: .max)
    survey.time = max(survey.time, walk.tail.time)
    survey.damages += examined.unreadable.damages
    return survey
  }

  /// The newest whole checkpoint; without one, all that are damaged are kept for later.
  private mutating func loadCheckpoint() throws(StoreError) -> RecoveredTail? {
    let numbers: [UInt32]
    do { numbers = try examined.checkpoints.numbers() } catch { throw StoreError(error) }
    for number in numbers {
      do throws(StoreError) {
        var state = TaskStateMachine(store: examined.store, time: 0)
        let header = try examined.checkpoints.load(number, of: examined.store, into: &state).header
        adopt(state, through: header.lastSequence)
        remnants = []
        return RecoveredTail(header)
      } catch {
        guard case .corrupt(let corruption) = error else { throw error }
        damages.append(StoreDamage(corruption, .checkpoint))
        let file = try examined.checkpoints.open(number)
        let remnant = try CheckpointRemnant(file, number: number, store: examined.store)
        if let remnant { remnants.append(remnant) }
      }
    }
    remnants.sort { $0.sequence > $1.sequence }
    return nil
  }

  private mutating func adopt(_ state: borrowing TaskStateMachine, through sequence: UInt64) {
    for number in 0..<UInt32(state.queues.count) {
      ledger.adopt(
        queue: number, state.queues.name(of: number), isPaused: state.queues[number].isPaused)
      if let limit = state.limit(of: number)?.limit { ledger.adopt(limit, ofQueue: number) }
    }
    for (number, kind) in state.kinds.kinds.enumerated() {
      ledger.adopt(kind: UInt16(number), kind.definition)
    }
    for image in state.images() {
      var task = SalvagedTask(image, provenThrough: sequence)
      task.order = ledger.nextOrder()
      task.definition = ledger.kinds[image.kind]
      ledger.adopt(task)
    }
  }
}
