/// What one seed does often, seldom or never; as ``SwarmPlan``, for whole programs.
struct WorkerPlan {
  /// How often the program is started.
  let lives: Int
  /// The most turns of one life before it ends.
  let turns: Int
  let producers: Int
  let crews: Int
  /// Time stands still while anybody can go on. Otherwise wake-ups come late.
  let isPunctual: Bool
  /// The longest step of a clock that does not wait, in milliseconds.
  let clockStep: Int
  /// The longest rest of a producer, in milliseconds.
  let rest: Int
  let segmentBytes: UInt32
  let checkpointLogBytes: UInt64?
  /// How much memory new work may take.
  let memoryBytesMax: Int?
  /// How much new work the open batch may hold.
  let batchBytesMax: Int
  let paddingCount: Int
  let writtenShare: Int
  /// A world event comes once in so many turns.
  let eventInterval: Int
  let laneWeights: [Int]
  let deedWeights: [Int]
  let stepWeights: [Int]
  let eventWeights: [Int]

  /// Draws a plan.
  init(_ draw: inout SeededGenerator) {
    lives = 1 + draw.below(4)
    turns = [100, 300, 900][draw.below(3)]
    producers = 1 + draw.below(4)
    crews = 1 + draw.below(3)
    isPunctual = draw.chance(1, in: 2)
    clockStep = [1, 20, 200, 1000][draw.below(4)]
    rest = [5, 50, 500][draw.below(3)]
    segmentBytes = [16, 16, 24, 64][draw.below(4)] * 1024
    checkpointLogBytes = [nil, 4096, 1 << 20][draw.below(3)]
    paddingCount = [1, 100, 1500][draw.below(3)]
    writtenShare = [0, 2, 8][draw.below(3)]
    eventInterval = [30, 100, 400][draw.below(3)]
    let isHealthy = draw.chance(1, in: 2)
    laneWeights = SimulatedMachine.Lane.allCases.map { _ in [1, 4, 16][draw.below(3)] }
    deedWeights = Deed.allCases.map { Self.weight($0.usualWeight, &draw) }
    let usualSteps = ProducerStep.allCases.filter { $0 != .limit }
    let usualWeights = usualSteps.map { Self.weight($0.usualWeight, &draw) }
    eventWeights = WorldEvent.allCases.map { event in
      let harms = event == .fault || event == .fullDisk || event == .stopInsideCall
      return isHealthy && harms ? 0 : Self.weight(event.usualWeight, &draw)
    }
    // From a copy, so that a seed does the same but for the bounds.
    var apart = draw
    memoryBytesMax = [nil, nil, 158_000, 166_000][apart.below(4)]
    batchBytesMax = [1 << 20, 1 << 20, 200, 2000][apart.below(4)]
    // Most programs set no limits: a limited queue keeps workers from much else.
    let limitWeight = apart.chance(1, in: 4) ? ProducerStep.limit.usualWeight : 0
    stepWeights = usualWeights + [limitWeight]
  }

  private static func weight(_ usual: Int, _ draw: inout SeededGenerator) -> Int {
    switch draw.below(6) {
    case 0: 0
    case 1: usual * 4
    default: usual
    }
  }
}

extension SeededGenerator {
  /// Draws an index by weights; 0 when all weights are zero.
  mutating func index(by weights: [Int]) -> Int {
    let total = weights.reduce(0, +)
    guard total > 0 else { return 0 }
    var place = below(total)
    for (index, weight) in weights.enumerated() {
      place -= weight
      if place < 0 { return index }
    }
    return 0
  }
}
