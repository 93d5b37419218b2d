/// What happens after a handler fails: how many attempts, and how long to wait before each.
///
/// A policy is a stored value: it is written with the task, so a retry is decided the same way
/// after a restart and by every version of the program.
public struct RetryPolicy: Hashable, Sendable {
  /// How the computed wait is spread, so that tasks which failed together do not return together.
  public enum Jitter: UInt8, Hashable, Sendable {
    /// Exactly the computed wait.
    case none = 0
    /// Anywhere from zero to the computed wait.
    case full = 1
    /// Anywhere from half of the computed wait to all of it.
    case equal = 2
  }

  /// Handler failures allowed in all; the task dies with the last of them. 1 to 10,000.
  public var attempts: Int
  /// The wait before the second attempt, in milliseconds.
  public var baseMilliseconds: UInt64
  /// By how much the wait grows from one attempt to the next, in thousandths.
  public var factorPermille: UInt32
  /// The longest wait, in milliseconds.
  public var capMilliseconds: UInt64
  /// How the wait is spread.
  public var jitter: Jitter

  /// Makes a policy of its numbers; ``check()`` judges them.
  package init(
    attempts: Int, baseMilliseconds: UInt64, factorPermille: UInt32, capMilliseconds: UInt64,
    jitter: Jitter
  ) {
    self.attempts = attempts
    self.baseMilliseconds = baseMilliseconds
    self.factorPermille = factorPermille
    self.capMilliseconds = capMilliseconds
    self.jitter = jitter
  }

  /// No second attempt: the first failure is the last.
  public static let never = RetryPolicy.fixed(.zero, attempts: 1)

  /// The policy of a task that names none: 10 attempts, from 1 s doubling to 10 min, full jitter.
  public static let standard = RetryPolicy.exponential(
    base: .seconds(1), factor: 2, cap: .seconds(600), jitter: .full, attempts: 10)

  /// The same wait before every attempt.
  public static func fixed(_ wait: Duration, attempts: Int, jitter: Jitter = .none) -> RetryPolicy {
    exponential(base: wait, factor: 1, cap: wait, jitter: jitter, attempts: attempts)
  }

  /// A wait that starts at `base` and is multiplied by `factor` from attempt to attempt, up to
  /// `cap`. Values out of range are refused when a task with the policy is enqueued.
  public static func exponential(
    base: Duration, factor: Double = 2, cap: Duration, jitter: Jitter = .full, attempts: Int
  ) -> RetryPolicy {
    RetryPolicy(
      attempts: attempts, baseMilliseconds: base.clampedMilliseconds,
      factorPermille: Self.permille(of: factor),
      capMilliseconds: cap.clampedMilliseconds, jitter: jitter)
  }

  /// The nearest number of thousandths; 0, which is refused later, for what is no factor.
  private static func permille(of factor: Double) -> UInt32 {
    guard factor.isFinite else { return 0 }
    let most = Double(Limits.factorPermilleMax)
    return UInt32(min(max((factor * 1000).rounded(), 0), most))
  }
}
