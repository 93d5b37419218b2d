extension RetryPolicy {
  /// The wait after failure number `attempt` (1 is the first), in milliseconds.
  ///
  /// A pure function: the spread comes from `salt`, never from a generator, so that a run can be
  /// repeated. The record of the retry holds the instant, and replay computes nothing. O(attempt)
  /// until the cap is reached.
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
}
