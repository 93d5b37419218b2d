import XylemCore

/// Compaction: what is still needed of mostly dead segments is copied into a cold one, so that a
/// few old tasks do not keep a long log.
///
/// A copy is synced before a record in the log names it. So a crash leaves either a copy that
/// nobody names, or a place where the record is; and a segment goes by the same rules whether its
/// tasks ended or moved on. What was copied lies among its like, and is copied again only when
/// those died.
extension Engine {
  /// How much is copied in one go.
  private static let copiedBytesMax = 256 * 1024
  /// Records that name copies, in one frame even of the smallest segments.
  private static let namedMax = 128

  /// Whether there is something to copy now. Under the lock.
  ///
  /// Not before this opening has written a checkpoint: an older build refuses to load that, and so
  /// never meets a record that it does not know.
  var canCompact: Bool {
    guard failure == nil, !isClosing, !isColdFull, spareCount > 1, logStatistics.checkpoints > 0
    else { return false }
    return compaction != nil || victim() != nil
  }

  /// Copies the next part of a mostly dead segment.
  ///
  /// - Throws: what the medium refuses, but for a full disk, which is remembered.
  func compact() throws(StoreError) {
    let begun = lock.withLock { canCompact ? compaction ?? victim().map(Compaction.init) : nil }
    guard var next = begun else { return }
    for part in parts(of: readNeeded(&next)) {
      // The reader is behind these, so the segment is begun anew once there is room.
      guard let start = try writeCopies(of: part) else { return lock.withLock { compaction = nil } }
      name(part, from: start)
    }
    lock.withLock {
      compaction = next.isAtEnd ? nil : next
      if next.isAtEnd { finishCompaction(of: next.segment) }
    }
  }

  /// What is still needed of the next frames. What cannot be read stays where it is.
  private func readNeeded(_ next: inout Compaction) -> [NeededRecord] {
    var found: [NeededRecord] = []
    var bytes = 0
    do throws(StoreError) {
      let read = try reading(next.segment)
      while bytes < Self.copiedBytesMax {
        guard let more = try read(&next.offset, isNeeded) else { break }
        found += more
        bytes += more.reduce(0) { $0 + $1.bytes.count }
      }
      next.isAtEnd = bytes < Self.copiedBytesMax
    } catch { next.isAtEnd = true }
    return found
  }

  /// Reads what tasks need of a segment, part by part.
  typealias Reading = (inout Int, NeededRecord.Test) throws(StoreError) -> [NeededRecord]?

  /// How segment `number` is read.
  func reading(_ number: UInt32) throws(StoreError) -> Reading {
    if number > Limits.hotSegmentMax {
      let reader = try ColdReader(number, in: segmentDirectory)
      return { (offset, test) throws(StoreError) in try reader.needed(at: &offset, where: test) }
    }
    guard let segment = try segmentDirectory.segment(number, of: identity.id) else {
      return { (_, _) in nil }
    }
    let reader = try SegmentReader(segment)
    return { (offset, test) throws(StoreError) in try reader.needed(at: &offset, where: test) }
  }

  /// Whether the task still needs what lies at `location`.
  func isNeeded(
    _ task: TaskReference, _ part: Relocation.Part, _ location: RecordLocation
  ) -> Bool {
    lock.withLock { pipeline.state.location(of: task, part) == location }
  }

  /// Cut where a cold segment is full.
  private func parts(of records: [NeededRecord]) -> [[NeededRecord]] {
    let most = Int(identity.segmentBytes) - ColdHeader.bytes
    var parts: [[NeededRecord]] = []
    var room = 0
    for record in records {
      if record.bytes.count > room {
        room = parts.isEmpty && record.bytes.count <= coldWriter.room ? coldWriter.room : most
        parts.append([])
      }
      parts[parts.count - 1].append(record)
      room -= record.bytes.count
    }
    return parts
  }

  /// Where the first of `part` was copied to; `nil` on a full disk.
  private func writeCopies(of part: [NeededRecord]) throws(StoreError) -> RecordLocation? {
    var bytes = ByteWriter(capacity: part.reduce(0) { $0 + $1.bytes.count })
    for record in part { record.bytes.withUnsafeBytes { bytes.append($0) } }
    if bytes.count > coldWriter.room { coldWriter.close() }
    do throws(StorageError) { return try coldWriter.append(bytes) } catch .full {
      // One prepared segment is given up, because the copies free more than they take.
      guard try giveUpSpareSegment() else { return refuseCopies() }
    } catch { throw StoreError(error) }
    do throws(StorageError) { return try coldWriter.append(bytes) } catch .full {
      return refuseCopies()
    } catch { throw StoreError(error) }
  }

  private func refuseCopies() -> RecordLocation? {
    lock.withLock { (isDiskFull, isColdFull) = (true, true) }
    return nil
  }

  /// Says in the log where the copies are.
  private func name(_ part: [NeededRecord], from start: RecordLocation) {
    var copy = start
    let relocations = part.map { record in
      copy.length = record.location.length
      defer { copy.offset += copy.length }
      return Relocation(
        task: record.task, part: record.part, location: record.location, copy: copy)
    }
    for first in stride(from: 0, to: relocations.count, by: Self.namedMax) {
      let some = Array(relocations[first..<min(first + Self.namedMax, relocations.count)])
      _ = submit(.relocate(some), durability: .written, waiter: .none)
    }
    lock.withLock {
      note(coldWriter.number, bytes: coldWriter.bytes)
      logStatistics.relocatedBytes += UInt64(copy.offset - start.offset)
    }
  }

  /// Notes how long a cold segment is, and that the log names places in it. Under the lock.
  private func note(_ number: UInt32, bytes: UInt64) {
    let through = pipeline.open.frames.nextSequence - 1
    coldSegments.removeAll { $0.number == number }
    coldSegments.append(ColdSegment(number: number, bytes: bytes, namedThrough: through))
  }
}
