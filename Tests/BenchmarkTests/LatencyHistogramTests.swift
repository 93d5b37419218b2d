import Testing

@testable import Benchmark

/// Goal: a time read back from the histogram is the time that was counted, within one percent.
@Suite struct LatencyHistogramTests {
  @Test(
    "One time comes back",
    arguments: [1, 127, 128, 129, 255, 256, 1000, 123_456, 4_000_000, 999_999_999_999] as [UInt64])
  func precision(nanoseconds: UInt64) throws {
    var histogram = LatencyHistogram()
    histogram.add(nanoseconds)
    let read = try #require(histogram.microseconds(atShare: 0.5)) * 1000
    #expect(abs(read - Double(nanoseconds)) <= Double(nanoseconds) / 100)
  }

  @Test("Shares are those of sorted times")
  func shares() throws {
    var histogram = LatencyHistogram()
    histogram.add(contentsOf: (1...1000).reversed().map { $0 * 1000 })
    for (share, expected) in [(0.5, 500.0), (0.99, 990), (0.999, 999), (1, 1000)] {
      let read = try #require(histogram.microseconds(atShare: share))
      #expect(abs(read - expected) <= expected / 100, "\(share)")
    }
  }

  @Test("Without calls there is no time, and beyond the last bucket there is the last")
  func edges() throws {
    var histogram = LatencyHistogram()
    #expect(histogram.microseconds(atShare: 0.5) == nil)
    histogram.add(.max)
    #expect(try #require(histogram.microseconds(atShare: 0.5)) > 1e9)
  }

  @Test("Adding another one counts its calls")
  func sum() {
    var one = LatencyHistogram()
    one.add(1000)
    var other = LatencyHistogram()
    other.add(contentsOf: [2000, 3000])
    one.add(other)
    #expect(one.count == 3)
    #expect(one.microseconds(atShare: 1).map { abs($0 - 3) < 0.03 } == true)
  }
}
