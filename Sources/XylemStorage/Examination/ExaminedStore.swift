import XylemCore

/// A store that is looked at and never changed, however damaged it is.
struct ExaminedStore {
  let root: any Directory
  /// Held while the store is looked at; `nil` when the directory has no lock file.
  let lock: (any DirectoryLock)?
  /// Names in the directory.
  let names: [String]
  /// `nil` when it is missing or damaged, with the reason.
  let identity: StoreIdentity?
  let identityDamage: Corruption?
  /// Whose files these are: from the identity, or else from the first segment that tells.
  let store: StoreID
  let segments: SegmentDirectory
  let checkpoints: CheckpointDirectory
  /// The folders of both, to look at every name.
  let segmentFolder: any Directory
  let checkpointFolder: any Directory
  /// What the medium did not give back so far.
  let unreadable = UnreadablePages()
  private let base: any Directory

  /// Opens the directory at `path` for reading, beside others who only read.
  ///
  /// - Throws: `.missing`, `.unsafeDirectory`, `.busy` when an owner has the store open,
  ///   `.foreignDirectory` when it holds neither an identity nor a folder of segments,
  ///   `.newerFormat`, `.io`; `.corrupt` when nothing tells which store it is.
  init(_ fileSystem: any FileSystem, _ path: String) throws(StoreError) {
    do { base = try fileSystem.openDirectory(path, create: false) } catch {
      throw StoreError(error)
    }
    root = ReadOnlyDirectory(base, unreadable)
    do { names = try root.names() } catch { throw StoreError(error) }
    guard names.contains(StoreFileName.identity) || names.contains(StoreFileName.segments) else {
      throw .foreignDirectory(path: path)
    }
    lock = try Self.lock(root)
    (identity, identityDamage) = try Self.readIdentity(root)
    segmentFolder = try Self.folder(StoreFileName.segments, root)
    checkpointFolder = try Self.folder(StoreFileName.checkpoints, root)
    segments = SegmentDirectory(segmentFolder, segmentBytes: identity?.segmentBytes ?? 0)
    checkpoints = CheckpointDirectory(checkpointFolder)
    var id = identity?.id
    if id == nil { id = try Self.storeID(segmentFolder) }
    guard let id else {
      throw .corrupt(
        identityDamage
          ?? Corruption(file: StoreFileName.identity, offset: 0, what: "no store's header"))
    }
    store = id
  }

  /// What opening would do, which reads around nothing.
  func recovery() throws(StoreError) -> Recovery {
    let root = ReadOnlyDirectory(base)
    let folder = try Self.folder(StoreFileName.segments, root)
    return Recovery(
      store: store,
      segments: SegmentDirectory(folder, segmentBytes: identity?.segmentBytes ?? 0),
      checkpoints: CheckpointDirectory(try Self.folder(StoreFileName.checkpoints, root)))
  }

  private static func folder(
    _ name: String, _ root: any Directory
  ) throws(StoreError) -> any Directory {
    do { return try root.directory(name, create: false) } catch { throw StoreError(error) }
  }

  private static func lock(_ root: any Directory) throws(StoreError) -> (any DirectoryLock)? {
    do throws(StorageError) { return try root.lockShared(StoreFileName.lock) } catch {
      if case .missing = error { return nil }
      throw StoreError(error)
    }
  }

  private static func readIdentity(
    _ root: any Directory
  ) throws(StoreError) -> (StoreIdentity?, Corruption?) {
    do throws(StoreError) {
      return (try StoreDirectory.readIdentity(root), nil)
    } catch .corrupt(let corruption) {
      return (nil, corruption)
    } catch .missing {
      return (nil, Corruption(file: StoreFileName.identity, offset: 0, what: "the file is missing"))
    }
  }

  /// The store that the first whole header of a segment names.
  private static func storeID(_ folder: any Directory) throws(StoreError) -> StoreID? {
    let names: [String]
    do { names = try folder.names() } catch { throw StoreError(error) }
    for name in names where StoreFileName.number(name) != nil {
      let file: any File
      do { file = try folder.open(name, .read) } catch { throw StoreError(error) }
      let header = try file.withBytes(at: 0, count: SegmentHeader.bytes) {
        try? SegmentHeader.decode($0)
      }
      if let header { return header.store }
    }
    return nil
  }
}
