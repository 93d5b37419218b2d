import XylemCore

/// How a store comes to be.
extension StoreDirectory {
  /// Makes a new store, or makes anew what a crash cut short. The identity comes last: with it the
  /// store exists and has a log, without it nothing in the directory counts.
  static func make(
    _ root: any Directory, _ options: EngineOptions, madeAt: UInt64, entropy: any EntropySource
  ) throws -> StoreDirectory {
    let lock = try root.lock(StoreFileName.lock)
    defer { lock.release() }
    let identity: StoreIdentity
    if try root.names().contains(StoreFileName.identity) {
      identity = try readIdentity(root, options)
    } else {
      identity = StoreIdentity(
        id: StoreID(random: entropy.randomBytes(16)), segmentBytes: options.segmentBytes,
        madeAt: madeAt, namespace: options.namespace, environment: options.environment)
      try beginLog(try makeFolders(root), identity, entropy)
      try write(identity, root)
    }
    lock.release()
    return try StoreDirectory(locking: root, identity: identity, isNew: true)
  }

  /// Makes the two folders, and makes sure that they hold nothing of value; the one of segments.
  private static func makeFolders(_ root: any Directory) throws -> any Directory {
    let checkpoints = try root.directory(StoreFileName.checkpoints, create: true)
    guard try checkpoints.names().isEmpty else {
      throw missingIdentity(beside: StoreFileName.checkpoints)
    }
    let segments = try root.directory(StoreFileName.segments, create: true)
    for name in try segments.names() where name != StoreFileName.newSegment {
      guard name == StoreFileName.name(1), try !holdsFrames(segments, name) else {
        throw missingIdentity(beside: StoreFileName.segments)
      }
    }
    try root.sync()
    return segments
  }

  /// Whether two looks find something: a medium may give back something wrong just once.
  private static func holdsFrames(_ segments: any Directory, _ name: String) throws -> Bool {
    let file = try segments.open(name, .read)
    for _ in 0..<2 {
      let isBlank = try file.withBytes(
        at: UInt64(SegmentHeader.bytes), count: FrameHeader.bytes
      ) { $0.allSatisfy { $0 == 0 } }
      if isBlank { return false }
    }
    return true
  }

  private static func missingIdentity(beside folder: String) -> StoreError {
    .corrupt(
      Corruption(file: StoreFileName.identity, offset: 0, what: "missing beside \(folder)"))
  }

  /// Begins the first segment, durably, over what an earlier making may have left.
  private static func beginLog(
    _ folder: any Directory, _ identity: StoreIdentity, _ entropy: any EntropySource
  ) throws {
    let segments = SegmentDirectory(folder, segmentBytes: identity.segmentBytes)
    try segments.discardPrepared(after: 0, isTrusted: false)
    _ = try segments.begin(
      SegmentHeader(
        store: identity.id, number: 1, epoch: 1, firstSequence: 1,
        salt: StoreID(random: entropy.randomBytes(16)), predecessor: 0, predecessorBytes: 0,
        predecessorChecksum: Checksum(value: 0), isRecycled: false))
  }

  private static func write(_ identity: StoreIdentity, _ root: any Directory) throws(StorageError) {
    var bytes = ByteWriter(capacity: StoreIdentity.bytes)
    identity.encode(into: &bytes)
    // One that was left behind may be longer than ours.
    let exists = try root.names().contains(StoreFileName.newIdentity)
    if exists { try root.remove(StoreFileName.newIdentity) }
    let file = try root.open(StoreFileName.newIdentity, .create)
    try file.write(bytes.bytes, at: 0)
    try file.sync()
    try root.rename(StoreFileName.newIdentity, to: StoreFileName.identity)
    try root.sync()
  }
}
