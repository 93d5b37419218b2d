import Xylem
import XylemStorage

/// A machine for one process: a virtual disk, a virtual clock, and instead of threads a draw of
/// who goes on.
final class SimulatedMachine: Machine, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.

  /// Who may go on.
  enum Lane: UInt64, CaseIterable {
    case job
    case sleeper
    case runner
    case committer
    case maintainer
  }

  let disk: VirtualFileSystem
  let source: ManualTimeSource
  let clock: VirtualClock
  let seeded = SeededExecutor()
  private(set) var driver: SimulatedDriver?
  /// What the time of the log is ahead of the steady clock.
  private(set) var logOffset: UInt64 = 0
  /// Told of every draw.
  var note: ((UInt64) -> Void)?
  private let entropySource: SeededEntropySource
  private let weights: [Int]
  private var runners: [SimulatedRunner] = []
  private var draw: SeededGenerator
  private var isPausing = false

  init(
    _ disk: VirtualFileSystem, _ source: ManualTimeSource, weights: [Int], seed: UInt64
  ) {
    self.disk = disk
    self.source = source
    self.weights = weights
    clock = VirtualClock(source)
    entropySource = SeededEntropySource(seed: seed)
    draw = SeededGenerator(seed: seed)
    disk.onCall = { [unowned self] call in
      if driver?.isCommitting == true, call.kind.isMutating { pause() }
    }
  }

  var fileSystem: any FileSystem { disk }
  var time: any TimeSource { source }
  var entropy: any EntropySource { entropySource }
  var executor: (any TaskExecutor)? { seeded }

  func startRunner() -> any BlockingRunner {
    let runner = SimulatedRunner()
    runners.append(runner)
    return runner
  }

  func startDriver(of engine: Engine) -> any EngineDriver {
    logOffset = engine.logTime &- now
    let driver = SimulatedDriver(engine) { [unowned self] in pause() }
    self.driver = driver
    return driver
  }

  var now: UInt64 { source.steadyMilliseconds() }

  /// When something happens that nobody but the clock brings about.
  var nextInstant: UInt64? {
    [clock.nextDeadline, driver?.nextWake].compactMap { $0 }.min()
  }

  /// Lets somebody go on who can; `false` when only time can help.
  func turn() -> Bool {
    let open = Lane.allCases.filter { isOpen($0) }
    guard !open.isEmpty else { return false }
    var place = draw.below(open.reduce(0) { $0 + weight($1) })
    for lane in open {
      place -= weight(lane)
      guard place < 0 else { continue }
      note?(lane.rawValue)
      go(lane)
      return true
    }
    return true
  }

  private func weight(_ lane: Lane) -> Int { weights[Int(lane.rawValue)] }

  private func isOpen(_ lane: Lane) -> Bool {
    switch lane {
    case .job: seeded.count > 0
    case .sleeper: clock.counts.due > 0
    case .runner: runners.contains(where: \.hasWork)
    case .committer: driver?.wantsCommit(at: now) == true
    case .maintainer: driver?.wantsMaintenance(at: now) == true
    }
  }

  private func go(_ lane: Lane) {
    switch lane {
    case .job: seeded.runNext(&draw)
    case .sleeper: clock.wakeNext(&draw)
    case .runner: runners.first(where: \.hasWork)?.runNext()
    case .committer: driver?.commit()
    case .maintainer: driver?.maintain()
    }
  }

  /// In the middle of a commit, tasks go on too.
  private func pause() {
    guard !isPausing else { return }
    isPausing = true
    while seeded.count > 0, draw.chance(1, in: 2) {
      note?(100)
      seeded.runNext(&draw)
    }
    isPausing = false
  }
}
