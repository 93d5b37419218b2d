import XylemCore
import XylemStorage

/// All that can be seen of an engine at one moment, bytes included.
struct Observation {
  /// A task and the records it names, read back from the medium.
  struct Task {
    let reference: TaskReference
    let snapshot: TaskStateMachine.Snapshot
    let stored: Result<StoredRecord, StoreError>
    let reason: Result<StoredRecord, StoreError>?
  }

  /// A queue, its ready tasks in the order of leases, and its dead letters.
  struct Queue {
    let name: QueueName
    let isPaused: Bool
    let limit: QueueLimit?
    /// When its rate lets the next task go.
    let opening: UInt64
    let ready: [TaskReference]
    let dead: [TaskReference]
  }

  let epoch: UInt32
  /// The time of the log.
  let time: UInt64
  let counters: ModelCounters
  let queues: [Queue]
  let tasks: [Task]
  /// What `checkInvariants` found, if anything.
  let brokenInvariant: String?

  /// Looks at everything.
  ///
  /// - Throws: why the engine does not answer.
  init(_ engine: Engine) throws(StoreError) {
    let seen = try engine.inspect(waiter: .none) { Self.look($0) }.get()
    (epoch, counters, queues, brokenInvariant) = (
      seen.epoch, seen.counters, seen.queues, seen.broken
    )
    time = engine.logTime
    tasks = seen.tasks.map { reference, snapshot in
      Task(
        reference: reference, snapshot: snapshot,
        stored: Self.read(snapshot.location, of: reference, engine),
        reason: snapshot.reason.map { Self.read($0, of: reference, engine) })
    }
  }

  private struct Seen {
    var epoch: UInt32
    var counters: ModelCounters
    var queues: [Queue] = []
    var tasks: [(TaskReference, TaskStateMachine.Snapshot)] = []
    var broken: String?
  }

  private static func look(_ state: borrowing TaskStateMachine) -> Seen {
    var seen = Seen(epoch: state.epoch, counters: ModelCounters(state.totals))
    for number in 0..<UInt32(state.queues.count) {
      seen.queues.append(
        Queue(
          name: state.queues.name(of: number), isPaused: state.queues[number].isPaused,
          limit: state.limit(of: number)?.limit, opening: state.limit(of: number)?.opening ?? 0,
          ready: state.readyOrder(of: number),
          dead: state.deadLetters(of: number, limit: .max)))
    }
    seen.tasks.reserveCapacity(Int(state.taskCount))
    for reference in state.references() {
      if let snapshot = state.snapshot(of: reference) { seen.tasks.append((reference, snapshot)) }
    }
    do { try state.checkInvariants() } catch { seen.broken = error.description }
    return seen
  }

  private static func read(
    _ location: RecordLocation, of task: TaskReference, _ engine: Engine
  ) -> Result<StoredRecord, StoreError> {
    do throws(StoreError) { return .success(try engine.read(location, of: task)) } catch {
      return .failure(error)
    }
  }

  /// Whether some record could not be read because it is damaged.
  var hasUnreadable: Bool {
    tasks.contains { task in
      [task.stored, task.reason].contains { if case .failure? = $0 { true } else { false } }
    }
  }

  /// Mixes what is the same in every run into `trace`.
  func mix(into trace: inout TraceHash) {
    for task in tasks {
      trace.mix(UInt64(task.reference.row) << 32 | UInt64(task.reference.generation))
      trace.mix(UInt64(task.snapshot.status.rawValue))
      trace.mix(UInt64(task.snapshot.failures) << 32 | UInt64(task.snapshot.deliveries))
      trace.mix(task.snapshot.due ?? 0)
    }
    for queue in queues { trace.mix(UInt64(queue.ready.count) << 32 | UInt64(queue.dead.count)) }
  }
}
