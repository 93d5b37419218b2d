import XylemCore
import XylemStorage

/// A store on the real disk, used from threads that block.
///
/// It has the engine's two threads, or it is *stepped*: then the caller's thread does all the work
/// itself, so that the same workload makes the same system calls in the same order.
final class DiskStore: Sendable {
  let engine: Engine
  private let threads: EngineThreads?

  init(
    _ path: String, segmentBytes: UInt32 = usualSegmentBytes, isStepped: Bool = false
  ) throws {
    engine = try Engine.open(PosixFileSystem(), path, Self.options(segmentBytes))
    threads = isStepped ? nil : try EngineThreads(engine)
  }

  /// Small, so that a short life sees many rolls, checkpoints and recycled files.
  static let usualSegmentBytes: UInt32 = 128 * 1024
  /// So small that some groups do not fit.
  static let tinySegmentBytes: UInt32 = 16 * 1024

  static func options(_ segmentBytes: UInt32 = usualSegmentBytes) -> EngineOptions {
    var options = EngineOptions()
    options.segmentBytes = segmentBytes
    return options
  }

  func run(_ command: Command, _ durability: Durability = .synced) throws -> Outcome {
    try wait { engine.submit(command, durability: durability, waiter: $0) }
  }

  func runGroup(_ commands: [Command], _ durability: Durability) throws -> [Outcome] {
    try wait { engine.submitGroup(commands, durability: durability, waiter: $0) }
  }

  func runEach(
    _ commands: [Command], _ durability: Durability
  ) throws -> [Result<Outcome, Refusal>] {
    try wait { engine.submitEach(commands, durability: durability, waiter: $0) }
  }

  private func wait<Value>(_ submit: (Waiter) -> Result<Value, StoreError>) throws -> Value {
    let thread = BlockedThread()
    let outcome = submit(.thread(thread))
    if threads == nil { work() }
    if let failure = thread.wait() { throw failure }
    return try outcome.get()
  }

  /// What the two threads would do.
  private func work() {
    while engine.commitOnce() {}
    engine.maintain()
  }

  /// At most `limit` tasks of the queue, with their payloads.
  func lease(_ limit: Int, from queue: QueueName) throws -> [Delivery] {
    let wish = Command.Lease(
      shares: [(queue: queue, share: limit)], limit: limit, milliseconds: 600_000)
    guard case .leased(let tasks) = try run(.lease(wish)) else {
      throw CheckFailure("a lease was answered with something else")
    }
    return try tasks.map { try engine.deliver($0) }
  }

  func close() {
    threads?.stop()
    engine.close()
  }

  /// Gives the directory up without closing, as the death of the process would.
  func abandon() {
    threads?.stop()
    engine.abandon()
  }
}
