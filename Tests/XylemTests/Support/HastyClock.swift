/// A clock on which waiting takes a hundredth of the time it should.
struct HastyClock: Clock {
  private let base = ContinuousClock()

  var now: ContinuousClock.Instant { base.now }
  var minimumResolution: Duration { base.minimumResolution }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    let now = base.now
    try await base.sleep(until: now + (deadline - now) / 100, tolerance: tolerance)
  }
}
