import XylemCore

/// Reads the lines of a workload, and compares what a store holds after a crash with them.
struct Ledger {
  private var lanes: [Int: LaneHistory] = [:]
  /// Steps that were acknowledged.
  private(set) var acknowledged = 0
  /// Refusals and failures that were told.
  private(set) var refused = 0
  private(set) var failures: [String] = []
  /// Damage that the store noticed by itself while it was used.
  private(set) var damages: [String] = []
  /// Whether a store was opened, and closed at last.
  private(set) var isOpened = false
  private(set) var isClosed = false

  /// Takes one line.
  ///
  /// - Throws: when the line says that a promise was broken.
  mutating func read(_ report: Report) throws(BrokenPromise) {
    switch report {
    case .asks(let lane, let durability, let isGroup, let steps):
      lanes[lane, default: LaneHistory()].ask(durability, isGroup: isGroup, steps)
    case .acknowledged(let lane, let places):
      acknowledged += try lanes[lane, default: LaneHistory()].acknowledge(refused: places)
      refused += places.count
    case .refused(let lane):
      lanes[lane]?.refuse()
      refused += 1
    case .failed(let lane, let reason):
      lanes[lane]?.fail()
      failures.append(reason)
    case .opened: (isOpened, isClosed) = (true, false)
    case .notOpened(let reason): failures.append(reason)
    case .closed: isClosed = true
    case .damaged(let what): damages.append(what)
    case .broken(let what): throw BrokenPromise(what)
    case .wrongBytes(let what): throw BrokenPromise(what, isWrongBytes: true)
    }
  }

  /// Takes what a process wrote. A last line without an end is half a line.
  mutating func read(_ output: String) throws(BrokenPromise) {
    Evidence.remember(output)
    for line in output.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      guard let report = Report(line) else { throw BrokenPromise("an unknown line: \(line)") }
      try read(report)
    }
  }

  /// Opens the store and compares; returns the number of tasks found. From now on they must be
  /// there.
  ///
  /// - Throws: `BrokenPromise`, also when the store does not open.
  mutating func settle(
    opening path: String, after ending: LaneHistory.Ending, closes: Bool = false
  ) throws(BrokenPromise) -> Int {
    Evidence.remember(store: path)
    let view: StoreView
    do { view = try StoreView(opening: path, closes: closes) } catch let error as BrokenPromise {
      throw error
    } catch {
      throw BrokenPromise("the store cannot be read: \(error)")
    }
    return try settle(view, after: ending)
  }

  /// Compares; returns the number of tasks found. From now on they must be there.
  mutating func settle(
    _ view: StoreView, after ending: LaneHistory.Ending
  ) throws(BrokenPromise) -> Int {
    if let damage = damages.first { throw BrokenPromise("damage without a cause: \(damage)") }
    for lane in Set(lanes.keys).union(view.lanes.keys).sorted() {
      do {
        let found = view.lanes[lane] ?? [:]
        try lanes[lane, default: LaneHistory()].settle(found, after: ending)
      } catch { throw error.found(in: "lane \(lane)") }
    }
    failures = []
    isOpened = false
    return view.lanes.values.reduce(0) { $0 + $1.count }
  }

  /// Forgets everything but the counts, for a store that is new.
  mutating func beginStore() {
    lanes = [:]
  }
}
