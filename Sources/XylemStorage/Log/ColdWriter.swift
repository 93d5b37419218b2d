import XylemCore

/// Writes old records into cold segments. Used only by whoever does the maintenance.
///
/// Whatever it returns the place of is synced, name and all, so a record in the log may name it. A
/// crash before that record leaves bytes that nobody names. Each opening begins a file of its own,
/// and none goes on behind bytes whose sync has failed.
struct ColdWriter {
  private let store: StoreID
  private let directory: SegmentDirectory
  private let segmentBytes: Int
  private let epoch: UInt32
  /// The last number that was used.
  private(set) var number: UInt32
  private var file: (any File)?
  private var end = 0
  /// Whether the folder's entry of the last file is synced. Until this writer makes a file there is
  /// none that it may take away.
  private var isNamed = true

  /// A writer whose segments have higher numbers than `last`.
  init(
    _ directory: SegmentDirectory, store: StoreID, epoch: UInt32, segmentBytes: UInt32,
    after last: UInt32
  ) {
    self.directory = directory
    self.store = store
    self.epoch = epoch
    self.segmentBytes = Int(segmentBytes)
    number = last
  }

  /// The segment that is being filled, if there is one.
  var current: UInt32? { file == nil ? nil : number }

  /// How many bytes of records the present segment, or else the next one, still holds.
  var room: Int { segmentBytes - (file == nil ? ColdHeader.bytes : end) }

  /// The length of the present segment.
  var bytes: UInt64 { UInt64(end) }

  /// Goes on in another segment next time.
  mutating func close() { file = nil }

  /// Writes `records`, which take no more than ``room``, one behind the other, and syncs them;
  /// returns where the first one starts. After an error the next ones go into another segment.
  mutating func append(_ records: borrowing ByteWriter) throws(StorageError) -> RecordLocation {
    do throws(StorageError) {
      let file = try begun()
      let start = end
      try file.write(records.bytes, at: UInt64(start))
      if !isPlanted(.nameUnsyncedCopy) { try file.sync() }
      if !isNamed { try directory.syncNames() }
      isNamed = true
      end += records.count
      return RecordLocation(segment: number, offset: UInt32(start), length: 0)
    } catch {
      close()
      // It would hold space that a full disk needs; best effort.
      if !isNamed { try? directory.remove(number) }
      throw error
    }
  }

  private mutating func begun() throws(StorageError) -> any File {
    if let file { return file }
    let taken = try directory.coldNumbers()
    repeat { number += 1 } while taken.contains(number)
    guard number <= Limits.coldSegmentMax else {
      throw .full(call: "open", file: StoreFileName.segments)
    }
    isNamed = false
    let made = try directory.makeCold(ColdHeader(store: store, number: number, epoch: epoch))
    (file, end) = (made, ColdHeader.bytes)
    return made
  }
}
