import XylemCore

/// One command of a small world. Those about a task find theirs: the oldest lease held, or the
/// oldest task of the status they need.
enum Act: Sendable {
  case enqueue(Draft)
  /// With a result of so many bytes.
  case complete(Int)
  case fail(isPermanent: Bool)
  case release(delay: UInt64)
  case extend(UInt64)
  case cancel
  case replay
  case discard
  case pause(String)
  case resume(String)

  /// A task of so many bytes in the queue `a`.
  static func add(_ bytes: Int = 100) -> Act { .enqueue(Draft(bytes: bytes)) }
  /// Success without a result.
  static let complete = Act.complete(0)
  /// A failure that may be tried again.
  static let fail = Act.fail(isPermanent: false)
}
