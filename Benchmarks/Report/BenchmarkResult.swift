import Foundation

/// One side of one workload, over all turns. What was not measured is `nil`, never zero.
struct BenchmarkResult {
  let workload: String
  let engine: String
  /// What is true of a task once its call has returned: `synced` or `written`.
  let durability: String
  let payloadBytes: Int?
  let inFlight: Int?
  /// Tasks a second, one number a turn.
  var rates = Spread()
  /// Of each call.
  var latencies = LatencyHistogram()
  var syncs: UInt64?
  /// The rate over the raw disk's rate in the same round.
  var ratios = Spread()
  var bytesOnDisk: UInt64?
  /// Bytes of memory for each task, outside its payload.
  var residentBytes: Double?
  /// On what the cost is said to depend: tasks that wait, or queues.
  var size: Int?
  /// The time of the middle call over that at the smallest size in the same round.
  var costs = Spread()
  /// Processors that this process kept busy.
  var cores = Spread()
  /// The most that the log took over time, over twice the living bytes and six segments.
  var diskShare: Double?
  /// Bytes that were copied to keep it so, for each byte that was appended.
  var copiedShare: Double?

  /// What was taken of the disk as time went on.
  var history: [SpaceSample] = []

  /// The nanoseconds of the middle call for each of its tasks.
  var nanosecondsOfTask: Double? {
    guard let inFlight, let time = latencies.microseconds(atShare: 0.5) else { return nil }
    return time * 1000 / Double(inFlight)
  }

  /// Whether another queue was measured, neither this one nor the disk.
  var isOfPeer: Bool { engine != RawDisk.name && !engine.hasPrefix("xylem") }

  mutating func add(_ turn: Turn, rawRate: Double?) {
    rates.add(turn.rate)
    latencies.add(turn.latencies)
    if let syncs = turn.syncs { self.syncs = (self.syncs ?? 0) + syncs }
    if let coresBusy = turn.coresBusy { cores.add(coresBusy) }
    if let rawRate, rawRate > 0 { ratios.add(turn.rate / rawRate) }
  }

  /// Hours, share of the disk and share of copies, each time.
  private var samples: String {
    if history.isEmpty { return "null" }
    return JSONLine.list(
      history.map { sample in
        JSONLine.list([
          JSONLine.number(Double(sample.hours)), JSONLine.number(sample.diskShare, 3),
          JSONLine.number(sample.copiedShare, 4),
        ])
      })
  }

  /// One JSON object.
  var json: String {
    let whole = { (value: Int?) in JSONLine.number(value.map { Double($0) }) }
    let time = { JSONLine.number(latencies.microseconds(atShare: $0), 1) }
    return JSONLine.object([
      ("workload", JSONLine.string(workload)), ("engine", JSONLine.string(engine)),
      ("durability", JSONLine.string(durability)), ("payload_bytes", whole(payloadBytes)),
      ("in_flight", whole(inFlight)), ("operations_per_second", JSONLine.number(rates.median)),
      ("p50_us", time(0.5)), ("p99_us", time(0.99)), ("p999_us", time(0.999)),
      ("syncs", JSONLine.number(syncs.map { Double($0) })),
      ("raw_ratio", JSONLine.number(ratios.median, 3)),
      ("bytes_on_disk", JSONLine.number(bytesOnDisk.map { Double($0) })),
      ("resident_bytes", JSONLine.number(residentBytes, 1)), ("size", whole(size)),
      ("cost_ratio", JSONLine.number(costs.median, 3)),
      ("cores_busy", JSONLine.number(cores.median, 2)),
      ("operations_per_second_least", JSONLine.number(rates.values.min())),
      ("operations_per_second_most", JSONLine.number(rates.values.max())),
      ("raw_ratio_least", JSONLine.number(ratios.values.min(), 3)),
      ("raw_ratio_most", JSONLine.number(ratios.values.max(), 3)),
      ("disk_share", JSONLine.number(diskShare, 3)),
      ("copied_share", JSONLine.number(copiedShare, 3)), ("history", samples),
    ])
  }
}
