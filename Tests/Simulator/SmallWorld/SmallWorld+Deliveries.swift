/// What becomes of tasks.
extension SmallWorld {
  static let deliveries = [
    SmallWorld(
      "complete", "a completed task never comes back",
      [.each([.add(), .add(200)]), .lease(1), .give(.complete), .lease(1), .give(.complete)]),
    SmallWorld(
      "fail", "a failed task waits for its next attempt and dies with the last",
      reaches: [.attemptsDeath, .promoted],
      [
        .give(.add()), .lease(1), .give(.fail), .pass(3), .lease(1), .give(.fail),
        .give(.add(200)), .lease(1), .give(.fail(isPermanent: true)),
      ]),
    SmallWorld(
      "release-extend", "a lease is kept longer, and a task given back uses up nothing",
      [
        .each([.add(), .add(200)]), .lease(2, for: 10), .give(.extend(500)), .pass(20),
        .give(.release(delay: 5)), .pass(5), .lease(2), .give(.release(delay: 0)), .lease(1),
      ]),
    SmallWorld(
      "lost-lease", "a lease runs out; the last delivery allowed ends in death",
      reaches: [.leaseRanOut, .deliveriesDeath],
      [
        .give(.enqueue(Draft(deliveries: 2))), .lease(1, for: 5), .pass(6), .lease(1, for: 5),
        .pass(6), .give(.add()),
      ]),
    SmallWorld(
      "delay", "a delayed task is ready when its time has come, not before",
      reaches: [.promoted],
      [
        .give(.enqueue(Draft(delay: 50))), .lease(1), .pass(50), .lease(1), .give(.complete),
      ]),
    SmallWorld(
      "expiry", "a task that nobody took in time is gone",
      reaches: [.expired],
      [.give(.enqueue(Draft(expiry: 50))), .give(.add()), .pass(51), .lease(2)]),
    SmallWorld(
      "cancel", "a cancelled task is gone, whatever its status",
      [
        .each([.add(), .enqueue(Draft(bytes: 200, delay: 50))]), .lease(1), .give(.cancel),
        .give(.cancel), .stale,
      ]),
    SmallWorld(
      "dead-letter", "a dead letter is replayed, dies again and is discarded",
      reaches: [.revived],
      [
        .give(.enqueue(Draft(attempts: 1))), .lease(1), .give(.fail), .give(.replay), .lease(1),
        .give(.fail), .give(.discard),
      ]),
    SmallWorld(
      "result", "a result is kept for its time, or until it is discarded",
      reaches: [.resultForgotten],
      [
        .each([.enqueue(Draft(keeps: 50)), .enqueue(Draft(bytes: 200, keeps: 50))]), .lease(2),
        .each([.complete(300), .complete(10)]), .give(.discard), .pass(51), .give(.add()),
      ]),
    SmallWorld(
      "pause", "nothing is leased from a paused queue",
      reaches: [.pausedQueueSkipped],
      [
        .give(.add()), .give(.pause("a")), .lease(1), .give(.pause("b")), .checkpoint,
        .give(.resume("a")), .lease(1),
      ]),
  ]
}
