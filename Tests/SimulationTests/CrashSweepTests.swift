import Simulator
import Testing

@Suite("Every crash of a short life")
struct CrashSweepTests {
  @Test func everyCallMayBeTheLast() throws {
    var sweep = CrashSweep()
    if isDebugBuild {
      sweep.profiles = [.nothing, .everything]
      sweep.keptSectors = [1]
    }
    try sweep.run()
    #expect(sweep.crashes > 100)
    #expect(sweep.marks[.segmentRetired] > 0)
    #expect(sweep.marks[.sealFollowed] > 0)
    #expect(sweep.marks[.tornTailCut] > 0)
  }

  @Test func everyCallOfARecoveryMayBeTheLast() throws {
    var sweep = CrashSweep()
    sweep.profiles = isDebugBuild ? [.nothing] : [.nothing, .everything]
    sweep.keptSectors = isDebugBuild ? [0] : [0, .max]
    sweep.recoveryStops = isDebugBuild ? 2...4 : 1...10
    try sweep.run()
    #expect(sweep.marks[.crashInsideRecovery] > 50)
  }
}
