import XylemCore
import XylemStorage

/// Somebody who waits for a commit, and what that somebody may believe once told.
final class Ticket: @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.

  /// The number of events that the answer covers.
  let count: Int
  let durability: Durability
  /// The number of events that are synced whatever the durability: a lease proves that its tasks
  /// are.
  let syncedAnyway: Int
  private(set) var answers: [StoreError?] = []

  init(count: Int, durability: Durability, syncedAnyway: Int = 0) {
    self.count = count
    self.durability = durability
    self.syncedAnyway = syncedAnyway
  }

  /// Takes an answer of the engine.
  func tell(_ answer: StoreError?) {
    answers.append(answer)
  }
}
