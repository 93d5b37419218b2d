import Simulator
import Testing

@Suite("Every failing call of a short life")
struct FaultSweepTests {
  @Test func everyCallMayFailOnceOrForEver() throws {
    var sweep = FaultSweep()
    if isDebugBuild { sweep.kinds = [.sync, .directorySync, .rename] }
    try sweep.run()
    #expect(sweep.failures > 100)
    #expect(sweep.marks[.failedBySync] > 0)
    #expect(sweep.marks[.errorInsideRecovery] > 0)
  }
}
