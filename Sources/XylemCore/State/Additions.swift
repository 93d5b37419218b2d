/// What will be added to the tables by records that were decided and are not yet applied.
package struct Additions {
  /// Tasks.
  package private(set) var tasks = 0
  /// Tasks among them that need a companion.
  package private(set) var companions = 0
  /// Tasks among them that have a unique key.
  package private(set) var keys = 0
  /// Queues.
  package private(set) var queues = 0
  /// Kinds of task.
  package private(set) var kinds = 0

  /// Limits of queues that had none.
  package private(set) var limits = 0

  /// Whether there is anything.
  package var isAny: Bool { tasks + queues + kinds + limits > 0 }

  /// Nothing.
  package init() {}

  /// One task.
  package init(_ task: Record.Enqueued) {
    count(task)
  }

  /// Counts what `record` adds; most records add nothing.
  package mutating func count(_ record: Record) {
    switch record {
    case .enqueued(let task): count(task)
    case .queueAdded: queues += 1
    case .kindAdded: kinds += 1
    default: break
    }
  }

  /// Counts the limit of a queue that has none.
  mutating func countLimit() { limits += 1 }

  private mutating func count(_ task: Record.Enqueued) {
    tasks += 1
    if task.expiry != nil || task.uniqueKey != nil { companions += 1 }
    if task.uniqueKey != nil { keys += 1 }
  }
}
