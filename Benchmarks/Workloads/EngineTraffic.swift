import XylemStorage

/// Producers that enqueue while one consumer drains; the times are those of the enqueues.
struct EngineTraffic: Contender {
  let engine = "xylem"
  let variant: String
  let subject: EngineUnderTest
  /// A checkpoint is asked for this often; `nil` leaves that to the store.
  let checkpointMilliseconds: Int?
  let inFlight = 64

  func prepare() async throws { try await subject.drain() }

  func turn(seconds: Double) async throws -> Turn {
    let company = Task { try await drain() }
    let checkpoints = Task { await checkpoint() }
    defer { checkpoints.cancel() }
    let turn: Turn
    do {
      turn = try await EngineProducers(
        subject: subject, producers: inFlight, tasksPerCall: 1, payloadBytes: 100,
        isBlocking: false
      ).turn(seconds: seconds)
    } catch {
      company.cancel()
      throw error
    }
    company.cancel()
    try await company.value
    return turn
  }

  private func drain() async throws {
    while !Task.isCancelled {
      let tasks = try await subject.lease(1000)
      if tasks.isEmpty {
        try? await Task.sleep(for: .milliseconds(1))
      } else {
        try await subject.complete(tasks, .written)
      }
    }
  }

  private func checkpoint() async {
    guard let checkpointMilliseconds else { return }
    while !Task.isCancelled {
      subject.engine.requestCheckpoint()
      try? await Task.sleep(for: .milliseconds(checkpointMilliseconds))
    }
  }
}
