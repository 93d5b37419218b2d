import Simulator
import Testing
import XylemCore
import XylemStorage

/// The very first opening is cut short or fails, the next one goes on where it stopped, and then
/// the power goes: what was acknowledged in between must be there.
@Suite struct FirstOpeningTests {
  private func acknowledge(_ subject: EngineUnderTest) throws {
    let engine = try subject.open()
    _ = try subject.enqueue(engine, subject.task("acknowledged"))
    var generator = SeededGenerator(seed: 9)
    subject.disk.crash(.nothing, using: &generator)
    let payloads = try subject.lease(try subject.open()).map(\.payload)
    #expect(payloads == [Array("acknowledged".utf8)])
  }

  @Test(arguments: 1...24)
  func theProcessDiesBeforeACall(call: Int) throws {
    let subject = EngineUnderTest()
    subject.disk.faults.stop = StopPoint(call: call)
    _ = try? subject.open()
    subject.disk.processKill()
    try acknowledge(subject)
  }

  /// The first segment used to have its number while it was being filled. After a crash its bytes
  /// could be anything, and the store did not open: it was taken for one that had been begun.
  @Test(arguments: 1...24)
  func thePowerGoesAtACall(call: Int) throws {
    for seed in 0..<8 as Range<UInt64> {
      let subject = EngineUnderTest()
      subject.disk.faults.stop = StopPoint(call: call)
      if let engine = try? subject.open() { engine.abandon() }
      var generator = SeededGenerator(seed: seed)
      let data: DataFate = seed == 0 ? .nothing : .subset
      subject.disk.crash(
        PersistenceProfile(data: data, names: .everything, tail: .garbage), using: &generator)
      try acknowledge(subject)
    }
  }

  @Test(arguments: 1...5)
  func aSyncFails(number: Int) throws {
    let subject = EngineUnderTest()
    subject.disk.faults.rules = [FaultRule(.sync, number: number)]
    if let engine = try? subject.open() { engine.abandon() }
    subject.disk.faults.rules = []
    try acknowledge(subject)
  }
}
