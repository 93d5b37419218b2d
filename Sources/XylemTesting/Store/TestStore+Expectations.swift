import Xylem
import XylemCore
import XylemStorage

extension TestStore {
  /// The tasks of kind `type` that have not ended, in the order of the log. O(tasks).
  ///
  /// - Throws: a decoding error when a payload is of another type; `StoreError.closed`.
  public func waiting<Payload: TaskPayload>(
    _ type: Payload.Type
  ) async throws -> [WaitingTask<Payload>] {
    let found = try await waitingReferences(Payload.name)
    let engine = store.engine
    return try found.compactMap { task, snapshot in
      let stored = try engine.read(snapshot.location, of: task)
      guard case .enqueued(let added) = stored.record else { return nil }
      let id = TaskID(
        milliseconds: added.at, storeTag: engine.identity.id.tag, reference: task)
      return WaitingTask(
        id: id, payload: try PayloadCoder.decode(Payload.self, from: stored.bytes),
        info: TaskInfo(id, snapshot))
    }
  }

  /// The only task of kind `type` that has not ended and for which `isWanted` holds.
  ///
  /// - Throws: ``ExpectationFailure``, which lists what there is, when there is none or more than
  ///   one; what ``waiting(_:)`` throws.
  @discardableResult
  public func requireWaiting<Payload: TaskPayload>(
    _ type: Payload.Type, where isWanted: (WaitingTask<Payload>) throws -> Bool = { _ in true }
  ) async throws -> WaitingTask<Payload> {
    let all = try await waiting(type)
    let found = try all.filter(isWanted)
    guard let task = found.first, found.count == 1 else {
      throw Self.failure("one task '\(Payload.name)'", found: found.count, of: all)
    }
    return task
  }

  /// Makes sure that no task of kind `type` for which `isWanted` holds waits.
  ///
  /// - Throws: ``ExpectationFailure``, which lists them; what ``waiting(_:)`` throws.
  public func requireNoneWaiting<Payload: TaskPayload>(
    _ type: Payload.Type, where isWanted: (WaitingTask<Payload>) throws -> Bool = { _ in true }
  ) async throws {
    let all = try await waiting(type)
    let found = try all.filter(isWanted)
    if !found.isEmpty {
      throw Self.failure("no task '\(Payload.name)'", found: found.count, of: all)
    }
  }

  private static func failure<Payload: TaskPayload>(
    _ expected: String, found: Int, of all: [WaitingTask<Payload>]
  ) -> ExpectationFailure {
    let lines = all.map { "\n  \($0.info.status) in '\($0.info.queue)': \($0.payload)" }
    return ExpectationFailure(
      description: "expected \(expected), found \(found) among \(all.count):\(lines.joined())")
  }

  private func waitingReferences(
    _ name: TaskName
  ) async throws(StoreError) -> [(TaskReference, TaskStateMachine.Snapshot)] {
    let open: Set<TaskStatus> = [.ready, .delayed, .leased]
    let found = try await store.inspect { state in
      state.references().compactMap { task in state.snapshot(of: task).map { (task, $0) } }
    }
    return found.filter { open.contains($0.1.status) && $0.1.kind.name == name }
      .sorted { $0.1.location.isBefore($1.1.location) }
  }
}

extension RecordLocation {
  fileprivate func isBefore(_ other: RecordLocation) -> Bool {
    (segment, offset) < (other.segment, other.offset)
  }
}
