import Testing
import XylemCore

/// Goal: a checkpoint whose checksums are right and whose numbers are not is refused, or is a state
/// that holds every invariant (I9, I12). Method: every word of an image becomes every edge.
@Suite struct CheckpointContradictionTests {
  private static let edges: [UInt32] = [0, 1, 2, 9, 0xff, 0x0100_0000, .max - 1, .max]

  private static func image() throws -> [UInt8] {
    var subject = StateUnderTest()
    var tokens: [LeaseToken] = []
    for number in 0..<8 {
      _ = try subject.enqueue(number % 4 == 0 ? "images" : "mail") { task in
        task.kind = StateUnderTest.kind(keeping: 5000)
        if number % 2 == 0 { task.uniqueKey = "key \(number)" }
        if number % 3 == 0 { task.expiryMilliseconds = 70_000 }
        if number == 7 { task.delayMilliseconds = 5000 }
      }
    }
    tokens = try subject.lease(4)
    _ = try subject.run(.complete(tokens[0], result: [1]))
    for token in tokens[1...2] {
      var failure = Command.Failure(message: "no")
      failure.isPermanent = true
      _ = try subject.run(.fail(token, failure))
    }
    _ = try subject.run(.pause("images"))
    let cancelled = try subject.enqueue()
    _ = try subject.run(.cancel(cancelled))
    return subject.image()
  }

  /// Whether the image was taken for a state.
  private func isAccepted(_ image: [UInt8]) throws -> Bool {
    let header = CheckpointHeader(
      store: StoreID(first: 0x1234, second: 0x5678), number: 1, epoch: 1, lastSequence: 0, time: 0,
      tail: LogPosition(segment: 1, offset: 0), chain: Checksum(value: 0), leaseCounter: 4,
      chunkCount: 0)
    var state = TaskStateMachine(restoring: header)
    do { try load(image, into: &state) } catch is FormatError { return false }
    try state.checkInvariants()
    return true
  }

  private func load(_ image: [UInt8], into state: inout TaskStateMachine) throws {
    try image.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      var heads = ImageHeads()
      while reader.remaining > 0 {
        let chunk = try CheckpointChunk(decoding: try reader.raw(CheckpointChunk.headerBytes))
        let body = try reader.raw(chunk.bodyBytes)
        try state.restore(chunk.kind, rowCount: chunk.rowCount, body: body, heads: &heads)
      }
      try state.finishRestoration(heads)
    }
  }

  @Test func theImageItselfIsAccepted() throws {
    #expect(try isAccepted(Self.image()))
  }

  @Test(arguments: edges) func everyWord(edge: UInt32) throws {
    let image = try Self.image()
    var refused = 0
    for place in stride(from: 0, to: image.count - 3, by: 1) {
      var changed = image
      withUnsafeBytes(of: edge.littleEndian) {
        changed.replaceSubrange(place..<place + 4, with: $0)
      }
      if try !isAccepted(changed) { refused += 1 }
    }
    #expect(refused > image.count / 3, "an image that is always accepted is checked by nobody")
  }

  @Test func everyLength() throws {
    let image = try Self.image()
    for count in 1..<image.count where try isAccepted(Array(image.prefix(count))) {
      Issue.record("accepted \(count) bytes of \(image.count)")
    }
  }
}
