import Simulator
import Testing
import XylemStorage

@testable import XylemCore

/// Goal: bytes that are read for a task are that task's, or an error says that they are not (I12).
@Suite struct ReadingTests {
  let subject = EngineUnderTest()

  private func leased(_ engine: Engine) throws -> [LeasedTask] {
    for number in 0..<2 { _ = try subject.enqueue(engine, subject.task("task \(number)")) }
    let wish = Command.Lease(shares: [("mail", 9)], limit: 9, milliseconds: 10_000)
    guard case .leased(let tasks) = try subject.run(engine, .lease(wish)) else {
      throw UnexpectedOutcome()
    }
    return tasks
  }

  private func what(_ body: () throws(StoreError) -> Void) -> String? {
    do throws(StoreError) { try body() } catch {
      if case .corrupt(let corruption) = error { return corruption.what }
    }
    return nil
  }

  private func moved(_ task: LeasedTask, to location: RecordLocation) -> LeasedTask {
    LeasedTask(
      reference: task.reference, counter: task.counter, deadline: task.deadline,
      attempt: task.attempt, delivery: task.delivery, location: location)
  }

  @Test func theRecordOfAnotherTask() throws {
    let engine = try subject.open()
    let tasks = try leased(engine)
    let wrong = moved(tasks[0], to: tasks[1].location)
    let found = what { () throws(StoreError) in _ = try engine.deliver(wrong) }
    #expect(found == "the record of another task")
    #expect(try engine.deliver(tasks[0]).payload == Array("task 0".utf8))
  }

  @Test func aLengthThatIsNotTheRecords() throws {
    let engine = try subject.open()
    let location = try leased(engine)[0].location
    let long = RecordLocation(
      segment: location.segment, offset: location.offset, length: location.length + 4)
    #expect(what { () throws(StoreError) in _ = try engine.read(long) } == "invalid record length")
  }

  @Test func aSegmentThatIsNotThere() throws {
    let engine = try subject.open()
    let location = RecordLocation(segment: 900, offset: 4096, length: 40)
    #expect(throws: StoreError.missing(path: "0000000900")) { try engine.read(location) }
  }

  @Test func moreSegmentsThanAreKeptOpen() throws {
    let engine = try subject.open { $0.segmentBytes = 16 * 1024 }
    let payload = String(repeating: "x", count: 11_000)
    for number in 0..<70 {
      _ = try subject.enqueue(engine, subject.task(payload + String(number)))
    }
    let found = try subject.lease(engine, 70).map { String(decoding: $0.payload, as: UTF8.self) }
    #expect(found == (0..<70).map { payload + String($0) })
    #expect(Set(subject.disk.files().map(\.path)).count > 66, "a segment for each task")
  }

  @Test(arguments: [0, Limits.segmentBytesMin - 1, Limits.segmentBytesMax + 1])
  func segmentsOfASizeNobodyCanUse(bytes: UInt32) throws {
    let error = #expect(throws: StoreError.self) { try subject.open { $0.segmentBytes = bytes } }
    guard case .refused(.invalidOption) = error else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(subject.disk.files().isEmpty)
  }
}
