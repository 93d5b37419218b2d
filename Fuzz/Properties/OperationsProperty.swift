import Simulator

/// The whole simulation, with the bytes for its chance: commands, clocks, faults and endings.
enum OperationsProperty {
  private static let seedBytes = 900

  static func make() -> Property {
    let seeds = (1...8 as ClosedRange<UInt64>).map { seed in
      SeededEntropySource(seed: seed).randomBytes(seedBytes)
    }
    return Property(name: "operations", seeds: seeds, cost: 100) { input in
      guard !input.isEmpty else { return false }
      try World(tape: input).run()
      return true
    }
  }
}
