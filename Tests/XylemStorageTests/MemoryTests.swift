import Simulator
import Testing
import XylemCore

@testable import XylemStorage

/// Goal: memory keeps within its bounds, new work is refused in time, what frees memory goes on.
@Suite struct MemoryTests {
  let subject = EngineUnderTest()
  /// A little more than an empty engine takes.
  private static let ceiling = 156_200

  private func fill(_ engine: Engine) throws -> [TaskID] {
    var ids: [TaskID] = []
    while true {
      do { ids.append(try subject.enqueue(engine, subject.task("x"))) } catch {
        #expect(error as? StoreError == .refused(.memoryFull))
        return ids
      }
    }
  }

  @Test func newWorkIsRefusedAtTheCeilingAndTakenAgainBelow() throws {
    let engine = try subject.open { $0.memoryBytesMax = Self.ceiling }
    let ids = try fill(engine)
    #expect(ids.count > 10)
    #expect(engine.memory.bytes <= Self.ceiling)
    #expect(engine.memory.bytes + 44 > Self.ceiling)
    // What is refused leaves nothing behind.
    let bytes = engine.statistics.bytesWritten
    #expect(throws: StoreError.refused(.memoryFull)) {
      try subject.enqueue(engine, subject.task("y"))
    }
    #expect(engine.statistics.bytesWritten == bytes)
    for id in ids.prefix(3) { _ = try subject.run(engine, .cancel(id)) }
    #expect(engine.memory.vacantBytes == 3 * 44)
    #expect(try fill(engine).count == 3)
  }

  @Test func workThatFreesMemoryGoesOn() throws {
    let engine = try subject.open { $0.memoryBytesMax = Self.ceiling }
    let ids = try fill(engine)
    let leased = try subject.lease(engine, 2)
    _ = try subject.run(engine, .complete(leased[0].token, result: []))
    var failure = Command.Failure(message: "no")
    failure.isPermanent = true
    _ = try subject.run(engine, .fail(leased[1].token, failure))
    _ = try subject.run(engine, .cancel(ids[5]))
    #expect(try subject.count(engine, .dead) == 1)
  }

  @Test func aGroupIsRefusedWhollyAndSoIsANewQueue() throws {
    let engine = try subject.open { $0.memoryBytesMax = Self.ceiling }
    let ids = try fill(engine)
    _ = try subject.run(engine, .cancel(ids[0]))
    let two = (0..<2).map { _ in Command.enqueue(subject.task("g")) }
    let answer = engine.submitGroup(two, durability: .synced, waiter: .none)
    guard case .failure(.refused(.memoryFull)) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(throws: StoreError.refused(.memoryFull)) {
      try subject.run(engine, .pause("another"))
    }
    _ = try subject.run(engine, .pause("mail"))
    let one = engine.submitGroup(
      Array(two.prefix(1)), durability: .synced, waiter: .none)
    #expect(throws: Never.self) { try one.get() }
  }

  @Test func theOpenBatchTakesNoMoreThanItsBoundAndOneCommand() throws {
    let engine = try subject.open { $0.batchBytesMax = 1000 }
    let task = Command.enqueue(subject.task(String(repeating: "x", count: 400)))
    for _ in 0..<3 { _ = try engine.submit(task, durability: .written, waiter: .none).get() }
    let refused = engine.submit(task, durability: .written, waiter: .none)
    guard case .failure(.refused(.batchFull)) = refused else {
      Issue.record("\(refused)")
      return
    }
    let answer = Answer()
    engine.waitForRoom(.callback { answer.set($0) })
    #expect(answer.releases == 0)
    engine.commitOnce()
    #expect(answer.releases == 1)
    _ = try engine.submit(task, durability: .written, waiter: .none).get()
    engine.waitForRoom(.callback { answer.set($0) })
    #expect(answer.releases == 2)
  }

  @Test func aLargeBatchIsNotKeptForEver() throws {
    let engine = try subject.open { $0.segmentBytes = 8 << 20 }
    let usual = engine.memory.bytes
    let payloads = [[UInt8]](repeating: [UInt8](repeating: 1, count: 100_000), count: 40)
    _ = try engine.submitAdditions(
      like: subject.task(""), payloads, durability: .synced, waiter: .none
    ).get()
    while engine.commitOnce() {}
    #expect(engine.memory.bytes > usual + 4_000_000)
    for _ in 0..<20 { _ = try subject.enqueue(engine, subject.task("x")) }
    #expect(engine.memory.bytes < usual + 20_000)
  }
}
