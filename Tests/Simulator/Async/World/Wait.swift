/// A caller that waits for the output of a task.
final class Wait: @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  let serial: Int
  var task: Task<Void, Never>?
  var isCancelled = false
  var isTold = false
  /// Whether it was seen to wait when everything was at rest, so that no end can be missed.
  var isSettled = false

  init(for serial: Int) {
    self.serial = serial
  }
}
