import XylemCore
import XylemStorage

/// Everything a store holds, each byte of it read and compared with what was written.
struct StoreView {
  /// The tasks of each lane.
  private(set) var lanes: [Int: ExpectedTasks] = [:]

  /// Opens the store, looks, and gives it up like a process that dies, or closes it.
  ///
  /// - Throws: what opening throws; `BrokenPromise` when bytes are wrong, a task is there twice, or
  ///   the tables contradict each other.
  init(opening path: String, closes: Bool = false) throws {
    let engine = try Engine.open(PosixFileSystem(), path, DiskStore.options())
    defer { if closes { engine.close() } else { engine.abandon() } }
    try self.init(engine)
  }

  /// Looks at a store that is open and not being used.
  init(_ engine: Engine) throws {
    let (tasks, broken) = try engine.inspect(waiter: .none) { state in
      var broken: String?
      do { try state.checkInvariants() } catch { broken = "\(error)" }
      return (state.references().compactMap { state.snapshot(of: $0) }, broken)
    }.get()
    if let broken { throw BrokenPromise("the tables contradict each other: \(broken)") }
    for task in tasks { try add(task, engine) }
  }

  private mutating func add(_ task: TaskStateMachine.Snapshot, _ engine: Engine) throws {
    let bytes = try engine.read(task.location).bytes
    let (spelled, size) = try Payload.read(bytes)
    let key = spelled.split(separator: " ").last.map(String.init) ?? spelled
    guard let lane = Int("\(task.queue)".dropFirst("lane-".count)) else {
      throw BrokenPromise("\(key) is in the queue \(task.queue)")
    }
    let found = try Self.expectation(task, key: key, bytes: bytes, size: size)
    try checkReason(task, key, engine)
    guard lanes[lane, default: [:]].updateValue(found, forKey: key) == nil else {
      throw BrokenPromise("\(key) is there twice")
    }
  }

  private static func expectation(
    _ task: TaskStateMachine.Snapshot, key: String, bytes: [UInt8], size: Int
  ) throws -> ExpectedTask {
    let isKept = task.kind == WorkKind.kept
    switch task.status {
    case .done:
      guard bytes == Payload.result(of: key) else {
        throw BrokenPromise("another result of \(key)", isWrongBytes: true)
      }
      return ExpectedTask(stage: .done, isKept: isKept)
    case .dead:
      return ExpectedTask(stage: .dead, isKept: isKept, size: size, failures: task.failures)
    case .ready, .delayed, .leased:
      return ExpectedTask(isKept: isKept, size: size, failures: task.failures)
    }
  }

  private func checkReason(
    _ task: TaskStateMachine.Snapshot, _ key: String, _ engine: Engine
  ) throws {
    guard task.status == .dead, let reason = task.reason else { return }
    guard try engine.read(reason).bytes == Array("failed \(key)".utf8) else {
      throw BrokenPromise("another reason of the death of \(key)", isWrongBytes: true)
    }
  }
}
