import XylemCore
import XylemStorage

/// Producers that enqueue tasks of 100 bytes and wait until each is durable.
struct Workload {
  let name: String
  let producers: Int
  let tasksPerCall: Int
  var isBlocking = false

  static let all = [
    Workload(name: "enqueue-1", producers: 1, tasksPerCall: 1),
    Workload(name: "enqueue-1-blocking", producers: 1, tasksPerCall: 1, isBlocking: true),
    Workload(name: "enqueue-64", producers: 64, tasksPerCall: 1),
    Workload(name: "enqueue-1000", producers: 1000, tasksPerCall: 1),
    Workload(name: "batch-1000", producers: 1, tasksPerCall: 1000),
    Workload(name: "batch-1000-4", producers: 4, tasksPerCall: 1000),
  ]

  /// Tasks that the raw disk is given in one write: a batch, or as many as can wait at a time.
  private var tasksPerWrite: Int { tasksPerCall > 1 ? tasksPerCall : producers }

  /// Lets raw disk and engine take turns; one row for each side.
  func measure(
    in scratch: ScratchDirectory, _ options: BenchmarkOptions
  ) async throws -> [BenchmarkRow] {
    let raw = try RawDisk(scratch.child("\(name)-raw"))
    let subject = try EngineUnderTest(scratch.child(name))
    defer { subject.close() }
    let bytes = try await bytesPerWrite(subject)
    var rawRates: [Double] = []
    var rates: [Double] = []
    var rawLatencies: [Double] = []
    var latencies: [Double] = []
    var syncs: UInt64 = 0
    for _ in 0..<options.repetitions {
      try await subject.drain()
      let rounds = try raw.run(bytes: bytes, seconds: options.seconds)
      rawRates.append(Double(rounds.count * tasksPerWrite) / (rounds.reduce(0, +) / 1e6))
      rawLatencies += rounds
      let before = subject.engine.statistics.syncs
      let turn = try await run(subject, seconds: options.seconds)
      syncs += subject.engine.statistics.syncs - before
      rates.append(Double(turn.latencies.count * tasksPerCall) / turn.seconds)
      latencies += turn.latencies
    }
    let ratios = zip(rates, rawRates).map { $0 / $1 }
    return [
      BenchmarkRow(
        workload: name, engine: "raw", inFlight: tasksPerWrite, rates: rawRates,
        latencies: rawLatencies, syncs: UInt64(rawLatencies.count), ratios: []),
      BenchmarkRow(
        workload: name, engine: "xylem", inFlight: producers * tasksPerCall, rates: rates,
        latencies: latencies, syncs: syncs, ratios: ratios),
    ]
  }

  /// What the engine writes for one commit of this many tasks.
  private func bytesPerWrite(_ subject: EngineUnderTest) async throws -> Int {
    let payloads = [[UInt8]](repeating: EngineUnderTest.addition().payload, count: tasksPerWrite)
    try await subject.add(payloads)
    let before = subject.engine.statistics.bytesWritten
    try await subject.add(payloads)
    return Int(subject.engine.statistics.bytesWritten - before)
  }

  private struct Turn {
    let seconds: Double
    /// Microseconds of each call.
    let latencies: [Double]
  }

  private func run(_ subject: EngineUnderTest, seconds: Double) async throws -> Turn {
    let start = SystemTimeSource.nanoseconds()
    let end = start + UInt64(seconds * 1e9)
    let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<producers {
        group.addTask { try await produce(subject, until: end) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let elapsed = Double(SystemTimeSource.nanoseconds() - start) / 1e9
    return Turn(seconds: elapsed, latencies: latencies)
  }

  private func produce(_ subject: EngineUnderTest, until end: UInt64) async throws -> [Double] {
    let command = EngineUnderTest.task()
    let payloads = [[UInt8]](repeating: EngineUnderTest.addition().payload, count: tasksPerCall)
    var latencies: [Double] = []
    while true {
      let start = SystemTimeSource.nanoseconds()
      guard start < end else { return latencies }
      if isBlocking {
        try subject.runBlocking(command)
      } else if tasksPerCall == 1 {
        _ = try await subject.run(command)
      } else {
        try await subject.add(payloads)
      }
      latencies.append(Double(SystemTimeSource.nanoseconds() - start) / 1000)
    }
  }
}
