import XylemCore

/// How many rows of each kind the tables must have at least.
struct ModelSizes: Equatable {
  var tasks = 0
  var companions = 0
  var keys = 0

  /// What so many rows and places take at least: the figures of the page `Memory`.
  var leastBytes: Int { 44 * tasks + 56 * companions + 24 * keys }

  /// What they take at most, with what is there in an empty store, for `queues` and `kinds` and the
  /// places of keys that are kept vacant.
  func mostBytes(queues: Int, kinds: Int) -> Int {
    44 * tasks + 56 * companions + 24 * max(16, 4 * keys) + 1500 * (queues + kinds) + 26_000
  }
}
