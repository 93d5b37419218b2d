import XylemCore

/// The ways in: one command, a group, many at a time. All of them go through ``CommitPipeline``.
extension Engine {
  /// Carries out a command; `waiter` is released exactly once, whatever comes of it.
  ///
  /// The outcome may be believed once the waiter was released without a failure. A refusal or a
  /// failure is returned at once, and the waiter is released with it.
  package func submit(
    _ command: Command, durability: Durability, waiter: Waiter
  ) -> Result<Outcome, StoreError> {
    enter(waiter) { () throws(StoreError) in
      let outcome = try self.pipeline.carryOut(command, durability)
      return (outcome, self.coverage(of: outcome, durability))
    }
  }

  /// Carries out all of `commands`, or none: they are in one frame, so no crash splits them.
  package func submitGroup(
    _ commands: [Command], durability: Durability, waiter: Waiter
  ) -> Result<[Outcome], StoreError> {
    enter(waiter) { () throws(StoreError) in
      try self.checkCount(commands)
      let outcomes = try self.pipeline.carryOut(group: commands, durability)
      return (outcomes, self.pipeline.isPlanEmpty ? .everythingSeen : .records(durability))
    }
  }

  /// Carries out each of `commands` for itself; a refusal of one does not touch the others.
  package func submitEach(
    _ commands: [Command], durability: Durability, waiter: Waiter
  ) -> Result<[Result<Outcome, Refusal>], StoreError> {
    enter(waiter) { () throws(StoreError) in
      try self.checkCount(commands)
      let before = self.pipeline.open.frames.nextSequence
      let outcomes = try self.pipeline.carryOut(each: commands, durability)
      let hasRecords = self.pipeline.open.frames.nextSequence > before
      return (outcomes, hasRecords ? .records(durability) : .everythingSeen)
    }
  }

  private func checkCount(_ commands: [Command]) throws(StoreError) {
    guard (1...Limits.batchCommandsMax).contains(commands.count) else {
      throw .refused(.invalidBatch("a batch has 1 to \(Limits.batchCommandsMax) commands"))
    }
  }

  private func coverage(of outcome: Outcome, _ durability: Durability) -> Coverage {
    if case .leased(let tasks) = outcome { return coverage(ofLease: tasks) }
    return pipeline.isPlanEmpty ? .everythingSeen : .records(durability)
  }
}
