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

  /// Whatever becomes of one record, header or padding: no task comes back that was completed, and
  /// none is forgotten (I1, I2, I3, I12).
  @Test func bothEndsOfEveryFrameAreVerifiedAndSalvaged() throws {
    let sweep = try DamageSweep()
    sweep.isExamining = true
    #expect(try sweep.flipEnds() > 100)
    #expect(sweep.marks[.salvagedInDoubt] > 0)
  }

  /// Verify finds what a checksum covers, and salvage brings over what is intact.
  @Test(arguments: [true, false])
  func everyDamageIsVerifiedAndSalvaged(isClosed: Bool) throws {
    let sweep = try DamageSweep(isClosed: isClosed)
    try sweep.checkSoundness()
    sweep.isExamining = true
    #expect(try sweep.flip(every: isDebugBuild ? 9_973 : 1_999) > 50)
    #expect(try sweep.cut(every: isDebugBuild ? 4_999 : 499) > 10)
    #expect(sweep.marks[.verifiedDamaged] > 0)
  }
}
