import Xylem

/// A worker of a simulated program, seen from outside.
final class Crew: @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  let number: Int
  let queues: [QueueName: Int]
  let kinds: [ErrandKind]
  let concurrency: Int
  let leaseMilliseconds: UInt64
  let drainMilliseconds: UInt64?
  var task: Task<Void, Never>?
  /// Handlers that run now.
  var running = 0
  /// When it was told to stop, by the steady clock.
  var stoppedAt: UInt64?
  var hasReturned = false

  init(number: Int, isGeneral: Bool, _ draw: inout SeededGenerator) {
    self.number = number
    var queues: [QueueName: Int] = [:]
    for name in ["mail", "parcels", "wild"] as [QueueName] where isGeneral || draw.chance(2, in: 3)
    {
      queues[name] = 1 + draw.below(3)
    }
    if queues.isEmpty { queues["mail"] = 1 }
    self.queues = queues
    kinds = ErrandKind.allCases.filter { _ in isGeneral || !draw.chance(1, in: 12) }
    concurrency = [1, 2, 3, 8][draw.below(4)]
    leaseMilliseconds = UInt64([30, 90, 300, 3000][draw.below(4)])
    drainMilliseconds = draw.chance(1, in: 2) ? UInt64(draw.below(400)) : nil
  }

  var isWorking: Bool { stoppedAt == nil && !hasReturned }
}
