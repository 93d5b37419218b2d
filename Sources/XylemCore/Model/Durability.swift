/// What must have happened before a call returns.
public enum Durability: Hashable, Sendable {
  /// The records survive a power cut: they were written and synced. The default everywhere.
  case synced
  /// The records survive the death of the process, not of the machine: they were handed to the
  /// kernel. A power cut may lose a suffix of such work, never a hole in it.
  case written
}
