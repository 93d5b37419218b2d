import Simulator
import Testing

@Suite("Every damage of small stores, verified and salvaged")
struct ExaminationSweepTests {
  /// Whatever becomes of one record, header or padding: no task comes back that was completed, and
  /// none is forgotten (I1, I2, I3, I12).
  @Test func bothEndsOfEveryFrame() throws {
    let sweep = try ExaminationSweep(Specimen.all[1])
    #expect(try sweep.flipEnds() > 100)
    #expect(sweep.marks[.salvagedInDoubt] > 0)
  }

  /// Verify finds what a checksum covers, and salvage brings over what is intact.
  @Test(arguments: Specimen.all)
  func everyDamage(specimen: Specimen) throws {
    let sweep = try ExaminationSweep(specimen)
    try sweep.checkSoundness()
    #expect(try sweep.flip(every: isDebugBuild ? 9_973 : 3_989) > 10)
    #expect(try sweep.cut(every: isDebugBuild ? 2_503 : 997) > 5)
    #expect(sweep.marks[.verifiedDamaged] > 0)
  }
}
