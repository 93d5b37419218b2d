import XylemStorage

/// Randomness that is the same in every run with the same seed.
package final class SeededEntropySource: EntropySource {
  private let lock = Lock()
  nonisolated(unsafe) private var generator: SeededGenerator

  /// Starts the sequence that belongs to `seed`.
  package init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// The next `count` bytes of the sequence.
  package func randomBytes(_ count: Int) -> [UInt8] {
    lock.withLock { (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) } }
  }
}
