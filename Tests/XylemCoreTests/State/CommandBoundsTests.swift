import Testing
import XylemCore

/// Goal: commands with numbers the format cannot hold are refused and leave no trace.
@Suite struct CommandBoundsTests {
  private func refusal(
    _ subject: inout StateUnderTest, _ command: Command
  ) -> Refusal? {
    do throws(Refusal) {
      _ = try subject.run(command)
      return nil
    } catch { return error }
  }

  private func lease(
    limit: Int = 1, shares: [(queue: QueueName, share: Int)] = [("mail", 1)],
    milliseconds: UInt64 = 5
  ) -> Command {
    .lease(Command.Lease(shares: shares, limit: limit, milliseconds: milliseconds))
  }

  @Test func leases() throws {
    var subject = StateUnderTest()
    _ = try subject.enqueue()
    let wishes = [
      lease(limit: 0), lease(limit: Limits.batchCommandsMax + 1), lease(shares: []),
      lease(shares: [("mail", 0)]), lease(shares: [("mail", 1), ("mail", 1)]),
      lease(milliseconds: 0), lease(milliseconds: Limits.durationMillisecondsMax + 1),
    ]
    for wish in wishes {
      let refusal = refusal(&subject, wish)
      #expect(refusal != nil, "\(wish)")
    }
    #expect(subject.state.totals[.leased] == 0)
    let leased = try subject.lease().count
    #expect(leased == 1, "the largest and smallest that are allowed still work")
  }

  private func kind(deliveryLimit: UInt32) -> TaskKind {
    TaskKind(name: "send", retry: .never, deliveryLimit: deliveryLimit, retentionMilliseconds: 0)
  }

  @Test func kinds() throws {
    var subject = StateUnderTest()
    let kinds = [
      kind(deliveryLimit: 0), kind(deliveryLimit: UInt32(Limits.deliveriesMax) + 1),
      StateUnderTest.kind(keeping: Limits.durationMillisecondsMax + 1),
    ]
    for kind in kinds {
      #expect(throws: Refusal.self, "\(kind)") { try subject.enqueue { $0.kind = kind } }
    }
    #expect(subject.log.isEmpty)
  }

  @Test func payloadsAndResults() throws {
    var subject = StateUnderTest()
    let large = [UInt8](repeating: 1, count: Limits.payloadBytesMax + 1)
    #expect(throws: Refusal.payloadTooLarge(bytes: large.count)) {
      try subject.enqueue { $0.payload = large }
    }
    #expect(subject.log.isEmpty)
    _ = try subject.enqueue()
    let token = try #require(try subject.lease().first)
    let refusal = refusal(&subject, .complete(token, result: large))
    #expect(refusal != nil)
    #expect(subject.state.totals[.leased] == 1, "the lease is as before")
  }

  @Test func aLongMessageIsCutBetweenCharacters() throws {
    var subject = StateUnderTest()
    _ = try subject.enqueue { $0.kind = kind(deliveryLimit: 1) }
    let token = try #require(try subject.lease().first)
    // One byte, then characters of four: no limit that is a multiple of four falls between two.
    let message = "a" + String(repeating: "🌳", count: Limits.messageBytesMax / 4 + 1)
    var plan = Plan()
    subject.state.beginPlan(&plan, isGroup: false)
    let command = Command.fail(token, Command.Failure(message: message))
    _ = try subject.state.decide(command, at: subject.now, into: &plan)
    let bytes = try #require(plan.transitions.first?.bytes)
    #expect(bytes.count <= Limits.messageBytesMax && bytes.count > Limits.messageBytesMax - 4)
    #expect(String(validating: bytes, as: UTF8.self) != nil, "half a character is no text")
  }

  @Test(arguments: [-1, 10, Int.max]) func priorities(level: Int) {
    #expect(throws: Refusal.invalidPriority(level)) { try Priority(level) }
  }

  @Test func everyPriorityIsOne() throws {
    for level in 0..<Priority.levels { #expect(try Int(Priority(level).level) == level) }
    #expect(Priority.normal > 3)
  }
}
