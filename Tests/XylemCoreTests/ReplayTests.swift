import Testing
import XylemCore

/// Replay and checkpoints give the same state as living through it, bit for bit.
@Suite struct ReplayTests {
  @Test(arguments: 0..<40) func replayEqualsHistory(seed: UInt64) throws {
    var subject = StateUnderTest()
    try live(&subject, seed: seed, steps: 400)
    var replayed = TaskStateMachine(store: subject.state.store, time: 0)
    var effects: [Effect] = []
    for entry in subject.log {
      try replayed.apply(entry.record, at: entry.location, effects: &effects)
    }
    try replayed.checkInvariants()
    let count = UInt64(subject.log.count)
    var writer = ByteWriter()
    _ = replayed.writeImage(into: &writer, sequence: count)
    // Wheels keep their order only while they live, and a row in one shows its neighbours.
    let restored = try restore(Array(writer.bytes), of: subject)
    let lived = try restore(subject.image(), of: subject)
    #expect(restored == lived)
  }

  /// Loads an image, checks it, and saves it again with its wheels rebuilt in the order of rows.
  private func restore(_ image: [UInt8], of subject: borrowing StateUnderTest) throws -> [UInt8] {
    let header = CheckpointHeader(
      store: subject.state.store, number: 1, epoch: subject.state.epoch, lastSequence: 0, time: 0,
      tail: LogPosition(segment: 1, offset: 0), chain: Checksum(value: 0),
      leaseCounter: subject.state.leaseCounter, chunkCount: 0)
    var state = TaskStateMachine(restoring: header)
    var heads = ImageHeads()
    try image.withUnsafeBytes { bytes in
      var place = 0
      while place < bytes.count {
        let chunk = try CheckpointChunk(
          decoding: UnsafeRawBufferPointer(rebasing: bytes[place...].prefix(32)))
        let body = UnsafeRawBufferPointer(rebasing: bytes[(place + 32)...].prefix(chunk.bodyBytes))
        try state.restore(chunk.kind, rowCount: chunk.rowCount, body: body, heads: &heads)
        place += 32 + chunk.bodyBytes
      }
    }
    try state.finishRestoration(heads)
    try state.checkInvariants()
    var writer = ByteWriter()
    _ = state.writeImage(into: &writer, sequence: 0)
    return Array(writer.bytes)
  }

  private func live(_ subject: inout StateUnderTest, seed: UInt64, steps: Int) throws {
    var random = SplitMix64(seed: seed)
    var tokens: [LeaseToken] = []
    var ids: [TaskID] = []
    for step in 0..<steps {
      subject.now += UInt64.random(in: 0...300, using: &random)
      do {
        switch Int.random(in: 0..<12, using: &random) {
        case 0...4:
          let queue: QueueName = Bool.random(using: &random) ? "mail" : "images"
          ids.append(
            try subject.enqueue(queue) { task in
              task.priority = Priority(unchecked: UInt8.random(in: 0...9, using: &random))
              if Bool.random(using: &random) { task.delayMilliseconds = 500 }
              if Int.random(in: 0..<4, using: &random) == 0 { task.expiryMilliseconds = 900 }
              if Int.random(in: 0..<4, using: &random) == 0 { task.uniqueKey = "k\(step % 7)" }
              if Bool.random(using: &random) { task.kind = StateUnderTest.kind(keeping: 700) }
            })
        case 5, 6: tokens += try subject.lease(3, "mail", milliseconds: 1000)
        case 7:
          guard let token = tokens.popLast() else { break }
          _ = try subject.run(.complete(token, result: [1, 2]))
        case 8:
          guard let token = tokens.popLast() else { break }
          _ = try subject.run(.fail(token, Command.Failure(message: "no")))
        case 9:
          guard let id = ids.randomElement(using: &random) else { break }
          _ = try subject.run(.cancel(id))
        case 10:
          guard let id = ids.randomElement(using: &random) else { break }
          _ = try subject.run(Bool.random(using: &random) ? .replay(id) : .discard(id))
        default:
          let isPause = Bool.random(using: &random)
          _ = try subject.run(isPause ? .pause("mail") : .resume("mail"))
        }
      } catch is Refusal {
      } catch is UnexpectedOutcome {
        // A duplicate of a unique key is no task.
      }
      try subject.state.checkInvariants()
    }
  }
}
