import Xylem
import XylemStorage

/// The machine that a ``TestStore`` runs on: a disk in memory, a clock moved by hand, and the rest
/// as everywhere.
struct TestMachine: Machine {
  let disk = MemoryDisk()
  let clock: ManualClock
  private let system = SystemMachine()

  init(_ clock: ManualClock) {
    self.clock = clock
  }

  var fileSystem: any FileSystem { disk }
  var time: any TimeSource { ManualTime(clock: clock) }
  var entropy: any EntropySource { system.entropy }
  var executor: (any TaskExecutor)? { system.executor }

  func startRunner() throws(StoreError) -> any BlockingRunner { try system.startRunner() }

  func startDriver(of engine: Engine) throws(StoreError) -> any EngineDriver {
    try system.startDriver(of: engine)
  }
}
