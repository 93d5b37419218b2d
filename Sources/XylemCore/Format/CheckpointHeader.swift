/// The first 128 bytes of a checkpoint file. Chunks follow, see ``CheckpointChunk``.
///
///     0    8   magic "XYLEMCHK"
///     8    u16 version            10  u16 zero             12  u32 feature bits
///     16   16  store id
///     32   u32 checkpoint number  36  u32 epoch
///     40   u64 sequence of the last record it holds
///     48   u64 time of the log, ms since 1970
///     56   u32 segment and        60  u32 offset where replay goes on
///     64   u32 checksum of the last frame it covers
///     68   u32 counter of the last lease
///     72   u32 number of chunks
///     76       zeros
///     124  u32 CRC32C of the 124 bytes before
package struct CheckpointHeader: Hashable, Sendable {
  /// The length of the header.
  package static let bytes = 128
  static let magic: UInt64 = 0x4b48_434d_454c_5958  // "XYLEMCHK"

  /// The store.
  package var store: StoreID
  /// Its number, which is also its file name.
  package var number: UInt32
  /// The epoch in which it was taken.
  package var epoch: UInt32
  /// The sequence of the last record it holds.
  package var lastSequence: UInt64
  /// The time of the log when it was taken, in milliseconds since 1970.
  package var time: UInt64
  /// Where the next frame goes.
  package var tail: LogPosition
  /// The header checksum of the last frame before ``tail``.
  package var chain: Checksum
  /// The counter of the last lease.
  package var leaseCounter: UInt32
  /// How many chunks follow.
  package var chunkCount: UInt32
  /// Whether limits of queues are among them.
  package var hasLimits: Bool

  /// Makes a header of its fields.
  package init(
    store: StoreID, number: UInt32, epoch: UInt32, lastSequence: UInt64, time: UInt64,
    tail: LogPosition, chain: Checksum, leaseCounter: UInt32, chunkCount: UInt32,
    hasLimits: Bool = false
  ) {
    self.store = store
    self.number = number
    self.epoch = epoch
    self.lastSequence = lastSequence
    self.time = time
    self.tail = tail
    self.chain = chain
    self.leaseCounter = leaseCounter
    self.chunkCount = chunkCount
    self.hasLimits = hasLimits
  }

  /// The 128 bytes of the header.
  package func encode(into writer: inout ByteWriter) {
    let start = writer.count
    FileOpening.encode(
      magic: Self.magic,
      features: FormatVersion.packedRows | (hasLimits ? FormatVersion.limits : 0), store: store,
      into: &writer)
    writer.append(number)
    writer.append(epoch)
    writer.append(lastSequence)
    writer.append(time)
    writer.append(tail.segment)
    writer.append(tail.offset)
    writer.append(chain.value)
    writer.append(leaseCounter)
    writer.append(chunkCount)
    FileOpening.close(&writer, from: start, bytes: Self.bytes)
  }

  /// Reads the header.
  package init(decoding source: UnsafeRawBufferPointer) throws(FormatError) {
    guard source.count == Self.bytes else { throw .truncated }
    var reader = ByteReader(source)
    store = try FileOpening.decode(
      source, magic: Self.magic, name: "checkpoint", zeroName: "checkpoint header",
      known: FormatVersion.packedRows | FormatVersion.limits,
      ignoresChecksum: isPlanted(.ignoreCheckpointChecksum),
      &reader)
    hasLimits = FileOpening.features(of: source) & FormatVersion.limits != 0
    number = try reader.integer()
    epoch = try reader.integer()
    lastSequence = try reader.integer()
    time = try reader.integer()
    self.tail = LogPosition(segment: try reader.integer(), offset: try reader.integer())
    chain = Checksum(value: try reader.integer())
    leaseCounter = try reader.integer()
    chunkCount = try reader.integer()
    guard time <= Limits.instantMillisecondsMax else { throw .invalid("checkpoint time") }
    guard lastSequence <= Limits.sequenceMax else { throw .invalid("checkpoint sequence") }
    guard self.tail.segment <= Limits.fileNumberMax, self.tail.offset >= SegmentHeader.bytes,
      Int(self.tail.offset) % FrameHeader.alignment == 0
    else { throw .invalid("checkpoint tail") }
  }
}
