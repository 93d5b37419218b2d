/// The output of a task that results in nothing but its effects.
public struct NoOutput: Codable, Hashable, Sendable {
  /// There is only one value.
  public init() {}
}
