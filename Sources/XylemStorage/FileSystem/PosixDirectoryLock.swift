import CPosix

/// The kernel's advisory lock on an open file.
///
/// It belongs to the open file, not to the process: a second opener in the same process is
/// refused too, and closing another descriptor of the same file does not drop it.
final class PosixDirectoryLock: DirectoryLock {
  private let state = Lock()
  nonisolated(unsafe) private var file: PosixFile?
  private let owner = xylem_process()

  init(holding file: PosixFile) {
    self.file = file
  }

  deinit { release() }

  /// Gives the lock up, at once even when a forked child still holds the descriptor.
  ///
  /// In such a child it only closes the child's copy: unlocking there would free the parent's
  /// store for a second owner.
  func release() {
    state.withLock {
      guard let held = file else { return }
      if xylem_process() == owner { _ = xylem_unlock(held.descriptor) }
      file = nil
    }
  }
}
