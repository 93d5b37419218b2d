import Testing
import XylemCore

@Suite("Waits between attempts")
struct RetryPolicyTests {
  private func policy(
    base: UInt64, factor: UInt32 = 2000, cap: UInt64, jitter: RetryPolicy.Jitter = .none
  ) -> RetryPolicy {
    RetryPolicy(
      attempts: 10, baseMilliseconds: base, factorPermille: factor, capMilliseconds: cap,
      jitter: jitter)
  }

  private func waits(_ policy: RetryPolicy, _ attempts: Int...) -> [UInt64] {
    attempts.map { policy.waitMilliseconds(afterAttempt: $0, salt: 1) }
  }

  @Test("Waits double up to the cap")
  func doubling() {
    let doubled: [UInt64] = [100, 200, 400, 800, 1000, 1000]
    #expect(waits(policy(base: 100, cap: 1000), 1, 2, 3, 4, 5, 6) == doubled)
    let grown: [UInt64] = [100, 150, 225, 300]
    #expect(waits(policy(base: 100, factor: 1500, cap: 300), 1, 2, 3, 4) == grown)
  }

  @Test("The cap holds for the first wait too")
  func lowCap() {
    #expect(waits(policy(base: 100, cap: 30), 1, 2) == [30, 30])
    #expect(waits(policy(base: 100, cap: 0), 1, 5) == [0, 0])
    #expect(waits(policy(base: 0, cap: 100), 1, 10_000) == [0, 0])
  }

  @Test("A fixed wait stays as it is")
  func fixed() {
    let policy = RetryPolicy.fixed(.milliseconds(250), attempts: 5)
    #expect(waits(policy, 1, 2, 10_000) == [250, 250, 250])
    #expect(RetryPolicy.never.attempts == 1)
  }

  @Test("Growth beyond 64 bits ends at the cap")
  func overflow() {
    let half = UInt64.max / 2
    let cap = UInt64.max - 1
    let huge = waits(policy(base: half, factor: .max, cap: cap), 1, 2, 10_000)
    #expect(huge == [half, cap, cap])
    let longest = Limits.durationMillisecondsMax
    let steep = policy(base: longest, factor: 1_000_000, cap: longest, jitter: .full)
    #expect(waits(steep, 1, 2, 10_000).allSatisfy { $0 <= longest })
  }

  @Test("Full spread uses all of the wait, equal spread its upper half", arguments: [1, 1000])
  func jitter(wait: UInt64) {
    let full = policy(base: wait, factor: 1000, cap: wait, jitter: .full)
    let equal = policy(base: wait, factor: 1000, cap: wait, jitter: .equal)
    let fullWaits = (0..<20_000).map { full.waitMilliseconds(afterAttempt: 1, salt: $0) }
    let equalWaits = (0..<20_000).map { equal.waitMilliseconds(afterAttempt: 1, salt: $0) }
    #expect(fullWaits.min() == 0)
    #expect(fullWaits.max() == wait)
    #expect(equalWaits.min() == wait - wait / 2)
    #expect(equalWaits.max() == wait)
  }

  @Test("The same salt gives the same wait, another attempt another one")
  func pure() {
    let policy = policy(base: 1 << 40, factor: 1000, cap: 1 << 40, jitter: .full)
    #expect(waits(policy, 3) == waits(policy, 3))
    #expect(waits(policy, 3) != waits(policy, 4))
  }

  @Test("A small wait grows as well")
  func smallWaits() {
    let policy = policy(base: 1, factor: 1500, cap: 1000)
    #expect(waits(policy, 20) == [1000])
  }

  @Test("What the format cannot hold is refused", arguments: [0, 10_001, -1])
  func attempts(count: Int) {
    let policy = RetryPolicy.fixed(.seconds(1), attempts: count)
    #expect(throws: Refusal.self) { try policy.check() }
  }

  @Test("Numbers the record of a kind cannot hold are refused before it is written")
  func tooLarge() throws {
    let longest = Limits.durationMillisecondsMax
    try policy(base: longest, factor: 1_000_000, cap: longest).check()
    for refused in [
      policy(base: longest + 1, cap: 1), policy(base: 1, cap: longest + 1),
      policy(base: 1, factor: 999, cap: 1), policy(base: 1, factor: 1_000_001, cap: 1),
    ] {
      #expect(throws: Refusal.self) { try refused.check() }
    }
  }

  @Test(
    "Factors become thousandths",
    arguments: [(1.0, 1000), (1.1, 1100), (1.001, 1001), (2, 2000), (5000, 1_000_000)])
  func factors(factor: Double, permille: UInt32) {
    let policy = RetryPolicy.exponential(
      base: .seconds(1), factor: factor, cap: .seconds(9), attempts: 3)
    #expect(policy.factorPermille == permille)
  }

  @Test("Factors that are no numbers are refused", arguments: [.nan, .infinity, -1, 0.5])
  func badFactors(factor: Double) {
    let policy = RetryPolicy.exponential(
      base: .seconds(1), factor: factor, cap: .seconds(9), attempts: 3)
    #expect(throws: Refusal.self) { try policy.check() }
  }

  @Test("Durations become whole milliseconds")
  func durations() {
    #expect(Duration.seconds(-1).clampedMilliseconds == 0)
    #expect(Duration.nanoseconds(-1).clampedMilliseconds == 0)
    #expect(Duration.zero.clampedMilliseconds == 0)
    #expect(Duration.nanoseconds(1).clampedMilliseconds == 1)
    #expect(Duration.milliseconds(1).clampedMilliseconds == 1)
    #expect(Duration.microseconds(1001).clampedMilliseconds == 2)
    #expect(Duration.seconds(Int64.max).clampedMilliseconds == .max)
  }
}
