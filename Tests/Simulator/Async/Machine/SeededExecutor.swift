/// An executor without threads: jobs wait until the next one is asked for, and which one that is,
/// is drawn. The same draws are the same run of all tasks and actors on it.
///
/// A task is run as if it were isolated, so each call of a function that is not makes a job of its
/// own: one more place where others may go on in between, as on a pool of many threads.
package final class SeededExecutor: TaskExecutor, SerialExecutor, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  private var waiting: [UnownedJob] = []
  /// Whether a task was resumed while it waited to run already: somebody was told twice.
  private(set) var hasDoubledJob = false

  init() {}

  /// How many jobs could run now.
  var count: Int { waiting.count }

  /// Takes a job of a task or an actor.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if waiting.contains(where: { Self.identity($0) == Self.identity(job) }) { hasDoubledJob = true }
    waiting.append(job)
  }

  /// Runs one of the waiting jobs until it suspends or ends; which one is drawn.
  func runNext(_ draw: inout SeededGenerator) {
    let index = draw.below(waiting.count)
    waiting.remove(at: index).runSynchronously(
      isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
  }

  private static func identity(_ job: UnownedJob) -> UInt {
    unsafeBitCast(job, to: UInt.self)
  }
}
