/// Producers that enqueue tasks and wait until each call's are durable.
struct EnqueueWorkload: Workload {
  let name: String
  let producers: Int
  var tasksPerCall = 1
  var payloadBytes = 100
  var isBlocking = false

  static let all =
    [
      EnqueueWorkload(name: "enqueue-1", producers: 1),
      EnqueueWorkload(name: "enqueue-1-blocking", producers: 1, isBlocking: true),
      EnqueueWorkload(name: "enqueue-64", producers: 64),
      EnqueueWorkload(name: "enqueue-1000", producers: 1000),
      EnqueueWorkload(name: "enqueue-10000", producers: 10_000),
      EnqueueWorkload(name: "batch-10", producers: 1, tasksPerCall: 10),
      EnqueueWorkload(name: "batch-1000", producers: 1, tasksPerCall: 1000),
      EnqueueWorkload(name: "batch-1000-4", producers: 4, tasksPerCall: 1000),
    ] + payloads

  /// 64 producers with payloads from small to large.
  static let payloads = [
    ("16", 16), ("256", 256), ("1k", 1 << 10), ("4k", 4 << 10), ("16k", 16 << 10),
    ("64k", 64 << 10),
  ].map { EnqueueWorkload(name: "payload-\($0.0)", producers: 64, payloadBytes: $0.1) }

  /// Tasks that the raw disk is given in one write: a batch, or as many as can wait at a time.
  private var tasksPerWrite: Int { tasksPerCall > 1 ? tasksPerCall : producers }

  /// The workloads that peers take part in.
  private var hasPeers: Bool { ["enqueue-1", "enqueue-64", "batch-1000"].contains(name) }

  /// Where callers run: large batches and payloads leave no difference, and who blocks cannot do so
  /// on the committing thread.
  private var places: [CallerPlace] {
    isBlocking || tasksPerCall > 1 || payloadBytes != 100 ? [.pool] : [.pool, .committer]
  }

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    let subject = try EngineUnderTest(run.scratch.child(name))
    defer { subject.close() }
    let bytes = try await subject.bytesPerCommit(tasksPerWrite, payloadBytes: payloadBytes)
    let raw = try RawDisk(
      run.scratch.child("\(name)-raw"), bytesPerWrite: bytes, tasksPerWrite: tasksPerWrite)
    let engines = places.map {
      EngineProducers(
        place: $0, subject: subject, producers: producers, tasksPerCall: tasksPerCall,
        payloadBytes: payloadBytes, isBlocking: isBlocking)
    }
    let peers =
      hasPeers
      ? try run.peers.producers(producers, tasksPerCall: tasksPerCall, payloadBytes: payloadBytes)
      : []
    return try await Comparison(
      workload: name, payloadBytes: payloadBytes, contenders: [raw] + engines + peers
    ).run(run.options)
  }
}
