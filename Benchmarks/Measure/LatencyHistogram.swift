/// How long calls took, in buckets that are less than a hundredth of their value wide.
///
/// A fixed size, so that millions of calls cost no memory, which would be part of what is measured.
struct LatencyHistogram {
  /// Each doubling is divided into this many buckets.
  private static let stepsOfDoubling = 128
  private var counts = [UInt64](repeating: 0, count: 40 * Self.stepsOfDoubling)
  private(set) var count: UInt64 = 0

  /// Counts a call that took this many nanoseconds.
  mutating func add(_ nanoseconds: UInt64) {
    counts[min(Self.bucket(nanoseconds), counts.count - 1)] += 1
    count += 1
  }

  /// Counts all of `times`, in nanoseconds.
  mutating func add(contentsOf times: [UInt64]) {
    for time in times { add(time) }
  }

  /// Counts what `other` has counted.
  mutating func add(_ other: LatencyHistogram) {
    for index in counts.indices { counts[index] += other.counts[index] }
    count += other.count
  }

  /// The time in microseconds that this share of the calls did not exceed; `nil` without calls.
  func microseconds(atShare share: Double) -> Double? {
    guard count > 0 else { return nil }
    let rank = min(count, UInt64((Double(count) * share).rounded(.up)))
    var seen: UInt64 = 0
    for (index, number) in counts.enumerated() {
      seen += number
      if seen >= max(rank, 1) { return Self.middle(of: index) / 1000 }
    }
    return nil
  }

  private static func bucket(_ nanoseconds: UInt64) -> Int {
    let steps = UInt64(stepsOfDoubling)
    guard nanoseconds >= steps else { return Int(nanoseconds) }
    let shift = nanoseconds.leadingZeroBitCount.distance(to: steps.leadingZeroBitCount)
    return (shift + 1) * stepsOfDoubling + Int((nanoseconds >> UInt64(shift)) - steps)
  }

  private static func middle(of bucket: Int) -> Double {
    guard bucket >= stepsOfDoubling else { return Double(bucket) }
    let shift = UInt64(bucket / stepsOfDoubling - 1)
    let lowest = UInt64(bucket % stepsOfDoubling + stepsOfDoubling) << shift
    return Double(lowest) + Double(UInt64(1) << shift) / 2
  }
}
