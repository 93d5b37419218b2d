extension TaskStateMachine {
  func decideCancel(_ task: TaskID, into plan: inout Plan) throws(Refusal) -> Outcome {
    let row = try row(of: task, .ready, .delayed, .leased, plan: &plan)
    plan.change(.cancelled(reference(row)))
    return .done
  }

  func decideReplay(_ task: TaskID, into plan: inout Plan) throws(Refusal) -> Outcome {
    let row = try row(of: task, .dead, plan: &plan)
    plan.change(.revived(reference(row)))
    return .done
  }

  func decideDiscard(_ task: TaskID, into plan: inout Plan) throws(Refusal) -> Outcome {
    let row = try row(of: task, .done, .dead, plan: &plan)
    plan.change(.discarded(reference(row)))
    return .done
  }

  /// The row of a task that stands at one of `statuses`; others of the group may not touch it.
  private func row(
    of task: TaskID, _ statuses: TaskStatus..., plan: inout Plan
  ) throws(Refusal) -> UInt32 {
    let reference = task.reference
    guard isOwn(task), holds(reference), let status = tasks[reference.row].status else {
      throw .unknownTask(task)
    }
    guard statuses.contains(status) else { throw .wrongStatus(status) }
    try plan.touch(task)
    return reference.row
  }
}
