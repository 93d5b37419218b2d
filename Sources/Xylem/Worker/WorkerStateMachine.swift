/// Decides when a worker takes tasks and when it is finished. A value: news in, action out.
///
///              ┌────────── stop ─────────┐
///              │                         ▼
///     working: take while slots     draining: take nothing ── last handler ended ──▶ finished
///
/// Invariants:
/// - at most ``concurrency`` handlers run;
/// - it asks for tasks only when there may be some: at the start, after a queue became ready, or
///   after a lease that was full;
/// - it finishes once it is told to stop and no handler runs, not earlier; one that ends when it is
///   idle also does when no handler runs and there is nothing to take.
struct WorkerStateMachine: Equatable {
  /// What happened since the last look.
  struct News: Equatable {
    /// A queue became ready.
    var isReady = false
    /// How many handlers came to their end.
    var endedCount = 0
    /// Nothing more is to be taken.
    var isStopped = false
  }

  /// What to do now.
  enum Action: Equatable {
    /// Ask for at most this many tasks and tell ``WorkerStateMachine/took(_:leased:of:)`` what
    /// came.
    case take(Int)
    /// Wait for news.
    case wait
    /// Return.
    case finish
  }

  /// The number of slots.
  let concurrency: Int
  /// Whether it stops by itself once there is nothing to do.
  let endsWhenIdle: Bool
  /// Slots in use.
  private(set) var runningCount = 0
  private(set) var isStopping = false
  private var mayHaveMore = true

  /// A worker that runs nothing yet and does not know whether there are tasks.
  init(concurrency: Int, endsWhenIdle: Bool = false) {
    precondition(concurrency > 0, "a worker without slots does nothing")
    self.concurrency = concurrency
    self.endsWhenIdle = endsWhenIdle
  }

  /// Whether it would take tasks if it knew of some.
  var isHungry: Bool { !isStopping && runningCount < concurrency }

  /// What to do after `news`.
  mutating func handle(_ news: News) -> Action {
    precondition(news.endedCount <= runningCount, "a handler ended that did not run")
    runningCount -= news.endedCount
    if news.isReady { mayHaveMore = true }
    if news.isStopped { isStopping = true }
    return next()
  }

  /// Notes that of the `limit` tasks asked for `leasedCount` came, of which `startedCount` start.
  mutating func took(_ startedCount: Int, leased leasedCount: Int, of limit: Int) -> Action {
    precondition(startedCount <= leasedCount && leasedCount <= limit, "more than asked for")
    precondition(runningCount + startedCount <= concurrency, "more handlers than slots")
    runningCount += startedCount
    if leasedCount == limit { mayHaveMore = true }
    return next()
  }

  private mutating func next() -> Action {
    if isStopping { return runningCount == 0 ? .finish : .wait }
    if endsWhenIdle, !mayHaveMore, runningCount == 0 { return .finish }
    guard mayHaveMore, runningCount < concurrency else { return .wait }
    mayHaveMore = false
    return .take(concurrency - runningCount)
  }
}
