import Xylem
import XylemStorage

/// One process of a simulated program, from the opening of its store to its end.
final class Life: @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  let number: Int
  let machine: SimulatedMachine
  let isPunctual: Bool
  var store: TaskStore?
  /// It was killed: whatever it still does, nobody sees.
  var isGhost = false
  var isClosing = false
  /// The disk had a fault, so calls may fail.
  var mayFail = false
  /// Producers and workers are to come to their end.
  var isRetiring = false
  /// Tasks that were started here and have not ended.
  private(set) var unfinished = 0
  /// Calls under way that no other task has to help.
  var calls = 0
  var crews: [Crew] = []
  var waits: [Wait] = []
  /// Handlers that run, by task and run.
  var running: [(serial: Int, run: Int)] = []
  /// Handlers that ended since everything was last at rest.
  var ended: [(serial: Int, run: Int)] = []
  /// The leases that were lost before this life.
  var lostAtStart: UInt64 = 0
  /// Queues that were paused when everything was last at rest.
  var paused: [QueueName] = []
  private(set) var beacon: Beacon? = Beacon()

  init(_ number: Int, on machine: SimulatedMachine, isPunctual: Bool) {
    self.number = number
    self.machine = machine
    self.isPunctual = isPunctual
  }

  var engine: Engine? { machine.driver?.engine }
  var now: UInt64 { machine.now }
  var hasFailed: Bool { engine?.hasFailed == true }
  /// Whether the world can see what happens here.
  var isSeen: Bool { !isGhost && !machine.disk.isStopped }
  /// Whether everything promised of a healthy process must hold.
  var isHealthy: Bool { isSeen && !isClosing && !mayFail }
  /// Whether it can go on.
  var isUsable: Bool { isSeen && !isClosing && !hasFailed }

  /// A moment of the log by the steady clock; 0 for none.
  func steady(_ logTime: UInt64?) -> UInt64 {
    logTime.map { $0 &- machine.logOffset } ?? 0
  }

  /// Starts a task that must come to its end before the process does.
  @discardableResult
  func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    unfinished += 1
    return Beacon.$current.withValue(beacon) {
      Task(executorPreference: machine.seeded) {
        await body()
        self.unfinished -= 1
      }
    }
  }

  /// Lets go of the beacon; whether somebody else still holds it.
  func putOutBeacon() -> Bool {
    weak let kept = beacon
    crews = []
    waits = []
    beacon = nil
    return kept != nil
  }
}
