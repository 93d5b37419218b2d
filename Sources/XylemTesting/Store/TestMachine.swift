import Xylem
import XylemStorage

/// The machine that a ``TestStore`` runs on: a disk in memory, a clock moved by hand, and real
/// threads.
final class TestMachine: Machine, @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  let disk = MemoryDisk()
  let clock: ManualClock
  private let lock = Lock()
  private var running: (engine: Engine, threads: EngineThreads)?

  init(_ clock: ManualClock) {
    self.clock = clock
  }

  var fileSystem: any FileSystem { disk }
  var time: any TimeSource { ManualTime(clock: clock) }
  var entropy: any EntropySource { SystemEntropySource() }
  var executor: (any TaskExecutor)? { nil }

  /// The engine of the store that is open.
  var engine: Engine? { lock.withLock { running?.engine } }

  func startRunner() throws(StoreError) -> any BlockingRunner { try BlockingThread() }

  func startDriver(of engine: Engine) throws(StoreError) -> any EngineDriver {
    do throws(StorageError) {
      let threads = try EngineThreads(engine)
      lock.withLock { running = (engine, threads) }
      return threads
    } catch { throw StoreError(error) }
  }
}
