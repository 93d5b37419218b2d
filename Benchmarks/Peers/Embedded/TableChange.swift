#if Peers
  /// What a client wants of a table of tasks.
  enum TableChange: Sendable {
    /// New tasks with these payloads.
    case add([[UInt8]])
    /// At most so many of the oldest waiting tasks, marked as taken.
    case take(Int)
    /// The end of tasks that were taken.
    case complete([Int64])
    /// The end of all.
    case clear
  }
#endif
