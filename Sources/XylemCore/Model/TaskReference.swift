/// Where a task lives in the index: its row, and which of the row's users it is.
package struct TaskReference: Hashable, Sendable {
  /// Generations count modulo 2^30.
  package static let generationMask: UInt32 = (1 << 30) - 1

  /// The index in the task table.
  package var row: UInt32
  /// Raised each time the row is given to another task.
  package var generation: UInt32

  /// The user of `row` with this generation.
  package init(row: UInt32, generation: UInt32) {
    self.row = row
    self.generation = generation
  }

  /// Hashes both as one word, which is half the work.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(UInt64(row) << 32 | UInt64(generation))
  }
}
