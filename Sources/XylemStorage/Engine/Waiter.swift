import XylemCore

/// Somebody to be told when the commit that covers a command is done, or has failed.
package enum Waiter {
  /// A suspended task.
  case task(UnsafeContinuation<StoreError?, Never>)
  /// A blocked thread.
  case thread(BlockedThread)
  /// Anything else, called on the committing thread; it must not block.
  case callback(@Sendable (StoreError?) -> Void)
  /// Nobody.
  case none

  func release(_ failure: StoreError?) {
    switch self {
    case .task(let continuation): continuation.resume(returning: failure)
    case .thread(let thread): thread.release(failure)
    case .callback(let callback): callback(failure)
    case .none: break
    }
  }
}
