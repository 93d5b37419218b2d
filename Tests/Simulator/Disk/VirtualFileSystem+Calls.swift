import XylemStorage

extension VirtualFileSystem {
  /// Counts a call and throws when it must fail.
  func enter(_ call: StorageCall, life: Int) throws(StorageError) {
    if let failure = attempt(call, life: life) { throw failure.error }
  }

  /// Counts a call and says whether it must fail. A dead handle's calls are not counted: they
  /// never reach the disk.
  func attempt(_ call: StorageCall, life: Int) -> CallFailure? {
    if life != self.life { return dead(call) }
    if isStopped { return stopped(call) }
    counters.add(call.kind)
    onCall?(call)
    if let stop = faults.stop, call.kind.isMutating, counters.mutating >= stop.call {
      isStopped = true
      return stopped(call, keptSectors: stop.keptSectors)
    }
    let number = counters[call.kind]
    for rule in faults.rules where rule.matches(call.kind, number: number) {
      return failure(call, rule)
    }
    return nil
  }

  /// Remembers the write at which the machine stopped, of which `kept` bytes were made.
  func noteTorn(
    _ inode: VirtualInode, _ bytes: UnsafeRawBufferPointer, at offset: Int, kept: Int, life: Int
  ) {
    guard isStopped, torn == nil, life == self.life else { return }
    torn = TornWrite(inode, Array(bytes), at: offset, kept: kept)
  }

  /// Flips a bit of what the present read gives back, if it is to be wrong.
  func spoil(_ bytes: Slice<UnsafeMutableRawBufferPointer>) {
    let number = counters[.read]
    for read in faults.wrongReads where read.number == number {
      let bit = read.bit % (bytes.count * 8)
      bytes.base[bytes.startIndex + bit / 8] ^= 1 << UInt8(bit % 8)
      wrongReads += 1
    }
  }

  /// How many of `length` bytes fit on the disk when they are written at `offset` of `inode`.
  func room(for length: Int, at offset: Int, of inode: VirtualInode) -> Int {
    guard let capacity = faults.capacity else { return length }
    let growth = offset + length - inode.cached.count
    guard growth > 0 else { return length }
    let missing = growth - (Int(clamping: capacity) - totalBytes)
    return missing <= 0 ? length : max(0, length - missing)
  }

  private func failure(_ call: StorageCall, _ rule: FaultRule) -> CallFailure {
    // A sync that finds no room has lost bytes like any other failed sync.
    let isSync = call.kind == .sync || call.kind == .directorySync
    let name = call.kind.callName
    let error: StorageError =
      isSync
      ? .io(call: name, file: call.file, errno: rule.errno)
      : .kernel(errno: rule.errno, call: name, file: call.file)
    return CallFailure(error: error, keptSectors: rule.keptSectors, keptBytes: rule.keptBytes)
  }

  private func dead(_ call: StorageCall) -> CallFailure {
    CallFailure(
      error: .io(call: call.kind.callName, file: call.file, errno: KernelError.inputOutput))
  }

  private func stopped(_ call: StorageCall, keptSectors: Int = 0) -> CallFailure {
    CallFailure(
      error: .io(call: "crash", file: call.file, errno: KernelError.inputOutput),
      keptSectors: keptSectors)
  }
}
