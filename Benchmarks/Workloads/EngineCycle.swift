import XylemStorage

/// The engine, with as many Swift tasks as tasks in flight: each enqueues a task, then takes one
/// and completes it, both durably.
struct EngineCycle: Contender {
  var engine: String { place.engine }
  let place: CallerPlace
  let subject: EngineUnderTest
  let inFlight: Int

  func prepare() async throws { try await subject.drain() }

  func turn(seconds: Double) async throws -> Turn {
    let syncs = subject.engine.statistics.syncs
    var turn = try await Turn.together(
      inFlight, for: seconds, on: place.preference(subject.executor)
    ) { _ in try await cycle() }
    turn.syncs = subject.engine.statistics.syncs - syncs
    return turn
  }

  /// What the engine writes for the whole life of one task.
  func bytesPerTask() async throws -> Int {
    let before = subject.engine.statistics.bytesWritten
    let rounds = 64
    for _ in 0..<rounds { try await cycle() }
    return Int(subject.engine.statistics.bytesWritten - before) / rounds
  }

  private func cycle() async throws {
    _ = try await subject.run(EngineUnderTest.task())
    let tasks = try await subject.lease(1)
    guard let task = tasks.first else { throw BenchmarkFailure("no task is ready") }
    let delivery = try subject.engine.deliver(task)
    _ = try await subject.run(.complete(delivery.token, result: []))
  }
}
