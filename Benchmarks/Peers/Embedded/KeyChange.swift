#if Peers
  /// What happens to the keys of a task.
  enum KeyChange: Sendable {
    /// Its payload is put below its number.
    case add(UInt64, [UInt8])
    /// That somebody has it is put below its number.
    case lease(UInt64)
    /// Both are removed.
    case complete(UInt64)
  }
#endif
