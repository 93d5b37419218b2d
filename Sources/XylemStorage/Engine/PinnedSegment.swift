/// A segment that is kept although most of it may not be needed, and the tasks that keep it.
public struct PinnedSegment: Hashable, Sendable {
  /// The most tasks that are named for one segment.
  public static let tasksMax = 100
  /// The file, relative to the store's directory.
  public let file: String
  /// The length of the file, in bytes.
  public let bytes: UInt64
  /// How many of them are needed: payloads, results and reasons of deaths.
  public let neededBytes: UInt64
  /// The tasks that need them, in the order of the file: at most ``tasksMax`` of them.
  public let tasks: [AffectedTask]
}
