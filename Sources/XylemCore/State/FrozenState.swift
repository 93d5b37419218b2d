/// The state as it was after one record, while the state machine goes on: see
/// ``TaskStateMachine/freeze()``. It is what a checkpoint is written from.
package struct FrozenState: Sendable {
  let totals: Counters
  let queueNames: [QueueName]
  let queues: TableView<QueueRow>
  let kinds: [KindTable.Kind]
  let tasks: TableView<TaskRow>
  let companions: TableView<CompanionRow>
  let limits: TableView<LimitRow>
  /// Whether some queue is limited, which only readers that know limits may overlook.
  package let hasLimits: Bool

  /// The rows of limits to be saved, free ones among them; none when no queue is limited.
  var limitRows: Int { hasLimits ? Int(limits.highWater) : 0 }
}

extension TaskStateMachine {
  /// The state as it is now. It may be read on any thread until ``thaw()``, however the state
  /// changes meanwhile; the first change of a page of a table copies that page.
  ///
  /// O(pages of the tables + kinds in use): nobody waits for the number of tasks.
  package mutating func freeze() -> FrozenState {
    FrozenState(
      totals: totals, queueNames: queues.names, queues: queues.rows.freeze(), kinds: kinds.kinds,
      tasks: tasks.freeze(), companions: companions.freeze(), limits: limits.rows.freeze(),
      hasLimits: limits.count > 0)
  }

  /// Ends what ``freeze()`` began. O(pages that were changed).
  package mutating func thaw() {
    queues.rows.thaw()
    tasks.thaw()
    companions.thaw()
    limits.rows.thaw()
  }

  /// The state as it is now, good until the next change.
  private var view: FrozenState {
    FrozenState(
      totals: totals, queueNames: queues.names, queues: queues.rows.view(), kinds: kinds.kinds,
      tasks: tasks.view(), companions: companions.view(), limits: limits.rows.view(),
      hasLimits: limits.count > 0)
  }

  /// Appends the whole state as chunks without checksums; returns how many. O(n).
  ///
  /// `sequence` is that of the last record applied.
  package func writeImage(into writer: inout ByteWriter, sequence: UInt64) -> UInt32 {
    var image = ImageWriter(of: view, sequence: sequence)
    while image.writeNext(into: &writer) {}
    return image.chunkCount
  }
}
