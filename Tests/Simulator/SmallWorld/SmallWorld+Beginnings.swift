/// How stores begin and end.
extension SmallWorld {
  static let beginnings = [
    SmallWorld(
      "first-opening", "the directory, identity and first segment of a store that was never there",
      reaches: [.wholeLogReplayed],
      [.give(.add())]),
    SmallWorld(
      "close", "a clean close keeps everything, takes leases back and leaves no doubt",
      reaches: [.cleanClose, .checkpointLoaded, .leaseTakenBack],
      [.each([.add(), .add(200)]), .lease(1), .reopen(.close), .give(.add(), .written)]),
    SmallWorld(
      "kill", "the process dies with a lease out; what was written is there",
      reaches: [.processKilled, .leaseTakenBack],
      [.give(.add()), .lease(1), .give(.add(), .written), .reopen(.processKill), .lease(2)]),
    SmallWorld(
      "power-cut", "the power goes with a suffix that was only written",
      reaches: [.powerCut, .writtenOnlyLost],
      [.give(.add()), .give(.add(200), .written), .reopen(.powerCut), .give(.add(300))]),
    SmallWorld(
      "two-openings", "two openings in a row, and work after each",
      reaches: [.processKilled],
      [
        .give(.add()), .reopen(.processKill), .reopen(.processKill), .give(.add(200)),
        .reopen(.close), .reopen(.close), .give(.add(300)),
      ]),
    SmallWorld(
      "stale-token", "a token of an earlier epoch is refused after reopening",
      reaches: [.staleTokenRefused],
      [
        .give(.add()), .lease(1), .reopen(.processKill), .stale, .lease(1), .stale,
        .give(.complete),
      ]),
  ]
}
