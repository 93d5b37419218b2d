import Simulator
import Testing

@testable import XylemCore
@testable import XylemStorage

/// Goal: the bytes of many leased tasks come with few reads, and damage to one is no other's.
@Suite struct DeliveryTests {
  let subject = EngineUnderTest()

  private func leased(_ engine: Engine, _ payloads: [String]) throws -> [LeasedTask] {
    for payload in payloads { _ = try subject.enqueue(engine, subject.task(payload)) }
    let wish = Command.Lease(shares: [("mail", 99)], limit: 99, milliseconds: 10_000)
    guard case .leased(let tasks) = try subject.run(engine, .lease(wish)) else {
      throw UnexpectedOutcome()
    }
    return tasks
  }

  private func payloads(_ answers: [Result<Delivery, StoreError>]) -> [String?] {
    answers.map { answer in
      (try? answer.get()).map { String(decoding: $0.payload, as: UTF8.self) }
    }
  }

  @Test func tasksThatLieTogetherAreReadAtOnceAndInTheirOrder() throws {
    let engine = try subject.open()
    let words = (0..<20).map { "task \($0)" }
    let tasks = try leased(engine, words)
    let before = subject.disk.counters[.read]
    let answers = engine.deliver(tasks.reversed())
    #expect(payloads(answers) == words.reversed())
    #expect(subject.disk.counters[.read] - before == 1)
    #expect(engine.deliver([]).isEmpty)
  }

  @Test func onlyTheDamagedTaskIsReported() throws {
    let engine = try subject.open()
    let tasks = try leased(engine, (0..<5).map { "task \($0)" })
    let place = tasks[2].location
    let path = "store/\(StoreFileName.segmentPath(place.segment))"
    subject.disk.flipBit(path, Int(place.offset + place.length / 2) * 8)
    let answers = engine.deliver(tasks)
    #expect(payloads(answers) == ["task 0", "task 1", nil, "task 3", "task 4"])
    guard case .failure(.corrupt(let corruption)) = answers[2] else {
      Issue.record("\(answers[2])")
      return
    }
    #expect(corruption.offset == UInt64(place.offset))
  }

  @Test func aRunThatCannotBeReadIsReadTaskByTask() throws {
    let engine = try subject.open()
    let tasks = try leased(engine, (0..<3).map { "task \($0)" })
    let next = subject.disk.counters[.read] + 1
    subject.disk.faults.rules = [
      FaultRule(.read, number: next), FaultRule(.read, number: next + 2),
    ]
    let answers = engine.deliver(tasks)
    #expect(payloads(answers) == ["task 0", nil, "task 2"])
    guard case .failure(.io) = answers[1] else {
      Issue.record("\(answers[1])")
      return
    }
  }

  @Test func whatLiesFarApartIsNotReadAlong() {
    func at(_ segment: UInt32, _ offset: UInt32, _ length: UInt32 = 100) -> LeasedTask {
      LeasedTask(
        reference: TaskReference(row: 0, generation: 0), counter: 1, deadline: 0, attempt: 1,
        delivery: 1, location: RecordLocation(segment: segment, offset: offset, length: length))
    }
    let gap = UInt32(RecordRun.gapBytesMax)
    let runs = RecordRun.covering([
      at(2, 4096), at(1, 5000), at(1, 4096), at(1, 5100 + gap), at(1, 5201 + 2 * gap),
    ])
    #expect(runs.map(\.members) == [[2, 1, 3], [4], [0]])
    #expect(runs[0].byteCount == Int(5200 + gap - 4096))
    let many = (0..<30).map { at(1, 4096 + $0 * 100_000, 100_000) }
    #expect(RecordRun.covering(many).map(\.members.count) == [10, 10, 10])
  }
}
