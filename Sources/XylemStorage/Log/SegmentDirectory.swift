import XylemCore

/// The folder of segment files: which exist, and how one is prepared, begun, recycled, removed.
///
/// A prepared segment has its full length and zeros where the header will be, so beginning it
/// changes no metadata and a commit into it costs no journal commit of the file system. Names are
/// synced when a file is prepared, long before its first record.
final class SegmentDirectory: @unchecked Sendable {
  // Unchecked because `prepared` is read and written under `numbersLock` only.
  private let directory: any Directory
  private let segmentBytes: UInt32
  /// Held while a file is made or renamed, so that no two threads prepare the same number.
  private let preparation = Lock()
  private let numbersLock = Lock()
  private var prepared: UInt32 = 0

  init(_ directory: any Directory, segmentBytes: UInt32) {
    self.directory = directory
    self.segmentBytes = segmentBytes
  }

  /// Segments up to this number are begun or prepared.
  var preparedThrough: UInt32 { numbersLock.withLock { prepared } }

  /// Settles which segments are prepared when the store is opened and `current` is the last begun.
  ///
  /// After a clean close those that are whole, without a gap, stay. Otherwise they go: the process
  /// before may have failed to make their names durable, and the kernel may not say so again.
  func discardPrepared(after current: UInt32, isTrusted: Bool) throws(StorageError) {
    var last = current
    if isTrusted || isPlanted(.adoptPreparedSegments) {
      while try isPrepared(last + 1) { last += 1 }
    }
    let stale = try numbers().filter { $0 > last }
    for number in stale { try directory.remove(StoreFileName.name(number)) }
    if !stale.isEmpty { try syncNames() }
    numbersLock.withLock { prepared = last }
  }

  /// Prepares the segment after the last one that is.
  func prepareNext() throws(StorageError) {
    preparation.lock()
    defer { preparation.unlock() }
    try prepareAfterLast()
  }

  /// Prepares segment `number`, unless another thread was doing so just now.
  func prepareIfMissing(_ number: UInt32) throws(StorageError) {
    preparation.lock()
    defer { preparation.unlock() }
    if number > preparedThrough { try prepareAfterLast() }
  }

  private func prepareAfterLast() throws(StorageError) {
    let number = preparedThrough + 1
    try prepare(number)
    numbersLock.withLock { prepared = number }
  }

  /// The numbers of all files that bear the name of a segment of the log, ascending.
  func numbers() throws(StorageError) -> [UInt32] {
    try directory.names().compactMap { StoreFileName.number($0) }
      .filter { $0 <= Limits.hotSegmentMax }.sorted()
  }

  /// The names of all files in the folder.
  func names() throws(StorageError) -> [String] { try directory.names() }

  /// Makes a new file.
  func make(_ name: String) throws(StorageError) -> any File {
    try directory.open(name, .create)
  }

  func open(_ number: UInt32) throws(StorageError) -> any File {
    try directory.open(StoreFileName.segment(number), .write)
  }

  /// Makes a file of zeros, full length, under the name of segment `number`, durably.
  ///
  /// A file gets its number only once it is synced: of the first segment nothing but its bytes
  /// tells whether it was ever begun, and unsynced bytes may be anything after a crash.
  func prepare(_ number: UInt32) throws(StorageError) {
    let name =
      isPlanted(.nameUnsyncedSegment) ? StoreFileName.name(number) : StoreFileName.newSegment
    if try directory.names().contains(name) { try directory.remove(name) }
    let file = try directory.open(name, .create)
    do {
      try fillWithZeros(file)
      try file.sync()
    } catch {
      // A half-made file would hold space that a full disk needs; best effort.
      try? directory.remove(name)
      throw error
    }
    try directory.rename(name, to: StoreFileName.name(number))
    try syncNames()
  }

  private func fillWithZeros(_ file: any File) throws(StorageError) {
    let step = min(Int(segmentBytes), 1 << 20)
    let zeros = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 4096)
    defer { zeros.deallocate() }
    zeros.initializeMemory(as: UInt8.self, repeating: 0)
    for offset in stride(from: 0, to: Int(segmentBytes), by: step) {
      let count = min(step, Int(segmentBytes) - offset)
      let part = UnsafeRawBufferPointer(rebasing: zeros[..<count])
      try file.write(part, at: UInt64(offset))
      // Little by little, so that no commit waits behind a whole segment of zeros.
      if (offset + step).isMultiple(of: 4 << 20), offset + step < Int(segmentBytes) {
        try file.sync()
      }
    }
  }

  /// Turns the file of a segment that is not needed any more into a prepared one.
  ///
  /// The header is blanked and synced before the new name, so that no crash leaves a file whose
  /// header claims another number's place. A file that was cut short is removed instead: nothing
  /// needed it, so no opening has looked.
  func recycle(_ old: UInt32) throws(StorageError) {
    preparation.lock()
    defer { preparation.unlock() }
    let new = preparedThrough + 1
    let file = try open(old)
    if try file.size() < UInt64(segmentBytes), !isPlanted(.recycleShortSegment) {
      return try remove(old)
    }
    var zeros = ByteWriter(capacity: SegmentHeader.bytes)
    zeros.appendZeros(SegmentHeader.bytes)
    try file.write(zeros.bytes, at: 0)
    try file.sync()
    try directory.rename(StoreFileName.name(old), to: StoreFileName.name(new))
    try syncNames()
    numbersLock.withLock { prepared = new }
  }

  /// Writes and syncs the header of a prepared segment; one that is missing is prepared first.
  ///
  /// The header also says whether the file was used before: then a frame lies where the first one
  /// will be.
  func begin(_ header: SegmentHeader) throws(StorageError) -> Segment {
    if header.number > preparedThrough { try prepareIfMissing(header.number) }
    precondition(header.number <= preparedThrough, "segments are begun in the order of numbers")
    let file = try open(header.number)
    var header = header
    header.isRecycled = try holdsFrame(file)
    var bytes = ByteWriter(capacity: SegmentHeader.bytes)
    header.encode(into: &bytes)
    try file.write(bytes.bytes, at: 0)
    if !isPlanted(.forgetHeaderSync) { try file.sync() }
    return Segment(header: header, file: file)
  }

  private func holdsFrame(_ file: any File) throws(StorageError) -> Bool {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: FrameHeader.bytes, alignment: 8)
    defer { memory.deallocate() }
    let count = try file.read(into: memory, at: UInt64(SegmentHeader.bytes))
    return memory[..<count].contains { $0 != 0 }
  }

  /// Removes the last prepared segment, to make room on a full disk; `false` when there is none.
  ///
  /// `take` calls ``takeLastPrepared()`` if the log can do without; what it decides by must not
  /// change before it returns. Until the file is gone nobody prepares that number again.
  func giveUpLastPrepared(_ take: () -> UInt32?) throws(StorageError) -> Bool {
    preparation.lock()
    defer { preparation.unlock() }
    guard let number = take() else { return false }
    try remove(number)
    return true
  }

  /// From now on the last prepared segment is not prepared; its number.
  func takeLastPrepared() -> UInt32 {
    numbersLock.withLock {
      prepared -= 1
      return prepared + 1
    }
  }

  func remove(_ number: UInt32) throws(StorageError) {
    try directory.remove(StoreFileName.segment(number))
    try syncNames()
  }

  /// Makes sure that every name seen now is durable.
  func syncNames() throws(StorageError) {
    if isPlanted(.forgetDirectorySync) { return }
    try directory.sync()
  }

  /// Whether the file is there and long enough to hold a whole segment.
  func isPrepared(_ number: UInt32) throws(StorageError) -> Bool {
    guard try numbers().contains(number) else { return false }
    return try open(number).size() >= UInt64(segmentBytes)
  }

  /// A begun segment; `nil` when the file is prepared but not begun, or so short that its
  /// preparation was cut short.
  ///
  /// - Throws: `.corrupt` when the header is damaged or names another store or number.
  func segment(_ number: UInt32, of store: StoreID) throws(StoreError) -> Segment? {
    let file: any File
    do { file = try open(number) } catch { throw StoreError(error) }
    guard let header = try header(in: file, number, store) else { return nil }
    return Segment(header: header, file: file)
  }

  private func header(
    in file: any File, _ number: UInt32, _ store: StoreID
  ) throws(StoreError) -> SegmentHeader? {
    let path = StoreFileName.segmentPath(number)
    let size: UInt64
    do { size = try file.size() } catch { throw StoreError(error) }
    return try file.withCheckedBytes(at: 0, count: SegmentHeader.bytes) {
      (bytes) throws(StoreError) in
      if bytes.count < SegmentHeader.bytes, bytes.allSatisfy({ $0 == 0 }) { return nil }
      let header: SegmentHeader?
      do throws(FormatError) { header = try SegmentHeader.decode(bytes) } catch {
        throw StoreError(error, file: path, offset: 0)
      }
      guard let header else { return nil }
      guard header.store == store, header.number == number else {
        throw .corrupt(Corruption(file: path, offset: 0, what: "header of another segment"))
      }
      // It had its full length, durably, before it was begun.
      guard size >= UInt64(segmentBytes) || isPlanted(.trustShortSegment) else {
        throw .corrupt(Corruption(file: path, offset: size, what: "a segment was cut short"))
      }
      return header
    }
  }
}
