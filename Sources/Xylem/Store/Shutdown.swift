import XylemStorage

/// How a store is closed, apart from the store, so that it works while that one is going away.
final class Shutdown: @unchecked Sendable {
  // Unchecked because the one variable is used only on the blocking thread of the store.
  private let engine: Engine
  private let router: EffectRouter
  private let threads: EngineThreads
  private var isDone = false

  /// Starts the threads of `engine`, which ``run()`` ends.
  ///
  /// - Throws: `StoreError.io` when the system has no thread left; the directory is given up.
  init(_ engine: Engine, _ router: EffectRouter) throws(StoreError) {
    self.engine = engine
    self.router = router
    do throws(StorageError) {
      threads = try EngineThreads(engine)
    } catch {
      engine.abandon()
      throw StoreError(error)
    }
  }

  /// Closes once; blocks until the directory is given up.
  func run() {
    guard !isDone else { return }
    isDone = true
    router.engineFailed(.closed)
    threads.stop()
    engine.close()
  }
}
