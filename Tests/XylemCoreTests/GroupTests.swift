import Testing
import XylemCore

/// What later commands of a group must know of earlier ones, although nothing was applied yet.
@Suite struct GroupTests {
  @Test func aQueueIsPausedAndResumedOnlyOnce() throws {
    var subject = StateUnderTest()
    _ = try subject.enqueue()
    let added = subject.log.count
    _ = try subject.run([.pause("mail"), .pause("mail"), .pause("new")], isGroup: true)
    #expect(subject.log.count == added + 3, "a new queue, two pauses")
    _ = try subject.run([.resume("mail"), .resume("mail"), .pause("mail")], isGroup: true)
    #expect(try subject.lease().isEmpty)
    _ = try subject.run([.pause("mail"), .resume("mail"), .resume("mail")], isGroup: true)
    #expect(try subject.lease().count == 1)
  }

  private func kind(_ number: Int) -> TaskKind {
    TaskKind(
      name: "send", retry: .fixed(.milliseconds(number + 1), attempts: 3), deliveryLimit: 2,
      retentionMilliseconds: 0)
  }

  /// The kind of each task that a group of enqueues of `numbers` adds, when every number of a kind
  /// is taken and none is in use.
  private func kinds(ofGroup numbers: [Int]) throws -> [TaskKind] {
    var subject = StateUnderTest()
    for number in 0..<Limits.kindsMax {
      let id = try subject.enqueue { $0.kind = kind(number) }
      _ = try subject.run(.cancel(id))
    }
    var commands: [Command] = []
    for number in numbers { commands.append(.enqueue(subject.task { $0.kind = kind(number) })) }
    var found: [TaskKind] = []
    for outcome in try subject.run(commands, isGroup: true) {
      guard case .enqueued(let id) = outcome,
        let snapshot = subject.state.snapshot(of: id.reference)
      else { throw UnexpectedOutcome() }
      found.append(snapshot.kind)
    }
    return found
  }

  @Test(arguments: [[0], [Limits.kindsMax], [0, Limits.kindsMax], [Limits.kindsMax, 0]])
  func aNumberIsNotTakenFromAKindOfTheSameGroup(numbers: [Int]) throws {
    #expect(try kinds(ofGroup: numbers) == numbers.map(kind))
  }
}
