import Testing

@testable import Benchmark

/// Goal: a cost that grows faster than the logarithm is told from one that does not.
@Suite struct GrowthTests {
  private func result(_ size: Int, costs: [Double]) -> BenchmarkResult {
    var result = BenchmarkResult(
      workload: "curve", engine: "xylem", durability: "written", payloadBytes: 100, inFlight: 64)
    result.size = size
    for cost in costs { result.costs.add(cost) }
    result.latencies.add(UInt64(64_000 * (costs.first ?? 1)))
    return result
  }

  private func check(_ times: [Double]) throws -> GrowthCheck {
    let checks = GrowthCheck.all([result(1_024_000, costs: times), result(1000, costs: [1])])
    #expect(checks.count == 1)
    return try #require(checks.first)
  }

  @Test("The verdict goes by the median, against the logarithms of the first and the last size")
  func verdict() throws {
    // From 2,000 to 2,048,000 are ten doublings more than the eleven before.
    let allowed = GrowthCheck.steps(1_024_000) / GrowthCheck.steps(1000)
    #expect(abs(allowed - 1.912) < 0.001)
    #expect(try check([1.5, 1.9, 40]).holds)
    #expect(try !check([1.5, 2, 2]).holds)
    #expect(try check([1.9]).text.contains("not faster"))
    #expect(try check([3]).text.contains("FASTER"))
  }

  @Test("One size alone, and a cost that was not measured, are no growth that holds")
  func unmeasured() throws {
    #expect(GrowthCheck.all([result(1000, costs: [1])]).isEmpty)
    #expect(try !check([]).holds)
  }

  @Test("A curve is drawn beside its logarithm, with a mark for each size")
  func drawn() throws {
    let results = [(1000, 1.0), (10_000, 1.1), (100_000, 1.2)].map {
      result($0.0, costs: [$0.1])
    }
    let picture = try #require(ResultPlot.pictures(results).first)
    #expect(picture.name == "growth" && ResultPlot.pictures(results).count == 1)
    #expect(picture.svg.components(separatedBy: "<circle").count == 4)
    #expect(picture.svg.components(separatedBy: "<polyline").count == 3)
    #expect(picture.svg.matches(of: #/\b(nan|inf)\b/#).isEmpty)
  }
}
