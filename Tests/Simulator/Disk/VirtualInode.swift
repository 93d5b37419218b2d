/// A file of the virtual disk: what is on the medium, what reads see, and the writes in between.
final class VirtualInode {
  /// What a power cut leaves for certain.
  var durable: [UInt8]
  /// What reads see: the durable bytes with every write since laid over them.
  var cached: [UInt8]
  /// The writes not yet synced, oldest first.
  var pending: [PendingWrite] = []
  /// The last writes, if the disk remembers them, oldest first.
  var history: [PastWrite] = []
  /// Whether ``cached`` differs from ``durable`` by more than ``pending``: a sync has failed.
  private var hasLostWrites = false
  /// The life of the file system in which a handle took this file's lock.
  var lockedIn: Int?
  /// The life in which readers share the lock, and how many they are.
  var sharedIn: (life: Int, count: Int)?

  init(bytes: [UInt8] = []) {
    durable = bytes
    cached = bytes
  }

  init(copying other: VirtualInode) {
    durable = other.durable
    cached = other.cached
    pending = other.pending
    hasLostWrites = other.hasLostWrites
    history = other.history
  }

  /// How many readers of this life share the lock.
  func sharers(in life: Int) -> Int {
    if let sharedIn, sharedIn.life == life { sharedIn.count } else { 0 }
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    guard !bytes.isEmpty else { return }
    pending.append(PendingWrite(offset: offset, bytes: Array(bytes)))
    cached.place(bytes, at: offset)
  }

  /// Writes `bytes` at `offset`, in place of the last write when that was a part of it.
  func write(_ bytes: ArraySlice<UInt8>, at offset: Int, replacingLast: Bool) {
    if replacingLast { pending.removeLast() }
    bytes.withUnsafeBytes { write($0, at: offset) }
  }

  /// Whether unsynced writes reach past the end on the medium.
  var growsUnsynced: Bool { pending.contains { $0.end > durable.count } }

  /// Makes bytes and length durable. What an earlier failed sync dropped stays lost.
  func sync() {
    for write in pending { keep(write, 0..<write.bytes.count) }
    pending.removeAll(keepingCapacity: true)
  }

  /// The kernel reports the failure once, marks the pages clean and forgets them.
  func failSync() {
    hasLostWrites = hasLostWrites || !pending.isEmpty
    pending.removeAll(keepingCapacity: true)
  }

  /// Puts `bytes` on the medium, past everything that would usually be in the way.
  func replace(with bytes: [UInt8]) {
    durable = bytes
    cached = bytes
    pending.removeAll()
    hasLostWrites = false
  }

  /// Flips one bit on the medium and in the cache.
  func flip(bit: Int) {
    let mask = UInt8(1) << UInt8(bit % 8)
    if bit / 8 < cached.count { cached[bit / 8] ^= mask }
    if bit / 8 < durable.count { durable[bit / 8] ^= mask }
  }

  /// Throws the clean pages out of the cache: after a failed sync the old bytes are back.
  func dropCleanPages() {
    guard hasLostWrites else { return }
    cached = durable
    for write in pending { write.bytes.withUnsafeBytes { cached.place($0, at: write.offset) } }
    hasLostWrites = false
  }

  /// Cuts the power.
  func crash(_ draw: inout CrashDraw) {
    guard !pending.isEmpty || hasLostWrites else { return }
    let writes = pending
    pending.removeAll(keepingCapacity: true)
    hasLostWrites = false
    if !writes.isEmpty {
      layTail(of: writes, &draw)
      settle(writes, &draw)
    }
    cached = durable
  }

  /// Lets the part `range` of a write reach the medium.
  func keep(_ write: PendingWrite, _ range: Range<Int>) {
    write.bytes.withUnsafeBytes { bytes in
      let kept = UnsafeRawBufferPointer(rebasing: bytes[range])
      durable.place(kept, at: write.offset + range.lowerBound)
    }
  }

  /// Grows the medium to `length` bytes with zeros.
  func grow(to length: Int) {
    if length > durable.count {
      durable.append(contentsOf: repeatElement(0, count: length - durable.count))
    }
  }

  /// Puts `byte` where a lost write would have been.
  func spoil(_ index: Int, with byte: UInt8) {
    durable[index] = byte
  }
}
