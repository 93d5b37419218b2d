extension RetryPolicy {
  /// The wait after failure number `attempt` (1 is the first), in milliseconds.
  ///
  /// A pure function: the spread comes from `salt`, never from a generator, so replay and live
  /// path agree. O(attempt) until the cap is reached.
  package func waitMilliseconds(afterAttempt attempt: Int, salt: UInt64) -> UInt64 {
    let wait = unspreadWait(afterAttempt: attempt)
    let random = Self.mix(salt &+ UInt64(truncatingIfNeeded: attempt))
    switch jitter {
    case .none: return wait
    case .full: return random % (wait + 1)
    case .equal: return wait - random % (wait / 2 + 1)
    }
  }

  private func unspreadWait(afterAttempt attempt: Int) -> UInt64 {
    var wait = min(baseMilliseconds, capMilliseconds)
    var step = 1
    while step < attempt, wait > 0, factorPermille != 1000 {
      let (grown, overflow) = wait.multipliedReportingOverflow(by: UInt64(factorPermille))
      // Rounded up: a wait of few milliseconds would never grow otherwise.
      let rounded = grown / 1000 + (grown % 1000 == 0 ? 0 : 1)
      let next = overflow ? capMilliseconds : min(rounded, capMilliseconds)
      if next == wait { break }
      wait = next
      step += 1
    }
    return wait
  }

  /// Finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads near inputs over all 64 bits.
  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// Refuses a policy whose numbers the format cannot hold.
  package func check() throws(Refusal) {
    guard (1...Limits.attemptsMax).contains(attempts) else {
      throw .invalidOption("attempts are 1 to \(Limits.attemptsMax), not \(attempts)")
    }
    guard baseMilliseconds <= Limits.durationMillisecondsMax,
      capMilliseconds <= Limits.durationMillisecondsMax
    else { throw .invalidOption("a retry waits at most ten years") }
    guard (1000...Limits.factorPermilleMax).contains(factorPermille) else {
      throw .invalidOption("the factor of a retry policy is 1 to 1000")
    }
  }
}

extension Duration {
  /// Whole milliseconds, rounded up; negative durations become zero, huge ones the largest value.
  package var clampedMilliseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 1 << 50 else { return .max }
    let fraction = (UInt64(attoseconds) + 999_999_999_999_999) / 1_000_000_000_000_000
    return UInt64(seconds) * 1000 + fraction
  }
}
