/// An invariant that did not hold, with all that is needed to see it again.
package struct Violation: Error, CustomStringConvertible {
  /// The name of the invariant: `I1` to `I20`, or `model` for an answer the model does not allow.
  package let invariant: String
  /// What was seen.
  package let words: String
  /// The seed of the run.
  package var seed: UInt64 = 0
  /// The step of the run.
  package var step = 0

  /// `words` say what is wrong with `invariant`.
  package init(_ invariant: String, _ words: String, seed: UInt64 = 0) {
    self.invariant = invariant
    self.words = words
    self.seed = seed
  }

  /// One line.
  package var description: String { "seed \(seed) step \(step): \(invariant): \(words)" }
}
