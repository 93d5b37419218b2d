import XylemStorage

extension TaskHandle {
  /// Waits until the task has ended, however long that takes, and returns what its handler did.
  ///
  /// Nothing is polled. A result is there for as long as the kind's
  /// ``TaskOptions/resultRetention`` says; a task that keeps none can be waited for only while it
  /// has not ended.
  ///
  /// - Throws: ``TaskFailure`` when there is no output; a decoding error when the stored result is
  ///   of another type; `CancellationError` when the caller is cancelled, which leaves the task as
  ///   it is; `StoreError.closed`, `.poisoned`, `.corrupt` or `.io`.
  public var output: Payload.Output {
    get async throws {
      var ending: Ending?
      while true {
        let watch = store.router.watch(id.reference)
        defer { store.router.forget(watch, of: id.reference) }
        // Looked at after the watch began, so an end in between is not missed.
        guard let snapshot = try await store.snapshot(of: id) else {
          return try unkeptOutput(watch.ending ?? ending)
        }
        switch snapshot.status {
        case .done: if let output = try await output(snapshot) { return output }
        case .dead: if let death = try await death(snapshot) { throw death }
        case .ready, .delayed, .leased: ending = try await watch.wait()
        }
      }
    }
  }

  /// The kept output; `nil` when it was forgotten just now.
  private func output(_ snapshot: TaskStateMachine.Snapshot) async throws -> Payload.Output? {
    guard let stored = try await store.read(snapshot.location, of: id.reference, snapshot),
      case .completed = stored.record
    else { return nil }
    return try (NoOutput() as? Payload.Output)
      ?? PayloadCoder.decode(Payload.Output.self, from: stored.bytes)
  }

  /// Why the task died; `nil` when it was replayed or discarded just now.
  private func death(_ snapshot: TaskStateMachine.Snapshot) async throws -> TaskFailure? {
    guard let location = snapshot.reason,
      let stored = try await store.read(location, of: id.reference, snapshot),
      case .died(_, let reason, _) = stored.record
    else { return nil }
    return .dead(reason, message: String(decoding: stored.bytes, as: UTF8.self))
  }

  /// What can be said of a task that has no row any more.
  private func unkeptOutput(_ ending: Ending?) throws -> Payload.Output {
    switch ending {
    case .completed:
      if let none = NoOutput() as? Payload.Output { return none }
      throw TaskFailure.notKept
    case .cancelled: throw TaskFailure.cancelled
    case .expired: throw TaskFailure.expired
    case .died, nil: throw TaskFailure.notKept
    }
  }
}
