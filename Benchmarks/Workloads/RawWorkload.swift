/// The disk alone, with writes of several sizes.
struct RawWorkload: Workload {
  let name = "raw"

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    var results: [BenchmarkResult] = []
    for bytes in [128, 4 << 10, 64 << 10, 1 << 20] {
      let disk = try RawDisk(
        run.scratch.child("raw-\(bytes)"), bytesPerWrite: bytes, tasksPerWrite: 1)
      results += try await Comparison(workload: name, payloadBytes: bytes, contenders: [disk])
        .run(run.options)
    }
    return results
  }
}
