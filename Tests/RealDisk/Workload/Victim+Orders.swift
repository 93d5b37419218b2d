extension Victim {
  /// How a victim works, as arguments of a command line.
  struct Orders {
    var path: String
    var seed: UInt64
    var lanes = 2
    /// Turns of each lane; without a number it never ends by itself.
    var turns: Int?
    /// Whether the store is stepped, then abandoned half-way, opened again, and closed.
    var isStepped = false
    /// For a store that is made; an old one keeps its own.
    var segmentBytes = DiskStore.usualSegmentBytes

    init(_ path: String, seed: UInt64) { (self.path, self.seed) = (path, seed) }

    /// Reads what ``arguments`` writes, without the first.
    init?(_ arguments: ArraySlice<String>) {
      let words = Array(arguments)
      guard words.count == 6, let seed = UInt64(words[1]), let lanes = Int(words[2]),
        let segmentBytes = UInt32(words[5])
      else { return nil }
      self.init(words[0], seed: seed)
      (self.lanes, turns, isStepped) = (lanes, Int(words[3]), words[4] == "stepped")
      self.segmentBytes = segmentBytes
    }

    /// The whole command.
    var arguments: [String] {
      [
        "victim", path, "\(seed)", "\(lanes)", turns.map { "\($0)" } ?? "endless",
        isStepped ? "stepped" : "threaded", "\(segmentBytes)",
      ]
    }
  }
}
