/// What changes of a queue: 256 bytes. Its name is in the ``QueueTable``.
package struct QueueRow: BitwiseCopyable {
  /// Lists of a queue: ready ones by priority, then the dead letters.
  static let listCount = Priority.levels + 1

  /// Its tasks, counted.
  package var counters = Counters()
  var lists = InlineArray<11, RowList>(repeating: RowList())
  /// Bit p is set when tasks of priority p are ready.
  package var occupied: UInt16 = 0
  /// Whether it gives no tasks.
  package var isPaused = false
  /// Whether there is a ``LimitRow`` for it.
  package var isLimited = false

  /// A queue without tasks.
  package init() {}
}

extension QueueRow: Recyclable {
  /// A queue without tasks; queues are never given up.
  package static var vacant: QueueRow { QueueRow() }
  /// No queue is ever vacant.
  package var nextFree: UInt32 {
    get { RowIndex.none }
    set { precondition(newValue == RowIndex.none, "a queue is never given up") }
  }
}
