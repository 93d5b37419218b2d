import Simulator
import Testing
import XylemCore
import XylemStorage

/// Tasks that differ in their payloads only, each for itself up to the first refusal.
@Suite struct AlikeTests {
  private let subject = EngineUnderTest()

  private func add(
    _ sizes: [Int], _ engine: Engine, key: String? = nil
  ) throws -> AddedTasks {
    var task = subject.task("")
    task.uniqueKey = key
    let payloads = sizes.map { [UInt8](repeating: 7, count: $0) }
    let added = try engine.submitAdditions(
      like: task, payloads, durability: .synced, waiter: .none
    ).get()
    while engine.commitOnce() {}
    return added
  }

  @Test func allAreAddedInOrder() throws {
    let engine = try subject.open()
    let added = try add([1, 0, 300], engine)
    #expect(added.refusal == nil)
    #expect(try subject.lease(engine).map(\.token.task) == added.ids)
  }

  @Test func aKeyCannotBeShared() throws {
    let engine = try subject.open()
    #expect(throws: StoreError.self) { try add([1, 2], engine, key: "k") }
    #expect(try subject.count(engine, .ready) == 0)
  }

  @Test func thoseBeforeTheFirstRefusedStay() throws {
    let engine = try subject.open()
    let added = try add([10, 40_000, 10], engine)
    #expect(added.ids.count == 1)
    #expect(added.refusal == .invalidBatch("a task must fit into one frame of this store"))
    #expect(try subject.count(engine, .ready) == 1)
  }

  @Test func aPayloadBeyondTheLimitIsRefused() throws {
    let engine = try subject.open { $0.segmentBytes = 1 << 20 }
    let bytes = Limits.payloadBytesMax + 1
    let added = try add([10, bytes], engine)
    #expect(added.refusal == .payloadTooLarge(bytes: bytes))
    #expect(try subject.count(engine, .ready) == 1)
  }

  @Test func noneIsRefused() throws {
    let engine = try subject.open()
    #expect(throws: StoreError.self) { try add([], engine) }
  }
}
