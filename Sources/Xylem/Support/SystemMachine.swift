import XylemStorage

/// The machine the program runs on.
package struct SystemMachine: Machine {
  /// There is nothing to configure.
  package init() {}

  /// Where the files are.
  package var fileSystem: any FileSystem { PosixFileSystem() }
  /// The clocks of the system.
  package var time: any TimeSource { SystemTimeSource() }
  /// The randomness of the system.
  package var entropy: any EntropySource { SystemEntropySource() }
  /// Swift's pool.
  package var executor: (any TaskExecutor)? { nil }

  /// Starts a thread for what blocks.
  ///
  /// - Throws: `StoreError.io` when the system has no thread left.
  package func startRunner() throws(StoreError) -> any BlockingRunner { try BlockingThread() }

  /// Starts the two threads of an engine.
  ///
  /// - Throws: `StoreError.io` when the system has no thread left.
  package func startDriver(of engine: Engine) throws(StoreError) -> any EngineDriver {
    do throws(StorageError) { return try EngineThreads(engine) } catch { throw StoreError(error) }
  }
}
