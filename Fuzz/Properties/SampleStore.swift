import Simulator
import XylemCore
import XylemStorage

/// Makes small valid stores that hold tasks at every status.
enum SampleStore {
  static let path = "store"

  static var options: EngineOptions {
    var options = EngineOptions()
    options.segmentBytes = 32 * 1024
    options.spareSegments = 1
    options.recycledSegments = 1
    return options
  }

  /// The files of a store that its process left without closing.
  static func make(takesCheckpoint: Bool) throws -> Archive {
    let disk = VirtualFileSystem()
    let time = ManualTimeSource()
    let engine = try Engine.open(
      disk, path, options, time: time, entropy: SeededEntropySource(seed: 1))
    try fill(engine, time)
    if takesCheckpoint {
      engine.requestCheckpoint()
      while engine.commitOnce() {}
      engine.maintain()
    }
    try fill(engine, time)
    engine.abandon()
    return Archive(disk, under: path)
  }

  private static func fill(_ engine: Engine, _ time: ManualTimeSource) throws {
    for number in 0..<12 { _ = try run(.enqueue(task(number)), on: engine) }
    guard case .leased(let leased) = try run(lease(5), on: engine) else { return }
    for (number, task) in leased.enumerated() {
      let token = token(of: task, engine)
      switch number {
      case 0: _ = try run(.complete(token, result: [1, 2, 3]), on: engine)
      case 1: _ = try run(.fail(token, Command.Failure(message: "again")), on: engine)
      case 2: _ = try run(.release(token, delayMilliseconds: 0), on: engine)
      case 3: try die(token, engine)
      default: break
      }
    }
    time.advance(50)
  }

  private static func die(_ token: LeaseToken, _ engine: Engine) throws {
    var failure = Command.Failure(message: "hopeless")
    failure.isPermanent = true
    _ = try run(.fail(token, failure), on: engine)
  }

  static func lease(_ limit: Int) -> Command {
    .lease(
      Command.Lease(
        shares: [(queue: "mails", share: 3), (queue: "pictures", share: 2)], limit: limit,
        milliseconds: 30_000))
  }

  static func token(of task: LeasedTask, _ engine: Engine) -> LeaseToken {
    let id = TaskID(
      milliseconds: 0, storeTag: engine.identity.id.tag, reference: task.reference)
    let epoch = (try? engine.inspect(waiter: .none) { $0.epoch }.get()) ?? 0
    return LeaseToken(task: id, epoch: epoch, counter: task.counter)
  }

  static func task(_ number: Int) -> Command.Enqueue {
    var task = Command.Enqueue(
      queue: number % 2 == 0 ? "mails" : "pictures", kind: SampleRecords.kind,
      payload: Array(repeating: UInt8(number), count: 20 * number))
    if number % 4 == 3 { task.delayMilliseconds = 1000 }
    if number % 5 == 0 { task.expiryMilliseconds = 60_000 }
    if number % 3 == 0 { task.uniqueKey = "key \(number)" }
    return task
  }

  private static func run(_ command: Command, on engine: Engine) throws -> Outcome {
    let outcome = try engine.submit(command, durability: .synced, waiter: .none).get()
    while engine.commitOnce() {}
    engine.maintain()
    return outcome
  }
}
