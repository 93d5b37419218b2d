import Simulator
import XylemCore
import XylemStorage

/// The work that made the fixtures: a fixed script, so that its log holds every kind of record.
///
/// It runs only to make the fixtures of a new version of the format. Those of a released version
/// are never made anew: they are what that version wrote.
struct FixtureScript {
  let disk = VirtualFileSystem()
  let time = ManualTimeSource(wall: 1_700_000_000_000, steady: 5_000)

  static let mail = TaskKind(
    name: "send", retry: .fixed(.seconds(2), attempts: 3), deliveryLimit: 2,
    retentionMilliseconds: 60_000)
  static let report = TaskKind(
    name: "report.build", retry: .never, deliveryLimit: 5, retentionMilliseconds: 0)

  func open(spareSegments: Int = 0) throws -> Engine {
    var options = EngineOptions()
    options.segmentBytes = 32 * 1024
    options.spareSegments = spareSegments
    options.recycledSegments = 0
    options.namespace = "shop"
    options.environment = "test"
    return try Engine.open(
      disk, "/store", options, time: time, entropy: SeededEntropySource(seed: 7))
  }

  /// A store with every kind of record, two segments and a checkpoint, closed in order.
  static func closed() throws -> VirtualFileSystem {
    let script = FixtureScript()
    let engine = try script.open()
    try script.runAllKinds(engine)
    engine.close()
    return script.disk
  }

  /// A store whose process died while it wrote: a lease is out, and the last frame is torn.
  static func killed() throws -> VirtualFileSystem {
    let script = FixtureScript()
    let engine = try script.open()
    try script.enqueue(engine, "first")
    try script.enqueue(engine, "second")
    try script.enqueue(engine, "delayed") { $0.delayMilliseconds = 3_600_000 }
    let deliveries = try script.lease(engine, 2)
    try script.run(engine, .complete(deliveries[0].token, result: Array("sent".utf8)))
    script.disk.resetCounters()
    script.disk.faults.stop = StopPoint(call: 1, keptSectors: 2)
    let torn = Command.Enqueue(
      queue: "mail", kind: mail, payload: [UInt8](repeating: 0x78, count: 2_000))
    _ = engine.submit(.enqueue(torn), durability: .synced, waiter: .none)
    engine.commitOnce()
    script.disk.processKill()
    return script.disk
  }

  /// A store with queues that are limited in every way, closed in order.
  static func limited() throws -> VirtualFileSystem {
    let script = FixtureScript()
    let engine = try script.open()
    for name in ["one", "two", "three", "four"] { try script.enqueue(engine, name) }
    let limit = QueueLimit.rate(7, per: .seconds(60), burst: 2)
    try script.run(engine, .limit("mail", limit.concurrency(3)))
    try script.run(engine, .limit("api", .rate(1_000, per: .milliseconds(1), burst: 1_000)))
    try script.run(engine, .limit("once", .concurrency(1)))
    try script.run(engine, .limit("free", .concurrency(2)))
    try script.run(engine, .limit("free", nil))
    _ = try script.lease(engine, 2)
    engine.close()
    return script.disk
  }

  /// A store whose oldest segments are gone, with what tasks need of them in a cold one.
  static func cold() throws -> VirtualFileSystem {
    let script = FixtureScript()
    let engine = try script.open(spareSegments: 2)
    for number in 0..<4 {
      try script.enqueue(engine, "old \(number)", queue: "archive")
    }
    let dead = try script.enqueue(engine, "dead")
    var failure = Command.Failure(message: "too old")
    failure.isPermanent = true
    try script.run(engine, .fail(try script.lease(engine, 1)[0].token, failure))
    for round in 0..<30 {
      try script.enqueue(engine, String(repeating: "short \(round) ", count: 300))
      try script.run(engine, .complete(try script.lease(engine, 1)[0].token, result: []))
      script.time.advance(60_001)
      for _ in 0..<20 {
        engine.maintain()
        while engine.commitOnce() {}
      }
    }
    let places = try engine.inspect(waiter: .none) { state in
      state.references().compactMap { state.snapshot(of: $0)?.location.segment }
    }.get()
    guard dead.reference.row == 4, places.count == 5,
      places.allSatisfy({ $0 > Limits.hotSegmentMax })
    else { throw UnexpectedOutcome() }
    engine.close()
    return script.disk
  }

  private func runAllKinds(_ engine: Engine) throws {
    try enqueue(engine, "plain")
    try enqueue(engine, "urgent") {
      $0.priority = 9
      $0.uniqueKey = "invoice:7"
      $0.expiryMilliseconds = 3_600_000
    }
    try enqueue(engine, "permanent failure")
    try enqueue(engine, "given back")
    try runOutcomes(engine)
    try endTasks(engine)
    try runReports(engine)
    for index in 0..<9 {
      try enqueue(engine, String(repeating: "\(index)", count: 3_000), queue: "bulk") {
        guard index == 0 else { return }
        $0.uniqueKey = "bulk:0"
        $0.expiryMilliseconds = 31_536_000_000
      }
    }
  }

  private func runOutcomes(_ engine: Engine) throws {
    let deliveries = try lease(engine, 4)
    try run(engine, .complete(deliveries[0].token, result: Array("receipt 7".utf8)))
    try run(engine, .fail(deliveries[1].token, Command.Failure(message: "try again")))
    var permanent = Command.Failure(message: "no such user")
    permanent.isPermanent = true
    try run(engine, .fail(deliveries[2].token, permanent))
    try run(engine, .extend(deliveries[3].token, milliseconds: 20_000))
    try run(engine, .release(deliveries[3].token, delayMilliseconds: 0))
    _ = try lease(engine, 1, milliseconds: 1_000)
    time.advance(1_500)
    try run(engine, .tick)
  }

  private func endTasks(_ engine: Engine) throws {
    let cancelled = try enqueue(engine, "cancelled")
    try run(engine, .cancel(cancelled))
    try enqueue(engine, "expired") { $0.expiryMilliseconds = 100 }
    time.advance(200)
    try run(engine, .tick)
    for name in ["revived", "discarded"] {
      let dead = try enqueue(engine, name) { $0.priority = 8 }
      var failure = Command.Failure(message: "cannot be read")
      failure.isUnreadable = true
      try run(engine, .fail(try lease(engine, 1)[0].token, failure))
      try run(engine, name == "revived" ? .replay(dead) : .discard(dead))
      if name == "revived" { try run(engine, .cancel(dead)) }
    }
    try run(engine, .pause("mail"))
    try run(engine, .resume("mail"))
  }

  private func runReports(_ engine: Engine) throws {
    var delayed = Command.Enqueue(queue: "reports", kind: Self.report, payload: [0, 1, 2, 255])
    delayed.delayMilliseconds = 86_400_000
    let now = Command.Enqueue(queue: "reports", kind: Self.report, payload: [])
    let outcomes = engine.submitGroup(
      [.enqueue(delayed), .enqueue(now)], durability: .synced, waiter: .none)
    engine.commitOnce()
    _ = try outcomes.get()
    try run(engine, .pause("reports"))
    time.advance(1_000)
    try run(engine, .tick)
  }

  @discardableResult
  private func enqueue(
    _ engine: Engine, _ payload: String, queue: QueueName = "mail",
    _ change: (inout Command.Enqueue) -> Void = { _ in }
  ) throws -> TaskID {
    var task = Command.Enqueue(queue: queue, kind: Self.mail, payload: Array(payload.utf8))
    change(&task)
    guard case .enqueued(let id) = try run(engine, .enqueue(task)) else {
      throw UnexpectedOutcome()
    }
    return id
  }

  private func lease(
    _ engine: Engine, _ limit: Int, milliseconds: UInt64 = 10_000
  ) throws -> [Delivery] {
    let wish = Command.Lease(
      shares: [(queue: "mail", share: 5)], limit: limit, milliseconds: milliseconds)
    guard case .leased(let tasks) = try run(engine, .lease(wish)), tasks.count == limit else {
      throw UnexpectedOutcome()
    }
    return try tasks.map { try engine.deliver($0) }
  }

  @discardableResult
  private func run(_ engine: Engine, _ command: Command) throws -> Outcome {
    let outcome = engine.submit(command, durability: .synced, waiter: .none)
    engine.commitOnce()
    return try outcome.get()
  }
}
