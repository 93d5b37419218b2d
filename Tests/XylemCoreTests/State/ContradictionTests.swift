import Testing

@testable import XylemCore

/// Goal: a record from a disk that contradicts the state is refused, never followed (I12).
@Suite struct ContradictionTests {
  private static let gone = TaskReference(row: 40, generation: 0)
  private static let kind = TaskKind(
    name: "send", retry: .never, deliveryLimit: 1, retentionMilliseconds: 0)

  private static func enqueued(
    row: UInt32 = 1, generation: UInt32 = 0, queue: UInt32 = 0, kind: UInt16 = 0,
    key: String? = nil
  ) -> Record {
    .enqueued(
      Record.Enqueued(
        reference: TaskReference(row: row, generation: generation), queue: queue, kind: kind,
        priority: .normal, at: 5, due: nil, expiry: nil, uniqueKey: key))
  }

  static let records: [Record] = [
    .queueAdded(queue: 5, name: "other"), .queueAdded(queue: 1, name: "mail"),
    .kindAdded(kind: 9, kind), .kindAdded(kind: 0, kind), .opened(epoch: 7), .opened(epoch: 0),
    .queuePaused(queue: 9), .queueResumed(queue: 0), .promoted(gone),
    .promoted(TaskReference(row: 0, generation: 0)), .leased(gone, counter: 1, deadline: 9),
    .leased(TaskReference(row: 0, generation: 3), counter: 1, deadline: 9),
    .leased(TaskReference(row: 0, generation: 0), counter: 0, deadline: 9),
    .extended(TaskReference(row: 0, generation: 0), deadline: 9), .completed(gone, forgetAt: nil),
    .retried(gone, due: 9), .died(gone, reason: .unreadable, isFailure: false),
    .released(gone, due: nil), .leaseLost(gone), .expired(gone), .cancelled(gone), .revived(gone),
    .discarded(gone), enqueued(queue: 4), enqueued(kind: 4), enqueued(row: 2),
    enqueued(generation: 2), enqueued(key: "held"),
  ]

  @Test(arguments: records) func isRefused(record: Record) throws {
    var subject = StateUnderTest()
    _ = try subject.enqueue { $0.uniqueKey = "held" }
    var effects: [Effect] = []
    let location = RecordLocation(segment: 1, offset: 8192, length: 40)
    #expect(throws: FormatError.self) {
      try subject.state.apply(record, at: location, effects: &effects)
    }
    #expect(effects.isEmpty, "nobody is told of what did not happen")
  }
}
