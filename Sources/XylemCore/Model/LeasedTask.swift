/// A task in a worker's hands, before its bytes are read.
package struct LeasedTask: Hashable, Sendable {
  /// Its place in the index.
  package var reference: TaskReference
  /// The counter of the lease.
  package var counter: UInt32
  /// When the lease runs out, in milliseconds since 1970.
  package var deadline: UInt64
  /// Which run of the handler this is: failures so far, plus one.
  package var attempt: Int
  /// How often the task has been handed out, this time included.
  package var delivery: Int
  /// Where the `enqueued` record is.
  package var location: RecordLocation
}
