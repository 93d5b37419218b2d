extension RetryPolicy {
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
