import XylemStorage

/// The engine, with one Swift task that leases and completes many at a time.
final class EngineConsumer: Contender {
  let place: CallerPlace
  let inFlight: Int
  private let subject: EngineUnderTest
  private var stock = TaskStock()

  var engine: String { place.engine }

  init(_ place: CallerPlace, subject: EngineUnderTest, inFlight: Int) {
    self.place = place
    self.subject = subject
    self.inFlight = inFlight
  }

  func prepare() async throws {
    try await subject.drain()
    try await subject.fill(stock.wanted)
  }

  /// Ends early when the stock is used up; the time is that of the work.
  func turn(seconds: Double) async throws -> Turn {
    let syncs = subject.engine.statistics.syncs
    var turn = try await withTaskExecutorPreference(place.preference(subject.executor)) {
      try await Turn.repeating(for: seconds) { try await takeAndComplete() }
    }
    turn.syncs = subject.engine.statistics.syncs - syncs
    stock.learn(turn, wishedSeconds: seconds)
    return turn
  }

  /// What the engine writes for one lease and its completions.
  func bytesPerRound() async throws -> Int {
    try await subject.fill(2 * inFlight)
    _ = try await takeAndComplete()
    let before = subject.engine.statistics.bytesWritten
    _ = try await takeAndComplete()
    return Int(subject.engine.statistics.bytesWritten - before)
  }

  private func takeAndComplete() async throws -> Int {
    let tasks = try await subject.lease(inFlight)
    if !tasks.isEmpty { try await subject.complete(tasks) }
    return tasks.count
  }
}
