import XylemCore

/// A damaged checkpoint, of which every whole chunk still counts: each has a checksum of its own,
/// and names the record after which it was taken.
struct CheckpointRemnant {
  /// The sequence of the last record that it holds.
  let sequence: UInt64
  private let file: any File
  private let number: UInt32

  /// `nil` when no chunk is whole, or a whole header says that it belongs elsewhere.
  init?(_ file: any File, number: UInt32, store: StoreID) throws(StoreError) {
    self.file = file
    self.number = number
    let header = try file.withBytes(at: 0, count: CheckpointHeader.bytes) {
      try? CheckpointHeader(decoding: $0)
    }
    if let header, header.store != store || header.number != number { return nil }
    var found: UInt64?
    try Self.forEachChunk(file, number) { chunk, _ in found = found ?? chunk.sequence }
    guard let found, found <= Limits.sequenceMax else { return nil }
    sequence = found
  }

  /// Tells the ledger all of it. A task whose row is not known is named by its own record.
  func adopt(
    into ledger: inout SalvageLedger, _ segments: SegmentDirectory
  ) throws(StoreError) {
    var companions: [UInt32: CompanionRow] = [:]
    var parts: [(index: UInt32?, part: ImagePart)] = []
    var before: (number: UInt32, kind: CheckpointChunk.Kind, end: UInt32?)?
    try Self.forEachChunk(file, number) { chunk, body in
      let start = Self.start(of: chunk, behind: before)
      before = (chunk.number, chunk.kind, start.map { $0 &+ chunk.rowCount })
      try? ImagePart.read(chunk.kind, rowCount: chunk.rowCount, body: body) { row, part in
        if case .companion(let companion) = part {
          companions[companion.owner] = companion
        } else {
          parts.append((start.map { $0 &+ row }, part))
        }
      }
    }
    var source = RecordSource(segments)
    for (index, part) in parts {
      try adopt(part, index, companions, into: &ledger, &source)
    }
  }

  /// The number of a chunk's first row, if the chunk before it is whole and tells.
  private static func start(
    of chunk: CheckpointChunk,
    behind before: (number: UInt32, kind: CheckpointChunk.Kind, end: UInt32?)?
  ) -> UInt32? {
    // Totals are always the first chunk, and one chunk.
    if chunk.number <= 1 { return 0 }
    guard let before, before.number == chunk.number - 1 else { return nil }
    return before.kind == chunk.kind ? before.end : 0
  }

  private func adopt(
    _ part: ImagePart, _ index: UInt32?, _ companions: [UInt32: CompanionRow],
    into ledger: inout SalvageLedger, _ source: inout RecordSource
  ) throws(StoreError) {
    switch part {
    case .queue(let name, let isPaused):
      if let index { ledger.adopt(queue: index, name, isPaused: isPaused) }
    case .limit(let queue, let limit):
      if let limit { ledger.adopt(limit, ofQueue: queue) }
    case .kind(let definition):
      if let index, index < Limits.kindsMax { ledger.adopt(kind: UInt16(index), definition) }
    case .vacancy: if let index { ledger.adopt(vacant: index) }
    case .companion: break
    case .task(let image):
      var image = image
      image.reference = try reference(of: image, index, &source)
      image.companion = image.reference.flatMap { companions[$0.row] }
      var task = SalvagedTask(image, provenThrough: sequence)
      task.isCompanionLost = image.hasCompanion && image.companion == nil
      task.definition = ledger.kinds[image.kind]
      task.order = ledger.nextOrder()
      ledger.adopt(task)
    }
  }

  private func reference(
    of image: TaskImage, _ index: UInt32?, _ source: inout RecordSource
  ) throws(StoreError) -> TaskReference? {
    if let index { return TaskReference(row: index, generation: image.generation) }
    var found: TaskReference?
    do throws(StoreError) {
      try source.read(image.location) { (record, _) throws(FormatError) in found = record.task }
    } catch {
      guard case .corrupt = error else { throw error }
    }
    return found?.generation == image.generation ? found : nil
  }

  /// Hands on each whole chunk. Behind a damaged one the walk goes on where its length says; if
  /// that is damaged too, the rest is lost.
  private static func forEachChunk(
    _ file: any File, _ number: UInt32,
    _ take: (CheckpointChunk, UnsafeRawBufferPointer) -> Void
  ) throws(StoreError) {
    let size: UInt64
    do { size = try file.size() } catch { throw StoreError(error) }
    var offset = UInt64(CheckpointHeader.bytes)
    while offset < size {
      let chunk = try file.withBytes(at: offset, count: CheckpointChunk.headerBytes) {
        try? CheckpointChunk(decoding: $0)
      }
      guard let chunk else { return }
      let count = CheckpointChunk.headerBytes + chunk.bodyBytes
      guard UInt64(count) <= size - offset else { return }
      try file.withBytes(at: offset, count: count) { (bytes) throws(StoreError) in
        guard bytes.count == count,
          (try? chunk.check(bytes, checkpoint: number, number: chunk.number)) != nil
        else { return }
        take(chunk, UnsafeRawBufferPointer(rebasing: bytes[CheckpointChunk.headerBytes...]))
      }
      offset += UInt64(count)
    }
  }
}
