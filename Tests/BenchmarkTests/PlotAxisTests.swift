import Testing

@testable import Benchmark

/// Goal: places on an axis keep the order and the distances that its scale promises.
@Suite struct PlotAxisTests {
  @Test("Values far apart are placed by their logarithm")
  func logarithm() {
    let axis = PlotAxis([3, 40_000], pixels: 0...500)
    #expect(axis.isLogarithmic)
    #expect(axis.ticks.count == 6)
    #expect(abs(axis.place(100) - axis.place(10) - 100) < 0.001)
    #expect(axis.place(1) == 0 && abs(axis.place(100_000) - 500) < 0.001)
  }

  @Test("Values close to each other are placed from zero")
  func linear() {
    let axis = PlotAxis([30, 45], pixels: 10...110)
    #expect(!axis.isLogarithmic)
    #expect(axis.ticks.first == 0 && axis.ticks.last == axis.most)
    #expect(axis.most >= 45 && axis.most < 60)
    #expect(axis.place(0) == 10 && abs(axis.place(axis.most) - 110) < 0.001)
  }

  @Test("An axis without values has ticks all the same", arguments: [[], [0], [1]] as [[Double]])
  func empty(values: [Double]) {
    let axis = PlotAxis(values, pixels: 0...100)
    #expect(axis.ticks.count >= 2 && axis.ticks.count < 20)
    #expect(axis.place(0).isFinite && axis.place(5).isFinite)
  }
}
