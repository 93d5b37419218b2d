import XylemCore
import XylemStorage

/// An engine with its threads, as the typed store runs it.
final class EngineUnderTest: Sendable {
  let engine: Engine
  private let threads: EngineThreads

  /// The committing thread as an executor.
  var executor: (any TaskExecutor)? { threads.executor }

  init(
    _ directory: String, _ options: EngineOptions = EngineOptions(),
    time: any TimeSource = SystemTimeSource()
  ) throws {
    engine = try Engine.open(PosixFileSystem(), directory, options, time: time)
    threads = try EngineThreads(engine)
  }

  private static let kind = TaskKind(
    name: "benchmark", retry: .standard, deliveryLimit: 10, retentionMilliseconds: 0)

  /// Where tasks go unless another queue is named.
  static let queue: QueueName = "benchmark"

  static func addition(payloadBytes: Int = 100, to queue: QueueName = queue) -> Command.Enqueue {
    let payload = [UInt8](repeating: 0x58, count: payloadBytes)
    return Command.Enqueue(queue: queue, kind: kind, payload: payload)
  }

  static func task(payloadBytes: Int = 100) -> Command {
    .enqueue(addition(payloadBytes: payloadBytes))
  }

  /// One command, which is as durable as wished when it returns.
  func run(_ command: Command, _ durability: Durability = .synced) async throws -> Outcome {
    var outcome: Result<Outcome, StoreError> = .failure(.closed)
    let failure = await withUnsafeContinuation { continuation in
      outcome = engine.submit(command, durability: durability, waiter: .task(continuation))
    }
    if let failure { throw failure }
    return try outcome.get()
  }

  /// Many commands under one lock and one wait.
  func runEach(_ commands: [Command], _ durability: Durability = .synced) async throws {
    var outcome: Result<[Result<Outcome, Refusal>], StoreError> = .failure(.closed)
    let failure = await withUnsafeContinuation { continuation in
      outcome = engine.submitEach(commands, durability: durability, waiter: .task(continuation))
    }
    if let failure { throw failure }
    for result in try outcome.get() { _ = try result.get() }
  }

  /// Many tasks that are alike under one lock and one wait, as durable as wished when it returns.
  func add(
    _ payloads: [[UInt8]], like task: Command.Enqueue = addition(),
    _ durability: Durability = .synced
  ) async throws {
    var outcome: Result<AddedTasks, StoreError> = .failure(.closed)
    let failure = await withUnsafeContinuation { continuation in
      outcome = engine.submitAdditions(
        like: task, payloads, durability: durability, waiter: .task(continuation))
    }
    if let failure { throw failure }
    if let refusal = try outcome.get().refusal { throw StoreError.refused(refusal) }
  }

  /// Adds `count` tasks like `task`, a thousand at a time.
  func fill(_ count: Int, like task: Command.Enqueue = addition()) async throws {
    for start in stride(from: 0, to: count, by: 1000) {
      let payloads = [[UInt8]](repeating: task.payload, count: min(1000, count - start))
      try await add(payloads, like: task)
    }
  }

  /// One command, on a thread that blocks.
  func runBlocking(_ command: Command) throws {
    _ = try engine.submitBlocking(command, durability: .synced)
  }

  /// Leases at most `limit` tasks of `queues` for a minute.
  func lease(_ limit: Int, of queues: [QueueName] = [queue]) async throws -> [LeasedTask] {
    let wish = Command.Lease(
      shares: queues.map { (queue: $0, share: limit) }, limit: limit, milliseconds: 60_000)
    guard case .leased(let tasks) = try await run(.lease(wish)) else { return [] }
    return tasks
  }

  /// Completes all of `tasks` in one call.
  func complete(_ tasks: [LeasedTask], _ durability: Durability = .synced) async throws {
    try await runEach(
      tasks.map { .complete(engine.tokenWithoutRecord($0), result: []) }, durability)
  }

  /// Completes everything that waits, so that each turn starts with the same short backlog.
  func drain() async throws {
    while true {
      let tasks = try await lease(10_000)
      if tasks.isEmpty { return }
      try await complete(tasks)
    }
  }

  /// What the engine writes for one commit of `count` tasks.
  func bytesPerCommit(_ count: Int, payloadBytes: Int) async throws -> Int {
    let task = Self.addition(payloadBytes: payloadBytes)
    let payloads = [[UInt8]](repeating: task.payload, count: count)
    try await add(payloads, like: task)
    let before = engine.statistics.bytesWritten
    try await add(payloads, like: task)
    return Int(engine.statistics.bytesWritten - before)
  }

  /// Stops without closing, so that the next opening finds what a kill leaves.
  func abandon() {
    threads.stop()
    engine.abandon()
  }

  func close() {
    threads.stop()
    engine.close()
  }
}
