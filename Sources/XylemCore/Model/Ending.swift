/// How a task came to its end.
package enum Ending: Hashable, Sendable {
  /// Its handler succeeded.
  case completed
  /// It became a dead letter.
  case died
  /// It was ended by hand.
  case cancelled
  /// It was not leased before its expiry.
  case expired
}
