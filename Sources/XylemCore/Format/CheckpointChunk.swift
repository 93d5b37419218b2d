/// A part of a checkpoint: 32 bytes of header, then the body.
///
///     0   u32 magic "XCK1"     4   u32 kind: see ``Kind``
///     8   u32 chunk number, from 0
///     12  u32 number of rows, queues or kinds in the body
///     16  u64 sequence of the last record it holds (version 1: the checkpoint's)
///     24  u32 body length
///     28  u32 CRC32C of the 28 bytes before and the body, seeded with the checkpoint's number
package struct CheckpointChunk {
  /// The length of the header.
  package static let headerBytes = 32
  /// The longest body, so that a length is checked before memory is taken for it.
  package static let bodyBytesMax = 8 * 1024 * 1024
  static let magic: UInt32 = 0x314b_4358  // "XCK1"

  /// What a body holds.
  package enum Kind: UInt32, Sendable {
    /// Counters of the store and the heads of the free lists.
    case totals = 1
    /// Queues in the order of their numbers.
    case queues = 2
    /// Kinds in the order of their numbers.
    case kinds = 3
    /// Task rows in the order of their indices, word by word; read, but not written any more.
    case tasks = 4
    /// Companion rows in the order of their indices.
    case companions = 5
    /// Task rows in the order of their indices, each by what sets it apart from those before it.
    case packedTasks = 6
    /// The limits of queues, in no order that means anything.
    case limits = 7
  }

  /// What the body holds.
  package let kind: Kind
  /// How many rows, queues or kinds it holds.
  package let rowCount: UInt32
  /// The length of the body in bytes.
  package let bodyBytes: Int
  /// Its place among the chunks of its checkpoint, from 0.
  package let number: UInt32
  /// The sequence of the last record it holds.
  package let sequence: UInt64
  private let checksum: UInt32

  /// Leaves room for a header at the end of `writer`; returns where the chunk starts.
  static func begin(_ writer: inout ByteWriter) -> Int {
    writer.appendZeros(headerBytes)
    return writer.count - headerBytes
  }

  /// Fills in the header of the chunk that starts at `start`, all but its checksum.
  static func end(
    _ kind: Kind, from start: Int, number: UInt32, rowCount: Int, sequence: UInt64,
    _ writer: inout ByteWriter
  ) {
    writer.overwrite(magic, at: start)
    writer.overwrite(kind.rawValue, at: start + 4)
    writer.overwrite(number, at: start + 8)
    writer.overwrite(UInt32(rowCount), at: start + 12)
    writer.overwrite(sequence, at: start + 16)
    writer.overwrite(UInt32(writer.count - start - headerBytes), at: start + 24)
  }

  /// Computes the checksum of the chunk that starts at `start` and ends `writer`. O(bytes).
  package static func seal(_ writer: inout ByteWriter, from start: Int, checkpoint: UInt32) {
    let chunk = UnsafeRawBufferPointer(rebasing: writer.bytes[start...])
    writer.overwrite(sum(chunk, checkpoint: checkpoint), at: start + 28)
  }

  private static func sum(_ chunk: UnsafeRawBufferPointer, checkpoint: UInt32) -> UInt32 {
    let head = Checksum.of(UnsafeRawBufferPointer(rebasing: chunk[..<28]), seed: checkpoint)
    let body = UnsafeRawBufferPointer(rebasing: chunk[headerBytes...])
    return Checksum.of(body, seed: head.value).value
  }

  /// Reads a header of 32 bytes. The body is checked by ``check(_:checkpoint:number:)``.
  package init(decoding header: UnsafeRawBufferPointer) throws(FormatError) {
    var reader = ByteReader(header)
    guard try reader.integer(UInt32.self) == Self.magic else { throw .invalid("chunk magic") }
    guard let kind = Kind(rawValue: try reader.integer()) else { throw .invalid("chunk kind") }
    self.kind = kind
    number = try reader.integer()
    rowCount = try reader.integer()
    sequence = try reader.integer()
    let length = try reader.integer(UInt32.self)
    guard length <= Self.bodyBytesMax else { throw .invalid("chunk length") }
    bodyBytes = Int(length)
    checksum = try reader.integer()
  }

  /// Checks a whole chunk, header and body, as the `number`-th of its checkpoint.
  package func check(
    _ chunk: UnsafeRawBufferPointer, checkpoint: UInt32, number: UInt32
  ) throws(FormatError) {
    guard self.number == number else { throw .invalid("chunk number") }
    guard
      checksum == Self.sum(chunk, checkpoint: checkpoint)
        || isPlanted(.ignoreCheckpointChecksum)
    else { throw .checksum("checkpoint chunk") }
  }
}
