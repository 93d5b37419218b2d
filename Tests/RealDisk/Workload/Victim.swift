import Foundation
import XylemCore
import XylemStorage

/// The process that is killed, or whose disk is taken away: lanes work on one store, and every
/// line they report is written to standard output at once.
struct Victim {
  private let orders: Orders
  private let output: ReportOutput

  init(_ orders: Orders, _ output: ReportOutput = ReportOutput()) {
    (self.orders, self.output) = (orders, output)
  }

  func run() throws {
    #if PlantedBugs
      plantedBug = ProcessInfo.processInfo.environment[Self.bugVariable]
        .flatMap { PlantedBug(rawValue: $0) }
    #endif
    // A file-size limit should show as an error of the call.
    signal(SIGXFSZ, SIG_IGN)
    if orders.isStepped {
      do { try liveInHalves() } catch { output.say(Report(error)) }
    } else if let store = open() {
      try workInThreads(store)
      store.close()
      output.say(.closed)
    }
  }

  private func open() -> DiskStore? {
    do {
      let store = try DiskStore(
        orders.path, segmentBytes: orders.segmentBytes, isStepped: orders.isStepped)
      output.say(.opened)
      return store
    } catch {
      output.say(.notOpened("\(error)"))
      return nil
    }
  }

  /// A stepped life: the first half ends like a process that dies, the second is closed. After a
  /// failure there is no second half, because what is in doubt should be seen by nobody else first.
  private func liveInHalves() throws {
    for half in 1...2 {
      guard let store = open(), try work(store, half) else { return }
      if half == 1 {
        store.abandon()
      } else {
        store.close()
        output.say(.closed)
      }
    }
  }

  /// Whether nothing failed.
  private func work(_ store: DiskStore, _ half: Int) throws -> Bool {
    for number in 0..<orders.lanes {
      let lane = try lane(number, of: store, half)
      try lane.work(turns: turns)
      try lane.clear()
      if lane.failure != nil { return false }
    }
    return true
  }

  private var turns: Int { orders.turns ?? .max }

  private func lane(_ number: Int, of store: DiskStore, _ half: Int) throws -> Lane {
    let output = output
    return try Lane(
      number, of: store, life: "\(orders.seed).\(half)", seed: orders.seed &* 3 &+ UInt64(half),
      report: { output.say($0) })
  }

  private func workInThreads(_ store: DiskStore) throws {
    let group = DispatchGroup()
    for number in 0..<orders.lanes {
      group.enter()
      let output = output
      let (orders, turns) = (orders, turns)
      Thread.detachNewThread {
        defer { group.leave() }
        do {
          try Victim(orders, output).lane(number, of: store, 1).work(turns: turns)
        } catch { output.say(Report(error)) }
      }
    }
    group.wait()
  }
}

#if PlantedBugs
  extension Victim {
    /// The variable of the environment that names the bug to plant.
    static let bugVariable = "XYLEM_PLANTED_BUG"
  }
#endif
