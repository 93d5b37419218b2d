/// Where the engine gets the time from; tests put a clock of their own here.
package protocol TimeSource: Sendable {
  /// Milliseconds since 1970 by the wall clock, which people may set back and forth.
  func wallMilliseconds() -> UInt64

  /// Milliseconds since some fixed moment of this boot. Never goes back, and goes on while the
  /// machine is suspended: a lease must run out during a long sleep.
  func steadyMilliseconds() -> UInt64
}
