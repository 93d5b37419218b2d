/// A place in a line. Two tasks of equal rank may stand either way: nothing is promised about them.
struct ModelRank: Comparable {
  /// Which event put the task in line; negative when it was put in front.
  var event: Int64 = 0
  /// Timers of one event come in the order of their instants.
  var due: UInt64 = 0

  static func < (left: ModelRank, right: ModelRank) -> Bool {
    (left.event, left.due) < (right.event, right.due)
  }
}
