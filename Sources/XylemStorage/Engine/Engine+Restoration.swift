import XylemCore

/// Filling a new store with what another one held.
extension Engine {
  /// Carries out the records that `body` plans, all in one frame; they must fit the state as it is.
  ///
  /// - Throws: `.refused` when they do not fit into one frame; `.poisoned` after a failed write.
  func restore<Value>(
    _ body: (borrowing TaskStateMachine, inout Plan) -> Value
  ) throws(StoreError) -> Value {
    try enter(.none) { () throws(StoreError) in
      (try self.pipeline.carryOut(records: body), .nothing)
    }.get()
  }

  /// Commits what was restored and does the maintenance that is due.
  ///
  /// - Throws: `.poisoned` when the medium refused.
  func settle() throws(StoreError) {
    while commitOnce() {}
    maintain()
    try checkUnfailed()
  }

  /// - Throws: `.poisoned` when a write or sync has failed.
  func checkUnfailed() throws(StoreError) {
    if let failure = lock.withLock({ failure }) { throw failure }
  }
}
