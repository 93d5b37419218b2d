import XylemCore

/// The state at the end of one commit batch, frozen on its way to a file.
struct CapturedCheckpoint: ~Copyable {
  /// What the file's header will say.
  var header: CheckpointHeader
  /// The state; it must be thawed once the file is written or given up.
  let state: FrozenState
  /// The living bytes of segments at that moment.
  let usage: SegmentUsage
  /// Whether the batch it was taken after is synced. Before that it must not become a file: it
  /// would hold what a crash may still take back.
  private(set) var isCovered = false

  init(header: CheckpointHeader, state: FrozenState, usage: SegmentUsage) {
    self.header = header
    self.state = state
    self.usage = usage
  }

  /// Notes that the log is synced through the batch, whose last frame has the checksum `chain`.
  mutating func cover(chain: Checksum) {
    header.chain = chain
    isCovered = true
  }
}
