import XylemCore

/// The time of the log: milliseconds since 1970 that never go back.
///
/// The wall clock is read once, when the store is opened; from then on a steady clock that counts
/// suspension carries it forward. So a jump of the wall clock starts nothing early and ends no
/// lease. A wall clock that is behind the log at opening is not believed.
struct LogClock {
  private let source: any TimeSource
  private let offset: UInt64
  private(set) var last: UInt64

  init(_ source: any TimeSource, notBefore time: UInt64) {
    self.source = source
    let latest = Limits.instantMillisecondsMax - 2 * Limits.durationMillisecondsMax
    let earliest = isPlanted(.followWallBack) ? 0 : time
    last = min(max(source.wallMilliseconds(), earliest), latest)
    offset = last &- source.steadyMilliseconds()
  }

  /// The time now.
  mutating func read() -> UInt64 {
    let latest = Limits.instantMillisecondsMax - 2 * Limits.durationMillisecondsMax
    let now =
      isPlanted(.followWall) ? source.wallMilliseconds() : source.steadyMilliseconds() &+ offset
    last = min(max(last, now), latest)
    return last
  }
}
