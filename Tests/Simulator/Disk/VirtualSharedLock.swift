import XylemStorage

/// One reader's share of the lock of a virtual directory.
package final class VirtualSharedLock: DirectoryLock, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  private let inode: VirtualInode
  private let life: Int
  private var isHeld = true

  init(_ inode: VirtualInode, life: Int) {
    self.inode = inode
    self.life = life
    inode.sharedIn = (life, inode.sharers(in: life) + 1)
  }

  deinit { release() }

  /// Gives the share up, unless a crash has done so.
  package func release() {
    guard isHeld else { return }
    isHeld = false
    let count = inode.sharers(in: life)
    if count > 0 { inode.sharedIn = (life, count - 1) }
  }
}
