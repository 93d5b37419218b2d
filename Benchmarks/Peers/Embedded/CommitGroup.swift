#if Peers
  import Foundation

  /// Changes that are committed together.
  final class CommitGroup<Change: Sendable, Answer: Sendable>: @unchecked Sendable {
    // Unchecked because the owner's lock guards the changes, and the answers are written before
    // those who wait for them are let go.
    private(set) var changes: [Change] = []
    private var answers: Result<[Answer], any Error>?
    private let settled = DispatchGroup()
    /// The group before, which is committed first.
    private var previous: CommitGroup?

    init(after previous: CommitGroup?) {
      self.previous = previous
      settled.enter()
    }

    /// Takes a change in; its place.
    func join(_ change: Change) -> Int {
      changes.append(change)
      return changes.count - 1
    }

    /// Blocks until the group before is settled.
    func waitForTurn() {
      previous?.settled.wait()
      previous = nil
    }

    /// Lets everybody go who waits for an answer.
    func settle(_ result: Result<[Answer], any Error>) {
      answers = result
      settled.leave()
    }

    /// Blocks until the group is settled.
    func answer(_ place: Int) throws -> Answer {
      settled.wait()
      guard let answers else { throw BenchmarkFailure("a group was not committed") }
      return try answers.get()[place]
    }
  }
#endif
