import XylemCore
import XylemStorage

/// The time of the log by its rules: read from the wall once, then carried by the steady clock;
/// never back, never past the latest instant.
struct ModelClock {
  private let source: ManualTimeSource
  private let offset: UInt64
  private var last: UInt64
  static let latest =
    Limits.instantMillisecondsMax - 2 * Limits.durationMillisecondsMax

  /// The time at which a log that ends at `end` is opened.
  static func opening(_ source: ManualTimeSource, after end: UInt64) -> UInt64 {
    min(max(source.wallMilliseconds(), end), latest)
  }

  /// A clock of a log opened at `time`.
  init(_ source: ManualTimeSource, openedAt time: UInt64) {
    self.source = source
    last = time
    offset = time &- source.steadyMilliseconds()
  }

  /// The time now.
  mutating func read() -> UInt64 {
    last = min(max(last, source.steadyMilliseconds() &+ offset), Self.latest)
    return last
  }
}
