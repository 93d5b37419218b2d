#if Peers
  import Foundation

  /// Puts whatever threads bring while one commit runs into the next one.
  ///
  /// The first who comes to a batch leads it: it waits for the batch before, closes its own and
  /// commits it. The others wait for it, and nobody is woken for another batch than its own.
  final class GroupCommit<Change: Sendable, Answer: Sendable>: @unchecked Sendable {
    // Unchecked because the lock guards the batch that is open.
    private let lock = NSLock()
    private var open = CommitGroup<Change, Answer>(after: nil)
    private let commit: @Sendable ([Change]) throws -> [Answer]

    /// Commits with `commit`, which one thread at a time calls, and which has an answer for each
    /// change.
    init(_ commit: @escaping @Sendable ([Change]) throws -> [Answer]) { self.commit = commit }

    /// Returns once the batch that `change` is in is durable; throws what its commit threw.
    func run(_ change: Change) throws -> Answer {
      let (group, place) = lock.withLock { (open, open.join(change)) }
      if place == 0 {
        group.waitForTurn()
        let changes = lock.withLock {
          open = CommitGroup(after: group)
          return group.changes
        }
        group.settle(Result { try commit(changes) })
      }
      return try group.answer(place)
    }
  }
#endif
