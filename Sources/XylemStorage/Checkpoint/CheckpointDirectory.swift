import XylemCore

/// The folder of checkpoint files. A file counts once all of it was read back.
final class CheckpointDirectory: Sendable {
  private let directory: any Directory

  init(_ directory: any Directory) {
    self.directory = directory
  }

  /// The numbers of all files that bear a checkpoint's name, newest first.
  func numbers() throws(StorageError) -> [UInt32] {
    try directory.names().compactMap { StoreFileName.number($0) }.sorted(by: >)
  }

  /// Loads checkpoint `number` into `state`. It is read twice before it is called damaged, because
  /// a medium may give back something wrong just once.
  ///
  /// - Throws: `.corrupt` when it is damaged or another store's; `state` may have changed.
  func load(
    _ number: UInt32, of store: StoreID, into state: inout TaskStateMachine
  ) throws(StoreError) -> CheckpointReader {
    do throws(StoreError) {
      return try loadOnce(number, store, &state)
    } catch .corrupt {
      return try loadOnce(number, store, &state)
    }
  }

  private func loadOnce(
    _ number: UInt32, _ store: StoreID, _ state: inout TaskStateMachine
  ) throws(StoreError) -> CheckpointReader {
    var reader = try CheckpointReader(open(number), number: number, store: store)
    state = try reader.load()
    return reader
  }

  /// Writes a checkpoint durably and reads it back.
  ///
  /// - Throws: a storage error; the unfinished file is removed if that is possible.
  func write(_ capture: borrowing CapturedCheckpoint) throws(StoreError) -> StoredCheckpoint {
    let number = capture.header.number
    do {
      try writeFile(capture)
      return StoredCheckpoint(
        number: number, lastSequence: capture.header.lastSequence,
        tailSegment: capture.header.tail.segment, usage: capture.usage)
    } catch {
      try? directory.remove(StoreFileName.name(number))
      try? directory.remove(StoreFileName.newCheckpoint)
      throw error
    }
  }

  /// A file gets its number only once it is synced, so that one with a number is never in the page
  /// cache alone, however the process that wrote it ended.
  private func writeFile(_ capture: borrowing CapturedCheckpoint) throws(StoreError) {
    let name = StoreFileName.newCheckpoint
    do throws(StorageError) {
      if try directory.names().contains(name) { try directory.remove(name) }
      let file = try directory.open(name, .create)
      try CheckpointWriter(file).write(capture)
    } catch { throw StoreError(error) }
    do throws(StoreError) { try verify(capture.header) } catch .corrupt {
      // A medium may give back something wrong just once.
      try verify(capture.header)
    }
    do {
      try directory.rename(name, to: StoreFileName.name(capture.header.number))
      try directory.sync()
    } catch { throw StoreError(error) }
  }

  private func verify(_ header: CheckpointHeader) throws(StoreError) {
    let file: any File
    do { file = try directory.open(StoreFileName.newCheckpoint, .read) } catch {
      throw StoreError(error)
    }
    var reader = try CheckpointReader(file, number: header.number, store: header.store)
    while try reader.next({ (_, _, _) throws(StoreError) in }) {}
  }

  func open(_ number: UInt32) throws(StoreError) -> any File {
    do { return try directory.open(StoreFileName.name(number), .read) } catch {
      throw StoreError(error)
    }
  }

  /// Removes every checkpoint that is not among `kept`.
  func removeAll(except kept: [UInt32]) throws(StorageError) {
    let old = try numbers().filter { !kept.contains($0) }
    for number in old { try directory.remove(StoreFileName.name(number)) }
    if !old.isEmpty { try directory.sync() }
  }
}
