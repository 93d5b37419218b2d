/// What one seed does often, seldom or never. Drawn anew for each seed, so that together the seeds
/// reach corners that an even mix never would.
struct SwarmPlan {
  /// Weights of what a step does, in the order of ``StepKind/allCases``.
  let weights: [Int]
  let segmentBytes: UInt32
  let checkpointLogBytes: UInt64?
  /// How many segments a store may take before it empties mostly dead ones.
  let slackSegments: UInt64
  /// How much memory new work may take.
  let memoryBytesMax: Int?
  /// How much new work the open batch may hold.
  let batchBytesMax: Int
  let steps: Int
  let queues: Int
  let keys: Int
  /// The sizes most payloads are below.
  let payloadBytes: Int
  /// How many in 16 commands ask only to be written.
  let writtenShare: Int
  /// The longest step of the clock, in milliseconds.
  let clockStep: Int
  /// How many in 16 endings are power cuts.
  let powerCutShare: Int
  /// How many in 16 recoveries are disturbed.
  let trialShare: Int
  /// Whether images are damaged after endings.
  let hasRot: Bool
  /// Whether writes go astray on copies.
  let hasMisplacement: Bool
  /// How many in 16 endings have the image recovered twice.
  let twinShare: Int
  /// How the wall clock is set now and then.
  let wallJumps: [WallJump]
  /// How many tasks are leased at once in the end.
  let drainLimit: Int

  /// Draws a plan.
  init(_ draw: inout SeededGenerator) {
    weights = StepKind.allCases.map { kind in
      let usual = kind.usualWeight
      switch draw.below(6) {
      case 0: return kind.isNeeded ? usual : 0
      case 1: return usual * 4
      default: return usual
      }
    }
    segmentBytes = [16, 16, 16, 20, 24, 32, 64][draw.below(7)] * 1024
    checkpointLogBytes = [nil, 2048, 8192, 1 << 20][draw.below(4)]
    slackSegments = [0, 1, 6][draw.below(3)]
    steps = 100 + draw.below(300)
    queues = 1 + draw.below(4)
    keys = 1 + draw.below(6)
    payloadBytes = [1, 64, 300, 1500, 5000][draw.below(5)]
    writtenShare = [0, 2, 8, 14][draw.below(4)]
    clockStep = [1, 50, 1000, 20_000][draw.below(4)]
    powerCutShare = [2, 8, 8, 15][draw.below(4)]
    trialShare = [0, 3, 10][draw.below(3)]
    hasRot = draw.chance(1, in: 3)
    hasMisplacement = draw.chance(1, in: 3)
    twinShare = [0, 4, 16][draw.below(3)]
    wallJumps =
      switch draw.below(8) {
      case 0: WallJump.extreme
      case 1, 2: WallJump.large
      default: WallJump.usual
      }
    drainLimit = [5, 20, 100][draw.below(3)]
    // From a copy, so that a seed does the same but for the bounds.
    var apart = draw
    memoryBytesMax = [nil, nil, 154_000, 162_000, 206_000][apart.below(5)]
    batchBytesMax = [1 << 20, 1 << 20, 2048, 20_000][apart.below(4)]
  }
}
