/// A store that nobody uses, and what its files prove.
struct StoreAtRest {
  /// What was there after a commit: so many events, in a log that ends there.
  struct Commit {
    let path: String
    let end: Int
    let count: Int
    /// How many events the next frame will say are synced.
    let synced: Int

    /// The last commit of a session.
    static func last(of session: Session) -> Commit {
      let begun = session.disk.files().last { $0.bytes.starts(with: Array("XYLEMSEG".utf8)) }
      let end = (begun?.bytes.lastIndex { $0 != 0 } ?? -1) + 1
      let ledger = session.ledger
      return Commit(
        path: begun?.path ?? "", end: end, count: ledger.count, synced: ledger.synced)
    }
  }

  let session: Session
  /// The number of events.
  let all: Int
  /// Of how many a later frame says that they are synced.
  let marked: Int
  let commits: [Commit]
  /// Whether a checkpoint holds everything, so that damage to the log costs the last word at most.
  let isKept: Bool

  /// How many events must not get lost in silence when these bytes of a segment are damaged: those
  /// that lie before them, and those that a frame behind them says are synced.
  func proven(besides range: Range<Int>, of path: String) -> Int {
    if isKept { return marked }
    var floor = 0
    for (before, commit) in zip(commits, commits.dropFirst()) {
      if (before.path, before.end) <= (path, range.lowerBound) { floor = max(floor, before.count) }
      let start = before.path == commit.path ? before.end : 4096
      if commit.end > before.end || commit.path != before.path,
        (commit.path, start) >= (path, range.upperBound)
      {
        floor = max(floor, before.synced)
      }
    }
    return floor
  }
}
