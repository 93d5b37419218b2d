import CPosix

/// The clocks of the machine.
package struct SystemTimeSource: TimeSource {
  /// There is nothing to configure.
  package init() {}

  /// Milliseconds since 1970; 0 when the clock is set before that.
  package func wallMilliseconds() -> UInt64 { xylem_wall_milliseconds() }

  /// Milliseconds since boot, time spent suspended included.
  package func steadyMilliseconds() -> UInt64 { xylem_boot_milliseconds() }

  /// Nanoseconds of the clock for short measurements; it stands still while suspended.
  package static func nanoseconds() -> UInt64 { xylem_monotonic_nanoseconds() }
}
