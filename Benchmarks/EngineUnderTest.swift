import XylemCore
import XylemStorage

/// An engine with its threads, as the typed store runs it.
final class EngineUnderTest: Sendable {
  let engine: Engine
  private let threads: EngineThreads

  init(_ directory: String) throws {
    engine = try Engine.open(PosixFileSystem(), directory, EngineOptions())
    threads = try EngineThreads(engine)
  }

  private static let kind = TaskKind(
    name: "benchmark", retry: .standard, deliveryLimit: 10, retentionMilliseconds: 0)

  static func addition(payloadBytes: Int = 100) -> Command.Enqueue {
    let payload = [UInt8](repeating: 0x58, count: payloadBytes)
    return Command.Enqueue(queue: "benchmark", kind: kind, payload: payload)
  }

  static func task(payloadBytes: Int = 100) -> Command {
    .enqueue(addition(payloadBytes: payloadBytes))
  }

  /// One command, durable when it returns.
  func run(_ command: Command) async throws -> Outcome {
    var outcome: Result<Outcome, StoreError> = .failure(.closed)
    let failure = await withUnsafeContinuation { continuation in
      outcome = engine.submit(command, durability: .synced, waiter: .task(continuation))
    }
    if let failure { throw failure }
    return try outcome.get()
  }

  /// Many commands under one lock and one wait, durable when it returns.
  func runEach(_ commands: [Command]) async throws {
    var outcome: Result<[Result<Outcome, Refusal>], StoreError> = .failure(.closed)
    let failure = await withUnsafeContinuation { continuation in
      outcome = engine.submitEach(commands, durability: .synced, waiter: .task(continuation))
    }
    if let failure { throw failure }
    for result in try outcome.get() { _ = try result.get() }
  }

  /// Many tasks that are alike under one lock and one wait, durable when it returns.
  func add(_ payloads: [[UInt8]]) async throws {
    var outcome: Result<AddedTasks, StoreError> = .failure(.closed)
    let task = Self.addition()
    let failure = await withUnsafeContinuation { continuation in
      outcome = engine.submitAdditions(
        like: task, payloads, durability: .synced, waiter: .task(continuation))
    }
    if let failure { throw failure }
    if let refusal = try outcome.get().refusal { throw StoreError.refused(refusal) }
  }

  /// One command, on a thread that blocks.
  func runBlocking(_ command: Command) throws {
    let thread = BlockedThread()
    let outcome = engine.submit(command, durability: .synced, waiter: .thread(thread))
    if let failure = thread.wait() { throw failure }
    _ = try outcome.get()
  }

  /// Completes everything that waits, so that each turn starts with the same short backlog.
  func drain() async throws {
    let wish = Command.Lease(
      shares: [(queue: "benchmark", share: 10_000)], limit: 10_000, milliseconds: 60_000)
    while case .leased(let tasks) = try await run(.lease(wish)), !tasks.isEmpty {
      try await runEach(tasks.map { .complete(engine.tokenWithoutRecord($0), result: []) })
    }
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
