/// The limit of a queue and how far it is used.
public struct LimitUse: Hashable, Sendable {
  /// The numbers of the limit.
  public let limit: QueueLimit
  /// Tasks of the queue that are with workers now.
  public let leased: Int
  /// How long until its rate lets the next task go; `.zero` when one may go now, or it has no rate.
  public let wait: Duration
}
