/// Everything the engine asks of a file system, and nothing else.
///
/// There are two implementations: ``PosixFileSystem`` and the simulator's virtual one. The engine
/// never touches a file except through these three protocols, so whatever a disk can do to it can
/// be done to it in a test.
package protocol FileSystem: Sendable {
  /// Opens the directory at `path` without following a final symbolic link.
  ///
  /// With `create`, a missing directory is made with mode 0700 and its parent is synced, even when
  /// it was there; without, nothing on the medium changes.
  ///
  /// - Throws: `.unsafeDirectory` when it is a symbolic link, is owned by someone else, or can be
  ///   written by others; `.notADirectory`; `.missing` when it, or with `create` its parent, does
  ///   not exist; `.full`; `.io` for every other refusal of the kernel.
  func openDirectory(_ path: String, create: Bool) throws(StorageError) -> any Directory
}

/// An open directory. Names are single path components made by the engine itself.
package protocol Directory: AnyObject, Sendable {
  /// The path given by the caller, for messages only.
  var path: String { get }

  /// The names in the directory, sorted, without `.` and `..`.
  func names() throws(StorageError) -> [String]

  /// Opens the sub-directory `name`, making it (mode 0700) when `create` is set.
  ///
  /// A new name is durable only after ``sync()``.
  func directory(_ name: String, create: Bool) throws(StorageError) -> any Directory

  /// Opens the regular file `name`, never following a symbolic link.
  func open(_ name: String, _ mode: OpenMode) throws(StorageError) -> any File

  /// Gives the file `name` a new name in the same directory. Durable only after ``sync()``.
  func rename(_ name: String, to newName: String) throws(StorageError)

  /// Removes the file `name`. Durable only after ``sync()``.
  func remove(_ name: String) throws(StorageError)

  /// Makes every name change in this directory so far durable.
  func sync() throws(StorageError)

  /// Takes the exclusive lock kept in the file `name`, which is made if it is missing.
  ///
  /// - Throws: `.busy` at once when another owner, in this process or another, holds it.
  func lock(_ name: String) throws(StorageError) -> any DirectoryLock

  /// Takes the lock kept in the existing file `name` beside others who only read. Nothing on the
  /// medium changes, and no permission to write is needed.
  ///
  /// - Throws: `.busy` at once when an owner holds it; `.missing` when there is no such file.
  func lockShared(_ name: String) throws(StorageError) -> any DirectoryLock
}

/// How a file is opened.
package enum OpenMode: Sendable {
  /// An existing file, for reading.
  case read
  /// An existing file, for reading and writing.
  case write
  /// A new file, for reading and writing; fails with `.io(errno: EEXIST)` when the name exists.
  case create
}

/// An open file. Offsets and lengths are bytes. Closed when the last reference goes away.
package protocol File: AnyObject, Sendable {
  /// The name it was opened with, for messages only.
  var name: String { get }

  /// The length of the file.
  func size() throws(StorageError) -> UInt64

  /// Reads until `buffer` is full or the file ends; returns the number of bytes read.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(StorageError)
    -> Int

  /// Fills `buffer` from bytes that are in memory, without waiting for the medium; `false` when
  /// that cannot be done, and the buffer may hold anything then. No error is told: who reads it in
  /// the usual way hears of it.
  func readCached(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) -> Bool

  /// Writes all of `bytes`. After an error any part of them may have been written.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(StorageError)

  /// Makes the bytes written so far, and the length needed to read them, durable.
  ///
  /// An error means that any unsynced byte may be lost although reads still show it: the kernel
  /// marks failed pages clean, so a second call may succeed without having written anything.
  func sync() throws(StorageError)
}

extension File {
  /// Nothing is known to be in memory.
  package func readCached(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) -> Bool {
    false
  }
}

/// An exclusive lock on a store directory; released by ``release()`` or when the process ends.
package protocol DirectoryLock: AnyObject, Sendable {
  /// Gives the lock up. Calling it twice is harmless.
  func release()
}
