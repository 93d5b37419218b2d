import Foundation
import Xylem

/// A typed task of about 100 bytes that says when it set out, and who wants to hear of it.
struct TimedTask: TaskPayload {
  static let name: TaskName = "benchmark.timed"
  static let options = TaskOptions(queue: "timed")

  /// Nanoseconds of the monotonic clock.
  var sentAt: UInt64
  /// Whom the handler tells, if it is not ``nobody``.
  var slot: Int
  var filler = Self.fifty

  /// Of this task nobody wants to hear.
  static let nobody = -1

  private static let fifty = String(repeating: "x", count: 50)

  /// The bytes that a typical one takes as JSON, which is how payloads are stored.
  static var encodedBytes: Int {
    get throws { try JSONEncoder().encode(TimedTask(sentAt: 1 << 47, slot: 10)).count }
  }
}
