/// The queue itself, as a value: what every task is, decided by commands, changed by records.
///
/// - ``decide(_:at:into:)`` looks and refuses or plans records; it changes nothing.
/// - ``apply(_:at:effects:)`` changes the state by one record; it reads no clock.
///
/// The live path decides, then applies; recovery only applies. So what recovery rebuilds equals
/// what was there, by construction. Nothing here does I/O, reads a clock, draws a random number
/// or depends on the order of a hash table.
///
/// Invariants (checked by `checkInvariants`):
/// - a row is in the list or wheel of its status, and in no other;
/// - every counter equals a recount, and ``Counters/isBalanced`` holds;
/// - the living bytes of a segment are the lengths of the records that rows name in it;
/// - a unique key is held by exactly the unfinished task that has it;
/// - an expiry is in the wheel exactly while its task is ready or delayed;
/// - a limited queue is in the wheel exactly while its rate lets no task go.
package struct TaskStateMachine: ~Copyable {
  /// The store whose tasks these are.
  package let store: StoreID
  /// Which opening of the store is the present one; leases of earlier ones are void.
  package internal(set) var epoch: UInt32 = 0
  /// The counter of the last lease given in this epoch.
  package internal(set) var leaseCounter: UInt32 = 0
  /// All tasks, counted.
  package internal(set) var totals = Counters()
  /// Which bytes of which segment are needed.
  package internal(set) var usage = SegmentUsage()
  /// The queues.
  package internal(set) var queues = QueueTable()
  /// The kinds of task.
  package internal(set) var kinds = KindTable()

  var tasks = PagedTable<TaskRow>()
  var companions = PagedTable<CompanionRow>()
  var timers: TimingWheel<TaskRow>
  var expiries: TimingWheel<CompanionRow>
  var keys = UniqueKeyTable()
  var limits: LimitTable

  /// An empty queue of `store`; no timer will be due before `time`, in milliseconds since 1970.
  package init(store: StoreID, time: UInt64) {
    self.store = store
    timers = TimingWheel(cursor: time)
    expiries = TimingWheel(cursor: time)
    limits = LimitTable(time: time)
  }

  /// The number of tasks that have a row: unfinished, dead, or with a kept result.
  package var taskCount: UInt32 { tasks.count }

  /// The instant until which no timer is due, in milliseconds; `nil` when there is no timer.
  package var nextDue: UInt64? {
    let dues = (timers.nextDue(in: tasks), expiries.nextDue(in: companions), limits.nextDue)
    let first = min(dues.0 ?? .max, dues.1 ?? .max, dues.2 ?? .max)
    return first == .max ? nil : first
  }

  /// A plan for one command, or for a group that is carried out wholly or not at all.
  package func beginPlan(_ plan: inout Plan, isGroup: Bool) {
    plan.begin(isGroup: isGroup, reservation: tasks.reservation())
  }

  /// The hash under which a unique key is known.
  package func hash(ofKey key: String) -> KeyHash {
    let bytes = Array(key.utf8)
    return SipHash128.hash(bytes.span.bytes, key: SipKey(low: store.first, high: store.second))
  }

  /// Whether the row belongs to this very task.
  package func holds(_ reference: TaskReference) -> Bool {
    tasks.contains(reference.row) && tasks[reference.row].status != nil
      && tasks[reference.row].generation == reference.generation
  }

  func reference(_ row: UInt32) -> TaskReference {
    TaskReference(row: row, generation: tasks[row].generation)
  }
}
