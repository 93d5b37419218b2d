/// What the tables take of memory, told from counts alone: O(1).
///
/// Tables never shrink, and a vacant row is used again before a fresh one. So what counts is how
/// many rows were ever used, and an addition that finds vacant rows takes no memory.
extension TaskStateMachine {
  /// What the tables take once `additions` are in them, in bytes.
  package func tableBytes(with additions: Additions = Additions()) -> Int {
    tasks.byteCount(adding: additions.tasks) + companions.byteCount(adding: additions.companions)
      + keys.byteCount(adding: additions.keys) + queues.byteCount(adding: additions.queues)
      + kinds.byteCount(adding: additions.kinds)
      + limits.byteCount(adding: additions.limits) + timers.byteCount + expiries.byteCount
  }

  /// What copies of pages take that are kept for a checkpoint, and pages kept for the next one.
  package var frozenBytes: Int {
    tasks.extraByteCount + companions.extraByteCount + queues.rows.extraByteCount
      + limits.rows.extraByteCount
  }

  /// How many rows of tasks were ever used; those without a task are vacant.
  package var taskRows: Int { Int(tasks.highWater) }

  /// How many tasks have a companion, and how many companions were ever used.
  package var companionRows: (used: Int, reserved: Int) {
    (Int(companions.count), Int(companions.highWater))
  }

  /// How many unique keys are held.
  package var keyCount: Int { keys.count }

  /// The part of ``tableBytes(with:)`` that is vacant: rows of tasks that ended and of their
  /// companions, which new ones will have.
  package var vacantBytes: Int { tasks.vacantByteCount + companions.vacantByteCount }
}
