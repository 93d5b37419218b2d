import XylemStorage

/// The lock of a virtual directory. Single-threaded like the disk it belongs to.
package final class VirtualDirectoryLock: DirectoryLock, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  private let inode: VirtualInode
  private var life: Int?

  init(_ inode: VirtualInode, life: Int) {
    self.inode = inode
    self.life = life
    inode.lockedIn = life
  }

  deinit { release() }

  /// Gives the lock up, unless a crash has done so and somebody else holds it by now.
  package func release() {
    if inode.lockedIn == life { inode.lockedIn = nil }
    life = nil
  }
}
