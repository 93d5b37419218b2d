/// The queues of a store. A queue costs bytes here, never a file.
package struct QueueTable: ~Copyable {
  /// One queue, as it was.
  package struct Queue {
    /// Its name.
    package let name: QueueName
    /// Whether it gave no tasks.
    package let isPaused: Bool
    /// Its tasks, counted.
    package let counters: Counters
  }

  private var numbers: [QueueName: UInt32] = [:]
  /// The name of every queue at its number.
  package private(set) var names: [QueueName] = []
  var rows = PagedTable<QueueRow>()
  private var nameBytes = 0
  /// The queue that a task was added to last.
  var recent: UInt32 = 0

  /// No queues.
  package init() {}

  /// How many queues there are; their numbers are 0 and up.
  package var count: Int { names.count }

  /// Every queue, copied. O(queues).
  package var all: [Queue] {
    names.indices.map { index in
      let row = rows[UInt32(index)]
      return Queue(name: names[index], isPaused: row.isPaused, counters: row.counters)
    }
  }

  /// The number of the queue called `name`. The ``recent`` one is found without a hash, because
  /// tasks of one queue come in a row.
  package func number(of name: QueueName) -> UInt32? {
    if Int(recent) < names.count, names[Int(recent)] == name { return recent }
    return numbers[name]
  }

  /// Whether `number` is a queue's.
  package func contains(_ number: UInt32) -> Bool { Int(number) < names.count }

  /// The name of the queue of that number, which must be one.
  package func name(of number: UInt32) -> QueueName { names[Int(number)] }

  /// The queue of that number, which must be one.
  package subscript(_ number: UInt32) -> QueueRow {
    _read { yield rows[checked: number] }
    _modify { yield &rows[checked: number] }
  }

  /// Adds a queue under the next number.
  package mutating func add(_ name: QueueName) {
    precondition(numbers[name] == nil, "\(name) was added before")
    numbers[name] = rows.allocate()
    names.append(name)
    nameBytes += CollectionMemory.bytes(of: name.text)
  }

  /// What the queues take once `additions` more are there, in bytes. Names are longer for some and
  /// shorter for others than what is counted for a new one.
  func byteCount(adding additions: Int = 0) -> Int {
    nameBytes + additions * CollectionMemory.usualNameBytes
      + CollectionMemory.bytes(of: numbers, adding: additions)
      + CollectionMemory.bytes(of: names, adding: additions) + rows.byteCount(adding: additions)
  }

  /// The list of ready tasks of one priority, first in first out.
  package subscript(ready queue: UInt32, priority: Int) -> RowList {
    _read { yield rows[checked: queue].lists[priority] }
    _modify { yield &rows[checked: queue].lists[priority] }
  }

  /// The list of dead letters, oldest first.
  package subscript(dead queue: UInt32) -> RowList {
    _read { yield rows[checked: queue].lists[Priority.levels] }
    _modify { yield &rows[checked: queue].lists[Priority.levels] }
  }
}
