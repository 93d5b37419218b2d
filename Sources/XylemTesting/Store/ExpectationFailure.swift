/// What a test expected of a store and did not find.
public struct ExpectationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was expected, and what there was instead.
  public let description: String
}
