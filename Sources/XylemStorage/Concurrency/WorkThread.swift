import CPosix

/// A thread of our own for work that blocks, which must never be done on a thread of Swift's pool.
///
/// Signals of the program are not delivered to it. It is not stopped from outside: its body must
/// return by itself once it is told to.
package final class WorkThread: Sendable {
  private let joining = Lock()
  nonisolated(unsafe) private var thread: OpaquePointer?

  /// Starts `body` on a new thread. Debuggers show the first 15 bytes of `name`.
  ///
  /// - Throws: `.io(call: "pthread_create")` when the system has no thread left.
  package init(name: String, _ body: @escaping @Sendable () -> Void) throws(StorageError) {
    let context = Unmanaged.passRetained(ThreadBody(run: body))
    let result = xylem_thread_start(
      &thread, name,
      { context in Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run() },
      context.toOpaque())
    guard result == 0 else {
      context.release()
      throw .io(call: "pthread_create", file: name, errno: -result)
    }
  }

  /// Without ``join()`` the thread runs on by itself and cleans up when its body returns.
  deinit {
    if let thread { xylem_thread_detach(thread) }
  }

  /// Waits until the body has returned. Calling it again, from any thread, is harmless; calling it
  /// from the body is a deadlock and therefore a trap.
  package func join() {
    joining.withLock {
      guard let running = thread else { return }
      let result = xylem_thread_join(running)
      precondition(result == 0, "a thread cannot wait for itself")
      thread = nil
    }
  }
}
