import XylemCore
import XylemStorage

/// A thousand tasks at a time are added to as many queues as there are, one to each in turn, then
/// leased from these and completed.
final class EngineQueues: Contender {
  private static let tasksPerVisit = 1000
  let engine = "xylem"
  let variant: String
  let inFlight = EngineQueues.tasksPerVisit
  private let subject: EngineUnderTest
  private let queues: [QueueName]
  private var next = 0

  init(variant: String, subject: EngineUnderTest, queues: [QueueName]) {
    self.variant = variant
    self.subject = subject
    self.queues = queues
  }

  /// Goes through all queues once, which makes them.
  func visitAll() async throws {
    for _ in 0..<queues.count / Self.tasksPerVisit { try await visit() }
  }

  func turn(seconds: Double) async throws -> Turn {
    let syncs = subject.engine.statistics.syncs
    var turn = try await Turn.repeating(for: seconds) {
      try await visit()
      return inFlight
    }
    turn.syncs = subject.engine.statistics.syncs - syncs
    return turn
  }

  private func visit() async throws {
    let names = (0..<Self.tasksPerVisit).map { queues[(next + $0) % queues.count] }
    next = (next + Self.tasksPerVisit) % queues.count
    try await subject.runEach(names.map { .enqueue(EngineUnderTest.addition(to: $0)) })
    // Each queue is named once, with a share for all that it got.
    let visited = queues.count < names.count ? queues : names
    let share = Self.tasksPerVisit / visited.count
    let wish = Command.Lease(
      shares: visited.map { (queue: $0, share: share) }, limit: Self.tasksPerVisit,
      milliseconds: 60_000)
    guard case .leased(let tasks) = try await subject.run(.lease(wish)),
      tasks.count == Self.tasksPerVisit
    else { throw BenchmarkFailure("not every queue gave its task") }
    try await subject.complete(tasks)
  }
}
