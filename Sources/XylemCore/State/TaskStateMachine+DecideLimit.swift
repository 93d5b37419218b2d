extension TaskStateMachine {
  /// Setting a limit that is there already is no change, so a program may do it whenever it starts.
  /// Whoever changes the rate goes on from where the old one stood.
  func decideLimit(
    _ name: QueueName, _ limit: QueueLimit?, at now: UInt64, into plan: inout Plan
  ) throws(Refusal) -> Outcome {
    try limit?.check()
    if limit == nil, queues.number(of: name) == nil { throw .unknownQueue(name) }
    let (queue, isNew) = try queueNumber(name, in: plan)
    if isNew { plan.add(name, as: queue) }
    let before = plan.limits[queue] ?? present(queue)
    guard before.limit != limit else { return .done }
    let arrival = Self.arrival(of: limit?.rate, after: before, at: now)
    plan.limit(queue, Plan.LimitOfQueue(limit: limit, arrival: arrival), after: before)
    return .done
  }

  private func present(_ queue: UInt32) -> Plan.LimitOfQueue {
    let row = queues.contains(queue) ? limits[queue] : nil
    return Plan.LimitOfQueue(
      limit: row?.limit, arrival: row?.arrival ?? QueueLimit.Arrival())
  }

  private static func arrival(
    of rate: QueueLimit.Rate?, after before: Plan.LimitOfQueue, at now: UInt64
  ) -> QueueLimit.Arrival {
    guard let rate, let former = before.limit?.rate else { return QueueLimit.Arrival() }
    return rate == former ? before.arrival : rate.adopting(before.arrival, at: now)
  }
}
