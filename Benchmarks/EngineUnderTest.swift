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

  static func task(payloadBytes: Int = 100) -> Command {
    let kind = TaskKind(
      name: "benchmark", retry: .standard, deliveryLimit: 10, retentionMilliseconds: 0)
    let payload = [UInt8](repeating: 0x58, count: payloadBytes)
    return .enqueue(Command.Enqueue(queue: "benchmark", kind: kind, payload: payload))
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
