/// What came of adding many tasks that are alike.
package struct AddedTasks: Sendable {
  /// The ids of those that were added, in the order of their payloads.
  package var ids: [TaskID] = []
  /// Why the next one was not; `nil` when all were added.
  package var refusal: Refusal?

  /// None yet.
  package init() {}
}
