import Xylem
import XylemStorage

/// The public store, with producers that each enqueue a thousand tasks in a call and wait until the
/// last of them is completed: so a few thousand are on their way at any time.
struct StoreFlow: Contender {
  var engine: String { subject.place.engine }
  let subject: StoreUnderTest
  let inFlight: Int
  private let producers = 4
  private let tasksPerCall = 1000

  func turn(seconds: Double) async throws -> Turn {
    let syncs = try await subject.store.statistics().log.syncs
    let start = SystemTimeSource.nanoseconds()
    var turn = try await Turn.together(
      producers, for: seconds, tasksPerStep: tasksPerCall, on: subject.executor
    ) { _ in
      let now = SystemTimeSource.nanoseconds()
      let tasks = (0..<tasksPerCall).map { _ in TimedTask(sentAt: now, slot: TimedTask.nobody) }
      let handles = try await subject.store.enqueue(contentsOf: tasks)
      _ = try await handles.last?.output
    }
    try await subject.settle()
    turn.seconds = Double(SystemTimeSource.nanoseconds() - start) / 1e9
    turn.syncs = try await subject.store.statistics().log.syncs - syncs
    return turn
  }
}
