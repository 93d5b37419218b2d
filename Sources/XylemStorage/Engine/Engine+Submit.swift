import XylemCore

/// The ways in: one command, a group, many at a time. All of them go through ``CommitPipeline``.
extension Engine {
  /// Carries out a command; `waiter` is released exactly once, whatever comes of it.
  ///
  /// The outcome may be believed once the waiter was released without a failure. A refusal or a
  /// failure is returned at once, and the waiter is released with it.
  ///
  /// - Parameter mayCommit: Whether the calling thread may block, and so commit by itself.
  package func submit(
    _ command: Command, durability: Durability, waiter: Waiter, mayCommit: Bool = false
  ) -> Result<Outcome, StoreError> {
    enter(waiter, mayCommit: mayCommit) { () throws(StoreError) in
      let before = self.pipeline.open.frames.nextSequence
      let outcome = try self.pipeline.carryOut(command, durability)
      if case .leased(let tasks) = outcome { return (outcome, self.coverage(ofLease: tasks)) }
      return (outcome, self.coverage(since: before, durability))
    }
  }

  /// Carries out all of `commands`, or none: they are in one frame, so no crash splits them.
  package func submitGroup(
    _ commands: [Command], durability: Durability, waiter: Waiter
  ) -> Result<[Outcome], StoreError> {
    enter(waiter) { () throws(StoreError) in
      try self.checkCount(commands.count)
      let before = self.pipeline.open.frames.nextSequence
      let outcomes = try self.pipeline.carryOut(group: commands, durability)
      return (outcomes, self.coverage(since: before, durability))
    }
  }

  /// Carries out each of `commands` for itself; a refusal of one does not touch the others.
  package func submitEach(
    _ commands: [Command], durability: Durability, waiter: Waiter
  ) -> Result<[Result<Outcome, Refusal>], StoreError> {
    enter(waiter) { () throws(StoreError) in
      try self.checkCount(commands.count)
      let before = self.pipeline.open.frames.nextSequence
      let outcomes = try self.pipeline.carryOut(each: commands, durability)
      return (outcomes, self.coverage(since: before, durability))
    }
  }

  /// Adds a task like `task` for each of `payloads`, up to the first that is refused.
  package func submitAdditions(
    like task: Command.Enqueue, _ payloads: [[UInt8]], durability: Durability, waiter: Waiter
  ) -> Result<AddedTasks, StoreError> {
    enter(waiter) { () throws(StoreError) in
      try self.checkCount(payloads.count)
      let before = self.pipeline.open.frames.nextSequence
      let added = try self.pipeline.carryOut(additionsLike: task, payloads, durability)
      return (added, self.coverage(since: before, durability))
    }
  }

  private func checkCount(_ count: Int) throws(StoreError) {
    guard (1...Limits.batchCommandsMax).contains(count) else {
      throw .refused(.invalidBatch("a batch has 1 to \(Limits.batchCommandsMax) commands"))
    }
  }

  /// An answer without a record was read from what is applied.
  private func coverage(since before: UInt64, _ durability: Durability) -> Coverage {
    pipeline.open.frames.nextSequence > before ? .records(durability) : .everythingSeen
  }
}
