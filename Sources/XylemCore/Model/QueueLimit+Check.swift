extension QueueLimit {
  /// Refuses a limit whose numbers the format cannot hold, or that limits nothing.
  package func check() throws(Refusal) {
    guard rate != nil || concurrency != nil else {
      throw .invalidOption("a limit has a rate, a concurrency or both")
    }
    if let concurrency, !(1...Limits.permitsMax).contains(concurrency) {
      throw .invalidOption("a concurrency is 1 to \(Limits.permitsMax), not \(concurrency)")
    }
    try rate?.check()
  }
}

extension QueueLimit.Rate {
  fileprivate func check() throws(Refusal) {
    let counts = 1...Limits.permitsMax
    guard counts.contains(permits), counts.contains(burst) else {
      throw .invalidOption("permits and bursts are 1 to \(Limits.permitsMax)")
    }
    guard (1...Limits.durationMillisecondsMax).contains(periodMilliseconds),
      fullBurst / UInt64(permits) <= Limits.durationMillisecondsMax
    else { throw .invalidOption("a period lasts 1 ms to ten years, and earning a burst no longer") }
    guard fullBurst >= UInt64(permits) else {
      throw .invalidOption("a burst holds at least the permits of one millisecond")
    }
  }
}
