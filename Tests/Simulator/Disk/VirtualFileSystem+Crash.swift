extension VirtualFileSystem {
  /// Cuts the power: draws a profile, then the fate of every unsynced sector and name.
  ///
  /// Afterwards all handles are dead, all locks are free and the stop point is gone. Other faults
  /// stay: a broken disk is still broken after the boot.
  package func crash(using generator: inout SeededGenerator) {
    let profile = PersistenceProfile.drawn(using: &generator)
    crash(profile, using: &generator)
  }

  /// Cuts the power and treats what was not synced as `profile` says.
  package func crash(_ profile: PersistenceProfile, using generator: inout SeededGenerator) {
    // The crash draws from a generator of its own: how much was unsynced does not shift what the
    // caller draws next.
    var draw = CrashDraw(profile, generator: generator.fork())
    root.crash(&draw)
    endLife()
  }

  /// Cuts the power of a copy, and leaves this disk as it is.
  package func crashed(
    _ profile: PersistenceProfile? = nil, using generator: inout SeededGenerator
  ) -> VirtualFileSystem {
    let copy = clone()
    let profile = profile ?? PersistenceProfile.drawn(using: &generator)
    copy.crash(profile, using: &generator)
    return copy
  }

  /// Ends the process, not the machine: everything written is still there, synced or not.
  package func processKill() {
    endLife()
  }

  /// Lets the kernel drop clean pages: after a failed sync the old bytes are back in every read.
  package func dropCleanPages() {
    forEachFile { _, inode in inode.dropCleanPages() }
  }

  private func endLife() {
    life += 1
    isStopped = false
    torn = nil
    faults.stop = nil
  }
}
