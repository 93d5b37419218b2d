import XylemStorage

/// How a store is closed, apart from the store, so that it works while that one is going away.
final class Shutdown: @unchecked Sendable {
  // Unchecked because the one variable is used only by the blocking runner of the store.
  private let engine: Engine
  private let router: EffectRouter
  private let driver: any EngineDriver
  private var isDone = false

  /// Starts what drives `engine`, which ``run()`` ends.
  ///
  /// - Throws: `StoreError.io` when the system has no thread left; the directory is given up.
  init(
    _ engine: Engine, _ router: EffectRouter, on machine: any Machine
  ) throws(StoreError) {
    self.engine = engine
    self.router = router
    do throws(StoreError) {
      driver = try machine.startDriver(of: engine)
    } catch {
      engine.abandon()
      throw error
    }
  }

  /// What runs Swift tasks on the committing thread, if that can.
  var executor: (any TaskExecutor)? { driver.executor }

  /// Closes once; blocks until the directory is given up.
  func run() {
    guard !isDone else { return }
    isDone = true
    router.engineFailed(.closed)
    driver.stop()
    engine.close()
  }
}
