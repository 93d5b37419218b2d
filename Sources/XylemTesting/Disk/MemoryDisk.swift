import XylemStorage

/// A disk in memory, on which the engine's own code writes and reads its own files.
///
/// It has no faults. A process may die on it: what was written stays, open files work no more.
final class MemoryDisk: FileSystem, @unchecked Sendable {
  // Unchecked because everything, the folders and files too, is used under the lock.
  private let lock = Lock()
  private let root = MemoryFolder()
  private var life = 0

  /// Lets the process die that has files open: they and its locks are gone, nothing written is.
  func killProcess() {
    lock.withLock { life += 1 }
  }

  func openDirectory(_ path: String, create: Bool) throws(StorageError) -> any Directory {
    let life = lock.withLock { self.life }
    return try MemoryDirectory(root, path: "", disk: self, life: life)
      .directory(path, create: create)
  }

  /// Runs `body` for a process that lives since `life` began.
  func access<Value>(
    _ call: String, _ file: String, life: Int, _ body: () throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    lock.lock()
    defer { lock.unlock() }
    guard life == self.life else {
      throw .io(call: call, file: file, errno: KernelError.badDescriptor)
    }
    return try body()
  }
}
