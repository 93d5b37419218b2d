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
    var writer = ByteWriter()
    header.encode(into: &writer)
    return Property(name: "segmentHeader", seeds: [Array(writer.bytes)]) { input in
      var bytes = input
      Repair.header(&bytes, count: 512)
      return try bytes.withUnsafeBytes { source in
        guard let decoded = try? SegmentHeader.decode(source) else { return false }
        var writer = ByteWriter()
        decoded.encode(into: &writer)
        let again = try SegmentHeader.decode(writer.bytes)
        guard again == decoded else { throw Property.Broken("another segment header") }
        return true
      }
    }
  }

  static func identity() -> Property {
    let identity = StoreIdentity(
      id: store, segmentBytes: 1 << 20, madeAt: 1, namespace: "shop", environment: "test")
    var writer = ByteWriter()
    identity.encode(into: &writer)
    return Property(name: "identity", seeds: [Array(writer.bytes)]) { input in
      var bytes = input
      Repair.header(&bytes, count: StoreIdentity.bytes)
      return try bytes.withUnsafeBytes { source in
        guard let decoded = try? StoreIdentity(decoding: source) else { return false }
        var writer = ByteWriter()
        decoded.encode(into: &writer)
        let again = try StoreIdentity(decoding: writer.bytes)
        guard again == decoded else { throw Property.Broken("\(decoded) became \(again)") }
        return true
      }
    }
  }

  static func checkpoint() -> Property {
    let header = CheckpointHeader(
      store: store, number: 4, epoch: 2, lastSequence: 99, time: 1_700_000_000_000,
      tail: LogPosition(segment: 3, offset: 4160), chain: Checksum(value: 1), leaseCounter: 12,
      chunkCount: 3)
    var writer = ByteWriter()
    header.encode(into: &writer)
    return Property(name: "checkpointHeader", seeds: [Array(writer.bytes)]) { input in
      var bytes = input
      Repair.header(&bytes, count: CheckpointHeader.bytes)
      return try bytes.withUnsafeBytes { source in
        guard let decoded = try? CheckpointHeader(decoding: source) else { return false }
        var writer = ByteWriter()
        decoded.encode(into: &writer)
        let again = try CheckpointHeader(decoding: writer.bytes)
        guard again == decoded else { throw Property.Broken("\(decoded) became \(again)") }
        return true
      }
    }
  }

  static func coldSegment() -> Property {
    let header = ColdHeader(store: store, number: Limits.hotSegmentMax + 2, epoch: 3)
    var writer = ByteWriter()
    header.encode(into: &writer)
    return Property(name: "coldHeader", seeds: [Array(writer.bytes)]) { input in
      var bytes = input
      Repair.header(&bytes, count: ColdHeader.bytes)
      return try bytes.withUnsafeBytes { source in
        guard let decoded = try? ColdHeader(decoding: source) else { return false }
        var writer = ByteWriter()
        decoded.encode(into: &writer)
        let again = try ColdHeader(decoding: writer.bytes)
        guard again == decoded else { throw Property.Broken("\(decoded) became \(again)") }
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
