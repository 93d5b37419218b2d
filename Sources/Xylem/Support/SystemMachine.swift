import XylemStorage

/// The machine the program runs on.
struct SystemMachine: Machine {
  var fileSystem: any FileSystem { PosixFileSystem() }
  var time: any TimeSource { SystemTimeSource() }
  var entropy: any EntropySource { SystemEntropySource() }
  var executor: (any TaskExecutor)? { nil }

  func startRunner() throws(StoreError) -> any BlockingRunner { try BlockingThread() }

  func startDriver(of engine: Engine) throws(StoreError) -> any EngineDriver {
    do throws(StorageError) { return try EngineThreads(engine) } catch { throw StoreError(error) }
  }
}
