import XylemStorage

/// All that a store needs of the machine it runs on. Tests put a machine of their own here.
package protocol Machine: Sendable {
  /// Where the files are.
  var fileSystem: any FileSystem { get }
  /// The clocks of the log.
  var time: any TimeSource { get }
  /// Where the salts of the log come from.
  var entropy: any EntropySource { get }
  /// Where the Swift tasks run that the store starts; `nil` is Swift's own pool.
  var executor: (any TaskExecutor)? { get }

  /// Starts what runs the calls that block.
  ///
  /// - Throws: `StoreError.io` when the system has no thread left.
  func startRunner() throws(StoreError) -> any BlockingRunner

  /// Starts what drives `engine` until it is told to stop.
  ///
  /// - Throws: `StoreError.io` when the system has no thread left.
  func startDriver(of engine: Engine) throws(StoreError) -> any EngineDriver
}
