import CPosix

/// An open regular file of the machine.
package final class PosixFile: File {
  /// The name it was opened with, for messages only.
  package let name: String
  let descriptor: Int32

  init(adopting descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  deinit { xylem_close(descriptor) }

  /// Refuses everything but a regular file with a single link: through a second link someone else
  /// could reach, or have us write, a file that is not ours.
  func requirePlain() throws(StorageError) {
    let status = try status()
    guard status.kind == .regular, status.links == 1 else {
      throw .unsafeFile(file: name)
    }
  }

  /// The length of the file in bytes.
  ///
  /// - Throws: `.io` when the kernel cannot tell.
  package func size() throws(StorageError) -> UInt64 {
    try status().size
  }

  /// Reads until `buffer` is full or the file ends; returns the number of bytes read.
  ///
  /// - Throws: `.io` when the medium fails. The buffer may hold a part of the bytes then.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(StorageError) -> Int {
    guard let bytes = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    let result = xylem_read(descriptor, bytes, buffer.count, offset)
    guard result >= 0 else { throw .io(call: "pread", file: name, errno: Int32(-result)) }
    return Int(result)
  }

  /// Writes all of `bytes`. After an error any part of them may have been written.
  ///
  /// - Throws: `.full` when the disk or the quota is, `.io` for everything else.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError) {
    let result = xylem_write(descriptor, bytes.baseAddress, bytes.count, offset)
    guard result == 0 else { throw .kernel(errno: -result, call: "pwrite", file: name) }
  }

  /// Fills `buffer` from the page cache; `false` when the disk would have to be waited for.
  package func readCached(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) -> Bool {
    guard let bytes = buffer.baseAddress else { return true }
    return xylem_read_cached(descriptor, bytes, buffer.count, offset) == 0
  }

  /// Makes the bytes written so far, and the length needed to read them, durable.
  ///
  /// - Throws: `.io` for every failure, also for a full disk: any unsynced byte may be lost, and
  ///   a second call proves nothing; `.missing` when the file has no name any more, so that nobody
  ///   would ever find the bytes.
  package func sync() throws(StorageError) {
    let result = xylem_sync_file(descriptor)
    guard result == 0 else { throw .io(call: "fdatasync", file: name, errno: -result) }
    guard try status().links > 0 else { throw .missing(path: name) }
  }

  private func status() throws(StorageError) -> xylem_status {
    var status = xylem_status()
    let result = xylem_status_of(descriptor, &status)
    guard result == 0 else { throw .io(call: "fstat", file: name, errno: -result) }
    return status
  }
}
