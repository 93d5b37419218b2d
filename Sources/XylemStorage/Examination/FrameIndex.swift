import XylemCore

/// All places of one segment where a frame header that belongs there is found, whatever is between.
///
/// Headers check themselves against segment and place, so neither a payload nor a frame of an
/// earlier life of the file can pass for one. Made only where there is damage.
struct FrameIndex {
  /// What matters of a header, and where it is.
  struct Entry {
    let offset: UInt32
    let firstSequence: UInt64
    let epoch: UInt32
    let previous: Checksum
    /// The highest sequence that this header or a later one calls synced.
    fileprivate(set) var syncedThrough: UInt64
  }

  /// In ascending order.
  private let entries: [Entry]
  /// Entries before this one are behind the walk.
  private var cursor = 0

  /// Looks at every place from `start` on. O(bytes).
  init(_ reader: SegmentReader, from start: Int) throws(StoreError) {
    let step = 1 << 19
    var found: [Entry] = []
    var place = start
    while place < reader.size {
      let part = try reader.bytes(at: place, count: step + FrameHeader.bytes)
      Self.look(part, at: place, limit: step, reader, &found)
      place += step
    }
    var highest: UInt64 = 0
    for position in found.indices.reversed() {
      highest = max(highest, found[position].syncedThrough)
      found[position].syncedThrough = highest
    }
    entries = found
  }

  private static func look(
    _ part: UnsafeRawBufferPointer, at start: Int, limit: Int, _ reader: SegmentReader,
    _ found: inout [Entry]
  ) {
    let end = min(limit, part.count - FrameHeader.bytes + 1)
    let magic = FrameHeader.magic.littleEndian
    let segment = reader.header
    var place = 0
    while place < end {
      if part.loadUnaligned(fromByteOffset: place, as: UInt32.self) == magic {
        let head = UnsafeRawBufferPointer(rebasing: part[place...].prefix(FrameHeader.bytes))
        let frame = try? FrameHeader.decode(
          head, seed: segment.seed, segment: segment.number, offset: UInt64(start + place))
        if let frame = frame?.header { add(frame, reader.size, &found) }
      }
      place += FrameHeader.alignment
    }
  }

  private static func add(_ frame: FrameHeader, _ size: Int, _ found: inout [Entry]) {
    guard frame.firstSequence <= Limits.sequenceMax,
      frame.frameBytes <= size - Int(frame.offset)
    else { return }
    found.append(
      Entry(
        offset: UInt32(frame.offset), firstSequence: frame.firstSequence, epoch: frame.epoch,
        previous: frame.previous, syncedThrough: frame.syncedThrough))
  }

  /// Whether a header from `offset` on proves that record `sequence` had been synced. Offsets must
  /// not fall from call to call.
  mutating func proves(_ sequence: UInt64, from offset: UInt32) -> Bool {
    while cursor < entries.count, entries[cursor].offset < offset { cursor += 1 }
    return cursor < entries.count && entries[cursor].syncedThrough >= sequence
  }

  /// The first header from `offset` on that goes on after `tail`, with or without a gap.
  mutating func next(from offset: UInt32, after tail: RecoveredTail) -> Entry? {
    while cursor < entries.count {
      let entry = entries[cursor]
      let isBehind = entry.offset < offset || entry.firstSequence <= tail.lastSequence
      if !isBehind, entry.epoch >= tail.epoch { return entry }
      cursor += 1
    }
    return nil
  }
}
