import XylemCore

/// The directory of a store: checked, locked, and made when it is new.
struct StoreDirectory {
  let root: any Directory
  let lock: any DirectoryLock
  let identity: StoreIdentity
  let isNew: Bool
  let segments: any Directory
  let checkpoints: any Directory

  /// Opens the directory at `path`. A refusal changes no byte in it.
  static func open(
    _ fileSystem: any FileSystem, _ path: String, _ options: EngineOptions, madeAt: UInt64,
    entropy: any EntropySource
  ) throws(StoreError) -> StoreDirectory {
    do {
      try check(options)
      let root = try openRoot(fileSystem, path, creates: options.createsDirectory)
      let names = try root.names()
      if names.contains(StoreFileName.identity) {
        let identity = try readIdentity(root, options)
        return try StoreDirectory(locking: root, identity: identity, isNew: false)
      }
      guard Set(names).isSubset(of: StoreFileName.beginnings) else {
        throw StoreError.foreignDirectory(path: path)
      }
      // Whoever made the directory may have died before its name was durable.
      let named = try fileSystem.openDirectory(path, create: true)
      return try make(named, options, madeAt: madeAt, entropy: entropy)
    } catch let error as StorageError {
      throw StoreError(error)
    } catch let error as StoreError {
      throw error
    } catch {
      preconditionFailure("\(error) is neither a storage nor a store error")
    }
  }

  /// Refuses options that no store could be opened with later.
  private static func check(_ options: EngineOptions) throws(StoreError) {
    let sizes = Limits.segmentBytesMin...Limits.segmentBytesMax
    guard sizes.contains(options.segmentBytes) else {
      throw .refused(.invalidOption("a segment has \(sizes) bytes, not \(options.segmentBytes)"))
    }
    for name in [options.namespace, options.environment] {
      do { _ = try NameText(name) } catch { throw .refused(error) }
    }
  }

  private static func openRoot(
    _ fileSystem: any FileSystem, _ path: String, creates: Bool
  ) throws(StorageError) -> any Directory {
    do throws(StorageError) {
      return try fileSystem.openDirectory(path, create: false)
    } catch .missing where creates {
      return try fileSystem.openDirectory(path, create: true)
    }
  }

  private init(
    locking root: any Directory, identity: StoreIdentity, isNew: Bool
  ) throws(StorageError) {
    self.root = root
    self.identity = identity
    self.isNew = isNew
    lock = try root.lock(StoreFileName.lock)
    segments = try root.directory(StoreFileName.segments, create: false)
    checkpoints = try root.directory(StoreFileName.checkpoints, create: false)
  }

  private static func readIdentity(
    _ root: any Directory, _ options: EngineOptions
  ) throws(StoreError) -> StoreIdentity {
    let file: any File
    do { file = try root.open(StoreFileName.identity, .read) } catch { throw StoreError(error) }
    let identity = try file.withCheckedBytes(at: 0, count: StoreIdentity.bytes + 1) {
      (bytes) throws(StoreError) in
      do throws(FormatError) { return try StoreIdentity(decoding: bytes) } catch {
        throw StoreError(error, file: StoreFileName.identity, offset: 0)
      }
    }
    let expected = "\(options.namespace)/\(options.environment)"
    let found = "\(identity.namespace)/\(identity.environment)"
    guard expected.utf8.elementsEqual(found.utf8) else {
      throw .wrongIdentity(expected: expected, found: found)
    }
    return identity
  }

  /// Makes a new store, or finishes what a crash cut short. The identity comes last: with it the
  /// store exists, without it nothing in the directory counts.
  private static func make(
    _ root: any Directory, _ options: EngineOptions, madeAt: UInt64, entropy: any EntropySource
  ) throws -> StoreDirectory {
    let lock = try root.lock(StoreFileName.lock)
    defer { lock.release() }
    let identity: StoreIdentity
    if try root.names().contains(StoreFileName.identity) {
      identity = try readIdentity(root, options)
    } else {
      try makeFolders(root)
      identity = StoreIdentity(
        id: StoreID(random: entropy.randomBytes(16)), segmentBytes: options.segmentBytes,
        madeAt: madeAt, namespace: options.namespace, environment: options.environment)
      try write(identity, root)
    }
    lock.release()
    return try StoreDirectory(locking: root, identity: identity, isNew: true)
  }

  private static func makeFolders(_ root: any Directory) throws {
    for name in [StoreFileName.segments, StoreFileName.checkpoints] {
      let folder = try root.directory(name, create: true)
      guard try folder.names().isEmpty else {
        throw StoreError.corrupt(
          Corruption(file: StoreFileName.identity, offset: 0, what: "missing beside \(name)"))
      }
    }
    try root.sync()
  }

  private static func write(_ identity: StoreIdentity, _ root: any Directory) throws(StorageError) {
    var bytes = ByteWriter(capacity: StoreIdentity.bytes)
    identity.encode(into: &bytes)
    let exists = try root.names().contains(StoreFileName.newIdentity)
    let file = try root.open(StoreFileName.newIdentity, exists ? .write : .create)
    try file.write(bytes.bytes, at: 0)
    try file.sync()
    try root.rename(StoreFileName.newIdentity, to: StoreFileName.identity)
    try root.sync()
  }
}
