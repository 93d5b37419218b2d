import XylemStorage

extension TaskStore {
  /// Opens the store in the directory at `path`, making it when it is missing.
  ///
  /// Namespace and environment (1 to 128 bytes each) say whose tasks these are: they are written
  /// into a new store and must be the same ever after, so that no program opens the tasks of
  /// another by mistake. When this returns, the directory is locked, everything acknowledged before
  /// is there, and tasks that were with workers of the process before are ready again. The work is
  /// done on a thread of its own. O(tasks + log since the last checkpoint).
  ///
  /// - Parameters:
  ///   - path: The directory, relative or absolute. It belongs to the store alone. Its parent must
  ///     exist.
  ///   - namespace: The application.
  ///   - environment: `production`, `staging`, or whatever keeps stores apart.
  ///   - options: Sizes, and whether to make a missing directory.
  /// - Throws: `.busy` when it is open already, in this process or another; `.missing`,
  ///   `.unsafeDirectory`, `.foreignDirectory`, `.wrongIdentity`, `.newerFormat` or `.corrupt`
  ///   without changing a byte; `.full`, `.io` or `.poisoned` when the medium refuses;
  ///   `.refused` with `.invalidName` for a namespace or environment that is no name, or with
  ///   `.invalidOption` for a size of segments that is out of range.
  public static func open(
    _ path: String, namespace: String = "default", environment: String = "development",
    options: StoreOptions = .standard
  ) async throws(StoreError) -> TaskStore {
    var engineOptions = EngineOptions()
    engineOptions.namespace = namespace
    engineOptions.environment = environment
    engineOptions.segmentBytes = options.segmentBytes
    engineOptions.checkpointLogBytes = options.checkpointLogBytes
    engineOptions.memoryBytesMax = options.memoryBytesMax
    engineOptions.createsDirectory = options.createsDirectory
    return try await open(path, engineOptions, on: SystemMachine())
  }

  /// Opens the store at `path` of `machine`.
  ///
  /// - Throws: as the public one.
  package static func open(
    _ path: String, _ options: EngineOptions, on machine: any Machine
  ) async throws(StoreError) -> TaskStore {
    let blocking = try machine.startRunner()
    do throws(StoreError) {
      return try await blocking.run { () throws(StoreError) in
        let start = ContinuousClock.now
        let engine = try Engine.open(
          machine.fileSystem, path, options, time: machine.time, entropy: machine.entropy)
        return try TaskStore(
          engine, blocking, on: machine, openedIn: ContinuousClock.now - start)
      }
    } catch {
      blocking.stop()
      throw error
    }
  }
}
