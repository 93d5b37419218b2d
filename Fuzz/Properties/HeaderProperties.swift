import XylemCore

/// Headers of fixed size: what is accepted encodes to the bytes it came from.
enum HeaderProperties {
  private static let store = StoreID(first: 0x1122_3344_5566_7788, second: 0x99aa_bbcc_ddee_ff00)

  static func frame() -> Property {
    var header = FrameHeader(
      bodyBytes: 64, recordCount: 2, epoch: 1, offset: 4096, firstSequence: 10, syncedThrough: 9,
      time: 1_700_000_000_000, isSeal: false, previous: Checksum(value: 5), segment: 3,
      body: Checksum(value: 6))
    header.isSeal = true
    var writer = ByteWriter()
    writer.appendZeros(FrameHeader.bytes)
    _ = header.encode(into: &writer, at: 0, seed: 7)
    return Property(name: "frame", seeds: [Array(writer.bytes)]) { input in
      var bytes = input
      if bytes.count >= 64 { bytes.setWord(bytes.checksum(0..<60, seed: 7), at: 60) }
      return try bytes.withUnsafeBytes { source in
        let decoded = try? FrameHeader.decode(source, seed: 7, segment: 3, offset: 4096)
        guard let decoded else { return false }
        var writer = ByteWriter()
        writer.appendZeros(FrameHeader.bytes)
        _ = decoded.header.encode(into: &writer, at: 0, seed: 7)
        try same(writer.bytes, UnsafeRawBufferPointer(rebasing: source[..<64]), "frame header")
        return true
      }
    }
  }

  static func segment() -> Property {
    let header = SegmentHeader(
      store: store, number: 3, epoch: 2, firstSequence: 100, salt: store, predecessor: 2,
      predecessorBytes: 8192, predecessorChecksum: Checksum(value: 8), isRecycled: true)
    return whole("segmentHeader", header, bytes: 512, SegmentHeader.decode) { $0.encode(into: &$1) }
  }

  static func identity() -> Property {
    let identity = StoreIdentity(
      id: store, segmentBytes: 1 << 20, madeAt: 1, namespace: "shop", environment: "test")
    return whole(
      "identity", identity, bytes: StoreIdentity.bytes, StoreIdentity.init(decoding:)
    ) { $0.encode(into: &$1) }
  }

  static func checkpoint() -> Property {
    let header = CheckpointHeader(
      store: store, number: 4, epoch: 2, lastSequence: 99, time: 1_700_000_000_000,
      tail: LogPosition(segment: 3, offset: 4160), chain: Checksum(value: 1), leaseCounter: 12,
      chunkCount: 3)
    return whole(
      "checkpointHeader", header, bytes: CheckpointHeader.bytes, CheckpointHeader.init(decoding:)
    ) { $0.encode(into: &$1) }
  }

  static func coldSegment() -> Property {
    let header = ColdHeader(store: store, number: Limits.hotSegmentMax + 2, epoch: 3)
    return whole(
      "coldHeader", header, bytes: ColdHeader.bytes, ColdHeader.init(decoding:)
    ) { $0.encode(into: &$1) }
  }

  /// Whatever of so many bytes is accepted is encoded to bytes that say the same.
  private static func whole<Header: Equatable>(
    _ name: String, _ sample: Header, bytes count: Int,
    _ decode: @escaping (UnsafeRawBufferPointer) throws -> Header?,
    encode: @escaping (Header, inout ByteWriter) -> Void
  ) -> Property {
    var writer = ByteWriter()
    encode(sample, &writer)
    return Property(name: name, seeds: [Array(writer.bytes)]) { input in
      var bytes = input
      Repair.header(&bytes, count: count)
      return try bytes.withUnsafeBytes { source in
        guard let decoded = try? decode(source) else { return false }
        var writer = ByteWriter()
        encode(decoded, &writer)
        let again = try decode(writer.bytes)
        guard again == decoded else { throw Property.Broken("another \(name): \(decoded)") }
        return true
      }
    }
  }

  private static func same(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, _ what: String
  ) throws {
    guard left.elementsEqual(right) else { throw Property.Broken("another \(what)") }
  }
}
