/// A task as far as recovery may be asked about it.
struct ExpectedTask: Hashable {
  /// Where it stands once a store was opened again: leases are gone, and what waits may be ready.
  enum Stage {
    case alive, done, dead
  }

  var stage = Stage.alive
  var isKept = false
  /// Bytes of its payload; 0 for one that is done, of which only the result is left.
  var size = 0
  /// Handler failures so far; 0 for one that is done.
  var failures = 0
}

/// The tasks of one lane by their keys.
typealias ExpectedTasks = [String: ExpectedTask]

extension ExpectedTasks {
  /// What the step does when it is carried out.
  mutating func apply(_ step: Step) {
    switch step.verb {
    case .add, .addKept, .addDelayed, .addUnique:
      self[step.key] = ExpectedTask(isKept: step.verb == .addKept, size: step.size)
    case .complete: complete(step.key)
    case .fail:
      self[step.key]?.failures += 1
      if self[step.key]?.failures == WorkKind.attempts { self[step.key]?.stage = .dead }
    case .replay:
      self[step.key]?.stage = .alive
      self[step.key]?.failures = 0
    case .cancel, .discard: self[step.key] = nil
    case .release: break
    }
  }

  private mutating func complete(_ key: String) {
    guard self[key]?.isKept == true else { return self[key] = nil }
    self[key] = ExpectedTask(stage: .done, isKept: true)
  }
}
