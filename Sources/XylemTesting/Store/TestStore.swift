@_exported import Xylem
import XylemStorage

/// A store in memory for tests, on the same engine as every other, with a clock moved by hand.
///
///     let test = try await TestStore.open()
///     try await test.store.enqueue(SendMail(to: "ada@example.com"))
///     let report = try await test.drain {
///       Handler(SendMail.self) { mail, _ in try await send(mail) }
///     }
///     #expect(report.completed == 1)
///
/// Everything else is the real thing: commands, commits, recovery, workers. Use one in each test.
public final class TestStore: @unchecked Sendable {
  // Unchecked because the variable is used under the lock.

  /// What the store, and the workers of `drain`, take
  /// the time from.
  public let clock: ManualClock
  let machine: TestMachine
  private let lock = Lock()
  private var current: TaskStore

  private init(_ store: TaskStore, _ machine: TestMachine) {
    current = store
    self.machine = machine
    clock = machine.clock
  }

  /// The store. After ``kill()`` it is another one, with the same tasks.
  public var store: TaskStore { lock.withLock { current } }

  /// Opens an empty store in memory.
  ///
  /// - Parameter clock: What it takes the time from.
  /// - Throws: `StoreError.io` when the system has no thread left.
  public static func open(clock: ManualClock = ManualClock()) async throws(StoreError) -> TestStore
  {
    let machine = TestMachine(clock)
    return TestStore(try await open(machine), machine)
  }

  private static func open(_ machine: TestMachine) async throws(StoreError) -> TaskStore {
    var options = EngineOptions()
    options.segmentBytes = 4 << 20
    // What is prepared ahead takes memory and makes nothing faster here.
    options.spareSegments = 2
    options.recycledSegments = 2
    return try await TaskStore.open("store", options, on: machine)
  }

  /// Lets time pass: what is due by then has happened when this returns.
  ///
  /// - Parameter duration: Zero or more; the engine counts whole milliseconds.
  /// - Throws: `StoreError.closed` after ``close()``.
  public func advance(by duration: Duration) async throws(StoreError) {
    clock.advance(by: duration)
    _ = try await store.submit(.tick)
  }

  /// Lets the process die and starts another one: what was acknowledged is there, all leases are
  /// taken back, and whatever the old store was asked and had not answered yet may be lost.
  ///
  /// - Throws: what opening a store throws.
  public func kill() async throws(StoreError) {
    machine.disk.killProcess()
    await store.close()
    let next = try await Self.open(machine)
    lock.withLock { current = next }
  }

  /// Closes the store; it is not necessary, for its memory goes away by itself.
  public func close() async { await store.close() }
}
