import XylemStorage

/// An open file of the virtual disk. It lives on after its name was removed.
package final class VirtualFile: File, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.

  /// No virtual file grows past this many bytes (1 GiB); a larger one is a mistake in the test.
  package static let largest = 1 << 30

  /// The name it was opened with.
  package let name: String
  private let inode: VirtualInode
  private let isWritable: Bool
  private let disk: VirtualFileSystem
  private let life: Int

  init(_ inode: VirtualInode, name: String, isWritable: Bool, disk: VirtualFileSystem) {
    self.inode = inode
    self.name = name
    self.isWritable = isWritable
    self.disk = disk
    life = disk.life
  }

  /// The length of the file in bytes, unsynced ones included.
  ///
  /// - Throws: `.io` by fault or after a crash, like everything here.
  package func size() throws(StorageError) -> UInt64 {
    try disk.enter(StorageCall(kind: .size, file: name), life: life)
    return UInt64(inode.cached.count)
  }

  /// Reads until `buffer` is full or the file ends; returns the number of bytes read.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(StorageError) -> Int {
    let call = StorageCall(kind: .read, file: name, offset: offset, length: buffer.count)
    try disk.enter(call, life: life)
    guard offset < UInt64(inode.cached.count) else { return 0 }
    let start = Int(offset)
    let count = min(buffer.count, inode.cached.count - start)
    guard count > 0 else { return 0 }
    inode.cached.withUnsafeBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
    }
    if !disk.faults.wrongReads.isEmpty { disk.spoil(buffer[..<count]) }
    return count
  }

  /// Writes all of `bytes` to the cache.
  ///
  /// - Throws: `.full` past the capacity, `.io(errno: EBADF)` when opened for reading,
  ///   `.io(errno: EFBIG)` past ``largest``, and what the faults say.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) {
    let call = StorageCall(kind: .write, file: name, offset: offset, length: bytes.count)
    let failure = disk.attempt(call, life: life)
    guard isWritable else {
      throw failure?.error ?? refusal(KernelError.badDescriptor)
    }
    guard offset <= UInt64(Self.largest - min(bytes.count, Self.largest)),
      bytes.count <= Self.largest
    else { throw failure?.error ?? refusal(KernelError.tooBig) }
    let start = Int(offset)
    if let failure {
      let sectors = PendingWrite.length(
        ofLeadingSectors: failure.keptSectors, offset: offset, length: bytes.count)
      let kept = failure.keptBytes.map { min($0, bytes.count) } ?? sectors
      inode.write(UnsafeRawBufferPointer(rebasing: bytes[..<kept]), at: start)
      disk.noteTorn(inode, bytes, at: start, kept: kept, life: life)
      throw failure.error
    }
    if disk.remembersWrites { inode.remember(bytes, at: start) }
    let fitting = disk.room(for: bytes.count, at: start, of: inode)
    if fitting == bytes.count { return inode.write(bytes, at: start) }
    if disk.faults.keepsPartOfFullWrite {
      inode.write(UnsafeRawBufferPointer(rebasing: bytes[..<fitting]), at: start)
    }
    throw refusal(KernelError.noSpace)
  }

  /// Makes bytes and length durable, but not the name.
  ///
  /// - Throws: `.io` by fault; the unsynced writes are dropped then, though reads still show them.
  package func sync() throws(StorageError) {
    if let failure = disk.attempt(StorageCall(kind: .sync, file: name), life: life) {
      if life == disk.life, !disk.isStopped { inode.failSync() }
      throw failure.error
    }
    if !disk.faults.ignoreFileSync { inode.sync() }
  }

  private func refusal(_ errno: Int32) -> StorageError {
    .kernel(errno: errno, call: StorageCallKind.write.callName, file: name)
  }
}
