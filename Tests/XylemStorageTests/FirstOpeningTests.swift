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

  @Test(arguments: 1...5)
  func aSyncFails(number: Int) throws {
    let subject = EngineUnderTest()
    subject.disk.faults.rules = [FaultRule(.sync, number: number)]
    if let engine = try? subject.open() { engine.abandon() }
    subject.disk.faults.rules = []
    try acknowledge(subject)
  }
}
