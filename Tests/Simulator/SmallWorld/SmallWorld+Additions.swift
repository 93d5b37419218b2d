/// How tasks come in.
extension SmallWorld {
  static let additions = [
    SmallWorld(
      "single", "one task after another, each in a commit of its own",
      [.give(.add()), .give(.add(0)), .give(.add(600))]),
    SmallWorld(
      "each", "several tasks in one call, each for itself",
      [
        .each([.add(), .enqueue(Draft(bytes: 60, priority: 9)), .add(300)]),
        .each([.enqueue(Draft(queue: "b")), .cancel]),
      ]),
    SmallWorld(
      "group", "several commands that are there wholly or not at all",
      reaches: [.groupRefused],
      [
        .group([.add(), .add(900), .pause("b")]), .lease(1),
        .group([.complete, .add(700), .resume("b")]), .group([.cancel, .add(), .cancel]),
      ]),
    SmallWorld(
      "unique-key", "a key is held until its task ends, then it is free",
      reaches: [.uniqueDuplicate],
      [
        .give(.enqueue(Draft(key: "k"))), .give(.enqueue(Draft(bytes: 7, key: "k"))),
        .lease(1), .give(.complete), .give(.enqueue(Draft(bytes: 9, key: "k"))), .give(.cancel),
        .group([.enqueue(Draft(bytes: 11, key: "k"))]),
      ]),
    SmallWorld(
      "written-only", "tasks that are only written are a suffix until quiet syncs them",
      [
        .give(.add(), .written), .give(.add(200), .written), .quiet, .give(.add(300), .written),
        .give(.add(400), .written),
      ]),
    SmallWorld(
      "mark-at-idle", "after a quiet time the log says that its end is synced",
      [.give(.add()), .quiet, .give(.add(200)), .quiet, .quiet]),
  ]
}
