/// A record that a task needs and that was copied, so that the segment it lies in can go.
package struct Relocation: Sendable {
  /// Which of a task's records it is.
  package enum Part: UInt8, Sendable {
    /// The one the task is read from: `enqueued`, or `completed` once it is done.
    case task = 0
    /// The one that says why it died.
    case reason = 1
  }

  /// The task that needs it.
  package let task: TaskReference
  /// Which of the task's records it is.
  package let part: Part
  /// Where it lies.
  package let location: RecordLocation
  /// Where its copy lies, synced.
  package let copy: RecordLocation

  /// A record that was read at `location` and written again at `copy`.
  package init(task: TaskReference, part: Part, location: RecordLocation, copy: RecordLocation) {
    self.task = task
    self.part = part
    self.location = location
    self.copy = copy
  }
}
