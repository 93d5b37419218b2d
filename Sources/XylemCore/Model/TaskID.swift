/// The identity of a task: a UUID of version 7 (RFC 9562), so ids sort by time of enqueueing.
///
/// Layout, from the high end: 48 bits of Unix milliseconds, version 7, a 12-bit tag of the store,
/// the variant, then 30 bits of generation and 32 bits of row. The low bits say where the engine
/// keeps the task, so looking one up needs no search; the generation tells a recycled row apart.
public struct TaskID: Hashable, Sendable {
  /// The upper 64 bits.
  public let high: UInt64
  /// The lower 64 bits.
  public let low: UInt64

  /// Makes an id of its two halves.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The id of a task added at `milliseconds` since 1970 and kept at `reference`.
  package init(milliseconds: UInt64, storeTag: UInt16, reference: TaskReference) {
    high = milliseconds << 16 | 0x7000 | UInt64(storeTag & 0xfff)
    low =
      1 << 63 | UInt64(reference.generation & TaskReference.generationMask) << 32
      | UInt64(reference.row)
  }

  /// When the task was enqueued, in milliseconds since 1970.
  public var milliseconds: UInt64 { high >> 16 }

  /// The tag of the store that made the id, see ``StoreID/tag``.
  package var storeTag: UInt16 { UInt16(truncatingIfNeeded: high & 0xfff) }

  /// Where the task is in the index of its store.
  package var reference: TaskReference {
    TaskReference(
      row: UInt32(truncatingIfNeeded: low),
      generation: UInt32(truncatingIfNeeded: low >> 32) & TaskReference.generationMask)
  }
}
