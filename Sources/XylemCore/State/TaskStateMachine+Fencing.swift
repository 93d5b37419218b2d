extension TaskStateMachine {
  /// The row of a task whose present lease is `token`. Every outcome passes here: whoever lost the
  /// lease, or had it before the store was opened, is refused.
  ///
  /// - Throws: `.staleToken` for every other token; `.conflict` when the group did more with the
  ///   task before.
  func leasedRow(_ token: LeaseToken, _ plan: inout Plan) throws(Refusal) -> UInt32 {
    let row = try leasedRow(token)
    try plan.touch(token.task)
    return row
  }

  /// The same without a group.
  func leasedRow(_ token: LeaseToken) throws(Refusal) -> UInt32 {
    let reference = token.task.reference
    guard token.task.storeTag == store.tag, holds(reference),
      tasks[reference.row].status == .leased
    else { throw .staleToken(token) }
    let isCurrent =
      (token.epoch == epoch || isPlanted(.forgetTokenEpoch))
      && token.counter == leaseCounter(of: reference.row)
    guard isCurrent || isPlanted(.acceptStaleToken) else { throw .staleToken(token) }
    return reference.row
  }

  /// The counter of the present lease of a leased task.
  func leaseCounter(of row: UInt32) -> UInt32 {
    let companion = tasks[row].companion
    return companion == RowIndex.none
      ? tasks[row].ownLeaseCounter : companions[companion].leaseCounter
  }
}
