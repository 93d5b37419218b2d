/// Segments and checkpoints.
extension SmallWorld {
  static let log = [
    SmallWorld(
      "roll", "the log goes on in the next segment: header, seal, first frame",
      [.maintain, .give(.add(6000)), .give(.add(5400)), .give(.add(900)), .reopen(.processKill)]),
    SmallWorld(
      "roll-unprepared", "the next segment has to be made in the middle of a commit",
      [.give(.add(6000)), .give(.add(5400)), .give(.add(900))]),
    SmallWorld(
      "batch-across-roll", "one batch fills more than one segment",
      [.maintain, .each([.add(6000), .add(5000), .add(6100), .add(300)])]),
    SmallWorld(
      "group-beside-roll", "a group that does not fit what is left is whole in the next segment",
      reaches: [.groupBesideRoll],
      [.maintain, .give(.add(9000)), .group([.add(1200), .add(1300), .pause("b")])]),
    SmallWorld(
      "checkpoint", "the first checkpoint, and the log behind it",
      reaches: [.checkpointLoaded],
      [
        .each([.add(), .enqueue(Draft(bytes: 60, key: "k"))]), .lease(1), .checkpoint,
        .give(.complete), .reopen(.processKill), .give(.add(200)),
      ]),
    SmallWorld(
      "two-checkpoints", "the second generation; either is enough",
      reaches: [.checkpointLoaded],
      [
        .give(.add()), .checkpoint, .give(.add(200)), .checkpoint, .give(.add(300)),
        .reopen(.processKill),
      ]),
    SmallWorld(
      "old-checkpoint", "the third checkpoint takes the place of the first",
      [
        .give(.add()), .checkpoint, .give(.add(200)), .checkpoint, .give(.add(300)), .checkpoint,
        .give(.add(400)), .checkpoint,
      ]),
    SmallWorld(
      "retire", "a segment that nobody needs is removed once two checkpoints cover it",
      reaches: [.segmentRetired],
      [
        .maintain, .each([.add(6000), .add(5000)]), .lease(2), .each([.complete, .complete]),
        .give(.add(6100)), .checkpoint, .give(.add(200)), .checkpoint,
      ]),
    SmallWorld(
      "recycle", "a segment that nobody needs takes the place of one that was used up",
      reaches: [.segmentRetired],
      recycling),
    SmallWorld(
      "recycled", "the log goes on in a recycled file, over frames of its former life",
      reaches: [.segmentRetired],
      recycling + [
        .each((0..<6).map { .add(6010 + $0) }), .give(.add(300)), .give(.add(5500)),
        .give(.add(90)),
      ]),
    SmallWorld(
      "everything", "a short life in which everything rare happens once",
      reaches: [.segmentRetired],
      [
        .give(.enqueue(Draft(bytes: 5000, keeps: 50))),
        .group([.add(3000), .enqueue(Draft(bytes: 90, key: "k")), .pause("b")]), .lease(2),
        .each([.complete(9), .fail]), .each([.add(6000), .add(6001)]), .checkpoint,
        .group([.add(3001), .add(3002), .add(3003)]),
        .each([.enqueue(Draft(bytes: 10, delay: 5)), .enqueue(Draft(bytes: 20, expiry: 7))]),
        .lease(2), .checkpoint, .pass(10), .lease(9),
        .each([.complete, .complete, .complete, .complete, .complete, .complete(3)]),
        .each([.add(6002), .add(7000)]), .pass(60), .checkpoint, .checkpoint, .give(.resume("b")),
      ]),
  ]

  /// Fills segments, empties the first one and lets the log roll between two checkpoints.
  static let recycling: [Step] = [
    .each([.add(6000), .add(5000)]), .lease(2), .each([.complete, .complete]), .give(.add(6100)),
    .checkpoint, .each([.add(6200), .add(5200)]), .checkpoint,
  ]
}
