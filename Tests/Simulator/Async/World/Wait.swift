/// A caller that waits for the output of a task.
final class Wait: @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  let serial: Int
  /// Whether the task had not ended when the wait began.
  let beganBeforeEnd: Bool
  var task: Task<Void, Never>?
  var isCancelled = false
  var isTold = false

  init(for serial: Int, beganBeforeEnd: Bool) {
    self.serial = serial
    self.beganBeforeEnd = beganBeforeEnd
  }
}
