import XylemCore
import XylemStorage

/// Tasks of which a tenth, by bytes, lives for three weeks of simulated time and fifty segments of
/// log: what they take of the disk, and how often they are written again, over months.
struct MixedLivesWorkload: Workload {
  let name = "mixed-lives"
  private static let segmentBytes: UInt32 = 1 << 20
  private static let payloadBytes = 1000
  /// A round is an hour.
  private static let roundsOfLife = 500

  func measure(_ run: BenchmarkRun) async throws -> [BenchmarkResult] {
    var options = EngineOptions()
    options.segmentBytes = Self.segmentBytes
    let time = SteppedTime()
    let subject = try EngineUnderTest(run.scratch.child(name), options, time: time)
    defer { subject.close() }
    let rounds = max(Self.roundsOfLife * 2, run.options.backlog(3_000))
    var space = SpaceOverTime(of: run.scratch.child(name), segmentBytes: Self.segmentBytes)
    var result = BenchmarkResult(
      workload: name, engine: "xylem", durability: "synced", payloadBytes: Self.payloadBytes,
      inFlight: 90)
    for start in stride(from: 0, to: rounds, by: rounds / 10) {
      run.options.progress.show("\(name): hour \(start) of \(rounds)")
      let begin = SystemTimeSource.nanoseconds()
      for round in start..<start + rounds / 10 {
        try await live(round, subject)
        time.pass(hours: 1)
        if round < 10 || round.isMultiple(of: 10) {
          try space.sample(subject.engine, hours: round + 1)
        }
      }
      let seconds = Double(SystemTimeSource.nanoseconds() - begin) / 1e9
      result.rates.add(Double(rounds / 10 * 100) / seconds)
      run.options.progress.note("\(name): after \(start + rounds / 10) hours \(space.words)")
    }
    (result.diskShare, result.copiedShare) = (space.worst, space.latest.copiedShare)
    result.history = space.history
    result.bytesOnDisk = try DirectorySize.bytes(of: run.scratch.child(name))
    return [result]
  }

  /// Adds ten old tasks and ninety short ones; ends the short ones, and the old ones whose time has
  /// come.
  private func live(_ round: Int, _ subject: EngineUnderTest) async throws {
    let payload = [UInt8](repeating: 0x58, count: Self.payloadBytes)
    let old = EngineUnderTest.addition(payloadBytes: Self.payloadBytes, to: "archive")
    try await subject.add([[UInt8]](repeating: payload, count: 10), like: old)
    try await subject.add([[UInt8]](repeating: payload, count: 90))
    try await subject.complete(try await subject.lease(90))
    guard round >= Self.roundsOfLife else { return }
    try await subject.complete(try await subject.lease(10, of: ["archive"]))
  }
}
