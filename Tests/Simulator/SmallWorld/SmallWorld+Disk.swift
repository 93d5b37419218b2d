/// Disks that fail or are full.
extension SmallWorld {
  static let disk = [
    SmallWorld(
      "failed-sync", "a sync fails; the page cache still shows what is not durable",
      reaches: [.failedBySync],
      [
        .give(.add()), .failSync, .give(.add(200)), .reopen(.processKill), .give(.add(300)),
        .reopen(.powerCut),
      ]),
    SmallWorld(
      "dropped-pages", "a sync fails and the kernel forgets the pages before the store is reopened",
      reaches: [.failedBySync],
      [
        .give(.add()), .failSync, .give(.add(200)), .dropPages, .reopen(.processKill),
        .give(.add(300)),
      ]),
    SmallWorld(
      "full-disk", "a full disk refuses new work and lets the old be finished",
      reaches: [.refusedBecauseFull],
      [
        .maintain, .each([.add(5000), .add(6000)]), .fillDisk(0), .give(.add(6100)), .maintain,
        .give(.add(6200)), .give(.add(6300)), .lease(3), .each([.complete, .complete]),
        .checkpoint, .checkpoint, .makeRoom, .maintain, .give(.add(100)),
      ]),
    SmallWorld(
      "no-room-for-checkpoint", "a prepared segment is given up so that a checkpoint fits",
      [
        .maintain, .each([.add(5000), .add(300)]), .fillDisk(0), .checkpoint, .lease(2),
        .each([.complete, .complete]), .checkpoint,
      ]),
  ]
}
