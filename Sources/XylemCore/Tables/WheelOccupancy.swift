/// Which of a wheel's 1,536 buckets hold timers: one bit each, and one bit for each word of bits.
///
/// Two count-trailing-zeros instructions find the first occupied bucket.
struct WheelOccupancy {
  private var summary: UInt32 = 0
  private var words = InlineArray<24, UInt64>(repeating: 0)

  /// The lowest occupied bucket.
  var first: Int? {
    guard summary != 0 else { return nil }
    let word = summary.trailingZeroBitCount
    return word &<< 6 | words[word].trailingZeroBitCount
  }

  /// Which of the 64 buckets from `bucket`, a multiple of 64, hold timers; the lowest bit first.
  func bits(from bucket: Int) -> UInt64 { words[bucket &>> 6] }

  /// Marks `bucket` as occupied.
  mutating func insert(_ bucket: Int) {
    words[bucket &>> 6] |= 1 &<< UInt64(bucket & 63)
    summary |= 1 &<< UInt32(bucket &>> 6)
  }

  /// Marks `bucket` as empty.
  mutating func remove(_ bucket: Int) {
    words[bucket &>> 6] &= ~(1 &<< UInt64(bucket & 63))
    if words[bucket &>> 6] == 0 { summary &= ~(1 &<< UInt32(bucket &>> 6)) }
  }
}
