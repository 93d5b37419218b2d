import XylemStorage

/// A lock on a store in memory; it ends with the process too.
final class MemoryLock: DirectoryLock, @unchecked Sendable {
  // Unchecked because the variables are used under the lock of the disk.
  private let content: MemoryContent
  private let isShared: Bool
  private let disk: MemoryDisk
  private let life: Int
  private var isHeld = true

  init(_ content: MemoryContent, isShared: Bool, disk: MemoryDisk, life: Int) {
    self.content = content
    self.isShared = isShared
    self.disk = disk
    self.life = life
  }

  func release() {
    // Refused to a process that has died, whose locks are gone.
    try? disk.access("unlock", "lock", life: life) {
      guard isHeld else { return }
      isHeld = false
      if !isShared {
        content.lockedIn = nil
      } else if let place = content.sharers.firstIndex(of: life) {
        content.sharers.remove(at: place)
      }
    }
  }
}
