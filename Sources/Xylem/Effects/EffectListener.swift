/// A worker, as the router sees it. Called on the committing thread; must not block.
protocol EffectListener: AnyObject, Sendable {
  /// A queue it takes from has tasks.
  func queueBecameReady()
  /// A task was cancelled; perhaps one of its own.
  func taskWasCancelled(_ task: TaskReference)
  /// The store was closed or failed; nothing will follow.
  func storeFailed(_ failure: StoreError)
}
