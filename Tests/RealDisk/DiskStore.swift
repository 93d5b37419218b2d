import XylemCore
import XylemStorage

/// A store on the real disk, used from a thread that blocks.
struct DiskStore {
  let engine: Engine
  private let threads: EngineThreads

  /// Small segments, so that a short life sees many rolls, checkpoints and recycled files.
  init(_ path: String) throws {
    var options = EngineOptions()
    options.segmentBytes = 256 * 1024
    engine = try Engine.open(PosixFileSystem(), path, options)
    threads = try EngineThreads(engine)
  }

  func run(_ command: Command, _ durability: Durability = .synced) throws -> Outcome {
    let thread = BlockedThread()
    let outcome = engine.submit(command, durability: durability, waiter: .thread(thread))
    if let failure = thread.wait() { throw failure }
    return try outcome.get()
  }

  func enqueue(_ text: String) throws -> TaskID {
    let kind = TaskKind(
      name: "numbered", retry: .fixed(.zero, attempts: 5), deliveryLimit: 50_000,
      retentionMilliseconds: 0)
    let task = Command.Enqueue(queue: "numbers", kind: kind, payload: Array(text.utf8))
    guard case .enqueued(let id) = try run(.enqueue(task)) else {
      throw CheckFailure("the task was not enqueued")
    }
    return id
  }

  func lease(_ limit: Int) throws -> [Delivery] {
    let wish = Command.Lease(
      shares: [(queue: "numbers", share: limit)], limit: limit, milliseconds: 60_000)
    guard case .leased(let tasks) = try run(.lease(wish)) else {
      throw CheckFailure("nothing was leased")
    }
    return try tasks.map { try engine.deliver($0) }
  }

  func close() {
    threads.stop()
    engine.close()
  }
}
