/// Why a task became a dead letter.
public enum DeathReason: UInt8, Sendable, Hashable {
  /// Its handler failed as often as the retry policy allows.
  case attemptsExhausted = 1
  /// Its handler said that trying again is useless.
  case permanentFailure = 2
  /// It was delivered too often without reaching an outcome; it probably kills its process.
  case deliveriesExhausted = 3
  /// Its bytes on disk are damaged.
  case unreadable = 4
}
