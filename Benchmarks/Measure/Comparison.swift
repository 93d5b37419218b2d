import XylemStorage

/// Lets all sides of a workload take turns, so that each round sees the same minutes of the disk.
struct Comparison {
  let workload: String
  let payloadBytes: Int
  var durability = "synced"
  /// Whether a side's rate over that of the raw disk says anything.
  var hasRatios = true
  let contenders: [any Contender]

  /// One result for each side, in the order of the contenders.
  ///
  /// A round that is not measured comes first: it fills caches, opens files, and lets those that
  /// need a stock of tasks learn how much.
  func run(_ options: BenchmarkOptions) async throws -> [BenchmarkResult] {
    var results = contenders.map {
      BenchmarkResult(
        workload: workload + $0.variant, engine: $0.engine, durability: durability,
        payloadBytes: payloadBytes, inFlight: $0.inFlight)
    }
    _ = try await round(seconds: min(0.1, options.seconds), "warm-up", options)
    for number in 1...options.repetitions {
      let place = "round \(number) of \(options.repetitions)"
      let turns = try await round(seconds: options.seconds, place, options)
      let raw = zip(contenders, turns).first { $0.0.engine == RawDisk.name }?.1.rate
      for (index, turn) in turns.enumerated() {
        let isRaw = contenders[index].engine == RawDisk.name
        results[index].add(turn, rawRate: isRaw || !hasRatios ? nil : raw)
      }
    }
    return results
  }

  private func round(
    seconds: Double, _ place: String, _ options: BenchmarkOptions
  ) async throws -> [Turn] {
    var turns: [Turn] = []
    for contender in contenders {
      options.progress.show("\(workload): \(place), \(contender.engine)\(contender.variant)")
      try await contender.prepare()
      turns.append(try await watched(contender, seconds: seconds))
    }
    return turns
  }

  private func watched(_ contender: any Contender, seconds: Double) async throws -> Turn {
    let used = ProcessorTime.seconds
    let start = SystemTimeSource.nanoseconds()
    var turn = try await contender.turn(seconds: seconds)
    let elapsed = Double(SystemTimeSource.nanoseconds() - start) / 1e9
    turn.coresBusy = (ProcessorTime.seconds - used) / elapsed
    return turn
  }
}
