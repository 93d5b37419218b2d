/// A record that a task needs, to be written again where the log is now, so that the segment it
/// lies in can go.
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
  /// The whole record as it is encoded there.
  package let bytes: [UInt8]

  /// A record that was read at `location`.
  package init(task: TaskReference, part: Part, location: RecordLocation, bytes: [UInt8]) {
    self.task = task
    self.part = part
    self.location = location
    self.bytes = bytes
  }
}
