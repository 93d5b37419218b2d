/// How a process that owned the store came to its end.
enum Ending {
  /// The machine lost its power: what was not synced is in doubt.
  case powerCut
  /// The process died: what was written is still there.
  case processKill
  /// The store was closed.
  case close
}
