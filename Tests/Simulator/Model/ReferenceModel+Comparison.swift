import XylemCore
import XylemStorage

/// How the model is compared with what is seen of an engine.
extension ReferenceModel {
  /// The first difference from `seen` in words; `nil` when they agree.
  ///
  /// With `allowsDamage` a record may be reported damaged instead of read; one that is read must be
  /// equal all the same.
  func difference(from seen: Observation, allowsDamage: Bool = false) -> String? {
    guard seen.tasks.count == tasks.count else {
      return "\(seen.tasks.count) tasks instead of \(tasks.count)"
    }
    guard seen.counters == counters else { return "\(seen.counters) instead of \(counters)" }
    let names = seen.queues.map(\.name)
    guard Set(names) == queues, names.count == queues.count else { return "queues \(names)" }
    let pausedNames = Set(seen.queues.filter(\.isPaused).map(\.name))
    guard pausedNames == paused else { return "paused are \(pausedNames) instead of \(paused)" }
    for queue in seen.queues {
      let limit = limits[queue.name]
      let opening = limit?.opening(from: time) ?? 0
      guard queue.limit == limit?.limit, max(queue.opening, time) == max(opening, time) else {
        return "\(queue.name) is limited to \(String(describing: queue.limit)) from"
          + " \(queue.opening), not \(String(describing: limit)) from \(opening)"
      }
    }
    for task in seen.tasks {
      guard let expected = tasks[task.reference] else { return "\(task.reference) is a phantom" }
      if let words = difference(of: task, from: expected, allowsDamage) {
        return "task \(task.reference.row).\(task.reference.generation): \(words)"
      }
    }
    return seen.queues.lazy.compactMap { self.difference(of: $0) }.first
  }

  private func difference(
    of task: Observation.Task, from expected: ModelTask, _ allowsDamage: Bool
  ) -> String? {
    let snapshot = task.snapshot
    guard snapshot.status == expected.status else {
      return "\(snapshot.status) instead of \(expected.status)"
    }
    guard snapshot.queue == expected.added.queue, snapshot.kind == expected.added.kind,
      snapshot.priority == expected.added.priority
    else { return "queue, kind or priority" }
    guard snapshot.failures == expected.failures, snapshot.deliveries == expected.deliveries else {
      return "failures/deliveries \(snapshot.failures)/\(snapshot.deliveries) instead of"
        + " \(expected.failures)/\(expected.deliveries)"
    }
    guard snapshot.due == expected.due else {
      return "due \(snapshot.due ?? 0) instead of \(expected.due ?? 0)"
    }
    guard (task.reason == nil) == (expected.status != .dead) else { return "reason of death" }
    switch task.stored {
    case .failure(.corrupt) where allowsDamage: break
    case .failure(let error): return "cannot be read: \(error)"
    case .success(let stored):
      if let words = difference(of: stored, from: expected) { return words }
    }
    switch task.reason {
    case .failure(.corrupt)? where allowsDamage: return nil
    case .failure(let error)?: return "reason cannot be read: \(error)"
    case .success(let stored)?: return difference(ofReason: stored, from: expected)
    case nil: return nil
    }
  }

  private func difference(of stored: StoredRecord, from expected: ModelTask) -> String? {
    switch stored.record {
    case .enqueued(let record) where expected.status != .done:
      let isSame =
        record.reference == expected.id.reference && record.at == expected.addedAt
        && record.uniqueKey == expected.added.uniqueKey
        && record.expiry == expected.added.expiryMilliseconds.map { expected.addedAt + $0 }
      guard isSame else { return "the record of another task: \(record)" }
      return stored.bytes.isSame(as: expected.added.payload) ? nil : "payload"
    case .completed(let reference, let forgetAt) where expected.status == .done:
      guard reference == expected.id.reference, forgetAt == expected.due else {
        return "the result of another task"
      }
      return stored.bytes.isSame(as: expected.words) ? nil : "result"
    default: return "a record of another kind: \(stored.record)"
    }
  }

  private func difference(ofReason stored: StoredRecord, from expected: ModelTask) -> String? {
    guard case .died(let reference, let reason, _) = stored.record,
      reference == expected.id.reference, reason == expected.death
    else {
      return "reason of death: \(stored.record) instead of \(String(describing: expected.death))"
    }
    guard reason == .deliveriesExhausted || stored.bytes.isSame(as: expected.words) else {
      return "last words of a dead task"
    }
    return nil
  }

  private func difference(of queue: Observation.Queue) -> String? {
    let ready = queue.ready.compactMap { tasks[$0] }
    for (first, second) in zip(ready, ready.dropFirst()) where Self.isBefore(second, first) {
      return "\(queue.name): \(first.id.reference) stands before \(second.id.reference)"
    }
    let dead = queue.dead.compactMap { tasks[$0] }
    for (first, second) in zip(dead, dead.dropFirst()) where second.rank < first.rank {
      return "\(queue.name): \(first.id.reference) lies before \(second.id.reference)"
    }
    guard ready.count + dead.count == queue.ready.count + queue.dead.count else {
      return "\(queue.name) lists phantoms"
    }
    return nil
  }
}
