import Testing
import XylemCore

/// Headers whose checksums are right and whose numbers are not.
@Suite("Hostile input") struct HostileInputTests {
  private let store = StoreID(first: 1, second: 2)

  @Test("a segment size that no engine can work with is refused", arguments: [0, 4096, UInt32.max])
  func segmentSize(bytes: UInt32) {
    let identity = StoreIdentity(
      id: store, segmentBytes: bytes, madeAt: 1, namespace: "a", environment: "b")
    var writer = ByteWriter()
    identity.encode(into: &writer)
    #expect(throws: FormatError.invalid("segment size")) {
      try StoreIdentity(decoding: writer.bytes)
    }
  }

  @Test("a sequence that cannot be counted on is refused", arguments: [UInt64.max, UInt64.max - 1])
  func lastSequence(_ sequence: UInt64) {
    let tail = LogPosition(segment: 1, offset: 4096)
    #expect(throws: FormatError.invalid("checkpoint sequence")) {
      try decode(checkpoint(lastSequence: sequence, tail: tail))
    }
  }

  @Test(
    "a place where no frame can start is refused",
    arguments: [(1, 0), (1, 4097), (UInt32.max, 4096)] as [(UInt32, UInt32)])
  func tail(segment: UInt32, offset: UInt32) {
    let tail = LogPosition(segment: segment, offset: offset)
    #expect(throws: FormatError.invalid("checkpoint tail")) {
      try decode(checkpoint(lastSequence: 1, tail: tail))
    }
  }

  private func checkpoint(lastSequence: UInt64, tail: LogPosition) -> CheckpointHeader {
    CheckpointHeader(
      store: store, number: 1, epoch: 1, lastSequence: lastSequence, time: 1, tail: tail,
      chain: Checksum(value: 0), leaseCounter: 0, chunkCount: 0)
  }

  private func decode(_ header: CheckpointHeader) throws -> CheckpointHeader {
    var writer = ByteWriter()
    header.encode(into: &writer)
    return try CheckpointHeader(decoding: writer.bytes)
  }
}
