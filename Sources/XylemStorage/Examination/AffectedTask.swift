import XylemCore

/// A task that damage has touched, or that keeps a segment, as far as it is known.
public struct AffectedTask: Hashable, Sendable {
  /// Its identity; `nil` when the instant at which it was added, and which is a part of it, is
  /// lost.
  public let id: TaskID?
  /// The lower 64 bits of its identity, which name it within its store; `nil` when they are lost.
  public let lowerHalf: UInt64?
  /// What it is called, when that is known.
  public let name: TaskName?
  /// The queue it was in, when that is known.
  public let queue: QueueName?

  init(
    _ reference: TaskReference?, addedAt: UInt64?, store: StoreID, name: TaskName?,
    queue: QueueName?
  ) {
    let id = reference.map {
      TaskID(milliseconds: addedAt ?? 0, storeTag: store.tag, reference: $0)
    }
    self.id = addedAt == nil ? nil : id
    lowerHalf = id?.low
    self.name = name
    self.queue = queue
  }
}
