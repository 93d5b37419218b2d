extension Duration {
  /// Whole milliseconds, rounded up; negative durations become zero, huge ones the largest value.
  package var clampedMilliseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 1 << 50 else { return .max }
    let fraction = (UInt64(attoseconds) + 999_999_999_999_999) / 1_000_000_000_000_000
    return UInt64(seconds) * 1000 + fraction
  }
}
