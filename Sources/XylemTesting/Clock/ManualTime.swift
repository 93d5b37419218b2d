import XylemStorage

/// The clocks of the engine, moved by a ``ManualClock``.
struct ManualTime: TimeSource {
  let clock: ManualClock

  func wallMilliseconds() -> UInt64 { clock.milliseconds }
  func steadyMilliseconds() -> UInt64 { clock.milliseconds }
}
