/// The queues of a store. A queue costs bytes here, never a file.
package struct QueueTable {
  /// One queue.
  package struct Queue {
    /// Its name.
    package let name: QueueName
    /// Whether it gives no tasks.
    package var isPaused = false
    /// Bit p is set when tasks of priority p are ready.
    package var occupied: UInt16 = 0
    /// Its tasks, counted.
    package var counters = Counters()
  }

  /// Lists of a queue: ready ones by priority, then the dead letters.
  static let listsPerQueue = Priority.levels + 1

  private var numbers: [QueueName: UInt32] = [:]
  /// Every queue at its number.
  package private(set) var queues: [Queue] = []
  private var lists: [RowList] = []
  /// The queue that a task was added to last.
  var recent: UInt32 = 0

  /// No queues.
  package init() {}

  /// How many queues there are; their numbers are 0 and up.
  package var count: Int { queues.count }

  /// The number of the queue called `name`. The ``recent`` one is found without a hash, because
  /// tasks of one queue come in a row.
  package func number(of name: QueueName) -> UInt32? {
    if Int(recent) < queues.count, queues[Int(recent)].name == name { return recent }
    return numbers[name]
  }

  /// Whether `number` is a queue's.
  package func contains(_ number: UInt32) -> Bool { Int(number) < queues.count }

  /// The queue of that number, which must be one.
  package subscript(_ number: UInt32) -> Queue {
    _read { yield queues[Int(number)] }
    _modify { yield &queues[Int(number)] }
  }

  /// Adds a queue under the next number.
  package mutating func add(_ name: QueueName) {
    precondition(numbers[name] == nil, "\(name) was added before")
    numbers[name] = UInt32(queues.count)
    queues.append(Queue(name: name))
    lists.append(contentsOf: repeatElement(RowList(), count: Self.listsPerQueue))
  }

  /// The list of ready tasks of one priority, first in first out.
  package subscript(ready queue: UInt32, priority: Int) -> RowList {
    _read { yield lists[Int(queue) * Self.listsPerQueue + priority] }
    _modify { yield &lists[Int(queue) * Self.listsPerQueue + priority] }
  }

  /// The list of dead letters, oldest first.
  package subscript(dead queue: UInt32) -> RowList {
    _read { yield lists[Int(queue) * Self.listsPerQueue + Priority.levels] }
    _modify { yield &lists[Int(queue) * Self.listsPerQueue + Priority.levels] }
  }
}
