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

  init(
    locking root: any Directory, identity: StoreIdentity, isNew: Bool
  ) throws(StorageError) {
    self.root = root
    self.identity = identity
    self.isNew = isNew
    lock = try root.lock(StoreFileName.lock)
    segments = try root.directory(StoreFileName.segments, create: false)
    checkpoints = try root.directory(StoreFileName.checkpoints, create: false)
  }

  /// The identity, whoever's it is.
  static func readIdentity(_ root: any Directory) throws(StoreError) -> StoreIdentity {
    let file: any File
    do { file = try root.open(StoreFileName.identity, .read) } catch { throw StoreError(error) }
    return try file.withCheckedBytes(at: 0, count: StoreIdentity.bytes + 1) {
      (bytes) throws(StoreError) in
      do throws(FormatError) { return try StoreIdentity(decoding: bytes) } catch {
        throw StoreError(error, file: StoreFileName.identity, offset: 0)
      }
    }
  }

  static func readIdentity(
    _ root: any Directory, _ options: EngineOptions
  ) throws(StoreError) -> StoreIdentity {
    let identity = try readIdentity(root)
    let expected = "\(options.namespace)/\(options.environment)"
    let found = "\(identity.namespace)/\(identity.environment)"
    guard expected.utf8.elementsEqual(found.utf8) else {
      throw .wrongIdentity(expected: expected, found: found)
    }
    return identity
  }
}
