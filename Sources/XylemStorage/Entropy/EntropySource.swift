/// Where the engine gets randomness from; tests put a seeded one here.
package protocol EntropySource: Sendable {
  /// Returns `count` bytes nobody can foresee.
  func randomBytes(_ count: Int) -> [UInt8]
}
