import XylemCore

/// Everything that is committed together: frames, those who wait for them, and what must be told.
struct CommitBatch: ~Copyable {
  var frames: FrameBuffer
  /// The instant at which its records are decided, in milliseconds since 1970.
  var time: UInt64 = 0
  var effects: [Effect] = []
  /// Those who wait for the sync.
  var synced: [Waiter] = []
  /// Those who wait for the write.
  var written: [Waiter] = []
  /// Whether a record asks for a sync although nobody waits for it.
  var needsSync = false

  init(frames: consuming FrameBuffer) {
    self.frames = frames
  }

  var isEmpty: Bool { frames.isEmpty && synced.isEmpty && written.isEmpty && effects.isEmpty }

  /// Forgets everything once it was committed; filling goes on at `tail`.
  mutating func reset(tail: LogPosition, nextSequence: UInt64) {
    frames.removeAll(tail: tail, nextSequence: nextSequence)
    effects.removeAll(keepingCapacity: true)
    synced.removeAll(keepingCapacity: true)
    written.removeAll(keepingCapacity: true)
    needsSync = false
  }
}
