/// A task that was enqueued: its identity, and the way to its output.
public struct TaskHandle<Payload: TaskPayload>: Sendable {
  /// The identity, which may be kept as text and used in any later run of the program.
  public let id: TaskID
  /// Whether an unfinished task had the unique key already; this is a handle to that task.
  public let isDuplicate: Bool

  let store: TaskStore

  init(id: TaskID, isDuplicate: Bool, store: TaskStore) {
    self.id = id
    self.isDuplicate = isDuplicate
    self.store = store
  }

  init(_ outcome: Outcome, in store: TaskStore) {
    switch outcome {
    case .enqueued(let id): self.init(id: id, isDuplicate: false, store: store)
    case .duplicate(let id): self.init(id: id, isDuplicate: true, store: store)
    default: preconditionFailure("\(outcome) is no outcome of an enqueue")
    }
  }
}
