/// What somebody must be told once the commit covers the record that caused it.
package enum Effect: Hashable, Sendable {
  /// A task of this queue can be leased.
  case ready(queue: UInt32)
  /// The task reached its end.
  case finished(TaskReference, Ending)
}
