import XylemCore
import XylemStorage

/// A store in this very process with one lane, whose reports go straight into a ledger.
final class LiveStore {
  let path: String
  private(set) var ledger = Ledger()
  private(set) var lane: Lane!
  private var store: DiskStore?
  private var broken: BrokenPromise?
  private var lives: UInt64 = 0

  /// Nothing is open yet.
  init(_ path: String) { self.path = path }

  /// Opens the store for a new life.
  ///
  /// - Throws: what opening throws.
  func open(plainBytes: Int? = nil) throws {
    let store = try DiskStore(path)
    self.store = store
    lives += 1
    lane = try Lane(0, of: store, life: "\(lives)", seed: lives) { [unowned self] in hear($0) }
    lane.plainBytes = plainBytes
  }

  private func hear(_ report: Report) {
    do { try ledger.read(report) } catch { broken = broken ?? error }
  }

  /// Ends the life and opens the store again to compare; returns the number of tasks.
  @discardableResult
  func compare(closes: Bool = true) throws -> Int {
    end(closes: closes)
    return try settle(.processDeath)
  }

  /// Ends the life, properly or not.
  func end(closes: Bool) {
    lane = nil
    if closes { store?.close() } else { store?.abandon() }
    store = nil
  }

  /// Compares what is there with what the ledger knows.
  @discardableResult
  func settle(_ ending: LaneHistory.Ending) throws -> Int {
    if let broken { throw broken }
    return try ledger.settle(opening: path, after: ending)
  }
}
