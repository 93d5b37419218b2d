import Simulator
import Testing

@Suite("Every damage of a small store")
struct DamageSweepTests {
  @Test(arguments: [true, false])
  func everyFlipIsReportedOrHarmless(isClosed: Bool) throws {
    let sweep = try DamageSweep(isClosed: isClosed)
    let count = try sweep.flip(every: isDebugBuild ? 997 : 61)
    #expect(count > 500)
    #expect(sweep.marks[.bitRotRefused] > 0)
    #expect(sweep.marks[.bitRotHarmless] > 0)
  }

  @Test(arguments: [true, false])
  func everyLengthIsReportedOrHarmless(isClosed: Bool) throws {
    let sweep = try DamageSweep(isClosed: isClosed)
    let count = try sweep.cut(every: isDebugBuild ? 211 : 13)
    #expect(count > 100)
  }
}
